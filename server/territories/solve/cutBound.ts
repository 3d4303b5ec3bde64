import { leastCost } from './outgrowth.ts';
import type { Land } from './outgrowth.ts';
import type { Town } from './town.ts';

/** A moved vertex costs two half switches: a vertex that may relieve one part and supply another pays one to each. */
const WHOLE = 2;
/** Hops from a part in want within which a vertex of a part in excess is taken to serve both; 3 gave the best bounds of 0 to 6. */
const SHARED_HOPS = 3;

/** What one part has to gain, or to lose, of each measure; 0 where nothing. */
interface Need {
  part: number;
  amounts: Float64Array;
}

/**
 * A lower bound on the switch weight of any contiguous assignment within the limits, by counting at the borders.
 *
 * Argument. Let a plan be contiguous and within the limits, and let every part keep a vertex of today (a part that
 * keeps none has lost all it had: that weight is the other branch of the bound). What part b gains then hangs
 * together with its land of today: from every gained vertex a walk inside b ends at a kept one, and up to its first
 * vertex of today's b it passes gained vertices only. So a part under a limit gains a set that is *rooted* at its
 * border and carries at least what is missing; and what a part over a limit loses is rooted at its border from the
 * inside, because the walk to the new part leaves it through lost vertices. The least cost of such a set, part by
 * part, adds up: gained sets are disjoint, and so are lost ones. A vertex that is in one of each would be counted
 * twice: within reach of a part in want those of parts in excess count half in both, beyond it they count in the lost
 * set only.
 */
export function cutBound(town: Town): number {
  if (town.pieceCount > 1 || town.home.some((h) => h < 0)) return 0;
  const load = loadsToday(town);
  const weight = weightsToday(town);
  // A part that is empty today may begin anywhere: then nothing need cross a border.
  if (weight.includes(0)) return 0;
  const gains = needs(town, (i) => (1 + town.low[i]!) / town.scale[i]! - load[i]!);
  const losses = needs(town, (i) => load[i]! - (1 + town.high[i]!) / town.scale[i]!);
  const { gainCost, lossCost } = shares(town, gains, losses);
  const members = membersOf(town);
  let halves = 0;
  for (const { part, amounts } of gains)
    halves += leastCost(town, amounts, landAround(town, members[part]!, part), gainCost);
  for (const { part, amounts } of losses)
    halves += leastCost(town, amounts, landOf(town, members[part]!, part), lossCost);
  const cheapest = leastSwitchCost(town);
  const bound = (halves / WHOLE) * cheapest;
  return Math.min(
    town.switchCost.every(Number.isInteger) ? Math.ceil(bound - 1e-9) : bound,
    weight.reduce((least, w) => Math.min(least, w), Infinity),
  );
}

function membersOf(town: Town): number[][] {
  const members: number[][] = Array.from({ length: town.parts }, () => []);
  town.home.forEach((part, v) => members[part]!.push(v));
  return members;
}

/** All that is not the part's today: what it can gain, from its border outwards. */
function landAround({ graph, home }: Town, members: number[], part: number): Land {
  const rim: number[] = [];
  for (const v of members) for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) rim.push(graph.to[e]!);
  return { rim, isInside: (v) => home[v] !== part };
}

/** What is the part's today: what it can lose, from its border inwards. */
function landOf({ graph, home }: Town, members: number[], part: number): Land {
  const touchesOther = (v: number): boolean => {
    for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) if (home[graph.to[e]!] !== part) return true;
    return false;
  };
  return { rim: members.filter(touchesOther), isInside: (v) => home[v] === part };
}

function loadsToday(town: Town): Float64Array {
  const { n, parts, measures: M, value, home } = town;
  const load = new Float64Array(parts * M);
  for (let v = 0; v < n; v++) for (let m = 0; m < M; m++) load[home[v]! * M + m]! += value[v * M + m]!;
  return load;
}

/** Less than this is the rounding of sums. */
const ROUNDING = 1e-9;

function needs(town: Town, amount: (row: number) => number): Need[] {
  const M = town.measures;
  return Array.from({ length: town.parts }, (_, part) => ({
    part,
    amounts: Float64Array.from({ length: M }, (_, m) => Math.max(0, amount(part * M + m) - ROUNDING)),
  })).filter(({ amounts }) => amounts.some((a) => a > 0));
}

/** What a vertex costs in the gained set of a part in want, and in the lost set of its own part: WHOLE between them. */
function shares(town: Town, gains: Need[], losses: Need[]): { gainCost: Uint8Array; lossCost: Uint8Array } {
  const { n, graph, home } = town;
  const isLosing = new Uint8Array(town.parts);
  const isGaining = new Uint8Array(town.parts);
  for (const { part } of losses) isLosing[part] = 1;
  for (const { part } of gains) isGaining[part] = 1;
  const hops = new Int32Array(n).fill(-1);
  const queue: number[] = [];
  for (let v = 0; v < n; v++) {
    if (!isGaining[home[v]!]) continue;
    hops[v] = 0;
    queue.push(v);
  }
  for (let head = 0; head < queue.length && hops[queue[head]!]! < SHARED_HOPS; head++) {
    const v = queue[head]!;
    for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) {
      const u = graph.to[e]!;
      if (hops[u] !== -1) continue;
      hops[u] = hops[v]! + 1;
      queue.push(u);
    }
  }
  const lossCost = Uint8Array.from(hops, (h) => (h === -1 ? WHOLE : WHOLE / 2));
  return { lossCost, gainCost: lossCost.map((cost, v) => (isLosing[home[v]!] ? WHOLE - cost : WHOLE)) };
}

function leastSwitchCost(town: Town): number {
  let least = Infinity;
  for (let v = 0; v < town.n; v++) if (!town.fixed[v]) least = Math.min(least, town.switchCost[v]!);
  return least === Infinity ? 0 : least;
}

/** Switch weight of what each part has today. */
function weightsToday(town: Town): Float64Array {
  const weight = new Float64Array(town.parts);
  for (let v = 0; v < town.n; v++) weight[town.home[v]!]! += town.switchCost[v]!;
  return weight;
}
