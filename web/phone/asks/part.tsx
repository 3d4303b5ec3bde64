import { now } from '../../clock.ts';
import { dateTime } from '../../format.ts';
import { contradictionText } from '../../ui/contradictionWords.ts';
import { language } from '../../ui/words.ts';
import { withWords } from '../acts.ts';
import { acts, kept, repZone } from '../day.ts';
import { WordForm } from '../wordForm.tsx';
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
  const until = dateTime(of.until, language.value, repZone.value);
  return (
    <details class={s.own} open>
      <Head of={of} more={Date.parse(of.until) > now.value ? w.until(until) : w.over(until)} />
      <WordForm
        label={w.note}
        lead={w.once}
        send={w.send}
        name={of.name}
        actOf={(note, at) => ({
          kind: 'answer',
          contradictionId: of.contradictionId,
          body: { note, saidAt: at.toISOString() },
        })}
      />
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
