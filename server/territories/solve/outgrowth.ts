import type { Town } from './town.ts';

/** Costs beyond this are not looked for: the count of sets grows with it, and half a dozen vertices are much for one part. */
const MOST = 14;
/** Vertices are first looked at within the first of these costs, and farther only for what cannot be had there: a third of the time. */
const STAGES = [4, 8, MOST - 1];
/** Choices looked at for one question; when they run out the answer is the safe one, that the set may exist. */
const CHOICES = 20_000;

/** The vertices that can be in a set, in falling order of worth for its cost, with what the search below asks of them. */
interface Candidates {
  vertex: number[];
  /** By measure asked for, as parts of its amount; and the most any from here on brings for its cost. */
  worth: Float64Array[];
  bestRate: Float64Array[];
  cost: Uint8Array;
  /** Least cost of a path from the rim to the vertex, itself included. */
  reach: Int32Array;
  /** Rows of least costs of paths between two of them, both ends included; made when first asked for. */
  between: (Int32Array | undefined)[];
  /** Local neighbours. */
  links: number[][];
}

/** Where a set may lie, and what its paths have to reach. */
export interface Land {
  /** Vertices it may hold that touch what is outside the land. */
  rim: number[];
  isInside: (v: number) => boolean;
}

/**
 * A lower bound on the cost of a set of vertices that is rooted (from each a path within the set ends on the rim of the
 * land) and carries at least `amounts` of every measure. Costs are small whole numbers by vertex; fixed vertices cannot
 * be in the set. All measures are asked for at once: one heavy unit may do for two of them, or not be the one that
 * would.
 */
export function leastCost(town: Town, amounts: Float64Array, land: Land, cost: Uint8Array): number {
  const asked = [...amounts.keys()].filter((m) => amounts[m]! > 0);
  if (asked.length === 0) return 0;
  let least = 0;
  for (const within of STAGES) {
    const candidates = candidatesOf(town, nearRoot(town, land, cost, within), cost, asked, amounts);
    for (; least <= within; least++) if (mayCarry(candidates, least)) return least;
  }
  return least;
}

/** Vertices within a cost of what is outside with the cost of reaching them, by buckets of whole costs (Dial 1969). */
function nearRoot(town: Town, { rim, isInside }: Land, cost: Uint8Array, within: number): Map<number, number> {
  const { graph, fixed } = town;
  const reach = new Map<number, number>();
  const buckets: number[][] = Array.from({ length: within + 1 }, () => []);
  const offer = (v: number, before: number): void => {
    const now = before + cost[v]!;
    if (now > within || fixed[v] || !isInside(v) || now >= (reach.get(v) ?? Infinity)) return;
    reach.set(v, now);
    buckets[now]!.push(v);
  };
  for (const v of rim) offer(v, 0);
  for (let c = 0; c <= within; c++) {
    const bucket = buckets[c]!;
    for (let k = 0; k < bucket.length; k++) {
      const v = bucket[k]!;
      if (reach.get(v) !== c) continue;
      for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) offer(graph.to[e]!, c);
    }
  }
  return reach;
}

function candidatesOf(
  town: Town,
  near: Map<number, number>,
  cost: Uint8Array,
  asked: number[],
  amounts: Float64Array,
): Candidates {
  const part = (v: number, m: number): number => town.value[v * town.measures + m]! / amounts[m]!;
  const rate = (v: number): number =>
    cost[v] === 0 ? Infinity : asked.reduce((sum, m) => sum + part(v, m), 0) / cost[v]!;
  const vertex = [...near.keys()].sort((u, v) => (rate(u) === rate(v) ? u - v : rate(v) - rate(u)));
  const local = new Map(vertex.map((v, k) => [v, k]));
  const links = vertex.map((v) => {
    const row: number[] = [];
    for (let e = town.graph.start[v]!; e < town.graph.start[v + 1]!; e++) {
      const k = local.get(town.graph.to[e]!);
      if (k !== undefined) row.push(k);
    }
    return row;
  });
  const worth = asked.map((m) => Float64Array.from(vertex, (v) => part(v, m)));
  const bestRate = worth.map((row) => {
    const best = new Float64Array(vertex.length);
    for (let k = vertex.length - 1; k >= 0; k--)
      best[k] = Math.max(best[k + 1] ?? 0, cost[vertex[k]!] === 0 ? Infinity : row[k]! / cost[vertex[k]!]!);
    return best;
  });
  return {
    vertex,
    links,
    worth,
    bestRate,
    cost: Uint8Array.from(vertex, (v) => cost[v]!),
    reach: Int32Array.from(vertex, (v) => near.get(v)!),
    between: [],
  };
}

/**
 * Whether a rooted set of at most this cost may carry the amounts. Members are chosen in falling order of worth for
 * cost; what is still to come brings of each measure at most the best rate there is from here on. A choice is given up
 * when that is too little of one, or when connecting what is chosen costs too much. Never false for a set that exists.
 */
function mayCarry(from: Candidates, budget: number): boolean {
  const chosen: number[] = [];
  const missing = from.worth.map(() => 1);
  let left = CHOICES;
  const take = (k: number, sign: number): void => from.worth.forEach((row, m) => (missing[m]! -= sign * row[k]!));
  const extend = (next: number, spent: number): boolean => {
    if (missing.every((part) => part <= ROUNDING)) return true;
    for (let k = next; k < from.vertex.length; k++) {
      if (--left < 0) return true;
      if (from.cost[k] === 0) {
        if (from.reach[k]! <= budget) return true; // free land is within reach: all of it could be had
        continue;
      }
      for (let m = 0; m < missing.length; m++)
        if ((budget - spent) * from.bestRate[m]![k]! < missing[m]! - ROUNDING) return false;
      if (spent + from.cost[k]! > budget || from.reach[k]! > budget || !connects(from, chosen, k, budget)) continue;
      chosen.push(k);
      take(k, 1);
      const found = extend(k + 1, spent + from.cost[k]!);
      take(k, -1);
      chosen.pop();
      if (found) return true;
    }
    return false;
  };
  return extend(0, 0);
}

/** Parts of an amount below this are the rounding of sums. */
const ROUNDING = 1e-9;

/**
 * Whether k and any one of those chosen can be connected to the rim within the budget. A tree through the
 * rim and two vertices costs at least half of the three ways between them, less half of the vertex where they meet,
 * which the three ways count three times and the tree once.
 */
function connects(from: Candidates, chosen: number[], k: number, budget: number): boolean {
  return chosen.every((c) => {
    const row = (from.between[c] ??= costsFrom(from, c));
    const ways = from.reach[k]! + from.reach[c]! + Math.min(row[k]!, from.reach[k]! + from.reach[c]!);
    return ways - MEETING <= 2 * budget;
  });
}

/** The most a meeting vertex can cost. */
const MEETING = 2;

function costsFrom(from: Candidates, k: number): Int32Array {
  const row = new Int32Array(from.vertex.length).fill(2 * MOST);
  const buckets: number[][] = Array.from({ length: MOST + 1 }, () => []);
  row[k] = from.cost[k]!;
  buckets[row[k]!]!.push(k);
  for (let c = 0; c <= MOST; c++) {
    for (let i = 0; i < buckets[c]!.length; i++) {
      const v = buckets[c]![i]!;
      if (row[v] !== c) continue;
      for (const u of from.links[v]!) {
        const now = c + from.cost[u]!;
        if (now > MOST || now >= row[u]!) continue;
        row[u] = now;
        buckets[now]!.push(u);
      }
    }
  }
  return row;
}
