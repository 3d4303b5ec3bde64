import type { Random } from '../../../shared/random.ts';
import type { Town } from './town.ts';

/** Some vertices that are to be shared among some parts: the whole town, or one island of it. */
export interface Group {
  vertices: Int32Array;
  parts: number[];
}

/** Directions tried for each cut, and vertices looked at to choose one: more gave no better starts. */
const ANGLES = 6;
const SAMPLE = 1000;

/** The mean of a vertex's measures, in mean targets: what the seed and the diagram balance. */
export function blend(town: Town, v: number): number {
  let total = 0;
  for (let m = 0; m < town.measures; m++) total += town.value[v * town.measures + m]!;
  return total / town.measures;
}

/**
 * A centre for each part by recursive weighted bisection (Kalcsics, Nickel, Schröder 2005): cut the group in two
 * across the direction that leaves the least inertia, each side with its share of the parts, until one part is left.
 */
export function seedCentres(town: Town, group: Group, random: Random, x: Float64Array, y: Float64Array): void {
  const { vertices, parts } = group;
  if (parts.length === 1) {
    let w = 0;
    let sx = 0;
    let sy = 0;
    for (const v of vertices) {
      w += town.units[v]!;
      sx += town.units[v]! * town.x[v]!;
      sy += town.units[v]! * town.y[v]!;
    }
    x[parts[0]!] = w > 0 ? sx / w : 0;
    y[parts[0]!] = w > 0 ? sy / w : 0;
    return;
  }
  const half = parts.length >> 1;
  const left = parts.slice(0, half);
  const right = parts.slice(half);
  const share = (js: number[]): number => js.reduce((t, j) => t + 1 / town.scale[j * town.measures]!, 0);
  const [first, second] = cut(town, vertices, share(left) / share(parts), [left.length, right.length], random);
  seedCentres(town, { vertices: first, parts: left }, random, x, y);
  seedCentres(town, { vertices: second, parts: right }, random, x, y);
}

function cut(
  town: Town,
  vertices: Int32Array,
  fraction: number,
  least: [number, number],
  random: Random,
): [Int32Array, Int32Array] {
  const sample =
    vertices.length <= SAMPLE ? vertices : new Int32Array(SAMPLE).map(() => vertices[random.int(vertices.length)]!);
  const turn = random.next();
  let best = { inertia: Infinity, cos: 1, sin: 0 };
  for (let k = 0; k < ANGLES; k++) {
    const angle = (Math.PI * (k + turn)) / ANGLES;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const order = byProjection(town, sample, cos, sin);
    const at = cutIndex(town, order, fraction);
    const inertia = inertiaOf(town, order.subarray(0, at)) + inertiaOf(town, order.subarray(at));
    if (inertia < best.inertia) best = { inertia, cos, sin };
  }
  const order = byProjection(town, vertices, best.cos, best.sin);
  const at = Math.min(Math.max(cutIndex(town, order, fraction), least[0]), order.length - least[1]);
  return [order.subarray(0, at), order.subarray(at)];
}

/** Sorted along a direction. Sorting plain numbers is ten times quicker than by a comparator: the index is in the low digits. */
function byProjection(town: Town, vertices: Int32Array, cos: number, sin: number): Int32Array {
  const n = vertices.length;
  const keys = new Float64Array(n);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < n; i++) {
    const along = town.x[vertices[i]!]! * cos + town.y[vertices[i]!]! * sin;
    keys[i] = along;
    low = Math.min(low, along);
    high = Math.max(high, along);
  }
  const steps = 2 ** 28 / (high - low || 1);
  for (let i = 0; i < n; i++) keys[i] = Math.floor((keys[i]! - low) * steps) * n + i;
  keys.sort();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = vertices[keys[i]! % n]!;
  return order;
}

function cutIndex(town: Town, order: Int32Array, fraction: number): number {
  let total = 0;
  for (const v of order) total += blend(town, v);
  let passed = 0;
  for (let i = 0; i < order.length; i++) {
    passed += blend(town, order[i]!);
    if (passed >= total * fraction) return i + 1;
  }
  return order.length;
}

function inertiaOf(town: Town, vertices: Int32Array): number {
  let w = 0;
  let sx = 0;
  let sy = 0;
  let squares = 0;
  for (const v of vertices) {
    const q = town.units[v]!;
    w += q;
    sx += q * town.x[v]!;
    sy += q * town.y[v]!;
    squares += q * (town.x[v]! ** 2 + town.y[v]! ** 2);
  }
  return w > 0 ? squares - (sx * sx + sy * sy) / w : 0;
}
