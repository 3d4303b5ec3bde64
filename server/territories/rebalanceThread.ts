import { stopAtDeadline, stopWhenAny } from '../../shared/stop.ts';
import type { SolverLine } from '../solvers.ts';
import type { TerritoryAnswer, TerritoryProblem } from './solve/problem.ts';
import { search } from './solve/search.ts';

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
  const startedMs = performance.now();
  const elapsedS = () => (performance.now() - startedMs) / 1000;
  const asked = { done: () => line.isStopped() };
  const stop = stopWhenAny(asked, stopAtDeadline(seconds, elapsedS));
  const answer = search(problem, { seed, stop, thorough: true, onBest: () => line.report(elapsedS()) });
  return { answer, elapsedMs: elapsedS() * 1000 };
}
