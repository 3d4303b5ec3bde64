// The ground between retailers, shared out among their territories along the middles of the lines that join them. Borders are a Path2D.
import { Delaunay } from 'd3-delaunay';
import Flatbush from 'flatbush';
import type { Tile } from './paint.ts';
import { fillConvex, type Ink } from './planRaster.ts';
import type { PlanPicture } from './planScene.ts';
import type { PointIndex } from './points.ts';

export interface PlanAreas {
  /** The triangles that a tile shows. */
  inTile(tile: Tile): number[];
  /** Fills them into a tile's pixels, each territory's part in its ink (null: left as it is), and gives the borders between two. */
  paint(triangles: readonly number[], tile: Tile, at: Int32Array, picture: Uint32Array, inkOf: (territory: number) => Ink | null): Path2D;
  /** How far from these retailers the ground may look otherwise when they change hands, in the world's measure. */
  reach(units: readonly number[]): number;
}

/** Triangles with a side this many times the usual longest one span empty land, and belong to nobody. */
const LONG = 2.5;

/**
 * Each triangle of Delaunay is shared out: each corner has the part up to the middles of its two sides. So areas follow the
 * retailers at once when they change hands, and nothing has to be outlined anew.
 */
export function planAreas({ door }: Pick<PlanPicture, 'door'>, index: PointIndex): PlanAreas {
  const unitOfDoor: number[] = [];
  door.forEach((d, i) => (unitOfDoor[d] ??= i));
  const doors = unitOfDoor.flatMap((unit) => (unit === undefined ? [] : [unit]));
  const place = (unit: number) => index.world(unit);
  const { triangles } = doors.length < 3 ? { triangles: new Uint32Array() } : Delaunay.from(doors, (unit) => place(unit).x, (unit) => place(unit).y);
  const corners = Int32Array.from(triangles, (k) => doors[k]!);
  const side = (a: number, b: number) => Math.hypot(place(a).x - place(b).x, place(a).y - place(b).y);
  const longest = Array.from({ length: corners.length / 3 }, (_, t) => Math.max(side(corners[3 * t]!, corners[3 * t + 1]!), side(corners[3 * t + 1]!, corners[3 * t + 2]!), side(corners[3 * t + 2]!, corners[3 * t]!)));
  const usual = [...longest].sort((a, b) => a - b)[Math.floor(longest.length * 0.9)] ?? 0;
  const kept = longest.flatMap((length, t) => (length <= usual * LONG ? [t] : []));
  const reachOf = new Float64Array(door.length); // of the retailer that stands for its door
  for (const t of kept) for (let c = 0; c < 3; c++) reachOf[corners[3 * t + c]!] = Math.max(reachOf[corners[3 * t + c]!]!, longest[t]!);
  const tree = kept.length > 0 ? new Flatbush(kept.length) : null;
  for (const t of kept) {
    const at = [0, 1, 2].map((c) => place(corners[3 * t + c]!));
    tree!.add(Math.min(...at.map((p) => p.x)), Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.x)), Math.max(...at.map((p) => p.y)));
  }
  tree?.finish();
  return {
    reach: (units) => units.reduce((most, unit) => Math.max(most, reachOf[unitOfDoor[door[unit]!]!]!), 0),
    inTile: ({ left, top, sizePx, worldPx }) => tree?.search(left / worldPx, top / worldPx, (left + sizePx) / worldPx, (top + sizePx) / worldPx) ?? [],
    paint(found, { left, top, sizePx, worldPx, ratio }, at, picture, inkOf) {
      const borders = new Path2D();
      const px = (unit: number): Px => [place(unit).x * worldPx - left, place(unit).y * worldPx - top];
      const fill = (territory: number, outline: readonly Px[]): void => {
        const ink = inkOf(territory);
        if (ink) fillConvex(picture, sizePx * ratio, outline.flatMap(([x, y]) => [x * ratio, y * ratio]), ink);
      };
      for (const k of found) {
        const [a, b, c] = [corners[3 * kept[k]!]!, corners[3 * kept[k]! + 1]!, corners[3 * kept[k]! + 2]!];
        share([px(a), px(b), px(c)], [at[a]!, at[b]!, at[c]!], fill, borders);
      }
      return borders;
    },
  };
}

type Px = [number, number];
const middle = (a: Px, b: Px): Px => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

function share(points: [Px, Px, Px], of: readonly number[], fill: (territory: number, outline: readonly Px[]) => void, borders: Path2D): void {
  const [a, b, c] = points;
  if (of[0] === of[1] && of[1] === of[2]) return fill(of[0]!, points);
  const centre: Px = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3];
  const middles = [middle(a, b), middle(b, c), middle(c, a)] as const;
  // each part is convex: the centre lies beyond the line between the two middles
  for (let k = 0; k < 3; k++) fill(of[k]!, [points[k]!, middles[k]!, centre, middles[(k + 2) % 3]!]);
  const cut = [0, 1, 2].filter((k) => of[k] !== of[(k + 1) % 3]);
  if (cut.length === 2) {
    borders.moveTo(...middles[cut[0]!]!);
    borders.lineTo(...centre);
    borders.lineTo(...middles[cut[1]!]!);
    return;
  }
  for (const k of cut) {
    borders.moveTo(...centre);
    borders.lineTo(...middles[k]!);
  }
}
