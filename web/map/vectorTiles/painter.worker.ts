/// <reference lib="webworker" />
// Reads and paints vector tiles away from the page: a dense one takes longer than a frame may. The only home of the renderer.
import {
  Labelers,
  paint,
  PmtilesSource,
  View,
  type Feature,
  type PaintRule,
  type PreparedTile,
  type TileCache,
} from 'protomaps-leaflet';
import { keyOf, TILE_PX, type Asked, type Look, type Painted, type Place } from './messages.ts';
import { labelRules } from './labels.ts';
import { paintRules } from './rules.ts';

/** The library's own unit, in which it counts places. */
const UNIT_PX = 256;
/** How far shapes and words of a neighbour reach into a tile, pixels. */
const REACH_PX = 16;
/** Tiles as they were read: those of a screen that is enlarged, some 3 MB each where a city is dense. They are read again from the browser's own store. */
const MOST_READ = 12;
/** Tiles whose words are remembered, so that they do not overlap across edges: more than a screen of 4K and its rim. */
const MOST_LABELLED = 160;
/** Nobody waits longer for a tile: what has not come by then is asked for the next time. */
const TIMEOUT_MS = 20_000;

type Layers = Map<string, Feature[]>;
interface Ready {
  at: Place;
  read: PreparedTile;
}

let look: (Omit<Look, 'kind'> & { paint: PaintRule[]; labels: Labelers }) | null = null;
let view: View;
/** On the page and not yet painted as they should be now: null while they are read. */
const due = new Map<string, Ready | null>();
/** On the page. */
const shown = new Map<string, Place>();
let isPainting = false;
/** While the map zooms, everything that is on the screen is drawn anew at each frame: two cores are needed for that alone. */
let isHeld = false;
const scratch = new OffscreenCanvas(1, 1).getContext('2d')! as unknown as CanvasRenderingContext2D;
const say = (painted: Painted, hand: Transferable[] = []): void => self.postMessage(painted, hand);

self.onmessage = ({ data }: MessageEvent<Asked>): void => {
  if (data.kind === 'map') view = new View(tileReader(data.url) as unknown as TileCache, data.maxZoom, 1);
  else if (data.kind === 'look') dress(data);
  else if (data.kind === 'drop') {
    shown.delete(keyOf(data.at));
    due.delete(keyOf(data.at));
  } else if (data.kind === 'hold') {
    isHeld = data.isHeld;
    if (!isHeld && !isPainting) void paintDue();
  } else {
    shown.set(keyOf(data.at), data.at);
    void prepare(data.at);
  }
};

function dress({ colours, language, ratio }: Look): void {
  look = {
    colours,
    language,
    ratio,
    paint: paintRules(colours),
    labels: new Labelers(scratch, labelRules(colours, language), MOST_LABELLED, (displaced) =>
      displaced.forEach((name) => repaint(name)),
    ),
  };
  for (const at of shown.values()) void prepare(at);
}

/** Words of a tile that came later took the place of some of this one's, or reach into it. The library names the places of its units. */
function repaint(unit: string): void {
  const [x, y, z] = unit.split(':').map(Number) as [number, number, number];
  const at = { z, x: Math.floor((x * UNIT_PX) / TILE_PX), y: Math.floor((y * UNIT_PX) / TILE_PX) };
  if (shown.has(keyOf(at)) && !due.has(keyOf(at))) void prepare(at);
}

async function prepare(at: Place): Promise<void> {
  const key = keyOf(at);
  if (!due.get(key)) due.set(key, null);
  try {
    const read = await view.getDisplayTile({ z: at.z, x: (at.x * TILE_PX) / UNIT_PX, y: (at.y * TILE_PX) / UNIT_PX });
    if (!due.has(key)) return;
    due.set(key, { at, read });
    if (!isPainting) void paintDue();
  } catch {
    // the answer has said what is wrong, or there was none; the land below is seen
    if (due.delete(key)) say({ key, bitmap: null });
  }
}

/** One after the other, so that what is no longer on the page is heard of in between. */
async function paintDue(): Promise<void> {
  isPainting = true;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    const ready = [...due.values()].filter((one) => one !== null);
    const next = ready[0];
    if (!next || !look || isHeld) break;
    // words first, of all that is there: a tile is painted once that way, and seldom again
    for (const { at, read } of ready) if (read.data.size > 0) look.labels.add(at.z, new Map([['', [read]]]));
    due.delete(keyOf(next.at));
    const bitmap = next.read.data.size > 0 ? paintTile(next) : null;
    say({ key: keyOf(next.at), bitmap }, bitmap ? [bitmap] : []);
  }
  isPainting = false;
}

function paintTile({ at, read }: Ready): ImageBitmap {
  const { ratio, paint: rules, labels: labelers } = look!;
  const canvas = new OffscreenCanvas(TILE_PX * ratio, TILE_PX * ratio);
  const ctx = canvas.getContext('2d')! as unknown as CanvasRenderingContext2D;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const [left, top] = [at.x * TILE_PX, at.y * TILE_PX];
  const box = {
    minX: left - REACH_PX,
    minY: top - REACH_PX,
    maxX: left + TILE_PX + REACH_PX,
    maxY: top + TILE_PX + REACH_PX,
  };
  // a point of the library's is made of its own: the origin of a tile and the corner of what is painted differ when tiles are enlarged
  const corner = read.origin.clone();
  [corner.x, corner.y] = [left, top];
  paint(ctx, at.z, new Map([['', [read]]]), labelers.getIndex(at.z) ?? null, rules, box, corner, false);
  return canvas.transferToImageBitmap();
}

/** Tiles as the library reads them, from this server, the last ones kept. */
function tileReader(url: string) {
  const kept = new Map<string, Promise<Layers>>();
  const source = { getZxy: (z: number, x: number, y: number) => fetchTile(url, { z, x, y }) };
  return {
    tileSize: TILE_PX,
    get(at: Place): Promise<Layers> {
      const key = keyOf(at);
      const tile =
        kept.get(key) ??
        new PmtilesSource(source as unknown as ConstructorParameters<typeof PmtilesSource>[0], false).get(at, TILE_PX);
      kept.delete(key); // to the end: the first is the one not asked for the longest
      kept.set(key, tile);
      if (kept.size > MOST_READ) kept.delete(kept.keys().next().value!);
      tile.catch(() => kept.delete(key));
      return tile;
    },
  };
}

/** Undefined: the archive has none there. */
async function fetchTile(url: string, { z, x, y }: Place): Promise<{ data: ArrayBuffer } | undefined> {
  const answer = await fetch(url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)), {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.status === 204) return undefined;
  if (!answer.ok) {
    say({ lost: answer.status });
    throw new Error(`HTTP ${answer.status}`);
  }
  return { data: await answer.arrayBuffer() };
}
