import { useSignal } from '@preact/signals';
import { answerObjection, type Objection, type Standing } from '../../shared/scores.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { may, zone } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { itemName, pointsText, sentence } from '../ui/scoreFigures.ts';
import { look } from './look.ts';
import { words } from './words.ts';
import { NoteField } from '../ui/noteField.tsx';
import s from './scores.module.css';

/** What reps say against lines of their own, and what is answered. */
export function Objections({ of, onChange }: { of: Standing; onChange: () => void }) {
  const w = words.value.scores;
  return (
    <section class="section">
      <h2>{w.objections}</h2>
      <div class={s.scoreBox}>
        {of.objections.map((one) => (
          <One key={one.objectionId} of={of} objection={one} onChange={onChange} />
        ))}
      </div>
    </section>
  );
}

function One({ of, objection, onChange }: { of: Standing; objection: Objection; onChange: () => void }) {
  const w = words.value.scores;
  const l = language.value;
  const { repId, repName, itemKey, note, at, answer } = objection;
  const name = itemName(of.scheme?.content, itemKey, w.correction, l);
  return (
    <article class={s.scoreObjection}>
      <button type="button" class="link flush" onClick={() => look({ repId, itemKey })}>
        {sentence(repName, name)}
      </button>
      <blockquote>{note}</blockquote>
      <p class="quiet">{dateTime(at, l, zone.value)}</p>
      {answer && (
        <p>
          <strong>{w.answered(answer.by, answer.isUpheld ? w.upheld : w.refused)}</strong>{' '}
          {answer.points !== null && w.correctedTo(pointsText(answer.points))} {answer.why}
        </p>
      )}
      {!answer && may('scores.answer') && of.state === 'shown' && <Answer of={objection} onDone={onChange} />}
    </article>
  );
}

function Answer({ of: { objectionId }, onDone }: { of: Objection; onDone: () => void }) {
  const w = words.value.scores;
  const why = useSignal('');
  const points = useSignal('');
  const { error, isBusy, send } = useSending();
  const answer = (isUpheld: boolean) => {
    const given = points.peek().trim();
    const body = {
      isUpheld,
      points: isUpheld && given !== '' ? Math.round(Number(given) * 100) : null,
      why: why.peek(),
    };
    void send(() => call(answerObjection, { params: { objectionId }, body })).then((isDone) => isDone && onDone());
  };
  const isReady = why.value.trim() !== '' && !isBusy.value;
  return (
    <form class={s.scoreForm} onSubmit={(event) => event.preventDefault()}>
      <NoteField label={w.answerWhy} note={why} most={1000} />
      <label class="field">
        <span>{w.newPoints}</span>
        <input type="number" step="0.01" value={points.value} onInput={(e) => (points.value = e.currentTarget.value)} />
      </label>
      <div class="row">
        <button type="button" disabled={!isReady} onClick={() => answer(true)}>
          {w.uphold}
        </button>
        <button type="button" disabled={!isReady} onClick={() => answer(false)}>
          {w.refuse}
        </button>
      </div>
      {error.value !== null && <Failure error={error.value} />}
    </form>
  );
}
