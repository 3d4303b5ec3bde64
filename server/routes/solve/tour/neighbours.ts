import type { Core } from './core.ts';
import { ANYWHERE, Nearest, nearest } from './kdTree.ts';

/** The few nodes each node may be joined to, nearest first. */
export interface Neighbours {
  /** Of each node. */
  k: number;
  /** n × k nodes, row-major. */
  list: Int32Array;
  /** What each costs. */
  cost: Float64Array;
}

/** Two in each quadrant before the nearest: clusters then see each other (fl1577: 6.3 → 2.8 % at equal time). */
const PER_QUADRANT = 2;

/** 1 ≤ k; a smaller instance gets n − 1 each. Half of a matrix's neighbours are the nearest under `prices`. */
export function neighbours(core: Core, k: number, prices: Float64Array): Neighbours {
  const each = Math.min(k, core.n - 1);
  const { n, costs } = core;
  const list = new Int32Array(n * each);
  const cost = new Float64Array(n * each);
  const rows = core.tree === null ? byMatrix(core, each, prices) : byPlace(core, each);
  for (let i = 0; i < n; i++) {
    const row = rows(i);
    const price = row.map((j) => costs.between(i, j));
    const sorted = row.map((_, a) => a).sort((a, b) => price[a]! - price[b]! || row[a]! - row[b]!);
    sorted.forEach((a, b) => {
      list[i * each + b] = row[a]!;
      cost[i * each + b] = price[a]!;
    });
  }
  return { k: each, list, cost };
}

function byPlace(core: Core, each: number): (i: number) => number[] {
  const tree = core.tree!;
  const points = tree.x.length;
  const quarter = new Nearest(PER_QUADRANT);
  const around = new Nearest(each + 1);
  return (i) => {
    if (i === core.free) return Array.from({ length: each }, (_, a) => Math.floor((a * points) / each));
    const row: number[] = core.free >= 0 ? [core.free] : [];
    const add = (id: number) => {
      if (row.length < each && !row.includes(id)) row.push(id);
    };
    for (let q = 0; q < ANYWHERE && each > 4 * PER_QUADRANT; q++) {
      nearest(tree, tree.x[i]!, tree.y[i]!, i, i, q, quarter);
      for (let a = 0; a < quarter.count; a++) add(quarter.ids[a]!);
    }
    nearest(tree, tree.x[i]!, tree.y[i]!, i, i, ANYWHERE, around);
    for (let a = 0; a < around.count; a++) add(around.ids[a]!);
    return row;
  };
}

/** Ties at one low cost hide the edges that matter (rbg443: half of all are 0 or 1); prices tell them apart. */
function byMatrix(core: Core, each: number, prices: Float64Array): (i: number) => number[] {
  const { n, costs, mate } = core;
  const found = new Nearest(each);
  const isPriced = prices.some((price) => price !== 0);
  return (i) => {
    const row = new Set<number>();
    for (const share of isPriced ? [prices, null] : [null]) {
      found.count = 0;
      for (let j = 0; j < n; j++) {
        if (j !== i && j !== mate[i]) found.offer(j, costs.between(i, j) + (share === null ? 0 : share[j]!));
      }
      const wanted = share === null ? each : each >> 1;
      for (let a = 0; a < found.count && row.size < wanted; a++) row.add(found.ids[a]!);
    }
    for (let j = 0; row.size < each; j++) if (j !== i) row.add(j);
    return [...row];
  };
}
