import { cancelled, deadline, firstOf } from '../../../shared/stop.ts';
import type { SolverLine } from '../../solvers.ts';
import type { TerritoryAnswer, TerritoryProblem } from './problem.ts';
import { search } from './search.ts';

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
  const startedMs = line.nowMs();
  const stop = firstOf(cancelled(line.isStopped), deadline(1_000 * seconds, line.nowMs));
  const answer = search(problem, {
    seed,
    stop,
    thorough: true,
    onBest: () => line.report((line.nowMs() - startedMs) / 1_000),
  });
  return { answer, elapsedMs: line.nowMs() - startedMs };
}
