import type { DayState } from '../../shared/tables/coded.ts';
import { glyphs } from '../glyphs.ts';
import { palette } from './palette.ts';

/** The glyphs' own radius: their strokes are drawn for it. */
const GLYPH_RADIUS = 8;
const marks = new Map(
  Object.values(glyphs).flatMap((glyph) => (glyph.mark ? [[glyph.mark, new Path2D(glyph.mark)]] : [])),
);

const sprites = new Map<string, HTMLCanvasElement>();

/** Drawn anew in the colours of the page. */
export function forgetSprites(): void {
  sprites.clear();
}

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
