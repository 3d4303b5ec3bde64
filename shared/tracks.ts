import { contract } from './contract.ts';
import { LivePosition } from './positions.ts';
import { Instant, items } from './text.ts';
import { z } from 'zod';
import { distanceM, type LngLat } from './geo.ts';
import { PositionSource } from './positions.ts';
import { Day } from './text.ts';

/** Degrees are sent as whole numbers of this many a degree: 1.1 m, less than any phone knows. */
export const STEPS_A_DEGREE = 1e5;
/** As letters of a track's sources, one a position. */
export const sourceLetters: Record<PositionSource, string> = { gnss: 'g', wifi: 'w', cell: 'c', manual: 'm' };
export const UNKNOWN_SOURCE = '-';

const whole = z.array(z.number().int());

/**
 * A rep's day as columns, a position each, by time. Times and places are steps: the first is from the beginning of the day and
 * from 0°, each further one from the position before it.
 */
export const TrackColumns = z.object({
  /** Seconds. */
  atS: whole,
  lng: whole,
  lat: whole,
  /** Radius in metres, rounded up; null: the phone did not say. */
  accuracyM: z.array(z.number().int().nullable()),
  /** A letter of `sourceLetters` for each, or `-`. */
  source: z.string(),
});
export type TrackColumns = z.infer<typeof TrackColumns>;

/** A stop in the track: a mean place, and seconds since the beginning of the day. */
export const Stay = z.object({ lng: z.number(), lat: z.number(), fromS: z.number().int(), untilS: z.number().int() });
export type Stay = z.infer<typeof Stay>;

export const RepTrack = TrackColumns.extend({
  repId: z.uuid(),
  unitId: z.uuid(),
  name: z.string(),
  stays: z.array(Stay),
  /** At no moment is the track farther from what is stored than this. */
  withinM: z.number(),
  /** Positions that were left out because they cannot be believed: made by another app, or a pin on a map. */
  distrusted: z.number().int(),
});
export type RepTrack = z.infer<typeof RepTrack>;

/** At most so many reps in an answer: a city's. */
export const MOST_TRACKS = 600;

/** GET /positions/day */
export const TrackDayQuery = z.strictObject({ day: Day, unitId: z.uuid().optional(), repId: z.uuid().optional() });

/** The tracks of a day of a unit, and what an honest picture of it must say. */
export const TrackDay = z.object({
  day: Day,
  timeZone: z.string(),
  /** The beginning and the end of the day in the unit's time zone. */
  fromAt: z.string(),
  untilAt: z.string(),
  /** Positions are kept for so many days. */
  positionDays: z.number().int(),
  /** The day is longer ago than that. */
  isExpired: z.boolean(),
  /** Reps beyond the first `MOST_TRACKS` by name. */
  leftOut: z.number().int(),
  tracks: z.array(RepTrack),
});
export type TrackDay = z.infer<typeof TrackDay>;

/** A position of a track, seconds since the beginning of the day. */
export interface TrackPoint extends LngLat {
  atS: number;
  accuracyM: number | null;
  source: PositionSource | null;
}

/** Between reports farther apart nobody knows where the rep was. Phones report every few minutes on a shift. */
export const NEAR_S = 300;
/** A position that is vaguer than this says the part of town and not the way; a tower's cell is no better. */
const VAGUE_M = 200;
/** Faster than this is no car (as a verdict's rule says: 55 m/s); shorter jumps are noise of the positions. */
const JUMP_MPS = 55;
const JUMP_FROM_M = 200;

export function isVague({ accuracyM, source }: Pick<TrackPoint, 'accuracyM' | 'source'>): boolean {
  return source === 'cell' || (accuracyM !== null && accuracyM > VAGUE_M);
}

/** Whether a rep may be drawn on the line between two reports that follow each other. */
export function isOneWay(a: TrackPoint, b: TrackPoint): boolean {
  const afterS = b.atS - a.atS;
  if (afterS > NEAR_S || isVague(a) || isVague(b)) return false;
  const lengthM = distanceM(a, b);
  return lengthM <= JUMP_FROM_M || lengthM <= JUMP_MPS * afterS;
}

export const readTrack = contract({
  method: 'get',
  path: '/positions/track',
  summary: "A rep's track between two instants; each look is recorded",
  action: 'positions.read',
  shows: 'track',
  query: z.strictObject({ repId: z.uuid(), from: Instant, to: Instant }),
  reply: items(LivePosition),
});

export const readDayTracks = contract({
  method: 'get',
  path: '/positions/day',
  summary:
    'The tracks of a day of a unit, thinned, as columns for a replay: of everybody in my scope or of one rep; each look is recorded',
  action: 'positions.read',
  shows: 'day',
  query: TrackDayQuery,
  reply: TrackDay,
  isLong: true,
});

export const trackContracts = { readTrack, readDayTracks };
