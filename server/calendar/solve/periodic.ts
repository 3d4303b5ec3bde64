// Pure: a periodic routing problem solved: a search, then a bound.
import type { Stop } from '../../../shared/stop.ts';
import { leastVisits, lowerBound } from './bound.ts';
import type { CalendarProblem } from './problem.ts';
import { search } from './search.ts';

export interface PeriodicOptions {
  seed: number;
  /** A stop rule for this share of the budget, counted from when it is asked for. */
  share(of: number): Stop;
}

export interface PeriodicAnswer {
  routes: number[][][];
  length: number;
  lowerBound: number;
  missed: number[];
}

/** What the bound takes of the budget, at most. */
const BOUND = 0.15;

export function solvePeriodic(problem: CalendarProblem, { seed, share }: PeriodicOptions): PeriodicAnswer {
  const found = search(problem, { seed, stop: share(1 - BOUND) });
  const missed = leaveOut(problem, found.routes, found.choice);
  const routes = problem.days * problem.vehicles;
  const visits = leastVisits(problem);
  const question = { problem, visits, routes, areAllUsed: false, best: found.length };
  const bound = missed.length > 0 ? 0 : lowerBound(question, share(BOUND));
  return { routes: found.routes, length: lengthOf(problem, found.routes), lowerBound: bound, missed };
}

/** Who does not fit leaves all days, the heaviest of each overloaded route first, until every limit is kept. */
function leaveOut(problem: CalendarProblem, routes: number[][][], choice: Int32Array): number[] {
  const out = Array.from({ length: problem.n }, (_, k) => k + 1).filter((i) => choice[i]! < 0);
  routes.forEach((vehicles, day) =>
    vehicles.forEach((_, vehicle) => {
      for (;;) {
        const order = routes[day]![vehicle]!;
        const sum = (of: Float64Array): number => order.reduce((total, i) => total + of[i]!, 0);
        const isLoadKept = sum(problem.load) <= problem.capacity[day]! + 1e-9;
        if (isLoadKept && sum(problem.service) + wayOf(problem, order) <= problem.workLimit[day]! + 1e-9) return;
        const weight = isLoadKept ? problem.service : problem.load;
        const heaviest = order.reduce((most, i) => (weight[i]! > weight[most]! ? i : most));
        out.push(heaviest);
        for (const list of routes)
          list.forEach((other, v) => {
            list[v] = other.filter((i) => i !== heaviest);
          });
      }
    }),
  );
  return out.sort((a, b) => a - b);
}

function lengthOf(problem: CalendarProblem, routes: readonly (readonly (readonly number[])[])[]): number {
  return routes.flat().reduce((sum, order) => sum + wayOf(problem, order), 0);
}

function wayOf({ n, travel }: CalendarProblem, order: readonly number[]): number {
  if (order.length === 0) return 0;
  return [...order, 0].reduce((sum, i, k) => sum + travel[(k === 0 ? 0 : order[k - 1]!) * (n + 1) + i]!, 0);
}
