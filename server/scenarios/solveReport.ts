// Pure: the solver's answer in the scenario's terms.
import { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import type { Easing, SolveReport, SolveStart, Unmet } from '../../shared/solveReport.ts';
import { easedSentence, unmetSentence } from '../../shared/unmet.ts';
import type { Posed } from './problem.ts';
import type { Relaxation, TerritoryAnswer } from '../territories/solve/problem.ts';

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
    unmet: answer.unmet.map((one) => unmetOf(one, posed, more)),
    barriers: more.barriers,
    groups: more.groups,
    alone: more.alone.slice(0, LISTED_ALONE).map((i) => more.retailerId[i]!),
    iterations: answer.iterations,
    elapsedMs: Math.round(more.elapsedMs),
  };
}

function unmetOf(one: TerritoryAnswer['unmet'][number], posed: Posed, more: ReportMore): Unmet {
  return {
    what: one.measure as Unmet['what'],
    no: more.nos[one.part]!,
    deviation: one.deviation,
    tolerance: one.tolerance,
    isProven: one.proven,
    code: one.reason.code,
    reason: one.reason,
    retailerId: one.unit === undefined ? null : more.retailerId[posed.units[one.unit]!]!,
    text: unmetSentence(one.reason, 'en'),
    easings: one.relaxations.map(easingOf),
  };
}

/** The solver's measures are named as the scenario's are. */
function easingOf({ wouldReach, ...eased }: Relaxation): Easing {
  const measure = 'measure' in eased ? TerritoryMeasure.parse(eased.measure) : null;
  const to = 'to' in eased ? eased.to : null;
  return { code: eased.code, measure, to, text: easedSentence(eased.code, { measure, to }, 'en'), wouldReach };
}
