import { z } from 'zod';
import { ClockTime } from './clock.ts';
import { plain } from './problems/because.ts';
import { requiredText } from './text.ts';

/** The working day of plans. */
export const WorkHours = z
  .strictObject({ from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from < to, plain('MUST_END_AFTER_BEGIN'));
export type WorkHours = z.infer<typeof WorkHours>;

/** Begins within the span; null: none. */
export const LunchBreak = z
  .strictObject({ minutes: z.number().min(0).max(480), from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from <= to, plain('ENDS_BEFORE_BEGIN'))
  .nullable();
export type LunchBreak = z.infer<typeof LunchBreak>;

/** Who shows a second factor when signing in. */
export const SecondFactor = z.enum(['nobody', 'administratorsAndAuditors', 'everybody']);
export type SecondFactor = z.infer<typeof SecondFactor>;

export const VisitsAMonth = z.number().min(0).max(62);
/** Grades are the organisation's own words. */
const Grade = requiredText(8).refine((grade) => !/[:,]/.test(grade), plain('NOT_A_GRADE'));
export const VisitsByGrade = z
  .record(Grade, VisitsAMonth)
  .refine((byGrade) => Object.keys(byGrade).length <= 50, plain('TOO_MANY_GRADES'));
export type VisitsByGrade = z.infer<typeof VisitsByGrade>;

/** An address of tiles, https://…/{z}/{x}/{y}.png ; {s} is a, b or c. */
export const TileUrl = z
  .string()
  .max(1_000)
  .regex(/^https?:\/\/[^\s'";,]+\{z\}[^\s'";,]*$/, plain('NOT_A_TILE_URL'))
  .refine((url) => url.includes('{x}') && url.includes('{y}'), plain('NOT_A_TILE_URL'));
export const TileFrame = z.enum(['wgs84', 'gcj02']);

export const BaseMap = z.discriminatedUnion('kind', [
  /** The built-in one alone: it needs no internet. */
  z.strictObject({ kind: z.literal('builtIn') }),
  /** The archive that the operator put beside the server. */
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({
    kind: z.literal('url'),
    url: TileUrl,
    /** The frame its tiles are drawn in: gcj02 for Amap and Tencent, wgs84 for nearly all others. */
    frame: TileFrame,
    /** Whom its licence wants to be named on the map. */
    attribution: z.string().max(200),
  }),
]);
export type BaseMap = z.infer<typeof BaseMap>;
