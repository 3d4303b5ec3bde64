// Pure: the solver's answer in the scenario's terms, its sentences as codes that the pages have words for.
import { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import {
  type Easing,
  type EasingCode,
  type SolveReport,
  type SolveStart,
  type Unmet,
  type UnmetCode,
} from '../../shared/solveReport.ts';
import type { Posed } from './problem.ts';
import type { Relaxation, TerritoryAnswer } from '../territories/solve/problem.ts';

/** How each of the solver's reasons begins or what it holds; test/scenarios/scenarioSolve.test.ts meets them all. */
const reasons: readonly [RegExp, UnmetCode][] = [
  [/^what is locked in the territory has/, 'LOCKED_TOO_MUCH'],
  [/^all that could be given to the territory/, 'TOO_LITTLE_REACHABLE'],
  [/^unit \d+ alone has/, 'ONE_TOO_LARGE'],
  [/^all territories together may have/, 'CAPACITIES_TOO_SMALL'],
  [/^units larger than a territory may be/, 'GIANTS_LEAVE_TOO_LITTLE'],
  [/comes in steps of/, 'STEPS_TOO_LARGE'],
  [/^over its capacity/, 'OVER_CAPACITY'],
  [/^too much of/, 'TOO_MUCH'],
  [/^too little of/, 'TOO_LITTLE'],
  [/^the units fall into \d+ groups/, 'GROUPS_APART'],
  [/^units locked in territory \d+ lie in groups/, 'LOCKED_APART'],
  [/^its pieces hold locked units/, 'PIECES'],
  [/^joining the territory’s scattered pieces/, 'TOO_MANY_MOVES'],
];

const easings: readonly [RegExp, EasingCode][] = [
  [/^accept (?<to>[\d.e+-]+) % for (?<measure>\w+)$/, 'ACCEPT'],
  [/^(?<measure>\w+) within (?<to>[\d.e+-]+) % instead of/, 'WIDEN'],
  [/^remove the locks$/, 'UNLOCK'],
  [/^remove the capacities$/, 'NO_CAPACITIES'],
  [/^allow any number of hand-overs$/, 'ANY_MOVES'],
  [/^allow (?<count>\d+) hand-overs$/, 'ALLOW_MOVES'],
  [/^unlock the units of the smaller pieces/, 'LINK'],
];

/** What the solver does not know: the scenario's own terms, and what its barriers do. */
export interface ReportMore {
  from: SolveStart;
  seed: number;
  elapsedMs: number;
  nos: readonly number[];
  retailerId: readonly string[];
  barriers: number;
  groups: number;
  /** Retailers without a neighbour, by their place in the columns. */
  alone: readonly number[];
}

/** More than these are counted and not listed. */
const LISTED_ALONE = 200;

export function reportOf(posed: Posed, answer: TerritoryAnswer, more: ReportMore): SolveReport {
  return {
    from: more.from,
    seed: more.seed,
    measures: answer.measures.map((m, k) => ({
      measure: posed.measures[k]!,
      maxDeviation: m.maxDeviation,
      tolerance: posed.problem.measures[k]!.tolerance,
      isMet: m.meetsTolerance,
    })),
    extraComponents: answer.extraComponents,
    rmsRadiusM: answer.rmsRadiusM,
    diameterM: answer.diameterM,
    moved: answer.switched,
    movedAtLeast: answer.switchedLowerBound,
    unmet: answer.unmet.map((one): Unmet => {
      const giant = /^unit (\d+) alone/.exec(one.reason)?.[1];
      return {
        what: one.measure as Unmet['what'],
        no: more.nos[one.part]!,
        deviation: one.deviation,
        tolerance: one.tolerance,
        isProven: one.proven,
        code: reasons.find(([pattern]) => pattern.test(one.reason))?.[1] ?? 'OTHER',
        retailerId: giant === undefined ? null : more.retailerId[posed.units[Number(giant)]!]!,
        text: one.reason,
        easings: one.relaxations.map(easingOf),
      };
    }),
    barriers: more.barriers,
    groups: more.groups,
    alone: more.alone.slice(0, LISTED_ALONE).map((i) => more.retailerId[i]!),
    iterations: answer.iterations,
    elapsedMs: Math.round(more.elapsedMs),
  };
}

function easingOf({ change, wouldReach }: Relaxation): Easing {
  for (const [pattern, code] of easings) {
    const groups = pattern.exec(change)?.groups;
    if (!groups && !pattern.test(change)) continue;
    const measure = TerritoryMeasure.safeParse(groups?.measure);
    const to =
      groups?.to !== undefined ? Number(groups.to) / 100 : groups?.count !== undefined ? Number(groups.count) : null;
    return { code, measure: measure.success ? measure.data : null, to, text: change, wouldReach };
  }
  return { code: 'OTHER', measure: null, to: null, text: change, wouldReach };
}
