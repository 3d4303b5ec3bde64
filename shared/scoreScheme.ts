// Pure: what is scored and how, as data. There are no formulas: a curve is a few points on paper.
import { z } from 'zod';
import { MetricId } from './metrics.ts';
import { plain } from './problems/because.ts';
import { QuestionKey, Worded } from './questions.ts';
import { isDecimal } from './rational.ts';
import { text } from './text.ts';

/** Known by this in lines, entries and files. */
export const ItemKey = QuestionKey;

/** A number as it is written, with at most six places. */
const Decimal = z.number().refine(isDecimal, plain('NOT_A_DECIMAL'));
/** Points: whole hundredths. */
export const Points = z.number().refine((value) => /^-?\d{1,4}(\.\d{1,2})?$/.test(String(value)), plain('NOT_POINTS'));

/** Between two of its points a curve is a straight line, or stays as it was at the one before; beyond its ends it is level. */
export const ScoreCurve = z.strictObject({
  form: z.enum(['linear', 'steps']),
  /** What is read off: the value itself, or the value ÷ target. */
  over: z.enum(['value', 'target']),
  at: z
    .array(z.strictObject({ x: Decimal, points: Points }))
    .min(1)
    .max(20),
});
export type ScoreCurve = z.infer<typeof ScoreCurve>;

/** What is aimed at: by a person, else their unit, else everybody. */
export const Targets = z.strictObject({
  all: Decimal.optional(),
  units: z.record(z.uuid(), Decimal).default({}),
  people: z.record(z.uuid(), Decimal).default({}),
});
export type Targets = z.infer<typeof Targets>;

const common = {
  key: ItemKey,
  label: Worded,
  /** How it comes about, for whoever asks why. */
  hint: Worded.optional(),
  /** The most it can bring. */
  points: Points,
};

const curved = {
  ...common,
  curve: ScoreCurve,
  targets: Targets.optional(),
  /** With fewer rows than this little is known: see `tooFew`. */
  minN: z.number().int().min(0).max(10_000).default(1),
  /** neutral: as many points as the others have on the mean; leaveOut: the item does not count for this person. */
  tooFew: z.enum(['neutral', 'leaveOut']).default('neutral'),
};

export const ScoreItem = z.discriminatedUnion('source', [
  /** A number of the reports, of its rows. */
  z.strictObject({ ...curved, source: z.literal('metric'), metric: MetricId, setting: text(40).optional() }),
  /** What somebody saw and gave, `of` so many at most; of several the mean counts. */
  z.strictObject({ ...curved, source: z.literal('entered'), of: Points }),
  /** Figures of a file; several of a month are added. */
  z.strictObject({ ...curved, source: z.literal('imported') }),
  /** What happened: each has its points, and the sum of all stays between `least` and `most`. It begins at `points`. */
  z.strictObject({
    ...common,
    source: z.literal('events'),
    events: z
      .array(z.strictObject({ key: ItemKey, label: Worded, points: Points }))
      .min(1)
      .max(50),
    least: Points,
    most: Points,
  }),
]);
export type ScoreItem = z.infer<typeof ScoreItem>;

export const ScoreSection = z.strictObject({
  key: ItemKey,
  label: Worded,
  /** What its items add up to. */
  points: Points,
  items: z.array(ScoreItem).max(50),
});
export type ScoreSection = z.infer<typeof ScoreSection>;

export const ScoreScheme = z.strictObject({
  title: Worded,
  /** What its sections add up to. */
  points: Points,
  sections: z.array(ScoreSection).max(20),
});
export type ScoreScheme = z.infer<typeof ScoreScheme>;

export const itemsOf = ({ sections }: Pick<ScoreScheme, 'sections'>): ScoreItem[] =>
  sections.flatMap(({ items }) => items);
