import type { Town } from './town.ts';

/** An assignment with the sums every delta needs. Only `moveTo` changes it. */
export interface Plan {
  label: Int32Array;
  /** [part × M + m], in mean targets. */
  load: Float64Array;
  /** Units, and their summed positions, of each part. */
  units: Float64Array;
  sumX: Float64Array;
  sumY: Float64Array;
  /** Vertices of each part. */
  size: Int32Array;
  /** Links of each vertex to other parts: above 0 on a border. */
  foreign: Int32Array;
  /** Units given away plus received, by part, against today. */
  changed: Float64Array;
}

export function planOf(town: Town, label: Int32Array): Plan {
  const { n, parts, measures } = town;
  const plan: Plan = {
    label: label.slice(),
    load: new Float64Array(parts * measures),
    units: new Float64Array(parts),
    sumX: new Float64Array(parts),
    sumY: new Float64Array(parts),
    size: new Int32Array(parts),
    foreign: new Int32Array(n),
    changed: new Float64Array(parts),
  };
  for (let v = 0; v < n; v++) {
    add(town, plan, v, label[v]!, 1);
    countChange(town, plan, v, label[v]!, 1);
    for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) {
      if (label[town.walk.to[e]!] !== label[v]) plan.foreign[v]!++;
    }
  }
  return plan;
}

/** Hands vertex v over to part b, in time proportional to its neighbours and measures. */
export function moveTo(town: Town, plan: Plan, v: number, b: number): void {
  const { label, foreign } = plan;
  const a = label[v]!;
  add(town, plan, v, a, -1);
  add(town, plan, v, b, 1);
  countChange(town, plan, v, a, -1);
  countChange(town, plan, v, b, 1);
  label[v] = b;
  const { start, to } = town.walk;
  for (let e = start[v]!; e < start[v + 1]!; e++) {
    const u = to[e]!;
    if (label[u] === a) {
      foreign[v]!++;
      foreign[u]!++;
    } else if (label[u] === b) {
      foreign[v]!--;
      foreign[u]!--;
    }
  }
}

function add(town: Town, plan: Plan, v: number, j: number, sign: number): void {
  const M = town.measures;
  for (let m = 0; m < M; m++) plan.load[j * M + m]! += sign * town.value[v * M + m]!;
  const q = sign * town.units[v]!;
  plan.units[j]! += q;
  plan.sumX[j]! += q * town.x[v]!;
  plan.sumY[j]! += q * town.y[v]!;
  plan.size[j]! += sign;
}

function countChange(town: Town, plan: Plan, v: number, j: number, sign: number): void {
  const h = town.home[v]!;
  if (h < 0 || h === j) return;
  plan.changed[h]! += sign * town.units[v]!;
  plan.changed[j]! += sign * town.units[v]!;
}
