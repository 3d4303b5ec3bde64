import { useSignal } from '@preact/signals';
import { now } from '../../clock.ts';
import { dateTime } from '../../format.ts';
import { contradictionText } from '../../ui/contradictionWords.ts';
import { language } from '../../ui/words.ts';
import { withWords } from '../acts.ts';
import { acts, kept, repZone } from '../day.ts';
import { doNow } from '../newAct.ts';
import { words } from '../words.ts';
import { RemedyPart } from './remedies.tsx';
import { askWords } from './words.ts';
import s from '../phone.module.css';

type Shown = ReturnType<typeof withWords>[number];

/** What inspections ask of whoever holds the phone: to mend something, and a word on what does not fit. */
export function AsksPart() {
  return (
    <>
      <RemedyPart />
      <Contradictions />
    </>
  );
}

/** What does not fit between an inspection and the records, put to whom it speaks of. */
function Contradictions() {
  const w = askWords.value.asks;
  const all = withWords(kept.value?.asks?.contradictions ?? [], acts.value);
  if (all.length === 0) return null;
  const isOpen = ({ answer, settled }: Shown) => answer === null && settled === null;
  return (
    <section class="section">
      <h2>{w.title}</h2>
      {all.some(isOpen) && <p class="quiet pad">{w.lead}</p>}
      {all.map((one) =>
        isOpen(one) ? <Open key={one.contradictionId} of={one} /> : <Said key={one.contradictionId} of={one} />,
      )}
    </section>
  );
}

function Head({ of, more }: { of: Shown; more: string }) {
  return (
    <summary>
      <span class="item-text">
        <span class={s.stopName}>{of.name}</span>
        <span class="item-more">{contradictionText(of.what, of.numbers)}</span>
        <span class="item-more">{more}</span>
      </span>
    </summary>
  );
}

function Open({ of }: { of: Shown }) {
  const w = askWords.value.asks;
  const note = useSignal('');
  const isNotKept = useSignal(false);
  const until = dateTime(of.until, language.value, repZone.value);
  const send = () => {
    const at = new Date();
    const body = { note: note.peek().trim(), saidAt: at.toISOString() };
    void doNow({ kind: 'answer', contradictionId: of.contradictionId, body }, at, of.name).then(
      () => (isNotKept.value = false),
      () => (isNotKept.value = true),
    );
  };
  return (
    <details class={s.own} open>
      <Head of={of} more={Date.parse(of.until) > now.value ? w.until(until) : w.over(until)} />
      <form
        class={`form ${s.ownForm}`}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <label class="field">
          {w.note}
          <textarea
            rows={3}
            required
            maxLength={1000}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
        </label>
        <p class="quiet">{w.once}</p>
        {isNotKept.value && (
          <p class="warn" role="alert">
            {words.value.phone.notStored}
          </p>
        )}
        <button type="submit" class="primary" disabled={note.value.trim() === ''}>
          {w.send}
        </button>
      </form>
    </details>
  );
}

function Said({ of }: { of: Shown }) {
  const w = askWords.value;
  const { answer, settled, isWaiting } = of;
  const more = settled ? w.asks.settled(w.settled[settled.word]) : isWaiting ? w.asks.waits : w.asks.said;
  return (
    <details class={s.own}>
      <Head of={of} more={more} />
      <div class={s.ownForm}>
        {answer && <p>{answer.note}</p>}
        {settled && settled.note !== '' && <p class="quiet">{settled.note}</p>}
      </div>
    </details>
  );
}
