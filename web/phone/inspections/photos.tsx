import { useSignal } from '@preact/signals';
import { readPhoto } from '../../ui/photo.ts';
import type { Draft, WaitingPhoto } from './filing.ts';
import { change, drafts, photos } from './inspecting.ts';
import { inspectWords } from './words.ts';
import c from './inspecting.module.css';

/** A picture of before the inspector came shows another day: so old it is said. */
const OLD_MS = 10 * 60_000;
const ROOM_BYTES = 100_000_000;

interface PhotosProps {
  name: string;
  sha256s: readonly string[];
  draft: Draft;
  /** What of the draft changes with the list. */
  put: (sha256s: readonly string[]) => Partial<Draft>;
}

/** Photos of one question: taken, seen, taken away again. A photo is on the disk before it is shown. */
export function Photos({ name, sha256s, draft, put }: PhotosProps) {
  const w = inspectWords.value.inspect;
  const problem = useSignal<'noPhoto' | 'oldPhoto' | 'littleRoom' | null>(null);
  const now = () => drafts.peek().get(draft.caseId)!;
  const add = async (file: File) => {
    problem.value = null;
    try {
      const { usage = 0, quota = Infinity } = (await navigator.storage?.estimate?.()) ?? {};
      if (quota - usage < ROOM_BYTES) problem.value = 'littleRoom';
      const photo = await readPhoto(file);
      const arrivedAt = draft.arrive?.at;
      if (arrivedAt && Date.parse(arrivedAt) - Date.parse(photo.takenAt) > OLD_MS) problem.value = 'oldPhoto';
      await change({ ...now(), ...put([...new Set([...sha256s, photo.sha256])]) }, photo);
    } catch {
      problem.value = 'noPhoto';
    }
  };
  const drop = (sha256: string) =>
    void change({ ...now(), ...put(sha256s.filter((other) => other !== sha256)) }).catch(() => undefined);
  return (
    <div class={c.casePhotos}>
      {sha256s.map((sha256, i) => (
        <figure key={sha256}>
          <Seen of={photos.value.find((photo) => photo.sha256 === sha256)} alt={w.photoNo(String(i + 1))} />
          <button type="button" class="link" onClick={() => drop(sha256)}>
            {w.dropPhoto}
          </button>
        </figure>
      ))}
      <label class={`button ${c.caseAddPhoto}`}>
        {w.addPhoto}
        <input
          class="visually-hidden"
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
      {problem.value && (
        <p class="warn" role="alert">
          {w[problem.value]}
        </p>
      )}
    </div>
  );
}

const addresses = new WeakMap<Uint8Array, string>();

/** One that was sent is not on the phone any more: its name stands for it. */
function Seen({ of, alt }: { of: WaitingPhoto | undefined; alt: string }) {
  if (!of) return <span>{alt}</span>;
  const address = addresses.get(of.bytes) ?? URL.createObjectURL(new Blob([of.bytes], { type: 'image/jpeg' }));
  addresses.set(of.bytes, address);
  return <img src={address} alt={alt} />;
}
