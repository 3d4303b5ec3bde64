// Pure: what is counted. A metric is a value, and one definition makes its number, its groups and its rows.
import { z } from 'zod';

/**
 * What a row of each kind holds. A visit's, a stop's and a day's are kept (server/reports); a retailer's are of a whole
 * period, because distinct retailers do not add up.
 */
export const countsOf = {
  visit: [
    'valid',
    'suspect',
    'invalid',
    'unverifiable',
    'claimed',
    'appealed',
    'upheld',
    'short',
    'presses',
    'late',
    'planned',
    'unplanned',
    'timed',
    'dwellS',
  ],
  stop: ['stops', 'kept'],
  day: ['presenceS', 'spanS'],
  retailer: ['opened', 'covered', 'due', 'dueKept', 'open', 'overdue', 'visits', 'beyond', 'retailers', 'trusted'],
} as const;

export type Fact = keyof typeof countsOf;
export type CountName<F extends Fact = Fact> = (typeof countsOf)[F][number];
export type Counts = Readonly<Partial<Record<CountName, number>>>;

export const MetricId = z.enum([
  'visits',
  'inPlace',
  'undecided',
  'coverage',
  'frequency',
  'overdue',
  'overVisited',
  'planKept',
  'offPlan',
  'dwell',
  'shortDwell',
  'shopShare',
  'claimed',
  'appealsUpheld',
  'late',
  'placeTrust',
]);
export type MetricId = z.infer<typeof MetricId>;

export const Cut = z.enum([
  'unit',
  'territory',
  'person',
  'grade',
  'type',
  'setting',
  'weekday',
  'day',
  'week',
  'month',
]);
export type Cut = z.infer<typeof Cut>;

/** rate: so many of so many; share: one sum of another; count: a number without anything below; median: of minutes. */
export type Form = 'rate' | 'share' | 'count' | 'median';

export interface Metric<F extends Fact = Fact> {
  id: MetricId;
  /** Changes with what is counted: two numbers are comparable where it is the same. */
  version: number;
  of: F;
  form: Form;
  /** What counts above: the sum of these. */
  num: readonly CountName<F>[];
  /** What counts below; of a median the rows that have a value; of a count nothing. */
  den: readonly CountName<F>[];
  /** Not known either way: beside the number, in neither part. */
  undecided: readonly CountName<F>[];
  better: 'high' | 'low' | 'neither';
}

const judged = ['valid', 'suspect', 'invalid', 'unverifiable'] as const;
const doubtful = ['suspect', 'unverifiable'] as const;

/* @__NO_SIDE_EFFECTS__ */
function metric<F extends Fact>(
  of: F,
  id: MetricId,
  form: Form,
  num: readonly CountName<F>[],
  den: readonly CountName<F>[],
  better: Metric['better'],
  undecided: readonly CountName<F>[] = [],
): Metric {
  return { id, version: 1, of, form, num, den, undecided, better } as unknown as Metric;
}

/** The catalogue, in the order in which screens show it. */
export const metrics: readonly Metric[] = [
  metric('visit', 'visits', 'count', judged, [], 'neither', doubtful),
  metric('visit', 'inPlace', 'rate', ['valid'], ['valid', 'invalid'], 'high', doubtful),
  metric('visit', 'undecided', 'rate', doubtful, judged, 'low'),
  metric('retailer', 'coverage', 'rate', ['covered'], ['opened'], 'high'),
  metric('retailer', 'frequency', 'rate', ['dueKept'], ['due'], 'high'),
  metric('retailer', 'overdue', 'rate', ['overdue'], ['open'], 'low'),
  metric('retailer', 'overVisited', 'share', ['beyond'], ['visits'], 'low'),
  metric('stop', 'planKept', 'rate', ['kept'], ['stops'], 'high'),
  metric('visit', 'offPlan', 'rate', ['unplanned'], ['planned', 'unplanned'], 'neither'),
  metric('visit', 'dwell', 'median', ['dwellS'], ['timed'], 'neither'),
  metric('visit', 'shortDwell', 'rate', ['short'], ['valid', 'suspect', 'invalid'], 'low'),
  metric('day', 'shopShare', 'share', ['presenceS'], ['spanS'], 'high'),
  metric('visit', 'claimed', 'rate', ['claimed'], judged, 'low'),
  metric('visit', 'appealsUpheld', 'rate', ['upheld'], ['appealed'], 'neither'),
  metric('visit', 'late', 'rate', ['late'], ['presses'], 'low'),
  metric('retailer', 'placeTrust', 'rate', ['trusted'], ['retailers'], 'high'),
];

export const metricOf = (id: MetricId): Metric => metrics.find((one) => one.id === id)!;

/** What every answer says of where it comes from. */
export const ruleOf = ({ id, version }: Metric): string => `${id}/${version}`;

const ofDays: readonly Cut[] = ['unit', 'person', 'weekday', 'day', 'week', 'month'];
const ofShops: readonly Cut[] = ['territory', 'grade', 'type', 'setting'];
const cuts: Record<Fact, readonly Cut[]> = {
  visit: [...ofDays, ...ofShops],
  stop: [...ofDays, ...ofShops],
  day: ofDays,
  retailer: ['unit', 'person', ...ofShops],
};

/** By what a metric can be cut: a rep's day has no grade, and a retailer of a whole month no weekday. */
export const cutsOf = ({ of }: Metric): readonly Cut[] => cuts[of];

/** The rows of a number that are looked at: all that it stands on, or one part of it. */
export const Part = z.enum(['all', 'num', 'den', 'undecided']);
export type Part = z.infer<typeof Part>;

const sum = (counts: Counts, names: readonly CountName[]): number =>
  names.reduce((all, name) => all + (counts[name] ?? 0), 0);

export interface Parts {
  num: number;
  den: number;
  undecided: number;
}

/** What a row adds to a number; sums of rows are read the same way. */
export const partsOf = (metric: Metric, counts: Counts): Parts => ({
  num: sum(counts, metric.num),
  den: sum(counts, metric.den),
  undecided: sum(counts, metric.undecided),
});

/** Whether a row is one that a number stands on. */
export function isIn(part: Part, { num, den, undecided }: Parts): boolean {
  if (part === 'all') return num !== 0 || den !== 0 || undecided !== 0;
  return { num, den, undecided }[part] !== 0;
}

/** Whose rows are those of single visits, of planned stops, of days, of retailers: the counts a metric reads. */
export const readsOf = ({ num, den, undecided }: Metric): readonly CountName[] => [
  ...new Set([...num, ...den, ...undecided]),
];

/** The key of a day in a cut: 1 to 7 for Monday to Sunday, the day, the week's Monday, the month. */
export function dayKey(cut: 'weekday' | 'day' | 'week' | 'month', day: string): string {
  if (cut === 'day') return day;
  if (cut === 'month') return day.slice(0, 7);
  const at = new Date(`${day}T12:00:00Z`);
  const weekday = at.getUTCDay() || 7;
  if (cut === 'weekday') return String(weekday);
  at.setUTCDate(at.getUTCDate() + 1 - weekday);
  return at.toISOString().slice(0, 10);
}
