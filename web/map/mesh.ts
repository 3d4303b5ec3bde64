// Pure: the triangles between retailers, of which the ground is shared out.
import { Delaunay } from 'd3-delaunay';

/** Triangles with a side this many times the usual longest one span empty land, and belong to nobody. */
const LONG = 2.5;

export interface Mesh {
  /** Three numbers of points a triangle, all turning the same way. */
  corners: Int32Array;
  /** The longest side of each triangle. */
  longest: number[];
}

/** Of the points with these numbers, each at a place of its own. */
export function meshOf(doors: readonly number[], xs: ArrayLike<number>, ys: ArrayLike<number>): Mesh {
  const { triangles } =
    doors.length < 3
      ? { triangles: new Uint32Array() }
      : Delaunay.from(
          doors,
          (unit) => xs[unit]!,
          (unit) => ys[unit]!,
        );
  const all = Int32Array.from(triangles, (k) => doors[k]!);
  const side = (a: number, b: number) => Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!);
  const longest = Array.from({ length: all.length / 3 }, (_, t) =>
    Math.max(
      side(all[3 * t]!, all[3 * t + 1]!),
      side(all[3 * t + 1]!, all[3 * t + 2]!),
      side(all[3 * t + 2]!, all[3 * t]!),
    ),
  );
  const usual = [...longest].sort((a, b) => a - b)[Math.floor(longest.length * 0.9)] ?? 0;
  const kept = longest.flatMap((length, t) => (length <= usual * LONG ? [t] : []));
  return {
    corners: Int32Array.from(kept.flatMap((t) => [all[3 * t]!, all[3 * t + 1]!, all[3 * t + 2]!])),
    longest: kept.map((t) => longest[t]!),
  };
}
