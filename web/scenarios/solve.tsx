import { signal, useSignal } from '@preact/signals';
import { solveScenario } from '../../shared/scenarioEdits.ts';
import { readJob, cancelJob, type Job } from '../../shared/jobs.ts';
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
import { figures, locked, model, rereadNow, scenario, units } from './draft.ts';
import { GroupsNote } from './groupsNote.tsx';
import { Report } from './solveReport.tsx';
import s from './scenarios.module.css';

/** The search that is under way, or how the last one of this visit ended. */
const job = signal<Job | null>(null);
const error = signal<unknown>(null);
const from = signal<SolveStart>('today');
const seconds = signal(10);
/** Each against its own table, which is small: the page says it before anything is asked. */
function problemSentence(one: SolveProblem): string {
  return said(searchProblems[one.code] as Said<object>, one, language.value);
}

const ASK_MS = 600;
let following = '';

/** Takes up the search of the draft that is open, also one that somebody began before this page was. */
export function followJob(): void {
  const jobId = scenario.peek()?.jobId ?? null;
  job.value = null;
  error.value = null;
  if (jobId) void follow(jobId, false);
}

async function follow(jobId: string, isMine: boolean): Promise<void> {
  following = jobId;
  const scenarioId = scenario.peek()?.scenarioId;
  for (;;) {
    const now = await call(readJob, { params: { jobId } }).catch(() => null);
    if (following !== jobId || scenario.peek()?.scenarioId !== scenarioId) return;
    const isOver = now !== null && now.endedAt !== null;
    if (isMine || !isOver) job.value = now ?? job.peek();
    // It may have ended after the draft was read and before we asked: what it found is then not in the draft we hold.
    if (isOver) return rereadNow();
    isMine = true; // it was under way when we came: its end concerns us
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

async function start(): Promise<void> {
  const { scenarioId, revision } = scenario.peek()!;
  error.value = null;
  try {
    const begun = await call(solveScenario, {
      params: { scenarioId },
      body: { revision, from: from.value, seconds: seconds.value },
    });
    job.value = begun;
    void follow(begun.jobId, true);
  } catch (failed) {
    error.value = failed;
    await rereadNow();
  }
}

/** From what to begin, what stands against it, how far it is, and what came of it. */
export function SolveTab() {
  const w = words.value.planning;
  const now = scenario.value!;
  const known = model.value!;
  const stand = { ...units.value!, no: [...figures.value!.at].map((j) => known.nos[j]!), locked: [...locked.value] };
  const problems = solveProblems(stand, now, from.value);
  const isRunning = job.value !== null && job.value.endedAt === null;
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
          <button type="button" class="primary" disabled={problems.length > 0} onClick={() => void start()}>
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
  const w = words.value.planning;
  return (
    <label class="row quiet">
      {w.seconds}
      <input
        class={s.numberInput}
        type="number"
        min={1}
        max={300}
        value={seconds.value}
        onChange={(event) => (seconds.value = Math.max(1, Math.min(300, Number(event.currentTarget.value) || 10)))}
      />
    </label>
  );
}

function Running({ now }: { now: Job }) {
  const w = words.value.planning;
  const l = language.value;
  const done = now.progress?.done ?? 0;
  const total = now.progress?.total ?? seconds.value;
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
