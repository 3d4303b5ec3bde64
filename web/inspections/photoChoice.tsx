import { useSignal, type Signal } from '@preact/signals';
import { photoWords } from '../ui/findingWords.ts';
import { readPhoto, type Photo } from '../ui/photo.ts';
import { PhotoList } from '../ui/photoList.tsx';
import { words } from './words.ts';

interface PhotoChoiceProps {
  name: string;
  sha256s: readonly string[];
  taken: Signal<ReadonlyMap<string, Photo>>;
  /** Changes the list as it is then: another photo may have come while this one was read. */
  change: (edit: (now: readonly string[]) => string[]) => void;
}

/** Photos of one question: taken, seen, taken away again. */
export function PhotoChoice({ name, sha256s, taken, change }: PhotoChoiceProps) {
  const w = words.value.finding;
  const isUnreadable = useSignal(false);
  const add = async (file: File) => {
    isUnreadable.value = false;
    try {
      const photo = await readPhoto(file);
      taken.value = new Map(taken.value).set(photo.sha256, photo);
      change((now) => [...new Set([...now, photo.sha256])]);
    } catch {
      isUnreadable.value = true;
    }
  };
  return (
    <>
      <PhotoList
        name={name}
        adding={w.addPhoto}
        sha256s={sha256s}
        bytesOf={(sha256) => taken.value.get(sha256)?.bytes}
        onAdd={(file) => void add(file)}
        onDrop={(sha256) => change((now) => now.filter((other) => other !== sha256))}
      />
      {isUnreadable.value && <p class="warn">{photoWords.value.photos.unreadable}</p>}
    </>
  );
}
