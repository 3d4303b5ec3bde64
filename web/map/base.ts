import { effect } from '@preact/signals';
import type { LandAsked, LandTile } from './land.worker.ts';
import type { MapView, Paint } from './map.ts';
import { toWorld } from './mercator.ts';
import { palette } from './palette.ts';
import { me } from '../shell/me.ts';

/** A tile's own units, as land.worker.ts cuts them. */
const EXTENT = 4096;
/** A few kilobytes each; a long wander over the world must not fill the memory. */
const MOST_TILES = 1_000;

/** Degrees between two lines of the grid at a zoom: about 200 to 500 pixels apart. */
export function gridStep(zoom: number): number {
  const perPx = 360 / (256 * 2 ** zoom);
  return [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find((step) => step / perPx <= 500) ?? 0.001;
}

/** The map that needs no internet: land and sea of Natural Earth and the grid of degrees. Until a tile is cut it is paper. */
export function addBase(map: MapView): void {
  const cut = new Map<string, LandTile['rings'] | 'asked'>();
  const worker = new Worker(new URL('./land.worker.ts', import.meta.url), { type: 'module' });
  const paintLand: Paint = (ctx, { zoom, left, top, sizePx }) => {
    const colours = palette.value;
    const [x, y] = [left / sizePx, top / sizePx];
    const key = `${zoom}/${x}/${y}`;
    const rings = cut.get(key);
    if (rings === undefined) {
      cut.set(key, 'asked');
      worker.postMessage({ z: zoom, x, y } satisfies LandAsked);
    }
    const isKnown = Array.isArray(rings);
    ctx.fillStyle = colours[isKnown ? '--map-sea' : '--map-land']!;
    ctx.fillRect(0, 0, sizePx, sizePx);
    if (!isKnown) return;
    ctx.beginPath();
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) ctx[i === 0 ? 'moveTo' : 'lineTo']((ring[i]! / EXTENT) * sizePx, (ring[i + 1]! / EXTENT) * sizePx);
      ctx.closePath();
    }
    ctx.fillStyle = colours['--map-land']!;
    ctx.fill('evenodd');
    ctx.strokeStyle = colours['--map-coast']!;
    ctx.lineWidth = 1;
    ctx.stroke();
  };
  const ground = map.paint('base', 1, paintLand, 256);
  const grid = map.paint('grid', 2, paintGrid, 512);
  effect(() => {
    void palette.value;
    ground.redraw();
    grid.redraw();
  });
  // Below the grid and above the land: where a tile does not come, the land is seen.
  effect(() => {
    const tiles = me.value?.tiles;
    return tiles ? map.tiles('tiles', 1.5, tiles) : undefined;
  });
  let isDue = false;
  worker.onmessage = ({ data: { z, x, y, rings } }: MessageEvent<LandTile>) => {
    if (cut.size > MOST_TILES) cut.clear();
    cut.set(`${z}/${x}/${y}`, rings);
    if (isDue) return;
    isDue = true;
    // A screenful comes at once and is painted at once.
    requestAnimationFrame(() => {
      isDue = false;
      ground.redraw();
    });
  };
}

const paintGrid: Paint = (ctx, { zoom, worldPx, left, top, sizePx }) => {
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
};

function degree(value: number, digits: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(digits)}° ${value >= 0 ? positive : negative}`;
}
