import { useSignal } from '@preact/signals';
import { drawSample, sayNumber, type Frame, type InspectionPlan, type NewDraw } from '../../shared/inspections.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Dice } from './dice.tsx';
import { Part } from './part.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

interface Drawing {
  plan: InspectionPlan;
  frame: Frame;
  onDone: () => void;
}

/** The frame is frozen: now the seed comes, by the way that was announced, and with it the sample. */
export function DrawNow({ plan, frame, onDone }: Drawing) {
  const w = words.value.draw;
  return (
    <Part title={w.title}>
      {may('inspections.draw') && <Seed plan={plan} frame={frame} onDone={onDone} />}
      {frame.source === 'parties' && may('inspections.answer') && (
        <UnitNumber plan={plan} frame={frame} onDone={onDone} />
      )}
      <p class="quiet">{w.ledgerFirst}</p>
    </Part>
  );
}

function Seed({ plan: { planId }, frame, onDone }: Drawing) {
  const w = words.value.draw;
  const l = language.value;
  const typed = useSignal('');
  const { error, isBusy, send } = useSending();
  const digits = typed.value.replaceAll(/\D/g, '').length;
  const isReady =
    frame.source === 'server' ||
    ((frame.source === 'parties' && frame.number === null ? false : typed.value.trim() !== '') &&
      (frame.source !== 'dice' || digits >= 20));
  const given: Omit<NewDraw, 'frameNo'> =
    frame.source === 'server' ? {} : frame.source === 'parties' ? { revealed: typed.value } : { seed: typed.value };
  return (
    <form
      class={s.inspForm}
      onSubmit={(event) => {
        event.preventDefault();
        void send(() =>
          call(drawSample, { params: { planId }, body: { frameNo: frame.frameNo, ...given } }).then(onDone),
        );
      }}
    >
      {frame.source === 'server' && <p>{w.serverLead}</p>}
      {frame.source === 'dice' && (
        <>
          <p>{w.diceLead}</p>
          <Dice typed={typed} />
          <p class="quiet" role="status">
            {w.thrown(digits, count(digits, l))}
          </p>
        </>
      )}
      {frame.source === 'public' && (
        <label class="field">
          {w.publicLead(frame.announced)}
          <input
            aria-label={w.publicSeed}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
      )}
      {frame.source === 'parties' && frame.number === null && <p role="status">{w.waitsForNumber}</p>}
      {frame.source === 'parties' && frame.number !== null && (
        <>
          <p>{`${w.unitNumber}${words.value.colon}${frame.number}`}</p>
          <label class="field">
            {w.reveal}
            <input value={typed.value} onInput={(event) => (typed.value = event.currentTarget.value)} />
          </label>
        </>
      )}
      {error.value !== null && <Failure error={error.value} />}
      <button type="submit" class="primary" disabled={isBusy.value || !isReady}>
        {w.now}
      </button>
    </form>
  );
}

/** The inspected unit's own part in a seed of two. */
function UnitNumber({ plan: { planId }, frame, onDone }: Drawing) {
  const w = words.value.draw;
  const typed = useSignal('');
  const { error, isBusy, send } = useSending();
  if (frame.number !== null) return <p>{`${w.unitNumber}${words.value.colon}${frame.number}`}</p>;
  return (
    <form
      class={s.inspForm}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { frameNo: frame.frameNo, number: typed.value };
        void send(() => call(sayNumber, { params: { planId }, body }).then(onDone));
      }}
    >
      <p>{w.sayLead}</p>
      <label class="field">
        {w.unitNumber}
        <input required maxLength={300} value={typed.value} onInput={(e) => (typed.value = e.currentTarget.value)} />
      </label>
      {error.value !== null && <Failure error={error.value} />}
      <button type="submit" class="primary" disabled={isBusy.value}>
        {w.sayNumber}
      </button>
    </form>
  );
}
