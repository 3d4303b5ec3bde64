import { cancelled, deadline, firstOf } from '../../shared/stop.ts';
import type { SolverLine } from '../solvers.ts';
import type { TerritoryAnswer, TerritoryProblem } from '../territories/solve/problem.ts';
import { search } from '../territories/solve/search.ts';

export interface Rebalance {
  problem: TerritoryProblem;
  seed: number;
  seconds: number;
}

export interface Rebalanced {
  answer: TerritoryAnswer;
  elapsedMs: number;
}

/** Runs in a worker thread. A new design uses its seconds to shorten territories; a rebalance ends when it has nothing left to undo. */
export function rebalance({ problem, seed, seconds }: Rebalance, line: SolverLine): Rebalanced {
  const nowMs = () => performance.now();
  const startedMs = nowMs();
  const stop = firstOf(
    cancelled(() => line.isStopped()),
    deadline(1_000 * seconds, nowMs),
  );
  const answer = search(problem, {
    seed,
    stop,
    thorough: true,
    onBest: () => line.report((nowMs() - startedMs) / 1_000),
  });
  return { answer, elapsedMs: nowMs() - startedMs };
}
