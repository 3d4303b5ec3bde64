import { useSignal } from '@preact/signals';
import { cancelJob, type Job } from '../../shared/jobs.ts';
import { solveProblems, type SolveProblem } from '../../shared/scenarioCheck.ts';
import { searchProblems } from '../../shared/problems/search.ts';
import { said, type Said } from '../../shared/problems/say.ts';
import { SolveStart } from '../../shared/solveReport.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { GroupsNote } from './groupsNote.tsx';
import { Report } from './solveReport.tsx';
import s from './scenarios.module.css';

/** Each against its own table, which is small: the page says it before anything is asked. */
function problemSentence(one: SolveProblem): string {
  return said(searchProblems[one.code] as Said<object>, one, language.value);
}

/** From what to begin, what stands against it, how far it is, and what came of it. */
export function SolveTab() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const now = room.scenario.value!;
  const known = room.model.value!;
  const stand = {
    ...room.units.value!,
    no: [...room.figures.value!.at].map((j) => known.nos[j]!),
    locked: [...room.locked.value],
  };
  const { job, error, from } = room.search;
  const problems = solveProblems(stand, now, from.value);
  const isRunning = room.search.isRunning.value;
  return (
    <>
      <fieldset class={s.solveForm} disabled={isRunning}>
        <legend class="visually-hidden">{w.solve}</legend>
        {SolveStart.options.map((one) => (
          <label key={one} class={s.choice}>
            <input type="radio" name="from" checked={from.value === one} onChange={() => (from.value = one)} />
            <span>
              <strong>{w.from[one]}</strong>
              <span class="quiet">{w.fromHint[one]}</span>
            </span>
          </label>
        ))}
        <SecondsField />
        {problems.length > 0 && (
          <ul class={`${s.warnBox} reasons`} role="alert">
            {problems.map((one, i) => (
              <li key={i}>{problemSentence(one)}</li>
            ))}
          </ul>
        )}
        {!isRunning && (
          <button type="button" class="primary" disabled={problems.length > 0} onClick={() => void room.search.start()}>
            {w.solve}
          </button>
        )}
      </fieldset>
      <GroupsNote />
      {error.value !== null && <Failure error={error.value} />}
      {isRunning && <Running now={job.value!} />}
      {job.value?.state === 'cancelled' && (
        <p class="pad" role="status">
          {w.cancelled}
        </p>
      )}
      {job.value?.state === 'failed' && (
        <p class="pad warn" role="alert">
          {w.failed(reasonSentence(job.value.reason))}
        </p>
      )}
      {now.report && <Report report={now.report} isCurrent={now.reportIsCurrent} />}
    </>
  );
}

function SecondsField() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  return (
    <label class="row quiet">
      {w.seconds}
      <input
        class={s.numberInput}
        type="number"
        min={1}
        max={300}
        value={room.search.seconds.value}
        onChange={(event) =>
          (room.search.seconds.value = Math.max(1, Math.min(300, Number(event.currentTarget.value) || 10)))
        }
      />
    </label>
  );
}

function Running({ now }: { now: Job }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const done = now.progress?.done ?? 0;
  const total = now.progress?.total ?? room.search.seconds.value;
  const isCancelling = useSignal(false);
  return (
    <div class={s.running} role="status">
      <p>{now.state === 'waiting' ? w.waiting : w.searching(count(Math.round(done), l), count(total, l))}</p>
      <progress max={total} value={done} aria-label={w.solve} />
      <button
        type="button"
        disabled={isCancelling.value}
        onClick={() => {
          isCancelling.value = true;
          void call(cancelJob, { params: { jobId: now.jobId } }).catch(() => {});
        }}
      >
        {words.value.cancel}
      </button>
    </div>
  );
}
