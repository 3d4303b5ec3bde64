// Pure: outlines of the parts of a mesh that belong to the same territory.
import type { Mesh } from './mesh.ts';

export interface Outlines {
  /** By territory: rings of x, y, x, y …; where one lies in another it is a hole. */
  rings: number[][][];
  /** By territory: those it has a border with. */
  neighbours: Set<number>[];
}

/**
 * Each triangle is shared out as the planner's map does it: each corner has the part up to the middles of its two sides and the
 * triangle's centre. An edge that two parts of one territory walk in both directions is inside; the others are its outline.
 *
 * @param owner territory of each point, 0 to `count` − 1; below 0: nobody's
 */
export function outlines(
  { corners }: Pick<Mesh, 'corners'>,
  owner: ArrayLike<number>,
  count: number,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
): Outlines {
  const spots = createSpots(corners, xs, ys);
  const edges = Array.from({ length: count }, () => new Map<number, number[]>());
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (let t = 0; t < corners.length / 3; t++) {
    for (let c = 0; c < 3; c++) {
      const [point, next, before] = [c, (c + 1) % 3, (c + 2) % 3].map((k) => corners[3 * t + k]!) as [
        number,
        number,
        number,
      ];
      const mine = owner[point]!;
      if (mine < 0) continue;
      for (const other of [owner[next]!, owner[before]!])
        if (other >= 0 && other !== mine) neighbours[mine]!.add(other);
      const walk = [point, spots.middle(point, next), spots.centre(t), spots.middle(before, point)];
      walk.forEach((from, k) => step(edges[mine]!, from, walk[(k + 1) % 4]!));
    }
  }
  return { rings: edges.map((own) => chained(own).map((ring) => ring.flatMap(spots.at))), neighbours };
}

/** One more step of an outline; back and forth is none. */
function step(edges: Map<number, number[]>, from: number, to: number): void {
  const back = edges.get(to);
  const at = back?.indexOf(from) ?? -1;
  if (back && at >= 0) {
    if (back.length > 1) back.splice(at, 1);
    else edges.delete(to);
    return;
  }
  const on = edges.get(from);
  if (on) on.push(to);
  else edges.set(from, [to]);
}

/** Steps put behind each other until each ring is closed. */
function chained(edges: Map<number, number[]>): number[][] {
  const rings: number[][] = [];
  for (const start of [...edges.keys()]) {
    while (edges.has(start)) {
      const ring: number[] = [];
      let at = start;
      do {
        ring.push(at);
        const on = edges.get(at)!;
        const to = on.pop()!;
        if (on.length === 0) edges.delete(at);
        at = to;
      } while (at !== start);
      rings.push(ring);
    }
  }
  return rings;
}

/** Numbers for the points of a mesh, the middles of its sides and the centres of its triangles. */
function createSpots(corners: Int32Array, xs: ArrayLike<number>, ys: ArrayLike<number>) {
  const places: [x: number, y: number][] = [];
  const numbers = new Map<number, number>();
  const of = (key: number, place: () => [number, number]): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.push(place()) - 1);
    return places.length - 1;
  };
  const n = xs.length;
  return {
    // Points, sides and triangles have keys that do not meet: below 0, below n², and from n² on.
    middle(a: number, b: number): number {
      const [low, high] = a < b ? [a, b] : [b, a];
      return -1 - of(low * n + high, () => [(xs[low]! + xs[high]!) / 2, (ys[low]! + ys[high]!) / 2]);
    },
    centre(t: number): number {
      const [a, b, c] = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
      return -1 - of(n * n + t, () => [(xs[a]! + xs[b]! + xs[c]!) / 3, (ys[a]! + ys[b]! + ys[c]!) / 3]);
    },
    at: (spot: number): [number, number] => (spot >= 0 ? [xs[spot]!, ys[spot]!] : places[-1 - spot]!),
  };
}
