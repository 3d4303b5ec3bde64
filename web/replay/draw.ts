import { initials } from '../format.ts';
import { toWorld, type WorldPoint } from '../map/mercator.ts';
import type { Sight } from '../map/overlay.ts';
import { CLOSE_FROM, MOST_ELEMENTS } from '../map/scene.ts';
import type { Stay } from '../../shared/tracks.ts';
import { EARTH_RADIUS_M } from '../../shared/geo.ts';
import { piecesBetween, whereAt, type Track } from './track.ts';

/** What is to be drawn of a moment. */
export interface Moment {
  tracks: readonly Track[];
  momentS: number;
  followed: string | null;
  hovered: string | null;
  colours: Record<string, string>;
  /** 16:00 of a second of the day, as the unit's clock says it. */
  clock: (atS: number) => string;
  minutes: (lengthS: number) => string;
}

export interface Dot {
  repId: string;
  name: string;
  world: WorldPoint;
}

/** Half a square's side: around the number that a stop has in the plan. */
const STOP_PX = 16;
/** Everybody's last quarter of an hour, where there are few enough to tell them apart. */
const TRAIL_S = 900;
const MOST_TRAILS = 60;

const worlds = new WeakMap<Track, { x: Float64Array; y: Float64Array }>();

function worldOf(track: Track) {
  let world = worlds.get(track);
  if (world) return world;
  world = { x: new Float64Array(track.atS.length), y: new Float64Array(track.atS.length) };
  for (let i = 0; i < track.atS.length; i++) {
    const { x, y } = toWorld({ lng: track.lng[i]!, lat: track.lat[i]! });
    world.x[i] = x;
    world.y[i] = y;
  }
  worlds.set(track, world);
  return world;
}

/** Draws the ways: everybody's last minutes, or the whole day of the rep who is followed, with their stops. */
export function drawWays(ctx: CanvasRenderingContext2D, sight: Sight, moment: Moment): void {
  const { tracks, followed, momentS } = moment;
  const own = tracks.find((track) => track.repId === followed);
  if (own) {
    drawWay(ctx, sight, moment, own, [momentS, Infinity], { width: 2, alpha: 0.28, isCased: false });
    drawWay(ctx, sight, moment, own, [0, momentS], { width: 4, alpha: 1, isCased: true });
    drawStays(
      ctx,
      sight,
      moment,
      own.stays.filter((stay) => stay.fromS <= momentS),
    );
  } else if (tracks.length <= MOST_TRAILS) {
    for (const track of tracks)
      drawWay(ctx, sight, moment, track, [momentS - TRAIL_S, momentS], { width: 2.5, alpha: 0.5, isCased: false });
  }
}

/** Draws the reps; gives the dots as they were drawn, for the pointer. */
export function drawReps(ctx: CanvasRenderingContext2D, sight: Sight, moment: Moment): Dot[] {
  const { tracks, followed, momentS } = moment;
  const isClose = sight.zoom >= CLOSE_FROM || tracks.length <= MOST_ELEMENTS;
  const dots: Dot[] = [];
  // who is followed or pointed at lies above the others
  const rank = (track: Track) => (track.repId === followed ? 2 : track.repId === moment.hovered ? 1 : 0);
  for (const track of [...tracks].sort((a, b) => rank(a) - rank(b))) {
    const where = whereAt(track, momentS);
    if (!where) continue;
    const world = toWorld(where);
    dots.push({ repId: track.repId, name: track.name, world });
    const [x, y] = [world.x * sight.worldPx - sight.left, world.y * sight.worldPx - sight.top];
    if (x < -200 || y < -60 || x > sight.width + 200 || y > sight.height + 60) continue;
    const isLit = rank(track) > 0;
    if (isLit) drawAccuracy(ctx, sight, moment, { x, y, lat: where.lat, accuracyM: track.accuracyM[where.report]! });
    ctx.globalAlpha = followed !== null && !isLit ? 0.4 : 1;
    drawDot(ctx, moment, {
      x,
      y,
      isKnown: where.isKnown,
      isLit,
      radius: isClose || isLit ? 13 : 6,
      text: isClose || isLit ? initials(track.name) : '',
    });
    ctx.globalAlpha = 1;
    const notes = [
      ...(isLit ? [track.name] : []),
      ...(!where.isKnown && (isLit || isClose) ? [moment.clock(track.atS[where.report]!)] : []),
    ];
    if (notes.length > 0 && (followed === null || isLit)) drawNote(ctx, moment, x + 17, y, notes.join(' · '));
  }
  return dots;
}

interface Look {
  width: number;
  alpha: number;
  /** With an edge, so that it is seen on every ground. */
  isCased: boolean;
}

/** The way between two moments, piece by piece; its last leg ends, or begins, where the rep is at the moment itself. */
function drawWay(
  ctx: CanvasRenderingContext2D,
  { worldPx, left, top }: Sight,
  { momentS, colours }: Moment,
  track: Track,
  [fromS, untilS]: [number, number],
  look: Look,
): void {
  const { x, y } = worldOf(track);
  ctx.beginPath();
  for (const [first, last] of piecesBetween(track, fromS, untilS)) {
    ctx.moveTo(x[first]! * worldPx - left, y[first]! * worldPx - top);
    for (let i = first + 1; i <= last; i++) ctx.lineTo(x[i]! * worldPx - left, y[i]! * worldPx - top);
  }
  const here = whereAt(track, momentS);
  if (here && track.isWay[here.report]) {
    const at = toWorld(here);
    const other = untilS === momentS ? here.report : here.report + 1;
    ctx.moveTo(x[other]! * worldPx - left, y[other]! * worldPx - top);
    ctx.lineTo(at.x * worldPx - left, at.y * worldPx - top);
  }
  ctx.lineJoin = ctx.lineCap = 'round';
  ctx.globalAlpha = look.alpha;
  if (look.isCased) {
    ctx.strokeStyle = colours['--mark-hole']!;
    ctx.lineWidth = look.width + 3;
    ctx.stroke();
  }
  ctx.strokeStyle = colours['--rep']!;
  ctx.lineWidth = look.width;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Stops, each with how long it was up to the moment where there is room: the latest is written first. */
function drawStays(
  ctx: CanvasRenderingContext2D,
  { worldPx, left, top }: Sight,
  moment: Moment,
  stays: readonly Stay[],
): void {
  const written: { x: number; y: number }[] = [];
  for (const stay of [...stays].reverse()) {
    const at = toWorld(stay);
    const [x, y] = [at.x * worldPx - left, at.y * worldPx - top];
    ctx.beginPath();
    ctx.roundRect(x - STOP_PX, y - STOP_PX, STOP_PX * 2, STOP_PX * 2, 3);
    ctx.fillStyle = moment.colours['--mark-hole']!;
    ctx.fill();
    ctx.strokeStyle = moment.colours['--rep']!;
    ctx.lineWidth = 2.5;
    ctx.stroke();
    if (written.some((other) => Math.abs(other.x - x) < 56 && Math.abs(other.y - y) < 20)) continue;
    written.push({ x, y });
    drawNote(
      ctx,
      moment,
      x - STOP_PX,
      y + STOP_PX + 12,
      moment.minutes(Math.min(moment.momentS, stay.untilS) - stay.fromS),
    );
  }
}

function drawAccuracy(
  ctx: CanvasRenderingContext2D,
  { worldPx }: Sight,
  { colours }: Moment,
  at: { x: number; y: number; lat: number; accuracyM: number },
): void {
  if (Number.isNaN(at.accuracyM)) return;
  const radius = (at.accuracyM * worldPx) / (2 * Math.PI * EARTH_RADIUS_M * Math.cos((at.lat * Math.PI) / 180));
  ctx.beginPath();
  ctx.arc(at.x, at.y, radius, 0, 7);
  ctx.fillStyle = ctx.strokeStyle = colours['--rep']!;
  ctx.globalAlpha = 0.12;
  ctx.fill();
  ctx.globalAlpha = 0.7;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Known: a full disc; last seen some time ago: a pale one with a broken edge. */
function drawDot(
  ctx: CanvasRenderingContext2D,
  { colours }: Moment,
  dot: { x: number; y: number; radius: number; isKnown: boolean; isLit: boolean; text: string },
): void {
  ctx.beginPath();
  ctx.arc(dot.x, dot.y, dot.radius, 0, 7);
  ctx.fillStyle = colours[dot.isKnown ? '--rep' : '--mark-hole']!;
  ctx.fill();
  ctx.lineWidth = dot.isLit ? 3 : 2;
  ctx.setLineDash(dot.isKnown ? [] : [4, 3]);
  ctx.strokeStyle = colours[dot.isKnown ? '--mark-hole' : '--rep']!;
  ctx.stroke();
  ctx.setLineDash([]);
  if (dot.isKnown || dot.isLit) {
    ctx.beginPath();
    ctx.arc(dot.x, dot.y, dot.radius + (dot.isLit ? 2.5 : 1.5), 0, 7);
    ctx.lineWidth = dot.isLit ? 2.5 : 1;
    ctx.strokeStyle = colours[dot.isLit ? '--ink' : '--mark-edge']!;
    ctx.stroke();
  }
  if (dot.text === '') return;
  ctx.font = '700 10.5px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colours[dot.isKnown ? '--rep-ink' : '--ink']!;
  ctx.fillText(dot.text, dot.x, dot.y + 0.5);
}

function drawNote(ctx: CanvasRenderingContext2D, { colours }: Moment, x: number, y: number, text: string): void {
  ctx.font = '600 11.5px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  const width = ctx.measureText(text).width;
  ctx.globalAlpha = 0.88;
  ctx.fillStyle = colours['--paper']!;
  ctx.beginPath();
  ctx.roundRect(x, y - 9, width + 10, 18, 4);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = colours['--ink']!;
  ctx.fillText(text, x + 5, y + 0.5);
}
