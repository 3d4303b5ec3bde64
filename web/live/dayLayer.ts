import type { DayState } from '../words/enLists.ts';
import { areClustersOn, isClustered } from '../map/clustering.ts';
import { glyphs, sortForDrawing } from '../glyphs.ts';
import { toWorld } from '../map/mercator.ts';
import type { MapView } from '../map/map.ts';
import type { Paint } from '../map/paint.ts';
import { palette } from '../map/palette.ts';
import { indexPoints, type PointIndex } from '../map/points.ts';
import { inTile } from '../retailers/retailerLayer.ts';
import { scene, type DayMark } from '../map/scene.ts';

/** The glyphs' own radius: their strokes are drawn for it. */
const GLYPH_RADIUS = 8;
const marks = new Map(
  Object.values(glyphs).flatMap((glyph) => (glyph.mark ? [[glyph.mark, new Path2D(glyph.mark)]] : [])),
);

/** From a coloured dot over the city to a glyph that can be read. */
function radiusPx(zoom: number): number {
  return zoom < 10 ? 2.5 : zoom < 12 ? 3.5 : zoom < 13 ? 5 : zoom < 14 ? 6.5 : zoom < 16 ? 8 : 9.5;
}

/** The retailers of the day by state, on canvas tiles of their own: a verdict repaints one tile and not the city. */
export function addDay(map: MapView) {
  let shown: readonly DayMark[] = [];
  let index: PointIndex = indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) });
  const paint: Paint = (pen, tile) => {
    if (isClustered(tile.zoom)) return;
    const radius = radiusPx(tile.zoom);
    const found = sortForDrawing(inTile(index, tile, radius + 2).map((i) => ({ i, state: shown[i]!.state })));
    if (found.length === 0) return;
    const ctx = pen();
    for (const { i, state } of found) {
      const { x, y } = index.world(i);
      const half = radius + 2;
      ctx.drawImage(
        sprite(state, radius, tile.ratio),
        x * tile.worldPx - tile.left - half,
        y * tile.worldPx - tile.top - half,
        half * 2,
        half * 2,
      );
    }
  };
  const painting = map.paint('day', 6, paint);
  map.follow(() => {
    void [palette.value, areClustersOn.value];
    sprites.clear();
    painting.redraw();
  });
  map.follow(() => {
    const before = new Map(shown.map((mark) => [mark.retailerId, mark]));
    shown = scene.marks.value;
    index = indexPoints({ length: shown.length, at: (i) => shown[i]!.position });
    const changed = shown.filter((mark) => {
      const old = before.get(mark.retailerId);
      before.delete(mark.retailerId);
      return old?.state !== mark.state;
    });
    const places = [...changed, ...before.values()].map((mark) => toWorld(mark.position));
    if (places.length > 200) painting.redraw();
    else if (places.length > 0) painting.redrawAt(places, 14);
  });
  return {
    pick(world: { x: number; y: number }, radius: number): DayMark | null {
      const i = index.nearest(world, radius);
      return i < 0 ? null : shown[i]!;
    },
  };
}

const sprites = new Map<string, HTMLCanvasElement>();

/** A glyph as a small picture, drawn once a size and then stamped. */
export function sprite(state: DayState, radius: number, ratio: number): HTMLCanvasElement {
  const key = `${state} ${radius} ${ratio}`;
  let picture = sprites.get(key);
  if (picture) return picture;
  picture = document.createElement('canvas');
  picture.width = picture.height = Math.ceil((radius + 2) * 2 * ratio);
  const ctx = picture.getContext('2d')!;
  ctx.scale(picture.width / ((radius + 2) * 2), picture.height / ((radius + 2) * 2));
  drawGlyph(ctx, state, radius + 2, radius + 2, radius);
  sprites.set(key, picture);
  return picture;
}

function drawGlyph(ctx: CanvasRenderingContext2D, state: DayState, x: number, y: number, radius: number): void {
  const colours = palette.value;
  const glyph = glyphs[state];
  const colour = colours[glyph.colour]!;
  const isSmall = radius < 5;
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(radius / GLYPH_RADIUS, radius / GLYPH_RADIUS);
  ctx.beginPath();
  if (glyph.body === 'gap') ctx.arc(0, 0, 7, -0.4, 4.4);
  else ctx.arc(0, 0, glyph.body === 'ring' ? 7 : GLYPH_RADIUS, 0, 7);
  if (glyph.body === 'disc') {
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.strokeStyle = colours['--mark-edge']!;
    ctx.lineWidth = isSmall ? 2 : 1;
    ctx.stroke();
  } else {
    ctx.fillStyle = colours['--mark-hole']!;
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = isSmall ? 4 : 2.4;
    ctx.stroke();
  }
  if (glyph.mark && !isSmall) {
    ctx.strokeStyle = colours[glyph.markColour]!;
    ctx.lineWidth = 2;
    ctx.lineCap = ctx.lineJoin = 'round';
    ctx.stroke(marks.get(glyph.mark)!);
  }
  ctx.restore();
}
