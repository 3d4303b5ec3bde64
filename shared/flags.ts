import { z } from 'zod';

/**
 * The numbers of each flag: a closed list, told apart by the flag. The words of `sign` and `mixUp` are codes, spelled as they
 * were first published: they stand in the evidence whose bytes are hashed, so they are never spelled anew. Metres, seconds, m/s.
 */
const n = z.number();
const at = z.string();
const of = <F extends string, S extends z.ZodRawShape>(flag: F, shape: S) =>
  z.strictObject({ flag: z.literal(flag), ...shape });
/** A flag with several signs: what each of them measured. */
const sign = <F extends string, W extends string, S extends z.ZodRawShape>(flag: F, word: W, shape: S) =>
  z.strictObject({ flag: z.literal(flag), sign: z.literal(word), ...shape });

export const MixUp = z.enum([
  'gcj02 stored as wgs84',
  'bd09 stored as wgs84',
  'wgs84 converted as gcj02',
  'wgs84 converted as bd09',
]);
export type MixUp = z.infer<typeof MixUp>;

export const FlagNumbers = z.union([
  of('MOCK', { presses: n, fixes: n }),
  of('TELEPORT', { legs: n, speedMps: n, jumpM: n }),
  of('FROZEN', { days: n, people: n }),
  of('REPLAY', { exact: n, proven: z.boolean(), furthestM: n.optional(), isSameSpacing: z.boolean().optional() }),
  sign('TOO_PERFECT', 'on the stored point', { distanceM: n }),
  sign('TOO_PERFECT', 'one accuracy all the way', { fixes: n }),
  sign('TOO_PERFECT', 'one position at both presses', { apartM: n }),
  sign('TOO_PERFECT', 'one accuracy, hardly any noise', { accuracyM: n, apartM: n, furthestM: n }),
  of('STALE', { startAgeS: n, endAgeS: n }),
  sign('CLOCK', 'ahead of the server', { aheadS: n }),
  sign('CLOCK', 'position younger than the press', { youngerS: n }),
  sign('CLOCK', 'behind the server, both presses alike', { behindS: n }),
  of('TIME_UNKNOWN', { presses: n, fixes: n }),
  sign('DEVICE', 'two phones in one visit', {}),
  sign('DEVICE', "another phone's track before and after", {}),
  sign('DEVICE', 'another phone of the rep elsewhere', { apartS: n.optional(), apartM: n.optional() }),
  sign('DEVICE', 'one phone for two people', { apartS: n }),
  of('CELL_ONLY', { startAccuracyM: n, endAccuracyM: n }),
  of('MOVING', { speedMps: n }),
  of('TRACK_ELSEWHERE', { fixes: n, elsewhere: n, furthestM: n }),
  of('COORDINATE_MOVED', { movedM: n }),
  of('FRAME', { mixUp: MixUp, visits: n, isThisVisit: z.boolean() }),
  of('SHARED_COORD', { retailers: n }),
  of('SHORT_DWELL', { dwellS: n, requiredDwellS: n }),
  of('LONG_DWELL', { dwellS: n, longDwellS: n }),
  of('OVERLAP', { visits: n, sharedS: n }),
  of('OUT_OF_HOURS', { startedAt: at, endedAt: at }),
  of('NOTICED_ELSEWHERE', { leftAt: at, backAt: at.optional() }),
  of('CLAIMED_AFTERWARDS', { claimedAt: at }),
  of('CARRIER_ELSEWHERE', { presses: n, apartM: n, radiusM: n, accuracyM: n }),
]);
export type FlagNumbers = z.infer<typeof FlagNumbers>;
export type NumbersOf<F extends FlagNumbers['flag']> = Extract<FlagNumbers, { flag: F }>;

/** A flag as some rule, also an earlier or a newer one, has written it: stored evidence is read with this. */
export const SaidFlag = z.looseObject({ flag: z.string() });
export type SaidFlag = z.infer<typeof SaidFlag>;
