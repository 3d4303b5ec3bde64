import { statesToLookAt } from '../../shared/review.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { drawOrder, glyphs } from '../glyphs.ts';
import type { Tile } from '../map/paint.ts';
import { palette } from '../map/palette.ts';
import { sprite } from '../map/sprite.ts';
import { centreOf, countOf, radiusOf, type Level } from './clusters.ts';

/** So few are drawn as what they are. */
export const MOST_MARKS = 2;
const RING_PX = 5;
const MARK_PX = 4.5;

/** What needs a look: never hidden in a number. */
export const exceptions: readonly DayState[] = statesToLookAt;

/** A cluster: its number in a ring of the states of the day, and what needs a look as a badge; so few as are marks are drawn as marks. */
export function drawCell(
  ctx: CanvasRenderingContext2D,
  tile: Tile,
  level: Level,
  at: number,
  states: Partial<Record<DayState, number>>,
  { isChosen, numberBelow }: { isChosen: boolean; numberBelow: number },
): void {
  const count = countOf(level, at);
  const known = drawOrder.flatMap((state) => (states[state] ? [{ state, share: states[state] }] : []));
  if (count <= MOST_MARKS) {
    // one of them is where their mean is, or both are: so far off that is the same place
    const { x, y } = centreOf(level, at, MARK_PX);
    return drawMark(ctx, tile, x, y, known.at(-1)?.state ?? 'other');
  }
  const radius = radiusOf(count);
  const centre = centreOf(level, at, radius);
  const [x, y] = [centre.x - tile.left, centre.y - tile.top];
  const colours = palette.value;
  if (isChosen) {
    ctx.beginPath();
    ctx.arc(x, y, radius + 5.5, 0, 7);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = colours['--ink']!;
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.fillStyle = colours['--paper']!;
  ctx.fill();
  ctx.lineWidth = RING_PX;
  ctx.strokeStyle = colours['--state-other']!;
  ctx.globalAlpha = 0.55;
  ctx.stroke();
  ctx.globalAlpha = 1;
  drawRing(
    ctx,
    { x, y, radius },
    known,
    Math.max(
      count,
      known.reduce((sum, one) => sum + one.share, 0),
    ),
  );
  ctx.font = '650 11.5px system-ui, sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colours['--ink']!;
  ctx.fillText(String(count), x, y + numberBelow + 0.5);
  const looks = exceptions.filter((state) => states[state]);
  if (looks.length > 0)
    drawBadge(
      ctx,
      tile,
      x + radius * 0.75,
      y - radius * 0.75,
      looks[0]!,
      looks.reduce((sum, state) => sum + states[state]!, 0),
    );
}

/** The smallest part that can be seen: one exception of a thousand, too. */
const LEAST_TURN = 0.16;

function drawRing(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: { x: number; y: number; radius: number },
  parts: { state: DayState; share: number }[],
  all: number,
): void {
  let turn = -Math.PI / 2;
  ctx.lineCap = 'butt';
  // what needs a look comes first, from the top
  for (const { state, share } of [...parts].reverse()) {
    const next = Math.min(Math.PI * 1.5, turn + Math.max(LEAST_TURN, (share / all) * 2 * Math.PI));
    ctx.beginPath();
    ctx.arc(x, y, radius, turn, next);
    ctx.strokeStyle = palette.value[glyphs[state].colour]!;
    ctx.lineWidth = RING_PX;
    ctx.stroke();
    turn = next;
  }
}

/** The worst of them by its own shape, and how many there are of all. */
function drawBadge(
  ctx: CanvasRenderingContext2D,
  tile: Tile,
  x: number,
  y: number,
  state: DayState,
  count: number,
): void {
  ctx.font = '700 10.5px system-ui, sans-serif';
  const text = String(count);
  const width = ctx.measureText(text).width + 20;
  ctx.beginPath();
  ctx.roundRect(x - 8, y - 8, width, 16, 8);
  ctx.fillStyle = palette.value['--paper']!;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.value['--mark-edge']!;
  ctx.stroke();
  ctx.drawImage(sprite(state, 5.5, tile.ratio), x - 7.5, y - 7.5, 15, 15);
  ctx.fillStyle = palette.value['--ink']!;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + 8, y + 0.5);
}

export function drawMark(ctx: CanvasRenderingContext2D, tile: Tile, x: number, y: number, state: DayState): void {
  const half = MARK_PX + 2;
  ctx.drawImage(sprite(state, MARK_PX, tile.ratio), x - tile.left - half, y - tile.top - half, half * 2, half * 2);
}
