import { useSignal } from '@preact/signals';
import { photoWords } from '../../ui/findingWords.ts';
import { readPhoto } from '../../ui/photo.ts';
import { PhotoList } from '../../ui/photoList.tsx';
import type { Draft } from './filing.ts';
import { change, drafts, photos } from './inspecting.ts';
import { inspectWords } from './words.ts';

/** A picture of before the inspector came shows another day: so old it is said. */
const OLD_MS = 10 * 60_000;
const ROOM_BYTES = 100_000_000;

interface PhotosProps {
  name: string;
  draft: Draft;
  /** What of the draft the list is. */
  listed: (of: Draft) => readonly string[];
  /** What of the draft changes with the list. */
  put: (sha256s: readonly string[]) => Partial<Draft>;
}

/** Photos of one question: taken, seen, taken away again. A photo is on the disk before it is shown. */
export function Photos({ name, draft, listed, put }: PhotosProps) {
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
      // the list as it is now: another photo may have come while this one was read
      await change({ ...now(), ...put([...new Set([...listed(now()), photo.sha256])]) }, photo);
    } catch {
      problem.value = 'noPhoto';
    }
  };
  const drop = (sha256: string) =>
    void change({ ...now(), ...put(listed(now()).filter((other) => other !== sha256)) }).catch(() => undefined);
  return (
    <>
      <PhotoList
        name={name}
        adding={w.addPhoto}
        sha256s={listed(draft)}
        bytesOf={(sha256) => photos.value.find((photo) => photo.sha256 === sha256)?.bytes}
        onAdd={(file) => void add(file)}
        onDrop={drop}
      />
      {problem.value && (
        <p class="warn" role="alert">
          {problem.value === 'noPhoto' ? photoWords.value.photos.unreadable : w[problem.value]}
        </p>
      )}
    </>
  );
}
