// Pure: what the planner's map shows of a scenario, as pixels of a part of a tile.
import { COLOURS, colourOf, patternOf } from '../colours.ts';
import type { Pixels, Tile } from '../../map/paint.ts';
import type { PlanAreas } from './areas.ts';
import type { PlanPicture } from './scene.ts';
import { INK_PX, inkLines, type Cover, type Ink } from './raster.ts';
import { pack, roundStamp, squareStamp, stampOver, type Rgb } from './stamps.ts';
import type { PointIndex } from '../../map/points.ts';
import type { Stamp } from '../../map/stamp.ts';

export interface PlanColours {
  /** Of the territories, by colour. */
  plan: readonly Rgb[];
  none: Rgb;
  edge: Rgb;
  hole: Rgb;
  lock: Rgb;
  chosen: Rgb;
  nowhere: Rgb;
  border: Rgb;
  borderAlpha: number;
}

/** What is drawn: the scenario, whose hands are shown (the scenario's or today's), what is selected and lit. */
export interface PlanShown {
  picture: PlanPicture;
  at: Int32Array;
  selected: Uint8Array | null;
  lit: number;
}

const ALPHA = 0.24;
const LIT_ALPHA = 0.45;

/** A dot of the scenario, from a pixel of a city to a disc on a street. */
const radiusPx = (zoom: number): number => (zoom < 10 ? 1.4 : zoom < 12 ? 2.2 : zoom < 13 ? 3 : zoom < 15 ? 4.2 : 6);
const borderPx = (zoom: number): number => (zoom < 11 ? 1 : 1.6);
/** A ring that says a retailer is selected is so much wider than its dot. */
const CHOSEN_PX = 3.5;

/** How far from its middle anything of a dot reaches, CSS pixels. */
export const dotReachPx = (zoom: number): number => Math.max(3, radiusPx(zoom)) + CHOSEN_PX + 2;
/** How far beyond what `PlanAreas.reach` says the ground may look otherwise: borders have a width. */
export const GROUND_REACH_PX = 3;

/** Inks and stamps of one set of colours, each made when it is first needed. */
export type PlanPens = ReturnType<typeof planPens>;

export function planPens(colours: PlanColours) {
  const inks = new Map<string, Ink>();
  const stamps = new Map<string, ReturnType<typeof stampsOf>>();
  const kept = <V>(all: Map<string, V>, key: string, make: () => V): V => {
    const had = all.get(key);
    if (had !== undefined) return had;
    const made = make();
    all.set(key, made);
    return made;
  };
  return {
    border: pack(colours.border, colours.borderAlpha),
    ink: (look: number, alpha: number, ratio: number) =>
      kept(inks, `${look} ${alpha} ${ratio}`, () =>
        inkOf(colours.plan[colourOf(look) % COLOURS]!, patternOf(look), alpha, ratio),
      ),
    stamps: (zoom: number, ratio: number) =>
      kept(stamps, `${radiusPx(zoom)} ${ratio}`, () => stampsOf(colours, radiusPx(zoom), ratio)),
  };
}

/** Plain, or hatched so that a print without colours tells neighbours apart. */
function inkOf({ r, g, b }: Rgb, pattern: number, alpha: number, ratio: number): Ink {
  const hatch = [
    () => true,
    (_x: number, y: number) => y < 3,
    (x: number) => x < 3,
    (x: number, y: number) => x >= 2 && x < 6 && y >= 2 && y < 6,
  ][pattern]!;
  const side = INK_PX * ratio;
  return Uint32Array.from({ length: side * side }, (_, i) => {
    const isLine = hatch(Math.floor((i % side) / ratio), Math.floor(i / side / ratio));
    return pack({ r, g, b }, alpha * (isLine ? 1 : 0.45));
  });
}

function stampsOf({ plan, none, edge, hole, lock, chosen, nowhere }: PlanColours, radius: number, ratio: number) {
  const colours = [none, ...plan];
  const disc = (ink: Rgb) => roundStamp(radius * ratio, (radius > 2 ? 0.8 : 0.3) * ratio, edge, 0.75, ink);
  const ring = (ink: Rgb) => roundStamp(radius * ratio, Math.max(1.5, radius / 1.6) * ratio, ink, 1, hole);
  return {
    chosen: roundStamp((radius + CHOSEN_PX) * ratio, 0, chosen, 1, chosen),
    nowhere: roundStamp(Math.max(3, radius) * ratio, 2 * ratio, nowhere, 1, null),
    lock: radius > 2 ? squareStamp((radius + 1.5) * ratio, Math.round(ratio), lock) : null,
    /** By colour, the first one's for no look. */
    stays: colours.map(disc),
    moved: colours.map(ring),
  };
}

/** Areas and the borders between them; false: there is nothing. */
export function paintGround(
  pixels: Pixels,
  tile: Tile,
  areas: PlanAreas,
  { picture, at, lit }: PlanShown,
  pens: PlanPens,
): boolean {
  const width = borderPx(tile.zoom);
  const found = areas.inTile(tile, width);
  if (found.length === 0) return false;
  const inks = picture.looks.map((look, territory) =>
    look < 0 ? null : pens.ink(look, territory === lit ? LIT_ALPHA : ALPHA, tile.ratio),
  );
  const borders: Cover = { ...tile.part, data: new Uint8Array(pixels.data.length) };
  areas.paint(found, tile, at, pixels, (territory) => inks[territory] ?? null, borders, width);
  inkLines(pixels, borders, pens.border);
  return true;
}

/** Discs by territory; a ring where a retailer is in other hands than today, a square where it is locked, a hollow one in none. */
export function paintDots(
  pixels: Pixels,
  tile: Tile,
  points: PointIndex,
  { picture, at, selected }: PlanShown,
  pens: PlanPens,
): boolean {
  const { left, top, worldPx, ratio, part, zoom } = tile;
  const reach = dotReachPx(zoom);
  const [x, y] = [left + part.left / ratio - reach, top + part.top / ratio - reach];
  const found = points.within(
    x / worldPx,
    y / worldPx,
    (x + part.width / ratio + 2 * reach) / worldPx,
    (y + part.height / ratio + 2 * reach) / worldPx,
  );
  if (found.length === 0) return false;
  const stamps = pens.stamps(zoom, ratio);
  const scale = worldPx * ratio;
  const put = (i: number, stamp: Stamp) =>
    stampOver(pixels, points.xs[i]! * scale - left * ratio - 0.5, points.ys[i]! * scale - top * ratio - 0.5, stamp);
  for (const i of found) if (selected?.[i] === 1) put(i, stamps.chosen);
  for (const i of found) {
    const hasMoved = picture.today[i] !== 0 && picture.today[i] !== picture.at[i];
    const look = picture.looks[at[i]!] ?? -1;
    put(i, at[i] === 0 ? stamps.nowhere : (hasMoved ? stamps.moved : stamps.stays)[look < 0 ? 0 : 1 + colourOf(look)]!);
  }
  if (stamps.lock) for (const i of found) if (picture.locked[i] === 1) put(i, stamps.lock);
  return true;
}
