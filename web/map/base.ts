import { afterwards } from './afterwards.ts';
import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { LandAsked, LandTile } from './land.worker.ts';
import type { MapView } from './map.ts';
import type { Tile } from './paint.ts';
import type { Tiles } from '../../shared/tiles.ts';
import type { Language } from '../format.ts';
import { toWorld } from './mercator.ts';
import { palette } from './palette.ts';
import { scene } from './scene.ts';

/** A tile's own units, as land.worker.ts cuts them. */
const EXTENT = 4096;
/** A tile of 512 pixels covers what one of 256, in which the land is cut, covers this many zooms farther away. */
const ZOOMS_UP = 1;
/** A few kilobytes each; a long wander over the world must not fill the memory. */
const MOST_TILES = 1_000;

/** Degrees between two lines of the grid at a zoom: about 200 to 500 pixels apart. */
export function gridStep(zoom: number): number {
  const perPx = 360 / (256 * 2 ** zoom);
  return (
    [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find((step) => step / perPx <= 500) ??
    0.001
  );
}

/** What of the page the base map follows. */
export interface BaseOf {
  /** The operator's own tiles; null: there are none. */
  tiles: ReadonlySignal<Tiles | null>;
  /** Of the names on vector tiles. */
  language: ReadonlySignal<Language>;
  /** Tiles do not come: the operator may have put another map there. */
  onLost: () => void;
}

/** The map that needs no internet: land and sea of Natural Earth and the grid of degrees. Until a tile is cut it is paper. */
export function addBase(map: MapView, of: BaseOf): void {
  const cut = new Map<string, LandTile['rings'] | 'asked'>();
  const land = landCutter((tile) => {
    if (cut.size > MOST_TILES) cut.clear();
    cut.set(keyOf(tile), tile.rings);
    ground.redrawAt([{ x: (tile.x + 0.5) / 2 ** tile.z, y: (tile.y + 0.5) / 2 ** tile.z }], 0);
  });
  const hasPictures = () => of.tiles.value?.kind === 'pictures';
  const ground = map.paint('base', 1, (pen, tile) => {
    const at = { z: tile.zoom - ZOOMS_UP, x: tile.left / tile.sizePx, y: tile.top / tile.sizePx };
    const key = keyOf(at);
    const rings = cut.get(key);
    if (rings === undefined) {
      cut.set(key, 'asked');
      land.ask(at);
    }
    paintLand(pen(), tile, Array.isArray(rings) ? rings : null);
    // One canvas for both: each that covers the screen costs a millisecond or two a frame without a graphics card.
    // Vector tiles say where one is by names.
    if (of.tiles.value === null) paintGrid(pen(), tile);
  });
  const gridOnTiles = map.paint('grid', 2, (pen, tile) => hasPictures() && paintGrid(pen(), tile));
  map.follow(() => {
    void palette.value;
    void of.tiles.value;
    ground.redraw();
    gridOnTiles.redraw();
  });
  addOwnTiles(map, of);
  map.follow(() => {
    if (scene.points.value) afterwards(land.begin);
  });
  setTimeout(land.begin, LAND_AT_LATEST_MS);
}

/** Below the grid and above the land: where a tile does not come, the land is seen. */
export function addOwnTiles(map: MapView, { tiles: wanted, language, onLost }: BaseOf): void {
  const known = computed(() => JSON.stringify(wanted.value)); // who one is may be read again and be the same
  let askedMs = -Infinity;
  const lost = (): void => {
    if (performance.now() - askedMs < ASK_AGAIN_MS) return;
    askedMs = performance.now();
    onLost();
  };
  map.follow(() => {
    const tiles = JSON.parse(known.value) as Tiles | null;
    if (!tiles) return undefined;
    const laid = map.tiles('tiles', 1.5, tiles, lost);
    const stop = effect(() => laid.look({ colours: palette.value, language: language.value }));
    return () => {
      stop();
      laid.remove();
    };
  });
}

/** Tiles that do not come tell no more than once in so long. */
const ASK_AGAIN_MS = 60_000;

/** Without retailers the coast comes after this long. */
const LAND_AT_LATEST_MS = 3_000;

/**
 * Cuts land away from the page, from when it is told to begin: reading the coast of the world takes a core for most of a second, and a
 * machine of two cores needs both to get at the retailers first. What is asked before waits.
 */
function landCutter(heard: (tile: LandTile) => void) {
  const waiting: LandAsked[] = [];
  let worker: Worker | null = null;
  return {
    ask: (at: LandAsked) => void (worker ? worker.postMessage(at) : waiting.push(at)),
    begin() {
      if (worker) return;
      worker = new Worker(new URL('./land.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<LandTile>) => heard(data);
      for (const at of waiting.splice(0)) worker.postMessage(at);
    },
  };
}

const keyOf = ({ z, x, y }: LandAsked) => `${z}/${x}/${y}`;

function paintLand(ctx: CanvasRenderingContext2D, { sizePx }: Tile, rings: LandTile['rings']): void {
  const colours = palette.value;
  ctx.fillStyle = colours[rings ? '--map-sea' : '--map-land']!;
  ctx.fillRect(0, 0, sizePx, sizePx);
  if (!rings) return;
  ctx.beginPath();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2)
      ctx[i === 0 ? 'moveTo' : 'lineTo']((ring[i]! / EXTENT) * sizePx, (ring[i + 1]! / EXTENT) * sizePx);
    ctx.closePath();
  }
  ctx.fillStyle = colours['--map-land']!;
  ctx.fill('evenodd');
  ctx.strokeStyle = colours['--map-coast']!;
  ctx.lineWidth = 1;
  ctx.stroke();
}

function paintGrid(ctx: CanvasRenderingContext2D, { zoom, worldPx, left, top, sizePx }: Tile): void {
  const step = gridStep(zoom);
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  const west = (left / worldPx - 0.5) * 360;
  const east = ((left + sizePx) / worldPx - 0.5) * 360;
  const latAt = (y: number) => (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;
  const north = latAt(top / worldPx);
  const south = latAt((top + sizePx) / worldPx);
  ctx.strokeStyle = palette.value['--map-grid']!;
  ctx.fillStyle = palette.value['--map-text']!;
  ctx.lineWidth = 1;
  ctx.font = '10px system-ui, sans-serif';
  const pxOf = (lng: number, lat: number) => {
    const w = toWorld({ lng, lat });
    return { x: Math.round(w.x * worldPx - left) + 0.5, y: Math.round(w.y * worldPx - top) + 0.5 };
  };
  ctx.beginPath();
  for (let i = Math.ceil(west / step); i * step < east; i++) {
    const { x } = pxOf(i * step, 0);
    ctx.moveTo(x, 0);
    ctx.lineTo(x, sizePx);
  }
  for (let j = Math.ceil(south / step); j * step < north; j++) {
    const { y } = pxOf(0, j * step);
    ctx.moveTo(0, y);
    ctx.lineTo(sizePx, y);
  }
  ctx.stroke();
  // A crossing's own words may begin in the tile to the left or below: those are looked at, too.
  for (let i = Math.ceil(west / step) - 1; i * step < east; i++) {
    for (let j = Math.ceil(south / step) - 1; j * step < north; j++) {
      const { x, y } = pxOf(i * step, j * step);
      ctx.fillText(`${degree(j * step, digits, 'N', 'S')}  ${degree(i * step, digits, 'E', 'W')}`, x + 4, y - 4);
    }
  }
}

function degree(value: number, digits: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(digits)}° ${value >= 0 ? positive : negative}`;
}
