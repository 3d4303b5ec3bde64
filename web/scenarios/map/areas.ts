// Pure: the ground between retailers, shared out among their territories along the middles of the lines that join them.
import Flatbush from 'flatbush';
import { meshOf } from '../../map/mesh.ts';
import type { Pixels, Tile } from '../../map/paint.ts';
import { coverLine, fillConvex, type Cover, type Ink } from './raster.ts';
import type { PointIndex } from '../../map/points.ts';

export interface PlanAreas {
  /** The triangles that the part of a tile shows, with a border of so many pixels of the page. */
  inTile(tile: Tile, borderPx: number): number[];
  /** Fills them in, each territory's part in its ink (null: left as it is), and covers the borders between two. */
  paint(
    triangles: readonly number[],
    tile: Tile,
    at: Int32Array,
    picture: Pixels,
    inkOf: (territory: number) => Ink | null,
    borders: Cover,
    borderPx: number,
  ): void;
  /** How far from a retailer the ground may look otherwise when it changes hands, in the world's measure. */
  reach(unit: number): number;
}

/**
 * Each triangle of Delaunay is shared out: each corner has the part up to the middles of its two sides. So areas follow the
 * retailers at once when they change hands, and nothing has to be outlined anew.
 */
export function planAreas(door: ArrayLike<number>, { xs, ys }: Pick<PointIndex, 'xs' | 'ys'>): PlanAreas {
  const unitOfDoor: number[] = [];
  for (let i = 0; i < door.length; i++) unitOfDoor[door[i]!] ??= i;
  const doors = unitOfDoor.flatMap((unit) => (unit === undefined ? [] : [unit]));
  const { corners, longest } = meshOf(doors, xs, ys);
  const reachOf = new Float64Array(door.length); // of the retailer that stands for its door
  const tree = longest.length > 0 ? new Flatbush(longest.length) : null;
  longest.forEach((length, k) => {
    const at = [...corners.subarray(3 * k, 3 * k + 3)];
    // a corner's share ends at the triangle's centre, two thirds down a line that is no longer than its longest side
    for (const unit of at) reachOf[unit] = Math.max(reachOf[unit]!, (length * 2) / 3);
    const [x, y] = [at.map((unit) => xs[unit]!), at.map((unit) => ys[unit]!)];
    tree!.add(Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y));
  });
  tree?.finish();
  return {
    reach: (unit) => reachOf[unitOfDoor[door[unit]!]!]!,
    inTile({ left, top, worldPx, ratio, part }, borderPx) {
      const [x, y] = [left + part.left / ratio - borderPx, top + part.top / ratio - borderPx];
      return (
        tree?.search(
          x / worldPx,
          y / worldPx,
          (x + part.width / ratio + 2 * borderPx) / worldPx,
          (y + part.height / ratio + 2 * borderPx) / worldPx,
        ) ?? []
      );
    },
    paint(found, { left, top, worldPx, ratio }, at, picture, inkOf, borders, borderPx) {
      const scale = worldPx * ratio;
      const points = new Float64Array(6);
      for (const k of found) {
        for (let c = 0; c < 3; c++) {
          points[2 * c] = xs[corners[3 * k + c]!]! * scale - left * ratio;
          points[2 * c + 1] = ys[corners[3 * k + c]!]! * scale - top * ratio;
        }
        const [a, b, c] = [at[corners[3 * k]!]!, at[corners[3 * k + 1]!]!, at[corners[3 * k + 2]!]!];
        if (a === b && b === c) {
          const ink = inkOf(a);
          if (ink) fillConvex(picture, points, ink);
        } else share(points, [a, b, c], picture, inkOf, borders, borderPx * ratio);
      }
    },
  };
}

/** A triangle of two or three territories. */
function share(
  points: Float64Array,
  of: readonly [number, number, number],
  picture: Pixels,
  inkOf: (territory: number) => Ink | null,
  borders: Cover,
  borderPx: number,
): void {
  const x = (points[0]! + points[2]! + points[4]!) / 3;
  const y = (points[1]! + points[3]! + points[5]!) / 3;
  const middles = points.map((one, k) => (one + points[(k + 2) % 6]!) / 2); // of a–b, b–c, c–a
  for (let k = 0; k < 3; k++) {
    const ink = inkOf(of[k]!);
    const before = (k + 2) % 3;
    // each part is convex: the centre lies beyond the line between the two middles
    if (ink)
      fillConvex(
        picture,
        [
          points[2 * k]!,
          points[2 * k + 1]!,
          middles[2 * k]!,
          middles[2 * k + 1]!,
          x,
          y,
          middles[2 * before]!,
          middles[2 * before + 1]!,
        ],
        ink,
      );
    if (of[k] !== of[(k + 1) % 3]) coverLine(borders, middles[2 * k]!, middles[2 * k + 1]!, x, y, borderPx);
  }
}
