import type { ComponentChildren } from 'preact';
import { count } from '../format.ts';
import { photoWords } from './findingWords.ts';
import { language } from './words.ts';
import './styles/question.css';

/** Pictures side by side. */
export function PhotoRow({ children }: { children: ComponentChildren }) {
  return <div class="question-photos">{children}</div>;
}

interface PhotoListProps {
  /** Of what, and what the button says that adds one. */
  name: string;
  adding: string;
  sha256s: readonly string[];
  /** Undefined: it is not here any more, and its name stands for it. */
  bytesOf: (sha256: string) => Uint8Array<ArrayBuffer> | undefined;
  onAdd: (file: File) => void;
  onDrop: (sha256: string) => void;
}

/** Photos of one question: taken, seen, taken away again. */
export function PhotoList({ name, adding, sha256s, bytesOf, onAdd, onDrop }: PhotoListProps) {
  const w = photoWords.value.photos;
  return (
    <PhotoRow>
      {sha256s.map((sha256, i) => (
        <figure key={sha256}>
          <Seen bytes={bytesOf(sha256)} alt={w.one(count(i + 1, language.value))} />
          <button type="button" class="link" onClick={() => onDrop(sha256)}>
            {w.drop}
          </button>
        </figure>
      ))}
      <label class="button question-add-photo">
        {adding}
        <input
          class="visually-hidden"
          type="file"
          accept="image/*"
          capture="environment"
          aria-label={`${adding}: ${name}`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) onAdd(file);
          }}
        />
      </label>
    </PhotoRow>
  );
}

const addresses = new WeakMap<Uint8Array, string>();

function Seen({ bytes, alt }: { bytes: Uint8Array<ArrayBuffer> | undefined; alt: string }) {
  if (!bytes) return <span>{alt}</span>;
  const address = addresses.get(bytes) ?? URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  addresses.set(bytes, address);
  return <img src={address} alt={alt} />;
}
