import { signal, useSignal } from '@preact/signals';
import { solveScenario } from '../../shared/scenarioEdits.ts';
import { readJob, cancelJob, type Job } from '../../shared/jobs.ts';
import { solveProblems, type SolveProblem } from '../../shared/scenarioCheck.ts';
import { searchProblems } from '../../shared/problems/search.ts';
import { said, type Said } from '../../shared/problems/say.ts';
import { SolveStart, type Easing, type SolveReport, type Unmet } from '../../shared/solveReport.ts';
import { call } from '../api.ts';
import { count, metres } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { tenths } from './balance.tsx';
import { GroupsNote } from './barriersTab.tsx';
import { figures, locked, model, redesign, rereadNow, scenario, units } from './draft.ts';
import { find } from './select.ts';
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

function Report({ report, isCurrent }: { report: SolveReport; isCurrent: boolean }) {
  const w = words.value.planning;
  const b = words.value.barriers;
  const l = language.value;
  const bound = Math.min(report.moved, Math.ceil(report.movedAtLeast - 1e-9));
  return (
    <section class={`section ${s.report}`}>
      <h2>{isCurrent ? w.result : w.resultOld}</h2>
      <div class="inset">
        {report.from !== 'nothing' && <p>{w.movedOf(count(report.moved, l), count(bound, l))}</p>}
        {report.extraComponents === 0 && <p class="good">{w.whole}</p>}
        <table>
          <thead>
            <tr>
              <th>{w.measures}</th>
              <th class="figure">{w.worst}</th>
              <th class="figure">{w.tolerance}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {report.measures.map((m) => (
              <tr key={m.measure}>
                <td>{w.measure[m.measure]}</td>
                <td class="figure">{tenths(m.maxDeviation, l)}</td>
                <td class="figure">{tenths(m.tolerance, l)}</td>
                <td class={m.isMet ? 'good' : 'warn'}>{m.isMet ? w.met : w.notMet}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="quiet">
          {w.radius(metres(report.rmsRadiusM, l))}
          {report.barriers > 0 && ` · ${b.used(report.barriers, count(report.barriers, l))}`}
        </p>
        {report.alone.length > 0 && (
          <p class="warn">
            {b.alone(report.alone.length, count(report.alone.length, l))}{' '}
            <button
              type="button"
              class="link flush"
              onClick={() => find(report.alone.map((id) => units.value!.retailerId.indexOf(id)).filter((i) => i >= 0))}
            >
              {b.find}
            </button>
          </p>
        )}
      </div>
      {report.unmet.length > 0 && (
        <h2>
          <Icon name="help" size={14} /> {w.notMetTitle}
        </h2>
      )}
      {report.unmet.map((one, k) => (
        <UnmetItem key={k} one={one} isFirst={k === 0 || report.unmet[k - 1]!.what !== one.what} />
      ))}
    </section>
  );
}

function UnmetItem({ one, isFirst }: { one: Unmet; isFirst: boolean }) {
  const w = words.value.planning;
  const l = language.value;
  const territory = scenario.value!.territories.find((t) => t.no === one.no)?.name ?? '';
  const what = one.what === 'contiguity' ? w.contiguity : one.what === 'switches' ? w.switches : w.measure[one.what];
  const isShare = one.what !== 'contiguity' && one.what !== 'switches';
  const giant = one.retailerId === null ? -1 : units.value!.retailerId.indexOf(one.retailerId);
  const said = (easing: Easing) =>
    w.easing[easing.code](
      easing.measure ? w.measure[easing.measure] : '',
      easing.to === null ? '' : easing.code === 'ALLOW_MOVES' ? count(easing.to, l) : tenths(easing.to, l),
    );
  return (
    <div class={s.unmet}>
      <p>
        <strong>{territory}</strong> · {what}
        {isShare && ` ${tenths(one.deviation, l)} > ${tenths(one.tolerance, l)}`}
      </p>
      <p class="quiet">
        {w.unmet[one.code]} · <em>{one.isProven ? w.proven : w.notProven}</em>
        {giant >= 0 && ` · ${w.giant(units.value!.name[giant]!)}`}
      </p>
      {isFirst && one.easings.length > 0 && (
        <>
          <p class="quiet">{w.easings}:</p>
          <ul>
            {one.easings.map((easing) => (
              <li key={easing.text} class="row">
                <span>
                  {said(easing)}
                  {isShare && easing.code !== 'ACCEPT' && ` — ${w.wouldReach(tenths(easing.wouldReach, l))}`}
                </span>
                <UseEasing easing={easing} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What can be eased by a setting is one click away, and one undo. */
function UseEasing({ easing }: { easing: Easing }) {
  const w = words.value.planning;
  const { settings, territories } = scenario.value!;
  const { measure, to } = easing;
  // A little more than what was reached: the rounded figure itself could be missed by its last digit.
  const widened =
    measure !== null && to !== null
      ? {
          settings: {
            ...settings,
            measures: settings.measures.map((m) =>
              m.measure === measure ? { ...m, tolerance: Math.min(2, Math.max(m.tolerance, to * 1.002)) } : m,
            ),
          },
        }
      : null;
  const change =
    easing.code === 'ACCEPT' || easing.code === 'WIDEN'
      ? widened
      : easing.code === 'UNLOCK' && territories.some((t) => t.isLocked)
        ? { territories: territories.map((t) => ({ ...t, isLocked: false })) }
        : easing.code === 'NO_CAPACITIES'
          ? { territories: territories.map((t) => ({ ...t, capacity: {} })) }
          : easing.code === 'ANY_MOVES'
            ? { settings: { ...settings, maxMovesPerTerritory: null } }
            : easing.code === 'ALLOW_MOVES' && to !== null
              ? { settings: { ...settings, maxMovesPerTerritory: Math.ceil(to) } }
              : null;
  return (
    change && (
      <button type="button" class="link" onClick={() => void redesign(() => change)}>
        {w.use}
      </button>
    )
  );
}
