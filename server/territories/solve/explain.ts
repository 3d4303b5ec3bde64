import type { Eased } from '../../../shared/unmet.ts';
import { ROUNDING } from './answer.ts';
import { excess } from './balance.ts';
import { partPieces } from './contiguity.ts';
import { whyApart, whyImpossible } from './impossible.ts';
import { planOf } from './plan.ts';
import type { Relaxation, TerritoryAnswer, TerritoryProblem, Unmet } from './problem.ts';
import { inertiaOf, settle } from './run.ts';
import type { Best, Run } from './run.ts';
import { termsOf } from './score.ts';
import type { Town } from './town.ts';

/** Proposals a vertex spent on finding out what a relaxation would bring. */
const TRIAL_PROPOSALS = 15;

/** Every tolerance that is not met, the worst first, with what is known about it and what would help. */
export function explain(
  p: TerritoryProblem,
  run: Run,
  label: Int32Array,
  answer: Pick<TerritoryAnswer, 'assignment' | 'measures' | 'extraComponents'>,
): Unmet[] {
  const { town } = run;
  const unmet: Unmet[] = [];
  answer.measures.forEach((measure, m) => {
    const { tolerance } = p.measures[m]!;
    let relaxations: Relaxation[] | undefined;
    for (let j = 0; j < p.parts; j++) {
      const i = j * town.measures + m;
      const deviation = measure.deviations[j]!;
      if (deviation <= town.high[i]! + ROUNDING && deviation >= -tolerance - ROUNDING) continue;
      const proof = whyImpossible(p, town, m, j, answer.assignment);
      const overCapacity = deviation > town.high[i]! + ROUNDING && deviation <= tolerance + ROUNDING;
      relaxations ??= relaxationsOf(p, run, label, m, measure.maxDeviation);
      unmet.push({
        measure: measure.name,
        part: j,
        deviation: Math.abs(deviation),
        tolerance: Math.min(tolerance, Math.abs(deviation > 0 ? town.high[i]! : tolerance)),
        proven: proof !== null,
        ...(proof ?? { reason: { code: overCapacity ? 'OVER_CAPACITY' : deviation > 0 ? 'TOO_MUCH' : 'TOO_LITTLE' } }),
        relaxations,
      });
    }
  });
  unmet.sort((a, b) => b.deviation - b.tolerance - (a.deviation - a.tolerance));
  return [...unmet, ...apart(p, town, label, answer.extraComponents), ...tooManySwitches(p, answer.assignment)];
}

function apart(p: TerritoryProblem, town: Town, label: Int32Array, extra: number): Unmet[] {
  if (extra === 0) return [];
  const proof = whyApart(p, town);
  const { partOf } = partPieces(town.graph, label);
  const count = new Int32Array(p.parts);
  for (const part of partOf) count[part]!++;
  return Array.from(count, (c, part) => ({ c, part }))
    .filter(({ c }) => c > 1)
    .map(({ c, part }) => ({
      measure: 'contiguity',
      part,
      deviation: c - 1,
      tolerance: 0,
      proven: proof !== null,
      reason: proof ?? { code: 'PIECES' },
      relaxations: [{ code: 'LINK', wouldReach: 0 }],
    }));
}

function tooManySwitches(p: TerritoryProblem, assignment: Int32Array): Unmet[] {
  const limit = p.maxSwitchesPerPart;
  if (limit === undefined || !p.current) return [];
  const changed = new Int32Array(p.parts);
  for (let i = 0; i < p.n; i++) {
    if (p.current[i]! < 0 || p.current[i] === assignment[i]) continue;
    changed[p.current[i]!]!++;
    changed[assignment[i]!]!++;
  }
  return Array.from(changed, (c, part) => ({ c, part }))
    .filter(({ c }) => c > limit)
    .map(({ c, part }) => ({
      measure: 'switches',
      part,
      deviation: c,
      tolerance: limit,
      proven: false,
      reason: { code: 'TOO_MANY_MOVES' },
      relaxations: [{ code: 'ALLOW_MOVES', to: c, wouldReach: c }],
    }));
}

/** The three that bring this measure closest to its tolerance, each tried by a short search from the plan found. */
function relaxationsOf(p: TerritoryProblem, run: Run, label: Int32Array, m: number, reached: number): Relaxation[] {
  const { town } = run;
  const list: Relaxation[] = [{ code: 'ACCEPT', measure: p.measures[m]!.name, to: reached, wouldReach: reached }];
  const attempt = (change: Eased, eased: Town): void =>
    void list.push({ ...change, wouldReach: tryEased(run, eased, label, m) });
  p.measures.forEach((other, k) => {
    if (k === m) return;
    const widened = Math.max(2 * other.tolerance, 0.02);
    attempt({ code: 'WIDEN', measure: other.name, from: other.tolerance, to: widened }, withLimits(town, k, widened));
  });
  if (town.fixed.some((f) => f === 1))
    attempt({ code: 'UNLOCK' }, { ...town, fixed: new Uint8Array(town.n), closed: new Uint8Array(town.parts) });
  if (p.capacity)
    attempt(
      { code: 'NO_CAPACITIES' },
      {
        ...town,
        high: town.high.map((_, i) => p.measures[i % town.measures]!.tolerance),
      },
    );
  if (town.maxSwitches !== Infinity) attempt({ code: 'ANY_MOVES' }, { ...town, maxSwitches: Infinity });
  return list.sort((a, b) => a.wouldReach - b.wouldReach).slice(0, 3);
}

function withLimits(town: Town, m: number, tolerance: number): Town {
  const of = (limits: Float64Array, sign: number): Float64Array =>
    limits.map((limit, i) => (i % town.measures === m && Math.abs(limit) < tolerance ? sign * tolerance : limit));
  return { ...town, low: of(town.low, -1), high: of(town.high, 1) };
}

function tryEased(run: Run, eased: Town, label: Int32Array, m: number): number {
  const trial: Run = { ...run, town: eased, onBest: undefined };
  const plan = planOf(eased, label);
  const cost = (q: typeof plan): number => inertiaOf(eased, q);
  const best: Best = { label: label.slice(), excess: excess(eased, plan).total, cost: Infinity };
  const terms = termsOf(eased, plan, { charge: 1, free: 0.98, inertia: 1, cut: 0, switched: 0 });
  const perEpoch = Math.ceil((TRIAL_PROPOSALS * trialSize(eased)) / 10);
  const reached = settle(
    trial,
    plan,
    terms,
    best,
    cost,
    { hot: 0.1, cold: 0.02, epochs: 10, perEpoch, swaps: 0.3, harden: 1 },
    3,
  );
  let worst = 0;
  for (let j = 0; j < eased.parts; j++) {
    const i = j * eased.measures + m;
    worst = Math.max(worst, Math.abs(reached.load[i]! * eased.scale[i]! - 1));
  }
  return worst;
}

/** Vertices a trial counts: the largest towns are tried a little less thoroughly, an explanation is not worth the search's time. */
function trialSize(town: Town): number {
  return Math.min(town.n, 20_000);
}
