// Layers of canvas tiles: dragging moves pictures that are painted already. Knows Leaflet, as map.ts does.
import L from 'leaflet';
import { WORLD_PX } from './mercator.ts';
import type { Paint, Painting, Pen } from './paint.ts';

/** Painting may take this much of a frame's 16 ms; the rest of what is due waits for the next one. */
const BUDGET_MS = 6;
/** Without a graphics card every canvas that changed is copied as a whole, 1 MB each: that counts, too, and no clock here sees it. */
const MOST_A_FRAME = 3;
/** Canvases of tiles that are gone, for those to come: to make one takes 4 ms, to clear one nothing that can be measured. */
const MOST_SPARE = 24;

interface Piece {
  element: HTMLElement;
  coords: L.Coords;
  canvas: HTMLCanvasElement | null;
  /** Until it is first painted, the pictures of the zoom before are kept below it. */
  done: (() => void) | null;
  /** Whether something was drawn. */
  paint: () => boolean;
}

/** Paints the tiles of all layers of a map, a few a frame, in the order in which they were asked for. */
export function createPainter(map: L.Map) {
  const due = new Set<Piece>();
  const spare: HTMLCanvasElement[] = [];
  let frame: number | null = null;
  const ask = (piece: Piece): void => {
    due.add(piece);
    frame ??= requestAnimationFrame(paintDue);
  };
  const paintDue = (): void => {
    const untilMs = performance.now() + BUDGET_MS;
    let painted = 0;
    for (const piece of due) {
      due.delete(piece);
      if (piece.paint()) painted += 1;
      piece.done?.();
      piece.done = null;
      if (painted >= MOST_A_FRAME || performance.now() >= untilMs) break;
    }
    frame = due.size > 0 ? requestAnimationFrame(paintDue) : null;
  };
  map.on('unload', () => frame !== null && cancelAnimationFrame(frame));
  return (pane: HTMLElement, paneName: string, paint: Paint, sizePx: number): Painting => {
    const layer = new Tiles({ pane: paneName, tileSize: sizePx, keepBuffer: 1, updateWhenZooming: false, updateWhenIdle: false, noWrap: true });
    const shown = new Map<string, Piece>();
    layer.createTile = (coords, done) => {
      const element = document.createElement('div');
      element.setAttribute('aria-hidden', 'true');
      const piece: Piece = { element, coords, canvas: null, done: () => done(undefined, element), paint: () => paintPiece(piece, paint, sizePx, spare) };
      shown.set(keyOf(coords), piece);
      ask(piece);
      return element;
    };
    layer.on('tileunload', (event) => {
      const key = keyOf((event as unknown as { coords: L.Coords }).coords);
      const piece = shown.get(key);
      if (!piece) return;
      shown.delete(key);
      due.delete(piece);
      takeCanvas(piece, spare);
    });
    layer.addTo(map);
    return {
      redraw: () => shown.forEach(ask),
      redrawAt(points, marginPx) {
        for (const piece of shown.values()) {
          const { x, y, z } = piece.coords;
          const worldPx = WORLD_PX * 2 ** z;
          const isNear = (px: number, tile: number) => px >= tile * sizePx - marginPx && px <= (tile + 1) * sizePx + marginPx;
          if (points.some((w) => isNear(w.x * worldPx, x) && isNear(w.y * worldPx, y))) ask(piece);
        }
      },
      show: (isShown) => pane.classList.toggle('is-off', !isShown),
    };
  };
}

/** Leaflet looks at how many arguments createTile takes: two say that the tile is not ready at once. */
const Tiles = L.GridLayer as unknown as new (options: L.GridLayerOptions) => L.GridLayer & { createTile: (coords: L.Coords, done: L.DoneCallback) => HTMLElement };

const keyOf = ({ x, y, z }: L.Coords): string => `${z}/${x}/${y}`;

function paintPiece(piece: Piece, paint: Paint, sizePx: number, spare: HTMLCanvasElement[]): boolean {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const { x, y, z } = piece.coords;
  let ctx: CanvasRenderingContext2D | null = null;
  const pen: Pen = () => (ctx ??= cleanCanvas(piece, sizePx, ratio, spare));
  paint(pen, { zoom: z, worldPx: WORLD_PX * 2 ** z, left: x * sizePx, top: y * sizePx, sizePx, ratio });
  if (!ctx) takeCanvas(piece, spare);
  return ctx !== null;
}

function takeCanvas(piece: Piece, spare: HTMLCanvasElement[]): void {
  piece.canvas?.remove();
  if (piece.canvas && spare.length < MOST_SPARE) spare.push(piece.canvas);
  piece.canvas = null;
}

function cleanCanvas(piece: Piece, sizePx: number, ratio: number, spare: HTMLCanvasElement[]): CanvasRenderingContext2D {
  const canvas = (piece.canvas ??= spare.pop() ?? document.createElement('canvas'));
  if (!canvas.parentElement) piece.element.append(canvas);
  if (canvas.width !== sizePx * ratio) {
    canvas.width = canvas.height = sizePx * ratio;
    canvas.style.width = canvas.style.height = `${sizePx}px`;
  }
  const ctx = canvas.getContext('2d')!;
  ctx.restore(); // what another layer's painting left set goes; on a new canvas there is nothing to restore
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, sizePx, sizePx);
  return ctx;
}
