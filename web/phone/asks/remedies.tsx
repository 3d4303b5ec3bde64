import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { dayName } from '../../format.ts';
import { photoWords } from '../../ui/findingWords.ts';
import { readPhoto } from '../../ui/photo.ts';
import { PhotoList } from '../../ui/photoList.tsx';
import { language } from '../../ui/words.ts';
import { withReports } from '../acts.ts';
import { acts, kept } from '../day.ts';
import { doNow, newId } from '../newAct.ts';
import { dropPhoto, keepPhoto, photosOf, type WaitingPhoto } from '../photoQueue.ts';
import { askWords } from './words.ts';
import { NoteField } from '../../ui/noteField.tsx';
import { NotKept } from '../notKept.tsx';
import s from '../phone.module.css';

type Shown = ReturnType<typeof withReports>[number];

/** What is to be mended, by which day; it is closed with a photo, without a network too. */
export function RemedyPart() {
  const w = askWords.value.remedies;
  const all = withReports(kept.value?.asks?.remedies ?? [], acts.value);
  if (all.length === 0) return null;
  return (
    <section class="section">
      <h2>{w.title}</h2>
      {all.map((one) =>
        one.state === 'open' && !one.isWaiting ? (
          <Open key={`${one.remedyId} ${one.reopened}`} of={one} />
        ) : (
          <details key={one.remedyId} class={s.own}>
            <Head of={one} more={one.isWaiting ? w.waits : w.state[one.state]} />
            <p class={s.ownForm}>{one.reports[0]?.note}</p>
          </details>
        ),
      )}
    </section>
  );
}

function Head({ of, more, isLate = false }: { of: Shown; more: string; isLate?: boolean }) {
  return (
    <summary>
      <span class="item-text">
        <span class={s.stopName}>{of.name}</span>
        <span class="item-more">{of.what}</span>
        <span class={isLate ? 'item-more warn' : 'item-more'}>{more}</span>
      </span>
    </summary>
  );
}

function Open({ of }: { of: Shown }) {
  const w = askWords.value.remedies;
  const note = useSignal('');
  const taken = usePhotos(of);
  const { photos } = taken;
  const isNotKept = useSignal(false);
  const day = dayName(of.dueDay, language.value);
  const isLate = of.dueDay < kept.value!.day;
  const last = of.checks[0];
  const send = () => {
    const at = new Date();
    const named = photos.value.map(({ sha256 }) => sha256);
    const body = { reportId: newId(at), note: note.peek().trim() || null, photos: named, doneAt: at.toISOString() };
    void doNow({ kind: 'remedied', remedyId: of.remedyId, body }, at, of.name).then(
      () => (isNotKept.value = false),
      () => (isNotKept.value = true),
    );
  };
  return (
    <details class={s.own} open>
      <Head of={of} more={isLate ? w.late(day) : w.until(day)} isLate={isLate} />
      <form
        class={`form ${s.ownForm}`}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {of.address && <p class="quiet">{of.address}</p>}
        {last && <p class="warn">{w.again(last.note)}</p>}
        <Photos of={of} taken={taken} />
        <NoteField label={w.note} note={note} most={1000} />
        <NotKept isSo={isNotKept} />
        <button type="submit" class="primary" disabled={photos.value.length === 0}>
          {w.send}
        </button>
        {photos.value.length === 0 && <p class="quiet">{w.needsPhoto}</p>}
      </form>
    </details>
  );
}

function Photos({ of, taken }: { of: Shown; taken: ReturnType<typeof usePhotos> }) {
  const { photos, problem, add, drop } = taken;
  return (
    <>
      <PhotoList
        name={of.what}
        adding={askWords.value.remedies.photo}
        sha256s={photos.value.map(({ sha256 }) => sha256)}
        bytesOf={(sha256) => photos.value.find((photo) => photo.sha256 === sha256)?.bytes}
        onAdd={(file) => void add(file)}
        onDrop={(sha256) => void drop(sha256)}
      />
      {problem.value && (
        <p class="warn" role="alert">
          {photoWords.value.photos.unreadable}
        </p>
      )}
    </>
  );
}

/** Photos that are taken and not yet sent: on the phone's disk at once, for a camera may kill the page. */
function usePhotos({ remedyId, name }: Shown) {
  const photos = useSignal<WaitingPhoto[]>([]);
  const problem = useSignal(false);
  const personId = kept.value!.me.person.personId;
  const read = async () => {
    photos.value = (await photosOf(personId)).filter((photo) => photo.caseId === remedyId && !photo.isFiled);
  };
  useEffect(() => {
    void read().catch(() => undefined); // without a disk there is none
  }, []);
  const add = async (file: File) => {
    problem.value = false;
    try {
      const photo = await readPhoto(file);
      await keepPhoto({ ...photo, personId, caseId: remedyId, retailerName: name, isFiled: false, refused: null });
      await read();
    } catch {
      problem.value = true;
    }
  };
  const drop = async (sha256: string) => {
    await dropPhoto(sha256);
    await read();
  };
  return { photos, problem, add, drop };
}
