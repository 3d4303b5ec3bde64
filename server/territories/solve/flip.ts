import type { Plan } from './plan.ts';
import { balanceCost } from './score.ts';
import type { Terms } from './score.ts';
import type { Town } from './town.ts';

/** Change of the score when vertex v goes to part b: constant time but for v's neighbours. */
export function flipDelta(town: Town, plan: Plan, terms: Terms, v: number, b: number): number {
  const { measures: M, value, scale } = town;
  const { load } = plan;
  const a = plan.label[v]!;
  let delta = 0;
  for (let m = 0; m < M; m++) {
    const w = value[v * M + m]!;
    const i = a * M + m;
    const k = b * M + m;
    const di = load[i]! * scale[i]! - 1;
    const dk = load[k]! * scale[k]! - 1;
    delta +=
      balanceCost(terms, i, m, di - w * scale[i]!) -
      balanceCost(terms, i, m, di) +
      balanceCost(terms, k, m, dk + w * scale[k]!) -
      balanceCost(terms, k, m, dk);
  }
  return delta + terms.inertia * inertiaDelta(town, plan, v, a, b) + linkDelta(town, plan, terms, v, a, b);
}

/**
 * Change of Σ units·|position − middle|². Taking q units at distance r from the middle of N away changes it by
 * −qN/(N−q)·r², adding them by +qN/(N+q)·r² (Huygens–Steiner); round a base, which does not move, by ∓q·r².
 */
export function inertiaDelta(town: Town, plan: Plan, v: number, a: number, b: number): number {
  const q = town.units[v]!;
  const x = town.x[v]!;
  const y = town.y[v]!;
  const na = plan.units[a]!;
  const nb = plan.units[b]!;
  const baseA = town.baseX[a]!;
  const baseB = town.baseX[b]!;
  let delta = 0;
  if (baseA === baseA) delta -= q * ((x - baseA) ** 2 + (y - town.baseY[a]!) ** 2);
  else if (na > q) {
    const dx = x - plan.sumX[a]! / na;
    const dy = y - plan.sumY[a]! / na;
    delta -= ((q * na) / (na - q)) * (dx * dx + dy * dy);
  }
  if (baseB === baseB) delta += q * ((x - baseB) ** 2 + (y - town.baseY[b]!) ** 2);
  else if (nb > 0) {
    const dx = x - plan.sumX[b]! / nb;
    const dy = y - plan.sumY[b]! / nb;
    delta += ((q * nb) / (nb + q)) * (dx * dx + dy * dy);
  }
  return delta;
}

function linkDelta(town: Town, plan: Plan, terms: Terms, v: number, a: number, b: number): number {
  let delta = 0;
  if (terms.cut !== 0) {
    const { start, to } = town.walk;
    for (let e = start[v]!; e < start[v + 1]!; e++) {
      const j = plan.label[to[e]!]!;
      if (j === a) delta += terms.cut;
      else if (j === b) delta -= terms.cut;
    }
  }
  const h = town.home[v]!;
  if (h >= 0) delta += terms.switched * town.switchCost[v]! * ((h === b ? 0 : 1) - (h === a ? 0 : 1));
  return delta;
}

/** Whether v may go to b at all: locks, the last vertex of a part, the limit on hand-overs. */
export function flipAllowed(town: Town, plan: Plan, v: number, b: number): boolean {
  const a = plan.label[v]!;
  if (town.fixed[v] || town.closed[b] || plan.size[a]! <= 1) return false;
  return town.maxSwitches === Infinity || withinHandOvers(town, plan, [v], [b]);
}

/** Whether the limit on hand-overs, where there is one, holds after all of these moves, for every part that they change. */
export function withinHandOvers(town: Town, plan: Plan, vs: number[], to: number[]): boolean {
  const net = new Map<number, number>();
  const count = (v: number, j: number, q: number): void => {
    const h = town.home[v]!;
    if (h < 0 || h === j) return;
    for (const part of [h, j]) net.set(part, (net.get(part) ?? 0) + q);
  };
  vs.forEach((v, k) => {
    count(v, plan.label[v]!, -town.units[v]!);
    count(v, to[k]!, town.units[v]!);
  });
  return [...net].every(([part, more]) => more <= 0 || plan.changed[part]! + more <= town.maxSwitches);
}
