import { useSignal } from '@preact/signals';
import {
  closeInspection,
  exportDraw,
  NewVoid,
  voidDraw,
  type Frame,
  type InspectionPlan,
} from '../../shared/inspections.ts';
import { addressOf } from '../../shared/contract.ts';
import { call } from '../api.ts';
import { count, dateTime } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { may, zone } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { DrawnAgain } from './drawnAgain.tsx';
import { Part } from './part.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

interface FrameProps {
  plan: InspectionPlan;
  frame: Frame;
  onChange: () => void;
}

/** How the sample came about: hashes, seed, who and when; drawn again here, and to be taken away. */
export function FrameFacts({ plan, frame, onChange }: FrameProps) {
  const w = words.value;
  const l = language.value;
  const at = (instant: string) => dateTime(instant, l, zone.value);
  const isShown = frame.drawnAt !== null && frame.seed !== null;
  return (
    <section class="section">
      <h2>{frame.drawnAt === null ? w.sampling.title : w.draw.title}</h2>
      <dl class="facts">
        <dt>{w.draw.source}</dt>
        <dd>
          {w.sampling.sources[frame.source]}
          {frame.announced && frame.source !== 'parties' && ` · ${frame.announced}`}
        </dd>
        <dt>{w.draw.hash}</dt>
        <dd class="hash">{frame.sha256}</dd>
        {frame.seed !== null && (
          <>
            <dt>{w.draw.seed}</dt>
            <dd class="hash">{frame.seed}</dd>
          </>
        )}
      </dl>
      <div class={s.inspForm}>
        <p class="quiet">
          {w.draw.frozen(count(frame.take, l), count(frame.itemCount, l), at(frame.frozenAt), frame.frozenBy)}
          {frame.drawnAt !== null && `${w.comma}${w.draw.by(frame.drawnBy ?? '', at(frame.drawnAt))}`}
        </p>
        {isShown && <DrawnAgain plan={plan} />}
        {isShown && (
          <p class="quiet">
            <a href={addressOf(exportDraw, { params: { planId: plan.planId } })} download={`${plan.title}.ndjson`}>
              {w.draw.export}
            </a>{' '}
            {w.draw.exportHint}
          </p>
        )}
        {may('inspections.plan') && plan.state !== 'closed' && <End plan={plan} frame={frame} onChange={onChange} />}
      </div>
    </section>
  );
}

/** Closing the inspection, or throwing its draw away on record. */
function End({ plan, frame, onChange }: FrameProps) {
  const { planId, state } = plan;
  const w = words.value.draw;
  const isVoiding = useSignal(false);
  const { error, isBusy, send } = useSending();
  if (isVoiding.value)
    return <Voiding plan={plan} frame={frame} onChange={onChange} onCancel={() => (isVoiding.value = false)} />;
  return (
    <div class={s.inspTools}>
      {state === 'drawn' && (
        <button
          type="button"
          title={w.closeLead}
          disabled={isBusy.value}
          onClick={() => void send(() => call(closeInspection, { params: { planId }, body: {} }).then(onChange))}
        >
          {w.close}
        </button>
      )}
      <button type="button" class="link" onClick={() => (isVoiding.value = true)}>
        {w.void}
      </button>
      {error.value !== null && <Failure error={error.value} />}
    </div>
  );
}

function Voiding({ plan: { planId }, frame: { frameNo }, onChange, onCancel }: FrameProps & { onCancel: () => void }) {
  const w = words.value.draw;
  const reason = useSignal<NewVoid['reason']>('wrongFrame');
  const note = useSignal('');
  const { error, isBusy, send } = useSending();
  const body = { frameNo, reason: reason.value, note: note.value };
  return (
    <form
      class={s.inspForm}
      onSubmit={(event) => {
        event.preventDefault();
        void send(() => call(voidDraw, { params: { planId }, body }).then(onChange));
      }}
    >
      <p class="quiet">{w.voidLead}</p>
      <label class="field">
        {w.why}
        <select
          value={reason.value}
          onChange={(e) => (reason.value = NewVoid.shape.reason.parse(e.currentTarget.value))}
        >
          {NewVoid.shape.reason.options.map((one) => (
            <option key={one} value={one}>
              {w.reason[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {w.note}
        <input required maxLength={500} value={note.value} onInput={(e) => (note.value = e.currentTarget.value)} />
      </label>
      {error.value !== null && <Failure error={error.value} />}
      <div class={s.inspTools}>
        <button type="submit" disabled={isBusy.value}>
          {w.voidNow}
        </button>
        <button type="button" class="link" onClick={onCancel}>
          {w.cancel}
        </button>
      </div>
    </form>
  );
}

/** What was thrown away stays here for everybody to see. */
export function VoidedFrames({ plan: { frames } }: { plan: InspectionPlan }) {
  const w = words.value.draw;
  const l = language.value;
  const voided = frames.filter((frame) => frame.voided !== null);
  if (voided.length === 0) return null;
  return (
    <Part title={w.before}>
      <ul>
        {voided.map(({ frameNo, voided: why, sha256 }) => (
          <li key={frameNo}>
            {w.voided(count(frameNo, l), w.reason[why!.reason], why!.note)}
            <span class="quiet">
              {` ${dateTime(why!.at, l, zone.value)}${why!.by === null ? '' : ` · ${why!.by}`}`}{' '}
              <code class="hash">{sha256.slice(0, 12)}…</code>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
