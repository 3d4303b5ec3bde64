import { contract } from './contract.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { distanceM, LngLat } from './geo.ts';
import type { ProblemReason } from './problems/problems.ts';
import { Instant, requiredText } from './text.ts';

/** Beyond this a line is more exact than any map of shops needs: a river of 100 km with a point every 5 m. */
export const MOST_BARRIER_POINTS = 20_000;
/** All barriers of a unit and below are drawn and searched at once. */
export const MOST_UNIT_POINTS = 100_000;
export const MOST_AT_ONCE = 500;
/** Two points of one line further apart than this are a wrong point, not a river. */
export const LONGEST_STEP_M = 500_000;
/** A barrier no part of which comes nearer to the unit's retailers than this cuts nothing there. */
export const FAR_M = 500_000;

/** What may be wrong with lines: a closed list, with a sentence for each in each language. */
export const LinesFault = z.enum(['ONE_POINT', 'JUMP', 'TOO_MANY_POINTS']);
export type LinesFault = z.infer<typeof LinesFault>;

const reasons = {
  ONE_POINT: { code: 'LINE_ONE_POINT' },
  JUMP: { code: 'LINE_JUMPS' },
  TOO_MANY_POINTS: { code: 'LINE_TOO_FINE', most: MOST_BARRIER_POINTS },
} as const satisfies Record<LinesFault, ProblemReason>;

/** Everything that is wrong with the lines of a barrier, each with the number of the line. */
export function linesFaults(lines: readonly (readonly LngLat[])[]): { fault: LinesFault; line: number }[] {
  const found: { fault: LinesFault; line: number }[] = [];
  lines.forEach((line, i) => {
    if (line.every((p) => p.lng === line[0]!.lng && p.lat === line[0]!.lat))
      found.push({ fault: 'ONE_POINT', line: i });
    else if (line.some((p, k) => k > 0 && distanceM(line[k - 1]!, p) > LONGEST_STEP_M))
      found.push({ fault: 'JUMP', line: i });
  });
  if (pointCount(lines) > MOST_BARRIER_POINTS) found.push({ fault: 'TOO_MANY_POINTS', line: 0 });
  return found;
}

export function pointCount(lines: readonly (readonly unknown[])[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

/** One or more lines; where two of them leave a gap, there is a bridge. */
export const BarrierLines = z
  .array(z.array(LngLat))
  .min(1)
  .superRefine((lines, ctx) => {
    for (const { fault, line } of linesFaults(lines))
      ctx.addIssue({
        code: 'custom',
        path: fault === 'TOO_MANY_POINTS' ? [] : [line],
        message: reasons[fault].code,
        params: { reason: reasons[fault] },
      });
  });

export const Barrier = z.object({
  barrierId: z.uuid(),
  unitId: z.uuid(),
  name: z.string(),
  /** Rises with every write. */
  revision: z.number().int(),
  lines: z.array(z.array(LngLat)),
  lengthM: z.number(),
  changedBy: z.string(),
  changedAt: Instant,
});
export type Barrier = z.infer<typeof Barrier>;

const name = requiredText(100);
export const NewBarriers = z.strictObject({
  unitId: z.uuid(),
  barriers: z
    .array(z.strictObject({ name, lines: BarrierLines }))
    .min(1)
    .max(MOST_AT_ONCE),
});
export type NewBarriers = z.infer<typeof NewBarriers>;

/** `revision` is the one the writer saw: where it is not the last, nothing is written. */
const seen = z.int().min(1).max(2_000_000_000);
export const BarrierChange = z.strictObject({ revision: seen, name: name.optional(), lines: BarrierLines.optional() });
export type BarrierChange = z.infer<typeof BarrierChange>;
export const BarrierRemoval = z.strictObject({ revision: z.coerce.number().int().min(1).max(2_000_000_000) });
export const BarrierQuery = z.strictObject({ unitId: z.uuid().optional() });

export interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** How far off the lines are where no point of them comes within 500 km of the box of the retailers, and whether they would with longitude and latitude swapped. */
export function misplaced(lines: readonly (readonly LngLat[])[], box: Box): { km: number; isSwapped: boolean } | null {
  const away = (p: LngLat): number =>
    distanceM(p, {
      lng: Math.min(box.east, Math.max(box.west, p.lng)),
      lat: Math.min(box.north, Math.max(box.south, p.lat)),
    });
  const points = lines.flat();
  const nearest = (at: (p: LngLat) => LngLat): number =>
    points.reduce((least, p) => Math.min(least, away(at(p))), Infinity);
  const nearestM = nearest((p) => p);
  if (nearestM <= FAR_M) return null;
  const isSwapped =
    points.every((p) => Math.abs(p.lng) <= 90) && nearest(({ lng, lat }) => ({ lng: lat, lat: lng })) <= FAR_M;
  return { km: Math.round(nearestM / 1000), isSwapped };
}

const BarrierPath = z.object({ barrierId: z.uuid() });
/** 100,000 points and more, so that a line that is too long hears so, and not that its file is. */
const LINES_BYTES = 8_500_000;

export const listBarriers = contract({
  method: 'get',
  path: '/barriers',
  summary: 'Rivers, railways and motorways that no territory of my units is joined across',
  action: 'territories.plan',
  query: BarrierQuery,
  reply: items(Barrier),
});

export const addBarriers = contract({
  method: 'post',
  path: '/barriers',
  summary: 'Add barriers to a unit: all of them or, where one is not good, none',
  action: 'territories.plan',
  body: NewBarriers,
  reply: items(Barrier),
  status: 201,
  maxBodyBytes: LINES_BYTES,
});

export const changeBarrier = contract({
  method: 'patch',
  path: '/barriers/:barrierId',
  summary: 'Rename a barrier or draw it anew',
  action: 'territories.plan',
  params: BarrierPath,
  body: BarrierChange,
  reply: Barrier,
  maxBodyBytes: LINES_BYTES,
});

export const removeBarrier = contract({
  method: 'delete',
  path: '/barriers/:barrierId',
  summary: 'Put a barrier aside; it can be restored',
  action: 'territories.plan',
  params: BarrierPath,
  query: BarrierRemoval,
  reply: z.undefined(),
  status: 204,
});

export const restoreBarrier = contract({
  method: 'post',
  path: '/barriers/:barrierId/restore',
  summary: 'Take a barrier back that was put aside',
  action: 'territories.plan',
  params: BarrierPath,
  body: z.strictObject({}),
  reply: Barrier,
});

export const barrierContracts = { listBarriers, addBarriers, changeBarrier, removeBarrier, restoreBarrier };
