import { signal } from '@preact/signals';
import { COLOURS, patternOf, colourOf } from '../territories/colours.ts';
import type { MapView, Pointed } from './map.ts';
import type { Paint, Painting, Pen, Tile } from './paint.ts';
import { toWorld, WORLD_PX } from './mercator.ts';
import { palette, rgbOf } from './palette.ts';
import { planAreas, type PlanAreas } from './planAreas.ts';
import { changedUnits, type PlanLook } from './planChanges.ts';
import { nameAreas } from './planNames.ts';
import { addBarriers } from './planBarriers.ts';
import { planScene, type PlanPicture } from './planScene.ts';
import { INK_PX, type Ink } from './planRaster.ts';
import { roundStamp, stampOver } from './planStamps.ts';
import { indexPoints, type PointIndex } from './points.ts';
import { inTile } from './retailerLayer.ts';
import type { Stamp } from './stamp.ts';

/** A dot of the draft, from a pixel of a city to a disc on a street. */
const radiusPx = (zoom: number): number => (zoom < 10 ? 1.4 : zoom < 12 ? 2.2 : zoom < 13 ? 3 : zoom < 15 ? 4.2 : 6);
/** A click or a drop counts for a territory as far from its nearest retailer as this. */
const NEAR_PX = 90;
const REACH_PX = 12;

/** The lasso as it is drawn, pixels of the map; and what is carried, for the label at the pointer. */
export const lasso = signal<readonly { x: number; y: number }[]>([]);
export const carried = signal<{ x: number; y: number; territory: number } | null>(null);

/** The draft on the map: areas, borders, retailers, and the hands that move them. Gives what a click means. */
export function addPlan(map: MapView) {
  let index: PointIndex = indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) });
  let areas: PlanAreas | null = null;
  let lngs: readonly number[] | null = null;
  const shownAt = (picture: PlanPicture) => (planScene.showsToday.value ? picture.today : picture.at);
  const ground = map.paint('planAreas', 3, (pen, tile) => areas && planScene.picture.peek() && paintAreas(pen, tile, areas, planScene.picture.peek()!, shownAt(planScene.picture.peek()!)));
  const dots = map.paint('plan', 6, paintDots(() => index));
  const readPicture = (): PlanPicture | null => {
    const picture = planScene.picture.value;
    if (picture && picture.lng !== lngs) {
      lngs = picture.lng;
      index = indexPoints({ length: picture.lng.length, at: (i) => ({ lng: picture.lng[i]!, lat: picture.lat[i]! }) });
      areas = planAreas(picture, index);
    }
    return picture;
  };
  // Only tiles with something that changed are painted again.
  const follow = (painting: Painting, rest: () => string, selected: () => Uint8Array | null, marginPx: (changed: readonly number[]) => number): void => {
    let before: PlanLook = { picture: null, at: null, selected: null, rest: '' };
    let coloursBefore = palette.peek();
    map.follow(() => {
      const picture = readPicture();
      const colours = palette.value;
      if (colours !== coloursBefore) before.picture = null;
      coloursBefore = colours;
      const now = { picture, at: picture && (planScene.showsToday.value ? picture.today : picture.at), selected: selected(), rest: rest() };
      const changed = changedUnits(before, now);
      before = now;
      if (changed === null) painting.redraw();
      else if (changed.length > 0) painting.redrawAt(changed.map((i) => index.world(i)), marginPx(changed));
    });
  };
  const worldPx = () => WORLD_PX * 2 ** map.view().zoom;
  follow(ground, () => String(planScene.lit.value), () => null, (changed) => (areas?.reach(changed) ?? 0) * worldPx());
  follow(dots, () => '', () => planScene.selected.value, () => radiusPx(19) + 8);
  nameAreas(map, () => index, shownAt);
  const territoryAt = ({ at, zoom }: Pointed): number => {
    const picture = planScene.picture.peek();
    const unit = index.nearest(toWorld(at), NEAR_PX / (WORLD_PX * 2 ** zoom));
    return unit < 0 || !picture ? 0 : picture.at[unit]!;
  };
  const unitAt = ({ at, zoom }: Pointed) => index.nearest(toWorld(at), REACH_PX / (WORLD_PX * 2 ** zoom));
  listen(map, () => index, unitAt, territoryAt);
  addBarriers(map);
  return { unitAt, territoryAt };
}

function paintAreas(pen: Pen, tile: Tile, areas: PlanAreas, picture: PlanPicture, at: Int32Array): void {
  const found = areas.inTile(tile);
  if (found.length === 0) return;
  const ctx = pen();
  const lit = planScene.lit.peek();
  const inks = picture.looks.map((look, territory) => (look < 0 ? null : inkOf(look, lit === territory ? 0.45 : 0.24, tile.ratio)));
  const image = ctx.createImageData(tile.sizePx * tile.ratio, tile.sizePx * tile.ratio);
  const borders = areas.paint(found, tile, at, new Uint32Array(image.data.buffer), (territory) => inks[territory] ?? null);
  ctx.putImageData(image, 0, 0);
  ctx.strokeStyle = palette.value['--plan-border']!;
  ctx.lineWidth = tile.zoom < 11 ? 1 : 1.6;
  ctx.stroke(borders);
}

const inks = new Map<string, Ink>();

/** Plain, or hatched so that a print without colours tells neighbours apart. */
function inkOf(look: number, alpha: number, ratio: number): Ink {
  const [colour, pattern] = [planColour(look), patternOf(look)];
  const key = `${colour} ${pattern} ${alpha} ${ratio}`;
  let ink = inks.get(key);
  if (ink) return ink;
  const hatch = [() => true, (_x: number, y: number) => y < 3, (x: number) => x < 3, (x: number, y: number) => x >= 2 && x < 6 && y >= 2 && y < 6][pattern]!;
  const { r, g, b } = rgbOf(colour);
  const side = INK_PX * ratio;
  ink = Uint32Array.from({ length: side * side }, (_, i) => {
    const isLine = hatch(Math.floor((i % side) / ratio), Math.floor(i / side / ratio));
    return ((Math.round(255 * alpha * (isLine ? 1 : 0.45)) << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
  inks.set(key, ink);
  return ink;
}

export function planColour(look: number): string {
  return look < 0 ? palette.value['--plan-none']! : palette.value[`--plan-${colourOf(look) % COLOURS}`]!;
}

/** Discs by territory; a ring where a retailer is in other hands than today, a square where it is locked, a hollow one in none. */
function paintDots(index: () => PointIndex): Paint {
  return (pen, tile) => {
    const picture = planScene.picture.peek();
    const points = index();
    const found = picture ? inTile(points, tile, radiusPx(tile.zoom) + 5) : [];
    if (!picture || found.length === 0) return;
    const ctx = pen();
    const selected = planScene.selected.peek();
    const at = planScene.showsToday.peek() ? picture.today : picture.at;
    const radius = radiusPx(tile.zoom);
    const image = ctx.createImageData(tile.sizePx * tile.ratio, tile.sizePx * tile.ratio);
    const pixels = new Uint32Array(image.data.buffer);
    const scale = tile.worldPx * tile.ratio;
    const [left, top] = [tile.left * tile.ratio + 0.5, tile.top * tile.ratio + 0.5];
    const put = (i: number, stamp: Stamp) => stampOver(pixels, image.width, points.xs[i]! * scale - left, points.ys[i]! * scale - top, stamp);
    const stamps = stampsOf(radius, tile.ratio);
    const locks = new Path2D();
    for (const i of found) if (selected?.[i] === 1) put(i, stamps.chosen);
    for (const i of found) {
      if (picture.locked[i] === 1 && radius > 2) locks.rect(points.xs[i]! * tile.worldPx - tile.left - radius - 1.5, points.ys[i]! * tile.worldPx - tile.top - radius - 1.5, 2 * radius + 3, 2 * radius + 3);
      const hasMoved = picture.today[i] !== 0 && picture.today[i] !== picture.at[i];
      put(i, at[i] === 0 ? stamps.nowhere : stamps.of(picture.looks[at[i]!] ?? -1, hasMoved));
    }
    ctx.putImageData(image, 0, 0);
    ctx.strokeStyle = palette.value['--mark-edge']!;
    ctx.lineWidth = 1;
    ctx.stroke(locks);
  };
}

/** The dots of one radius in the page's colours, each made when it is first needed. */
function stampsOf(radius: number, ratio: number) {
  const token = (name: string) => rgbOf(palette.value[name]!);
  const [edge, hole] = [token('--ink'), token('--mark-hole')];
  const made = new Map<string, Stamp>();
  return {
    chosen: roundStamp((radius + 3.5) * ratio, 0, token('--plan-chosen'), 1, token('--plan-chosen')),
    nowhere: roundStamp(Math.max(3, radius) * ratio, 2 * ratio, token('--state-missed'), 1, null),
    of(look: number, hasMoved: boolean): Stamp {
      const colour = planColour(look);
      const key = `${colour} ${hasMoved}`;
      let stamp = made.get(key);
      if (!stamp) {
        const ink = rgbOf(colour);
        stamp = hasMoved ? roundStamp(radius * ratio, Math.max(1.5, radius / 1.6) * ratio, ink, 1, hole) : roundStamp(radius * ratio, (radius > 2 ? 0.8 : 0.3) * ratio, edge, 0.75, ink);
        made.set(key, stamp);
      }
      return stamp;
    },
  };
}

/** The lasso, and carrying what is selected to another territory. */
function listen(map: MapView, index: () => PointIndex, unitAt: (p: Pointed) => number, territoryAt: (p: Pointed) => number): void {
  map.onGrab((pointed) => {
    const hands = planScene.hands.peek();
    if (!hands || isPanning || planScene.line.peek()) return null;
    if (planScene.isLasso.peek()) return drawLasso(index, pointed.isAdding, hands.lassoed);
    const unit = unitAt(pointed);
    if (unit < 0 || planScene.selected.peek()?.[unit] !== 1) return null;
    let hasMoved = false;
    return {
      move: (now) => {
        if (Math.hypot(now.x - pointed.x, now.y - pointed.y) > 6) hasMoved = true;
        if (hasMoved) carried.value = { x: now.x, y: now.y, territory: territoryAt(now) };
      },
      end: (last) => {
        carried.value = null;
        if (last && hasMoved) hands.dropped(territoryAt(last));
      },
    };
  });
}

/** While the space bar is held, a press drags the map whatever else it would do. */
let isPanning = false;
window.addEventListener('keydown', (event) => {
  if (event.key === ' ' && planScene.hands.peek() && (event.target === document.body || (event.target as HTMLElement).closest?.('.map'))) {
    isPanning = true;
    event.preventDefault();
  }
});
window.addEventListener('keyup', (event) => {
  if (event.key === ' ') isPanning = false;
});

function drawLasso(index: () => PointIndex, isAdding: boolean, heard: (units: number[], isAdding: boolean) => void) {
  const way: Pointed[] = [];
  return {
    move: (now: Pointed) => {
      const last = way.at(-1);
      if (last && Math.hypot(now.x - last.x, now.y - last.y) < 3) return;
      way.push(now);
      lasso.value = way.map(({ x, y }) => ({ x, y }));
    },
    end: (last: Pointed | null) => {
      lasso.value = [];
      if (!last || way.length < 3) return;
      heard(inside(index(), way.map(({ at }) => toWorld(at))), isAdding);
    },
  };
}

/** Numbers of the points inside a closed line, by the even-odd rule. */
export function inside(index: PointIndex, ring: readonly { x: number; y: number }[]): number[] {
  const xs = ring.map((p) => p.x);
  const ys = ring.map((p) => p.y);
  return index.within(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)).filter((i) => {
    const { x, y } = index.world(i);
    let isIn = false;
    for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
      if (ys[a]! > y !== ys[b]! > y && x < ((xs[b]! - xs[a]!) * (y - ys[a]!)) / (ys[b]! - ys[a]!) + xs[a]!) isIn = !isIn;
    }
    return isIn;
  });
}
