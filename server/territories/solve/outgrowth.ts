import type { Town } from './town.ts';

/** Costs beyond this are not looked for: the count of sets grows with it, and half a dozen vertices are much for one part. */
const MOST = 14;
/** Choices looked at for one question; when they run out the answer is the safe one, that the set may exist. */
const CHOICES = 20_000;

/** The vertices that can be in a set, in falling order of worth for its cost, with what the search below asks of them. */
interface Candidates {
  vertex: number[];
  worth: Float64Array;
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
 * be in the set. Each measure is asked for by itself; the most demanding one decides.
 */
export function leastCost(town: Town, amounts: Float64Array, land: Land, cost: Uint8Array): number {
  const near = nearRoot(town, land, cost);
  let least = 0;
  amounts.forEach((amount, m) => {
    if (amount <= 0) return;
    const candidates = candidatesOf(town, near, cost, m);
    while (least < MOST && !mayCarry(candidates, amount, least)) least++;
  });
  return least;
}

/** Vertices within MOST of what is outside with the cost of reaching them, by buckets of whole costs (Dial 1969). */
function nearRoot(town: Town, { rim, isInside }: Land, cost: Uint8Array): Map<number, number> {
  const { graph, fixed } = town;
  const reach = new Map<number, number>();
  const buckets: number[][] = Array.from({ length: MOST + 1 }, () => []);
  const offer = (v: number, before: number): void => {
    const now = before + cost[v]!;
    if (now > MOST || fixed[v] || !isInside(v) || now >= (reach.get(v) ?? Infinity)) return;
    reach.set(v, now);
    buckets[now]!.push(v);
  };
  for (const v of rim) offer(v, 0);
  for (let c = 0; c <= MOST; c++) {
    const bucket = buckets[c]!;
    for (let k = 0; k < bucket.length; k++) {
      const v = bucket[k]!;
      if (reach.get(v) !== c) continue;
      for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) offer(graph.to[e]!, c);
    }
  }
  return reach;
}

function candidatesOf(town: Town, near: Map<number, number>, cost: Uint8Array, m: number): Candidates {
  const M = town.measures;
  const rate = (v: number): number => (cost[v] === 0 ? Infinity : town.value[v * M + m]! / cost[v]!);
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
  return {
    vertex, links, worth: Float64Array.from(vertex, (v) => town.value[v * M + m]!), cost: Uint8Array.from(vertex, (v) => cost[v]!),
    reach: Int32Array.from(vertex, (v) => near.get(v)!), between: [],
  };
}

/**
 * Whether a rooted set of at most this cost may carry the amount. Members are chosen in falling order of worth for
 * cost, so what is still to come brings at most the rate of the next; a choice is given up when even that is too
 * little, or when connecting what is chosen costs too much. Never false for a set that exists.
 */
function mayCarry(from: Candidates, amount: number, budget: number): boolean {
  const chosen: number[] = [];
  let left = CHOICES;
  const extend = (next: number, missing: number, spent: number): boolean => {
    if (missing <= 0) return true;
    for (let k = next; k < from.vertex.length; k++) {
      if (--left < 0) return true;
      if (from.cost[k] === 0) {
        if (from.reach[k]! <= budget) return true; // free land is within reach: all of it could be had
        continue;
      }
      if (((budget - spent) * from.worth[k]!) / from.cost[k]! < missing) return false;
      if (spent + from.cost[k]! > budget || from.reach[k]! > budget || !connects(from, chosen, k, budget)) continue;
      chosen.push(k);
      const found = extend(k + 1, missing - from.worth[k]!, spent + from.cost[k]!);
      chosen.pop();
      if (found) return true;
    }
    return false;
  };
  return extend(0, amount, 0);
}

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
