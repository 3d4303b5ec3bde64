import { partPieces } from './contiguity.ts';
import { planOf } from './plan.ts';
import type { Town } from './town.ts';

/**
 * Makes every part one piece: each keeps its heaviest piece (and pieces with a locked vertex, which nobody may
 * move), the rest goes to neighbouring parts, always to the one with the most room. A part left with nothing
 * takes half of the most loaded one. Labels may be −1 (unassigned). Returns new labels.
 */
export function repair(town: Town, from: Int32Array): Int32Array {
  const label = Int32Array.from(from);
  for (let v = 0; v < town.n; v++) if (!town.fixed[v] && label[v]! >= 0 && town.closed[label[v]!]) label[v] = -1;
  releaseFragments(town, label);
  absorb(town, label);
  const missing = new Set(Array.from({ length: town.parts }, (_, j) => j));
  for (let v = 0; v < town.n; v++) missing.delete(label[v]!);
  for (const part of missing) if (!town.closed[part]) splitFor(town, label, part);
  return label;
}

function releaseFragments(town: Town, label: Int32Array): void {
  const { piece, partOf } = partPieces(town.walk, label);
  const weight = new Float64Array(partOf.length);
  const hasFixed = new Uint8Array(partOf.length);
  for (let v = 0; v < town.n; v++) {
    weight[piece[v]!]! += loadOf(town, v);
    if (town.fixed[v]) hasFixed[piece[v]!] = 1;
  }
  const kept = new Map<number, number>();
  partOf.forEach((part, id) => {
    const best = kept.get(part);
    // A piece with a lock outranks any without: what cannot move decides where the territory is.
    const rank = (i: number): number => weight[i]! + (hasFixed[i] ? 1e9 : 0);
    if (best === undefined || rank(id) > rank(best)) kept.set(part, id);
  });
  for (let v = 0; v < town.n; v++) {
    if (kept.get(label[v]!) !== piece[v] && !hasFixed[piece[v]!]) label[v] = -1;
  }
}

/** Unassigned vertices join a neighbouring part, least loaded first, layer by layer. */
function absorb(town: Town, label: Int32Array): void {
  const { start, to } = town.walk;
  const load = new Float64Array(town.parts);
  const queue: number[] = [];
  for (let v = 0; v < town.n; v++) if (label[v]! >= 0) load[label[v]!]! += loadOf(town, v);
  const waiting = (v: number): void => {
    for (let e = start[v]!; e < start[v + 1]!; e++) if (label[to[e]!] === -1) return void queue.push(v);
  };
  for (let v = 0; v < town.n; v++) if (label[v]! >= 0 && !town.closed[label[v]!]) waiting(v);
  if (queue.length === 0) {
    // Nobody is assigned yet, or nobody open touches the rest: an open part begins in the middle of it.
    const v = label.indexOf(-1);
    const part = Array.from({ length: town.parts }, (_, j) => j)
      .filter((j) => !town.closed[j])
      .sort((i, j) => load[i]! - load[j]!)[0];
    if (v === -1) return;
    label[v] = part ?? 0;
    load[label[v]!]! += loadOf(town, v);
    queue.push(v);
  }
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head]!;
    for (let e = start[v]!; e < start[v + 1]!; e++) {
      const u = to[e]!;
      if (label[u] !== -1) continue;
      let best = label[v]!;
      for (let f = start[u]!; f < start[u + 1]!; f++) {
        const j = label[to[f]!]!;
        if (j >= 0 && !town.closed[j] && load[j]! < load[best]!) best = j;
      }
      label[u] = best;
      load[best]! += loadOf(town, u);
      queue.push(u);
    }
  }
  if (label.includes(-1)) absorb(town, label);
}

function loadOf(town: Town, v: number): number {
  let load = 0;
  for (let m = 0; m < town.measures; m++) load += town.value[v * town.measures + m]!;
  return load;
}

/** An empty part takes the farther half, in walking order, of the most loaded part that can give one. */
function splitFor(town: Town, label: Int32Array, part: number): void {
  const plan = planOf(town, label);
  const free = new Int32Array(town.parts);
  for (let v = 0; v < town.n; v++) if (!town.fixed[v]) free[label[v]!]!++;
  let donor = -1;
  let most = -1;
  for (let j = 0; j < town.parts; j++) {
    if (plan.size[j]! < 2 || free[j] === 0) continue;
    let load = 0;
    for (let m = 0; m < town.measures; m++) load += plan.load[j * town.measures + m]!;
    if (load > most) [donor, most] = [j, load];
  }
  if (donor === -1) return;
  const order = walkFrom(town, label, donor);
  // The end of the order is one piece only if what stays is: take from the back, as far as half.
  let taken = 0;
  for (let i = order.length - 1; i >= 1 && (taken < most / 2 || taken === 0); i--) {
    const v = order[i]!;
    if (town.fixed[v]) continue;
    label[v] = part;
    taken += loadOf(town, v);
  }
  const { piece, partOf } = partPieces(town.walk, label);
  const sizes = new Map<number, number>();
  for (let v = 0; v < town.n; v++) if (label[v] === part) sizes.set(piece[v]!, (sizes.get(piece[v]!) ?? 0) + 1);
  const biggest = [...sizes].sort((p, q) => q[1] - p[1])[0]?.[0];
  for (let v = 0; v < town.n; v++)
    if (label[v] === part && partOf[piece[v]!] === part && piece[v] !== biggest) label[v] = donor;
}

/** The donor's vertices by hops from one that is farthest from its middle, locked ones first of all. */
function walkFrom(town: Town, label: Int32Array, donor: number): number[] {
  const members: number[] = [];
  for (let v = 0; v < town.n; v++) if (label[v] === donor) members.push(v);
  const root = members.find((v) => town.fixed[v]) ?? members.reduce((far, v) => (town.x[v]! < town.x[far]! ? v : far));
  const seen = new Set([root]);
  const order = [root];
  for (let head = 0; head < order.length; head++) {
    for (let e = town.walk.start[order[head]!]!; e < town.walk.start[order[head]! + 1]!; e++) {
      const u = town.walk.to[e]!;
      if (label[u] !== donor || seen.has(u)) continue;
      seen.add(u);
      order.push(u);
    }
  }
  return order;
}
