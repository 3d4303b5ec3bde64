import { contract } from './contract.ts';
import { z } from 'zod';
import { because, plain } from './problems/because.ts';
import { SentReason } from './errors.ts';
import { distanceM, LngLat } from './geo.ts';
import { text } from './text.ts';

/** What a phone speaks: four apps as they are, and the product's own API. */
export const PhoneApp = z.enum(['owntracks', 'overland', 'traccar', 'gpslogger', 'rounds']);
export type PhoneApp = z.infer<typeof PhoneApp>;

/** Where a position comes from: satellites, WiFi access points, cell towers, or a person's pin on a map. */
export const PositionSource = z.enum(['gnss', 'wifi', 'cell', 'manual']);
export type PositionSource = z.infer<typeof PositionSource>;

/**
 * An instant by some phone's clock: ISO 8601, UTC, milliseconds. Any year from 1 on: an absurd time is kept as it was said,
 * because the judge reasons about it. (Year 0 is ISO but PostgreSQL has none.)
 */
export const PhoneInstant = z.iso
  .datetime({ precision: 3, error: plain('NOT_UTC_MS') })
  .refine((at) => !at.startsWith('0000'), plain('YEAR_ZERO'));
export type PhoneInstant = z.infer<typeof PhoneInstant>;

/** An instant as people and programs write it: with any offset and any fraction of a second, never without a zone. */
export const SpokenInstant = z.iso.datetime({
  offset: true,
  error: plain('NO_ZONE'),
});

/**
 * Words of a phone: a name of more than 200 characters is no name. Piped, because zod compares the `length`
 * of what is no text at all, and throws where that is `{"valueOf": 1, "toString": 1}`.
 */
export const PhoneText = z.string().pipe(text(200));

/** Share of confidence of an accuracy radius: 0.68 (Android, iOS) or 0.95 (browsers, by their specification). */
export const AccuracyLevel = z.union([z.literal(0.68), z.literal(0.95)], { error: plain('NOT_A_LEVEL') });
export type AccuracyLevel = z.infer<typeof AccuracyLevel>;

/** One position as one phone said it. null is always "not said": it never means 0 or now. */
export const Fix = z.strictObject({
  position: LngLat,
  /** The phone's time of the fix. */
  fixAt: PhoneInstant,
  /** Radius in metres. What a phone gives as 0 or less is unknown. */
  accuracyM: z.number().positive().nullable(),
  accuracyLevel: AccuracyLevel.nullable(),
  source: PositionSource.nullable(),
  mock: z.boolean().nullable(),
  speedMps: z.number().nonnegative().nullable(),
  /** Clockwise from north, 0 to 360. */
  courseDeg: z.number().min(0).max(360).nullable(),
  altitudeM: z.number().nullable(),
  /** Charge, 0 to 1. */
  battery: z.number().min(0).max(1).nullable(),
  /** The phone's clock when it made or sent the message, if the message says so. */
  sentAt: PhoneInstant.nullable(),
  /** The app's own name for this fix. */
  appFixId: PhoneText.nullable(),
});
export type Fix = z.infer<typeof Fix>;

/** Why something a phone sent could not become a fix. Published: a code keeps its meaning. */
export const QuarantineReason = z.enum([
  'BODY_UNREADABLE',
  'APP_UNKNOWN',
  'KIND_UNKNOWN',
  'ENCRYPTED',
  'NO_POSITION',
  'NO_POSITION_CELL_WIFI_ONLY',
  'POSITION_UNREADABLE',
  'POSITION_OUT_OF_RANGE',
  'POSITION_PLACEHOLDER',
  'NO_TIME',
  'TIME_UNREADABLE',
  'FIELD_UNREADABLE',
  'SAME_TIME_OTHER_PLACE',
  'TOO_MANY',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

/** A fix as the product's own API takes it: position and time, the rest as far as it is known. */
export const FixInput = z.strictObject({
  position: LngLat,
  fixAt: SpokenInstant,
  accuracyM: z.number().nullish(),
  accuracyLevel: AccuracyLevel.nullish(),
  source: PositionSource.nullish(),
  mock: z.boolean().nullish(),
  speedMps: z.number().nullish(),
  courseDeg: z.number().nullish(),
  altitudeM: z.number().nullish(),
  battery: z.number().nullish(),
  sentAt: SpokenInstant.nullish(),
  appFixId: PhoneText.nullish(),
});
export type FixInput = z.infer<typeof FixInput>;

/** Fixes in one request: some hours of a phone that records every 10 s, in well under a megabyte. */
export const MAX_FIXES_A_REQUEST = 1_000;

/** POST /api/v1/positions */
export const FixBatch = z.strictObject({
  fixes: z
    .array(FixInput, plain('NOT_FIXES'))
    .refine((fixes) => fixes.length > 0, plain('NO_FIXES'))
    .refine((fixes) => fixes.length <= MAX_FIXES_A_REQUEST, because('TOO_MANY_FIXES', { most: MAX_FIXES_A_REQUEST })),
});
export type FixBatch = z.infer<typeof FixBatch>;

/** The answer to it: what arrived is kept, either as a fix or in quarantine, and need not be sent again. */
export const FixReceipt = z.strictObject({
  accepted: z.number().int().nonnegative(),
  quarantined: z.array(z.strictObject({ reason: QuarantineReason, detail: z.string() })),
});
export type FixReceipt = z.infer<typeof FixReceipt>;

/** A phone crossed the border of one of its own geofences. */
export const Transition = z.strictObject({
  event: z.enum(['enter', 'leave']),
  at: PhoneInstant,
  /** The geofence by the name and the id it has in the phone, and when it was made. */
  waypointDesc: PhoneText.nullable(),
  waypointRid: PhoneText.nullable(),
  waypointAt: PhoneInstant.nullable(),
  /**
   * Where the phone believed it was. Apart from the fixes: an app may attach the last position it
   * knew, so `at` is the time of the crossing and the position may be older.
   */
  fix: Fix.nullable(),
});
export type Transition = z.infer<typeof Transition>;

/** A stay that the phone's system noticed by itself. An open end is null. The position is the centre of the stay. */
export const AppVisit = z.strictObject({
  position: LngLat,
  accuracyM: z.number().positive().nullable(),
  arrivalAt: PhoneInstant.nullable(),
  departureAt: PhoneInstant.nullable(),
  /** The phone's clock when it told of the stay. */
  reportedAt: PhoneInstant.nullable(),
});
export type AppVisit = z.infer<typeof AppVisit>;

export const Quarantined = z.strictObject({
  reason: QuarantineReason,
  /** What exactly is wrong, for an administrator. */
  why: SentReason,
  /** JSON text of a request with this part alone and without credentials: what a replay reads again. */
  raw: z.string(),
});
export type Quarantined = z.infer<typeof Quarantined>;

/** A rep on the supervisor's map. */
export const LivePosition = z.object({
  repId: z.string().min(1),
  position: LngLat,
  accuracyM: z.number().positive().nullable(),
  source: PositionSource.nullable(),
  fixAt: PhoneInstant,
  /** The server's clock. */
  receivedAt: PhoneInstant,
});
export type LivePosition = z.infer<typeof LivePosition>;

/** A phone keeps what it could not send for weeks at most; a receiver 1,024 weeks behind and a clock that counts from 2001 are years off. */
const LONGEST_KEPT_MS = 180 * 86_400_000;
const AHEAD_MS = 86_400_000;

/** Whether the phone's clock cannot be right, by when the server heard it. */
export function isClockWrong({ fixAt, receivedAt }: Pick<LivePosition, 'fixAt' | 'receivedAt'>): boolean {
  const aheadMs = Date.parse(fixAt) - Date.parse(receivedAt);
  return aheadMs > AHEAD_MS || aheadMs < -LONGEST_KEPT_MS;
}

/** When the rep was there: the server's clock where the phone's is wrong, and one that runs ahead must not hide every report to come. */
export function reportedAt(position: LivePosition): string {
  if (isClockWrong(position)) return position.receivedAt;
  return position.fixAt < position.receivedAt ? position.fixAt : position.receivedAt;
}

/** Whether a report says where the rep is now, and not another that is known. */
export function isNewerPosition(position: LivePosition, than: LivePosition | null | undefined): boolean {
  if (!than) return true;
  const [a, b] = [reportedAt(position), reportedAt(than)];
  return a > b || (a === b && position.receivedAt > than.receivedAt);
}

/** Farther and faster than any vehicle: a fix between others that is tens of kilometres away is the receiver's, not the rep's. */
const LEAP_M = 10_000;
const LEAP_MPS = 100;

/** Whether a newer report cannot be where the rep is: no vehicle goes there in the time. It is shown once it can have. */
export function isLeap(position: LivePosition, than: LivePosition | null | undefined): boolean {
  if (!than) return false;
  const seconds = Math.max(1, (Date.parse(reportedAt(position)) - Date.parse(reportedAt(than))) / 1000);
  const metres = distanceM(position.position, than.position);
  return metres > LEAP_M && metres / seconds > LEAP_MPS;
}

/** Overland keeps up to weeks of fixes and sends 1,000 at a time, about 600 bytes each; ten times that is a fault. */
const MAX_PHONE_BODY = 5_000_000;

export const sendFromPhone = contract({
  method: 'post',
  path: '//pub',
  summary:
    'OwnTracks (HTTP mode), Overland, Traccar Client, GPSLogger: the device token as password, Bearer, ?token= or id',
  action: 'anyone',
  body: { maxBytes: MAX_PHONE_BODY, contentType: 'application/json' },
  reply: { contentType: 'application/json' },
});

export const sendInAddress = contract({
  method: 'get',
  path: '//pub',
  summary: 'Traccar Client and GPSLogger, which may say everything in the address',
  action: 'anyone',
  reply: { contentType: 'application/json' },
});

export const sendPositions = contract({
  method: 'post',
  path: '/positions',
  summary: 'Positions of a phone, up to 1,000; the same fix twice is stored once',
  action: 'positions.send',
  body: FixBatch,
  reply: FixReceipt,
});

export const positionContracts = { sendFromPhone, sendInAddress, sendPositions };
