import type { z } from 'zod';
import type { Job } from '../../shared/jobs.ts';
import { solveProblems } from '../../shared/scenarioCheck.ts';
import type { ScenarioUnits } from '../../shared/scenarios.ts';
import type { SolveReport } from '../../shared/solveReport.ts';
import type { SolveWish } from '../../shared/scenarioEdits.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError, badField, badFields } from '../errors.ts';
import type { JobKind, JobQueue } from '../jobs.ts';
import type { Solvers } from '../solvers.ts';
import { barriersInForce, type BarriersInForce } from './barrierStore.ts';
import { columnsOf } from './columns.ts';
import type { Rebalance, Rebalanced } from '../territories/solve/thread.ts';
import { changedSince, hold, storedScenario } from './scenario.ts';
import { namedParts, pose, type Posed } from './problem.ts';
import { noteChange, setJob, type StoredScenario } from './store.ts';
import { reportOf } from './solveReport.ts';
import { checkProblem, TerritoryProblemError, type TerritoryAnswer } from '../territories/solve/problem.ts';
import { reportOfJob, takeStep } from './stepStore.ts';
import { groupsOf } from '../territories/solve/touching.ts';

export interface RebalanceInput {
  scenarioId: string;
  wish: z.output<typeof SolveWish>;
}

/** The explanation comes after the search's own seconds; a thread that is silent for so long beyond them is stuck. */
const BEYOND_MS = 120_000;
const TELL_MS = 500;

/** Leaves a search in the queue, after everything that stands against it was looked for. */
export async function startRebalance(
  db: Database,
  queue: JobQueue,
  kind: JobKind<RebalanceInput>,
  who: Who,
  scenarioId: string,
  wish: z.output<typeof SolveWish>,
): Promise<Job> {
  const scenario = await storedScenario(db, who, scenarioId);
  if (scenario.revision !== wish.revision) throw changedSince(scenario.lastChange);
  const barriers = await barriersInForce(db, who.orgId, scenario);
  posed(await columnsOf(db, who.orgId, scenario, barriers), scenario, wish.from, barriers);
  const job = await queue.add(who, kind, scenario.unitId, { scenarioId, wish });
  await setJob(db, who.orgId, scenarioId, job.jobId);
  return job;
}

/** Searches, and appends what was found as one step. What was written to the scenario meanwhile is not written over. */
export function rebalanceKind({ db, solvers }: { db: Database; solvers: Solvers }): JobKind<RebalanceInput> {
  return {
    kind: 'territories.rebalance',
    run: async ({ scenarioId, wish }, { jobId, who, signal, report }) => {
      const done = await reportOfJob(db, who.orgId, scenarioId, jobId);
      if (done) return done;
      const scenario = await storedScenario(db, who, scenarioId);
      const barriers = await barriersInForce(db, who.orgId, scenario);
      const columns = await columnsOf(db, who.orgId, scenario, barriers);
      const problem = posed(columns, scenario, wish.from, barriers);
      const startedMs = performance.now();
      const tell = setInterval(
        () => report({ done: Math.min(wish.seconds, (performance.now() - startedMs) / 1000), total: wish.seconds }),
        TELL_MS,
      );
      try {
        const input: Rebalance = { problem: problem.problem, seed: wish.seed, seconds: wish.seconds };
        const options = { timeoutMs: wish.seconds * 1000 + BEYOND_MS, signal };
        const { answer, elapsedMs } = await solvers
          .of(who)
          .run<Rebalance, Rebalanced>(
            new URL('../territories/solve/thread.ts', import.meta.url),
            'rebalance',
            input,
            options,
          );
        if (signal.aborted) throw new AppError('SEARCH_CANCELLED');
        return await keep(db, who, jobId, { scenarioId, wish }, columns, problem, answer, {
          elapsedMs,
          barriers: barriers.count,
        });
      } finally {
        clearInterval(tell);
      }
    },
  };
}

async function keep(
  db: Database,
  who: Who,
  jobId: string,
  { scenarioId, wish }: RebalanceInput,
  columns: ScenarioUnits,
  problem: Posed,
  answer: TerritoryAnswer,
  more: { elapsedMs: number; barriers: number },
): Promise<SolveReport> {
  const named = wish.from === 'nothing' ? namedParts(problem, answer.assignment, columns.todayNo) : problem.parts;
  const nos = named.map((t) => t.no);
  const report = reportOf(problem, answer, {
    from: wish.from,
    seed: wish.seed,
    ...more,
    nos,
    retailerId: columns.retailerId,
    ...groupsOf(columns),
  });
  const whyOf = new Map(
    answer.switchedWho.map(({ unit, why }) => [
      unit,
      why.measure === null ? why.reason : `${why.reason}:${why.measure}`,
    ]),
  );
  const changed = problem.units
    .map((i, u) => ({ i, to: nos[answer.assignment[u]!]!, why: whyOf.get(u) ?? null }))
    .filter(({ i, to }) => columns.no[i] !== to);
  await db.transaction(async (tx) => {
    await hold(tx, who, scenarioId, wish.revision);
    await takeStep(tx, who, scenarioId, {
      what: 'solve',
      report,
      jobId,
      retailerIds: changed.map(({ i }) => columns.retailerId[i]!),
      fromNos: changed.map(({ i }) => columns.no[i]!),
      toNos: changed.map(({ to }) => to),
      reasons: changed.map(({ why }) => why),
    });
    await noteChange(tx, who, scenarioId, 'solve', changed.length);
  });
  return report;
}

/** The solver's problem, or INVALID_INPUT with every reason why there is none. */
function posed(
  columns: ScenarioUnits,
  scenario: StoredScenario,
  from: z.output<typeof SolveWish>['from'],
  barriers: BarriersInForce,
): Posed {
  const wrong = solveProblems(columns, scenario.design, from);
  if (wrong.length > 0) throw badFields(wrong.map((reason) => ({ path: 'body.from', reason })));
  const problem = pose(columns, scenario.design, from, barriers.lines);
  try {
    checkProblem(problem.problem);
  } catch (error) {
    if (error instanceof TerritoryProblemError) throw badField('body.from', 'NOT_DIVISIBLE');
    throw error;
  }
  return problem;
}
