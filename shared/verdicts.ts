import { z } from 'zod';
import { plain } from './problems/because.ts';
import { FlagNumbers } from './flags.ts';
import { PositionSource } from './positions.ts';
import { CoordinateTrust } from './retailers.ts';
import { VerdictWord } from './visits.ts';

/** `valid` was there; `invalid` was not; `suspect` and `unverifiable` are for a person to look at. */
export const Verdict = VerdictWord;
export type Verdict = z.infer<typeof Verdict>;

/** Why the verdict went the way it did. */
export const PathReason = z.enum([
  'IN_PLACE', // every witness agrees that the rep was at the retailer
  'BOTH_PRESSES_ELSEWHERE', // neither press can have been made within the threshold
  'ONE_PRESS_ELSEWHERE', // one press can, the other cannot
  'NEAR_BUT_UNPROVEN', // the fixes could prove presence, and do not
  'POSITION_TOO_VAGUE', // no fix is fine enough to prove anything at this threshold
  'NO_FIX', // a press carries no measured position
  'NO_TRUSTED_COORDINATE', // the retailer has no usable coordinate
  'COORDINATE_UNCONFIRMED', // the coordinate was only imported: no rep is called a liar for it
  'NO_START_PRESS',
  'NO_END_PRESS',
  'TRACK_CONFIRMS', // the shift's track, the third witness, puts the rep at the retailer
  'PHONE_NOTICED', // the phone's own geofence noticed the arrival, and no departure before the end: no visit is invalid against it
]);

/** What is odd about the evidence: each keeps a visit from `valid`. */
export const Flag = z.enum([
  'MOCK', // the client says that the position is made up
  'TELEPORT', // no vehicle goes from there to here in that time
  'FROZEN', // the same position to the last digit on several days or by two people
  'REPLAY', // the positions of an earlier visit again
  'TOO_PERFECT', // a position that looks typed: on the stored point, or held where receivers do not hold it
  'STALE', // the position is older than the press
  'CLOCK', // the phone's clock disagrees with the server's or the satellites'
  'TIME_UNKNOWN', // a time is missing, so age or dwell cannot be known
  'DEVICE', // one phone for two people, or two phones for one
  'CELL_ONLY', // both presses stand on cell towers alone
  'MOVING', // pressed while driving past
  'TRACK_ELSEWHERE', // the track is somewhere else during the visit
  'COORDINATE_MOVED', // a learned coordinate far from the registered one, which no inspector has seen
  'FRAME', // the visits miss the stored point by a frame mix-up: blame the data
  'SHARED_COORD', // several retailers on one coordinate: a geocoder's fallback
  'SHORT_DWELL',
  'LONG_DWELL',
  'OVERLAP', // two visits of one rep at the same time
  'OUT_OF_HOURS',
  'NOTICED_ELSEWHERE', // the phone's own geofence says that the rep had left
  'CLAIMED_AFTERWARDS', // not pressed at the time: claimed by the rep from a stop in their own track
  'CARRIER_ELSEWHERE', // the carrier's circle lies far from where the phone says that it is
]);
export type Flag = z.infer<typeof Flag>;

/** What a reader must know and what decides nothing. */
export const NoteReason = z.enum([
  'ACCURACY_UNKNOWN', // the phone gave none, or 0 or less: the source's typical value is used
  'SOURCE_UNKNOWN', // the phone did not say how it measured (browsers never do): without an accuracy, the worst source
  'COORDINATE_SIGMA_UNKNOWN', // the typical value for such a coordinate is used
  'MANUAL_POSITION', // a pin on a map measures nothing
  'NULL_ISLAND', // 0°, 0° is what software says when it knows nothing
  'FRAME_POSSIBLE', // this visit misses the stored point as a frame mix-up would: no rep is called a liar for it
]);

export type NoteReason = z.infer<typeof NoteReason>;

/** Every reason, in the order in which they are written. A published reason keeps its meaning. */
export const Reason = z.enum([...PathReason.options, ...Flag.options, ...NoteReason.options]);
export type Reason = z.infer<typeof Reason>;

/** Reasons that speak for a visit. */
const inFavour: readonly string[] = ['IN_PLACE', 'TRACK_CONFIRMS', 'PHONE_NOTICED'] satisfies Reason[];

/** What a verdict other than `valid` rests on before all else; undefined where nothing speaks against the visit. */
export function firstDoubt(reasons: readonly string[]): string | undefined {
  const against = reasons.filter((reason) => !inFavour.includes(reason));
  return against.find((reason) => !NoteReason.safeParse(reason).success) ?? against[0];
}

const Time = z.iso.datetime({ offset: true, error: plain('NO_ZONE') }).nullish();
const Lng = z.number().min(-180).max(180).nullish();
const Lat = z.number().min(-90).max(90).nullish();

/** A fix as evidence: whatever was not said is null or absent, whatever was said is kept, absurd or not. */
export const EvidenceFix = z.object({
  lng: Lng,
  lat: Lat,
  /** Radius, metres. 0 or less is read as unknown. */
  accuracyM: z.number().nullish(),
  /** The radius holds this share of fixes; absent: 0.68. */
  accuracyLevel: z.number().nullish(),
  source: PositionSource.nullish(),
  fixAt: Time,
  mock: z.boolean().nullish(),
  deviceId: z.string().nullish(),
  altitudeM: z.number().nullish(),
  speedMps: z.number().nullish(),
});
export type EvidenceFix = z.infer<typeof EvidenceFix>;

export const EvidencePress = EvidenceFix.extend({
  /** The phone's clock at the press; the server's when it came in. */
  pressedAt: Time,
  receivedAt: Time,
  /** When the visit was claimed afterwards; absent: it was pressed at the time. */
  claimedAt: Time,
  /** Several fixes at the press: the rule of pickFix.ts chooses one. Absent: the press's own fields are the fix. */
  fixes: z.array(EvidenceFix).nullish(),
  /** Where the rep's carrier had the phone. Absent: it was not asked, or did not know. */
  carrier: EvidenceFix.nullish(),
});
export type EvidencePress = z.infer<typeof EvidencePress>;

/**
 * What is known beside the visit itself. Every field may be absent; a field that cannot be read counts as absent,
 * and a history of another shape is never an error. Positions ({lng, lat, …}) are looked for at any depth, with the
 * nearest `repId` and `deviceId` above them: they serve FROZEN, REPLAY and DEVICE.
 */
export const VisitHistory = z.object({
  /** Median of (device clock − server clock) of this phone, seconds: a clock that is wrong all week accuses nobody. */
  deviceSkewMedianS: z.number(),
  /** The rep's last fix before the visit and first one after it. */
  previous: EvidenceFix,
  next: EvidenceFix,
  /** Earlier and neighbouring visits: of this rep, at this retailer, or with this phone. */
  visits: z.array(
    z.object({
      visitId: z.string().nullish(),
      repId: z.string().nullish(),
      retailerId: z.string().nullish(),
      start: EvidencePress.nullish(),
      end: EvidencePress.nullish(),
    }),
  ),
  /** Other fixes: of this rep, or made with this phone. */
  fixes: z.array(EvidenceFix.extend({ repId: z.string().nullish() })),
  /** Where earlier visits to this retailer were made. */
  retailerVisits: z.array(z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })),
  /** Retailers that share this stored coordinate, this one included. */
  retailersAtCoordinate: z.number(),
  /** Coordinates that the retailer had before. */
  coordinateHistory: z.array(
    z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90), coordinate: CoordinateTrust }),
  ),
  /** An inspector stood at the present coordinate. */
  coordinateInspected: z.boolean(),
});
export type VisitHistory = z.infer<typeof VisitHistory>;

/** One visit as evidence: one line of the `judge` command. */
export const JudgeInput = z.object({
  id: z.union([z.string(), z.number()]),
  retailer: z.object({
    lng: Lng,
    lat: Lat,
    /** Standard error of the stored coordinate in one direction, metres. */
    sigmaM: z.number().nullish(),
    /** Absent: the rule's default, 100 m. */
    thresholdM: z.number().positive().nullish(),
    coordinate: CoordinateTrust.default('imported'),
  }),
  requiredDwellS: z.number().nonnegative().nullish(),
  start: EvidencePress.nullish(),
  end: EvidencePress.nullish(),
  repId: z.string().nullish(),
  /** Fixes of the shift around the visit, any order. What cannot be read as a fix is left out and counted. */
  track: z.array(z.unknown()).nullish(),
  /** Borders of this retailer that the phone crossed around the visit, as its own geofences noticed. What cannot be read counts as absent. */
  notices: z
    .array(z.object({ event: z.enum(['enter', 'leave']), at: Time }))
    .nullish()
    .catch(null),
  /** When visits are allowed that day; absent: any time. */
  hours: z.array(z.object({ fromAt: Time, untilAt: Time })).nullish(),
  history: z.unknown().optional(),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

/** What one press proves. All metres and probabilities are rounded to 0.001 m and 1e-6. */
export const PressNumbers = z.object({
  /** To the retailer, on the WGS-84 spheroid. null: no measured position. */
  distanceM: z.number().nullable(),
  source: PositionSource.nullable(),
  /** The accuracy as it was used, after typical values and floors, and the share it stands for. */
  accuracyM: z.number().nullable(),
  accuracyLevel: z.number().nullable(),
  /** One-direction standard error of fix and coordinate together. */
  sigmaM: z.number().nullable(),
  /** P(true point within the threshold). */
  p: z.number().nullable(),
  /** The same, knowing that some fixes are three times worse than they say: this one decides. */
  pStar: z.number().nullable(),
  /** p at distance 0: the best this fix could prove. */
  q: z.number().nullable(),
  /** Why this fix was picked, where the press carried several. */
  picked: z.string().optional(),
});
export type PressNumbers = z.infer<typeof PressNumbers>;

/** One line out. */
export const JudgeOutput = z.object({
  id: z.union([z.string(), z.number()]),
  verdict: Verdict,
  reasons: z.array(Reason).min(1),
  dwellS: z.number().nullable(),
  requiredDwellS: z.number(),
  thresholdM: z.number(),
  retailerSigmaM: z.number(),
  coordinate: CoordinateTrust,
  start: PressNumbers.nullable(),
  end: PressNumbers.nullable(),
  /** Both presses taken together as one place. */
  together: z.object({ distanceM: z.number(), pStar: z.number(), apartM: z.number() }).nullable(),
  /** The third witness: the track's fine fixes between the presses, how many are near, for how long, how many cannot be. */
  track: z
    .object({ fixes: z.number(), near: z.number(), nearS: z.number(), elsewhere: z.number(), unread: z.number() })
    .nullable(),
  flags: z.array(FlagNumbers),
  rule: z.string(),
});
export type JudgeOutput = z.infer<typeof JudgeOutput>;

/** A line that could not be read, in its place. */
export const JudgeError = z.object({ id: z.union([z.string(), z.number(), z.null()]), error: z.string() });
export type JudgeError = z.infer<typeof JudgeError>;
