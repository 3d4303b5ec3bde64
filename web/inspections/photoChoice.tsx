import { useSignal, type Signal } from '@preact/signals';
import { readPhoto, type Photo } from '../ui/photo.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

interface PhotoChoiceProps {
  name: string;
  sha256s: readonly string[];
  taken: Signal<ReadonlyMap<string, Photo>>;
  onChange: (sha256s: string[]) => void;
}

/** Photos of one question: taken, seen, taken away again. */
export function PhotoChoice({ name, sha256s, taken, onChange }: PhotoChoiceProps) {
  const w = words.value.finding;
  const isUnreadable = useSignal(false);
  const add = async (file: File) => {
    isUnreadable.value = false;
    try {
      const photo = await readPhoto(file);
      taken.value = new Map(taken.value).set(photo.sha256, photo);
      onChange([...new Set([...sha256s, photo.sha256])]);
    } catch {
      isUnreadable.value = true;
    }
  };
  return (
    <div class={s.inspPhotos}>
      {sha256s.map((sha256, i) => (
        <figure key={sha256}>
          {taken.value.has(sha256) && <Seen of={taken.value.get(sha256)!} alt={w.photo(String(i + 1))} />}
          <button type="button" class="link" onClick={() => onChange(sha256s.filter((other) => other !== sha256))}>
            {w.dropPhoto}
          </button>
        </figure>
      ))}
      <label class={s.inspAddPhoto}>
        {w.addPhoto}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          aria-label={`${w.addPhoto}: ${name}`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) void add(file);
          }}
        />
      </label>
      {isUnreadable.value && <p class="warn">{w.noPhoto}</p>}
    </div>
  );
}

const addresses = new WeakMap<Photo, string>();

function Seen({ of, alt }: { of: Photo; alt: string }) {
  const address = addresses.get(of) ?? URL.createObjectURL(new Blob([of.bytes], { type: 'image/jpeg' }));
  addresses.set(of, address);
  return <img src={address} alt={alt} />;
}
