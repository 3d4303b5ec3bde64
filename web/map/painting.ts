// Layers of canvas tiles: dragging moves pictures that are painted already. Knows Leaflet, as map.ts does.
import * as L from 'leaflet';
import { WORLD_PX } from './mercator.ts';
import type { Paint, Painting, Part, Pen } from './paint.ts';
import { around, partNear } from './parts.ts';

/** Painting may take this much of a frame's 16 ms; the rest of what is due waits for the next one. */
const BUDGET_MS = 6;
/** Without a graphics card every canvas that changed is copied as a whole, 1 MB each: that counts, too, and no clock here sees it. */
const MOST_A_FRAME = 3;
/** A part larger than this share of its tile waits its turn as a whole tile does: else a change of everything would be one long frame. */
const LARGEST_PART = 0.5;
/** Canvases of tiles that are gone, for those to come: to make one takes 4 ms, to clear one nothing that can be measured. */
const MOST_SPARE = 24;

interface Piece {
  element: HTMLElement;
  coords: L.Coords;
  canvas: HTMLCanvasElement | null;
  /** Until it is first painted, the pictures of the zoom before are kept below it. */
  done: (() => void) | null;
  /** Whether something was drawn; null: all of it is asked for. */
  paint: (part: Part | null) => boolean;
}

/** Paints the tiles of all layers of a map: parts at once, whole ones a few a frame, in the order in which they were asked for. */
export function createPainter(map: L.Map) {
  const queue = new PaintQueue();
  map.on('unload', () => queue.end());
  return (pane: HTMLElement, paneName: string, paint: Paint, sizePx: number): Painting => {
    const shown = new Map<string, Piece>();
    tileLayer(queue, shown, paneName, paint, sizePx).addTo(map);
    return {
      redraw: () => shown.forEach((piece) => queue.ask(piece)),
      redrawAt(points, marginPx) {
        for (const piece of shown.values()) {
          const { x, y, z } = piece.coords;
          const worldPx = WORLD_PX * 2 ** z;
          const isNear = (px: number, tile: number) =>
            px >= tile * sizePx - marginPx && px <= (tile + 1) * sizePx + marginPx;
          if (points.some((w) => isNear(w.x * worldPx, x) && isNear(w.y * worldPx, y))) queue.ask(piece);
        }
      },
      repaint(points, reachPx) {
        const most = LARGEST_PART * (sizePx * ratioNow()) ** 2;
        for (const piece of shown.values()) {
          const part = partNear(tileOf(piece, sizePx), points, reachPx);
          if (part) queue.ask(piece, piece.canvas && part.width * part.height <= most ? part : null);
        }
      },
      show: (isShown) => pane.classList.toggle('is-off', !isShown),
    };
  };
}

/** What is to be painted, and the canvases that are free for it: one for all layers of a map. */
class PaintQueue {
  readonly spare: HTMLCanvasElement[] = [];
  private readonly due = new Map<Piece, Part | null>();
  private frame: number | null = null;

  ask(piece: Piece, part: Part | null = null): void {
    const before = this.due.get(piece);
    this.due.set(piece, before === undefined || !part ? part : before && around(before, part));
    this.frame ??= requestAnimationFrame(this.paintDue);
  }

  /** The piece is gone: it is painted no more, and its canvas is free. */
  drop(piece: Piece): void {
    this.due.delete(piece);
    takeCanvas(piece, this.spare);
  }

  end(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
  }

  private readonly paintDue = (): void => {
    const untilMs = performance.now() + BUDGET_MS;
    let painted = 0;
    for (const [piece, part] of this.due) {
      if (!part) continue;
      this.due.delete(piece);
      piece.paint(part);
    }
    for (const piece of this.due.keys()) {
      if (painted >= MOST_A_FRAME || performance.now() >= untilMs) break;
      this.due.delete(piece);
      if (piece.paint(null)) painted += 1;
      piece.done?.();
      piece.done = null;
    }
    this.frame = this.due.size > 0 ? requestAnimationFrame(this.paintDue) : null;
  };
}

/** A layer of Leaflet's whose tiles are painted when their turn comes; `shown` holds those that are there. */
function tileLayer(queue: PaintQueue, shown: Map<string, Piece>, pane: string, paint: Paint, sizePx: number) {
  const layer = new Tiles({
    pane,
    tileSize: sizePx,
    keepBuffer: 1,
    updateWhenZooming: false,
    updateWhenIdle: false,
    noWrap: true,
  });
  layer.createTile = (coords, done) => {
    const element = document.createElement('div');
    element.setAttribute('aria-hidden', 'true');
    const piece: Piece = {
      element,
      coords,
      canvas: null,
      done: () => done(undefined, element),
      paint: (part) => paintPiece(piece, paint, sizePx, queue.spare, part),
    };
    shown.set(keyOf(coords), piece);
    queue.ask(piece);
    return element;
  };
  // by its corner and not by a transform: each element with one of three dimensions is a layer of the screen's, which takes its part of every frame
  layer.on('tileloadstart', (event) => {
    const { style } = (event as L.TileEvent).tile;
    const { x, y } = L.DomUtil.getPosition((event as L.TileEvent).tile);
    [style.transform, style.left, style.top] = ['none', `${x}px`, `${y}px`];
  });
  layer.on('tileunload', (event) => {
    const key = keyOf((event as unknown as { coords: L.Coords }).coords);
    const piece = shown.get(key);
    if (!piece) return;
    shown.delete(key);
    queue.drop(piece);
  });
  return layer;
}

/** Leaflet looks at how many arguments createTile takes: two say that the tile is not ready at once. */
const Tiles = L.GridLayer as unknown as new (
  options: L.GridLayerOptions,
) => L.GridLayer & { createTile: (coords: L.Coords, done: L.DoneCallback) => HTMLElement };

const keyOf = ({ x, y, z }: L.Coords): string => `${z}/${x}/${y}`;

const ratioNow = (): number => Math.min(2, window.devicePixelRatio || 1);

function tileOf({ coords: { x, y, z } }: Piece, sizePx: number) {
  return { zoom: z, worldPx: WORLD_PX * 2 ** z, left: x * sizePx, top: y * sizePx, sizePx, ratio: ratioNow() };
}

function paintPiece(
  piece: Piece,
  paint: Paint,
  sizePx: number,
  spare: HTMLCanvasElement[],
  asked: Part | null,
): boolean {
  const tile = tileOf(piece, sizePx);
  const side = sizePx * tile.ratio;
  const all: Part = { left: 0, top: 0, width: side, height: side };
  const part = asked && piece.canvas?.width === side ? asked : all; // a window that went to another screen has other pixels
  let ctx: CanvasRenderingContext2D | null = null;
  const pen: Pen = () =>
    (ctx ??= part === all ? cleanCanvas(piece, sizePx, tile.ratio, spare) : cleanPart(piece.canvas!, part));
  paint(pen, { ...tile, part });
  if (part === all && !ctx) takeCanvas(piece, spare);
  else if (!ctx) cleanPart(piece.canvas!, part);
  return ctx !== null;
}

function cleanPart(canvas: HTMLCanvasElement, { left, top, width, height }: Part): CanvasRenderingContext2D {
  const ctx = canvas.getContext('2d')!;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(left, top, width, height);
  return ctx;
}

function takeCanvas(piece: Piece, spare: HTMLCanvasElement[]): void {
  piece.canvas?.remove();
  if (piece.canvas && spare.length < MOST_SPARE) spare.push(piece.canvas);
  piece.canvas = null;
}

function cleanCanvas(
  piece: Piece,
  sizePx: number,
  ratio: number,
  spare: HTMLCanvasElement[],
): CanvasRenderingContext2D {
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
