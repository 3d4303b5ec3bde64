// Pure: retailers in squares of the map, for every zoom at once: sorted along the Z curve (Morton, 1966) the retailers of any square are neighbours.
import type { WorldPoint } from '../map/mercator.ts';
import { WORLD_PX } from '../map/mercator.ts';

/** A square's side on the screen: a tile of 512 pixels is four by four of them, so that no cluster lies on two tiles. */
export const CELL_PX = 128;
/** 16 bits an axis: squares of this zoom are as large as a street. */
const FINEST_ZOOM = 15;

/** The squares of a zoom that hold something, along the curve. */
export interface Level {
  zoom: number;
  codes: Uint32Array;
  /** Where each square's retailers begin in `order`; one more for the end. */
  starts: Uint32Array;
  /** Means of their places, in the world plane. */
  x: Float64Array;
  y: Float64Array;
}

export interface ClusterIndex {
  /** Numbers of the retailers, along the curve. */
  order: Uint32Array;
  at(zoom: number): Level;
}

/** Sorting 60,000 takes about 10 ms, a zoom of them 2 ms once. */
export function indexClusters(xs: Float64Array, ys: Float64Array): ClusterIndex {
  const count = xs.length;
  // code and number in one value: exact below 2^53, and native sort is fast on numbers
  const sorted = new Float64Array(count);
  const most = 2 ** 20;
  if (count > most) throw new RangeError(`at most ${most} places can be clustered`);
  for (let i = 0; i < count; i++) sorted[i] = codeOf(FINEST_ZOOM, { x: xs[i]!, y: ys[i]! }) * most + i;
  sorted.sort();
  const order = new Uint32Array(count);
  const codes = new Uint32Array(count);
  for (let k = 0; k < count; k++) {
    codes[k] = Math.floor(sorted[k]! / most);
    order[k] = sorted[k]! % most;
  }
  const levels = new Map<number, Level>();
  return {
    order,
    at(zoom) {
      const z = Math.max(0, Math.min(FINEST_ZOOM, Math.floor(zoom)));
      let level = levels.get(z);
      if (!level) levels.set(z, (level = levelOf(z, codes, order, xs, ys)));
      return level;
    },
  };
}

function levelOf(zoom: number, codes: Uint32Array, order: Uint32Array, xs: Float64Array, ys: Float64Array): Level {
  const shift = 2 * (FINEST_ZOOM - zoom);
  const [cells, starts, x, y]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let k = 0; k < codes.length; k++) {
    const code = codes[k]! >>> shift;
    if (cells.length === 0 || cells[cells.length - 1] !== code) {
      cells.push(code);
      starts.push(k);
      x.push(0);
      y.push(0);
    }
    x[x.length - 1]! += xs[order[k]!]!;
    y[y.length - 1]! += ys[order[k]!]!;
  }
  starts.push(codes.length);
  return {
    zoom,
    codes: Uint32Array.from(cells),
    starts: Uint32Array.from(starts),
    x: Float64Array.from(x, (sum, i) => sum / (starts[i + 1]! - starts[i]!)),
    y: Float64Array.from(y, (sum, i) => sum / (starts[i + 1]! - starts[i]!)),
  };
}

/** Squares along an axis at a zoom. */
const sideOf = (zoom: number) => (WORLD_PX * 2 ** zoom) / CELL_PX;

/** The square of a place as a number along the curve. */
export function codeOf(zoom: number, { x, y }: WorldPoint): number {
  const side = sideOf(zoom);
  const cell = (at: number) => Math.max(0, Math.min(side - 1, Math.floor(at * side)));
  return codeOfCell(cell(x), cell(y));
}

export function codeOfCell(x: number, y: number): number {
  return (spread(x) | (spread(y) << 1)) >>> 0;
}

/** The square's column and row. */
export function cellOf(code: number): { x: number; y: number } {
  return { x: gather(code), y: gather(code >>> 1) };
}

/** 16 bits with a gap after each. */
function spread(bits: number): number {
  let v = bits & 0xffff;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

function gather(bits: number): number {
  let v = bits & 0x55555555;
  v = (v | (v >>> 1)) & 0x33333333;
  v = (v | (v >>> 2)) & 0x0f0f0f0f;
  v = (v | (v >>> 4)) & 0x00ff00ff;
  return (v | (v >>> 8)) & 0xffff;
}

/** The number of a square among those of a level that hold something; -1 when it is empty. */
export function find({ codes }: Level, code: number): number {
  const at = firstFrom(codes, code);
  return codes[at] === code ? at : -1;
}

/** The squares of a tile of four by four: they follow each other. */
export function cellsOfTile(level: Level, tileX: number, tileY: number): [from: number, until: number] {
  const first = codeOfCell(tileX * 4, tileY * 4);
  return [firstFrom(level.codes, first), firstFrom(level.codes, first + 16)];
}

function firstFrom(codes: Uint32Array, code: number): number {
  let [low, high] = [0, codes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codes[middle]! < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Retailers of a square, by their numbers. */
export function members({ order }: ClusterIndex, { starts }: Level, at: number): Uint32Array {
  return order.subarray(starts[at], starts[at + 1]);
}

/** How many retailers a square holds. */
export function countOf({ starts }: Level, at: number): number {
  return starts[at + 1]! - starts[at]!;
}

/** A circle that says so many: 14 pixels for three, 32 for ten thousand. */
export function radiusOf(count: number): number {
  return Math.min(34, 11 + 5.3 * Math.log10(Math.max(1, count)));
}

/** Room for the badge at a circle's side. */
const MARGIN_PX = 8;

/** Where a cluster's circle stands, pixels of its zoom: at the mean of its places, moved so far that it does not leave its square. */
export function centreOf(level: Level, at: number, radius: number): { x: number; y: number } {
  const worldPx = WORLD_PX * 2 ** level.zoom;
  const cell = cellOf(level.codes[at]!);
  const within = (px: number, side: number) =>
    Math.max(side * CELL_PX + radius + MARGIN_PX, Math.min((side + 1) * CELL_PX - radius - MARGIN_PX, px));
  return { x: within(level.x[at]! * worldPx, cell.x), y: within(level.y[at]! * worldPx, cell.y) };
}
