// The ground between retailers, shared out among their territories along the middles of the lines that join them. Draws only into Path2D.
import { Delaunay } from 'd3-delaunay';
import Flatbush from 'flatbush';
import type { Tile } from './paint.ts';
import type { PlanPicture } from './planScene.ts';
import type { PointIndex } from './points.ts';

export interface PlanAreas {
  /** What a tile shows: an outline to fill for each territory, and the borders between two. */
  inTile(tile: Tile, at: Int32Array): { fills: Map<number, Path2D>; borders: Path2D };
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
    inTile(tile, at) {
      const fills = new Map<number, Path2D>();
      const borders = new Path2D();
      const { left, top, sizePx, worldPx } = tile;
      const found = tree?.search(left / worldPx, top / worldPx, (left + sizePx) / worldPx, (top + sizePx) / worldPx) ?? [];
      const px = (unit: number): [number, number] => [place(unit).x * worldPx - left, place(unit).y * worldPx - top];
      const fill = (territory: number): Path2D => {
        let path = fills.get(territory);
        if (!path) fills.set(territory, (path = new Path2D()));
        return path;
      };
      for (const k of found) {
        const t = kept[k]!;
        share([0, 1, 2].map((c) => px(corners[3 * t + c]!)), [0, 1, 2].map((c) => at[corners[3 * t + c]!]!), fill, borders);
      }
      return { fills, borders };
    },
  };
}

type Px = [number, number];
const middle = (a: Px, b: Px): Px => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

function share(points: Px[], of: number[], fill: (territory: number) => Path2D, borders: Path2D): void {
  const [a, b, c] = points as [Px, Px, Px];
  if (of[0] === of[1] && of[1] === of[2]) return polygon(fill(of[0]!), [a, b, c]);
  const centre: Px = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3];
  const middles = [middle(a, b), middle(b, c), middle(c, a)] as const;
  const ways = [0, 1, 2].map((k) => of[k] !== of[(k + 1) % 3]);
  for (let k = 0; k < 3; k++) polygon(fill(of[k]!), [points[k]!, middles[k]!, centre, middles[(k + 2) % 3]!]);
  const cut = [0, 1, 2].filter((k) => ways[k]);
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

/** Not closed: filling does that by itself, and closing took ten times as long as all the lines. */
function polygon(path: Path2D, points: readonly Px[]): void {
  points.forEach(([x, y], k) => (k === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
}
