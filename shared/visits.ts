import { z } from 'zod';
import { LngLat } from './geo.ts';
import { AccuracyLevel, PositionSource } from './positions.ts';
import { Day, Instant, requiredText, text } from './text.ts';

/** Where the phone was when the rep pressed, as the phone said it; null is "not said". */
export const PressFix = z.strictObject({
  position: LngLat,
  /** Radius, metres; what a phone gives as 0 or less is kept and read as unknown. */
  accuracyM: z.number().nullable().default(null),
  accuracyLevel: AccuracyLevel.nullable().default(null),
  source: PositionSource.nullable().default(null),
  fixAt: Instant.nullable().default(null),
  mock: z.boolean().nullable().default(null),
});
export type PressFix = z.infer<typeof PressFix>;

/** The rep's own act: 'start visit' or 'end visit'. A press without a position is still a press: the judge says what it proves. */
const Press = z.strictObject({
  fix: PressFix.nullable(),
  /** The phone's clock when the button was pressed: also hours ago, when it was pressed offline. */
  pressedAt: Instant,
  /** The phone's own name for itself. */
  deviceId: requiredText(100).nullable().default(null),
  note: text(500).nullable().default(null),
});

/** POST /visits: the visit's id is made by the phone (UUIDv7), so that the same press sent twice is one visit. */
export const StartVisit = Press.extend({ visitId: z.uuid(), retailerId: z.uuid() });
export type StartVisit = z.infer<typeof StartVisit>;

export const EndVisit = Press;
export type EndVisit = z.infer<typeof EndVisit>;

export const VerdictWord = z.enum(['valid', 'suspect', 'invalid', 'unverifiable']);
export type VerdictWord = z.infer<typeof VerdictWord>;

/** `open`: started and not ended; else the verdict; `waiting`: ended, not yet judged. */
export const VisitState = z.enum(['open', 'waiting', ...VerdictWord.options]);
export type VisitState = z.infer<typeof VisitState>;

/** A visit in a list and on the map. */
export const VisitSummary = z.object({
  visitId: z.uuid(),
  unitId: z.uuid(),
  repId: z.uuid(),
  repName: z.string(),
  retailerId: z.uuid(),
  retailerName: z.string(),
  retailerPosition: LngLat,
  day: Day,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  dwellS: z.number().nullable(),
  state: VisitState,
  reasons: z.array(z.string()),
  startPosition: LngLat.nullable(),
  endPosition: LngLat.nullable(),
});
export type VisitSummary = z.infer<typeof VisitSummary>;

export const VisitQuery = z.strictObject({
  day: Day.optional(),
  repId: z.uuid().optional(),
  retailerId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  state: VisitState.optional(),
});

/** A press as it is stored. */
export const StoredPress = z.object({
  kind: z.enum(['start', 'end']),
  pressedAt: z.string(),
  receivedAt: z.string(),
  position: LngLat.nullable(),
  accuracyM: z.number().nullable(),
  accuracyLevel: z.number().nullable(),
  source: z.string().nullable(),
  fixAt: z.string().nullable(),
  mock: z.boolean().nullable(),
  deviceId: z.string().nullable(),
  note: z.string().nullable(),
});
export type StoredPress = z.infer<typeof StoredPress>;

/** A visit with its presses and every judgement of it: `answer` is the judge's output, `evidence` what it was given (verdicts.ts). */
export const VisitDetail = VisitSummary.extend({
  presses: z.array(StoredPress),
  verdicts: z.array(z.object({ verdictNo: z.number().int(), judgedAt: z.string(), answer: z.unknown(), evidence: z.unknown() })),
});
export type VisitDetail = z.infer<typeof VisitDetail>;
