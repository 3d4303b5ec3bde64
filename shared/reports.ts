import { z } from 'zod';
import { contract } from './contract.ts';
import { exportContract } from './exports.ts';
import { LngLat } from './geo.ts';
import { Cut, MetricId, Part } from './metrics.ts';
import { Day, items, page, PageQuery, text } from './text.ts';

/** Numbers with their groups, their rows and what they do not know: shared/metrics.ts says what is counted. */

/** The key of a group of which it is not known where it belongs: retailers without a grade, days without a map. */
export const UNKNOWN_KEY = '-';
/** The key of the only group where nothing is cut. */
export const ALL_KEY = 'all';

/** Of which visits, stops, days and retailers: the caller's scope, narrowed. */
const Filter = {
  metric: MetricId,
  from: Day,
  /** The last day, itself included. */
  to: Day,
  /** A unit and all below it. */
  unitId: z.uuid().optional(),
  /** Visits and days of this rep, retailers they hold. */
  repId: z.uuid().optional(),
  /** Like is compared with like: phones in the country know less. */
  setting: text(40).optional(),
};

const Interval = z.object({ low: z.number(), high: z.number() });

export const Group = z.object({
  /** An id, a word of the retailer's file, a day, a week's Monday, a month, a weekday of 1 to 7. */
  key: z.string(),
  name: z.string().nullable(),
  num: z.number(),
  /** Of a count 0: it has nothing below. */
  den: z.number(),
  /** Null: there is nothing to say a number of. Medians are minutes. */
  value: z.number().nullable(),
  /** Of a rate 95 % by Wilson; of a median the tenth and ninetieth of a hundred. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  undecided: z.number(),
  /** What the rate is at least and at most, as the undecided ones turn out. */
  atLeast: z.number().nullable(),
  atMost: z.number().nullable(),
  /** As it compares with its peers (empirical Bayes); null where they say nothing of each other. */
  compared: Interval.extend({ value: z.number() }).nullable(),
  band: z.enum(['above', 'expected', 'below']).nullable(),
  /** Between which places among its peers, 1 the best. */
  place: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
});
export type Group = z.infer<typeof Group>;

export const ReportValues = z.object({
  metric: MetricId,
  rule: z.string(),
  from: z.string(),
  to: z.string(),
  by: Cut.nullable(),
  /** Most first where the metric says which is better, else in the order of the key. */
  groups: z.array(Group),
  /** All of them; distinct retailers and medians are counted and not added. */
  total: Group,
  /** What peers have in common: the mean, and in how many rows it is worth to know it. Null: nobody differs beyond chance, or too few. */
  peers: z.object({ mean: z.number(), strength: z.number() }).nullable(),
  /** Days of reps that are still being counted. */
  daysDue: z.number().int(),
});
export type ReportValues = z.infer<typeof ReportValues>;

export const ReportRow = z.object({
  /** What it is one of. */
  of: z.enum(['visit', 'stop', 'day', 'retailer']),
  /** Of a day of the period; null for a retailer, which is of all of it. */
  day: z.string().nullable(),
  unitId: z.uuid(),
  repId: z.uuid().nullable(),
  repName: z.string().nullable(),
  visitId: z.uuid().nullable(),
  retailerId: z.uuid().nullable(),
  retailerCode: z.string().nullable(),
  retailerName: z.string().nullable(),
  /** Where the retailer is. */
  retailerPosition: LngLat.nullable(),
  territoryId: z.uuid().nullable(),
  grade: z.string().nullable(),
  businessType: z.string().nullable(),
  setting: z.string().nullable(),
  /** What it adds to the number. */
  num: z.number(),
  den: z.number(),
  undecided: z.number(),
});
export type ReportRow = z.infer<typeof ReportRow>;

const RowFilter = { ...Filter, by: Cut.optional(), key: text(100).optional(), part: Part.default('all') };

export const readMetrics = contract({
  method: 'get',
  path: '/reports/metrics',
  summary: 'What is counted: every metric with its rule, its numerator and denominator, and by what it can be cut',
  action: 'reports.read',
  query: z.strictObject({}),
  reply: items(
    z.object({
      metric: MetricId,
      rule: z.string(),
      of: z.enum(['visit', 'stop', 'day', 'retailer']),
      form: z.enum(['rate', 'share', 'count', 'median']),
      num: z.array(z.string()),
      den: z.array(z.string()),
      undecided: z.array(z.string()),
      better: z.enum(['high', 'low', 'neither']),
      cuts: z.array(Cut),
    }),
  ),
});

export const readValues = contract({
  method: 'get',
  path: '/reports/values',
  summary: 'A metric of a period: the number and its groups, with intervals, what is undecided, and how peers compare',
  action: 'reports.read',
  query: z.strictObject({ ...Filter, by: Cut.optional() }),
  reply: ReportValues,
});

export const listReportRows = contract({
  method: 'get',
  path: '/reports/rows',
  summary: 'The rows that a number stands on, or one part or group of it: they add up to it',
  action: 'reports.read',
  query: z.strictObject({ ...RowFilter, ...PageQuery.shape }),
  reply: page(ReportRow),
});

export const exportReportRows = exportContract({
  path: '/reports/rows/export',
  summary: 'The rows that a number stands on as a file',
  action: 'reports.read',
  filter: RowFilter,
});

/** Why a number changed: because others were visited, or because the same kinds of retailers did otherwise (Kitagawa). */
export const readChanges = contract({
  method: 'get',
  path: '/reports/changes',
  summary:
    'A metric in a period against as many days before it, split into who was visited and what was done, by a kind of retailer',
  action: 'reports.read',
  query: z.strictObject({ ...Filter, by: z.enum(['grade', 'type', 'setting']) }),
  reply: z.object({
    metric: MetricId,
    rule: z.string(),
    before: z.object({ from: z.string(), to: z.string(), value: z.number().nullable(), den: z.number() }),
    after: z.object({ from: z.string(), to: z.string(), value: z.number().nullable(), den: z.number() }),
    /** Null where one of the periods has nothing. */
    split: z.object({ difference: z.number(), composition: z.number(), within: z.number() }).nullable(),
    kinds: z.array(
      z.object({
        key: z.string(),
        before: z.object({ den: z.number(), value: z.number().nullable() }),
        after: z.object({ den: z.number(), value: z.number().nullable() }),
      }),
    ),
  }),
});
export type ReportChanges = z.infer<(typeof readChanges)['reply']>;

/** Before and after a day: what changed for those it concerned, beside what changed for the others in the same days. */
export const readEffect = contract({
  method: 'get',
  path: '/reports/effect',
  summary:
    'A metric of each rep before and after a day, of those concerned against all others: the shift with its exact interval',
  action: 'reports.read',
  query: z.strictObject({
    metric: MetricId,
    /** The first day after: on which a map, a rule or a campaign came into force. */
    on: Day,
    weeks: z.coerce.number<number>().int().min(1).max(26).default(4),
    /** Whom it concerned: the reps of this unit and all below it … */
    unitId: z.uuid().optional(),
    /** … or those whose retailers a published map changed. */
    mapId: z.uuid().optional(),
  }),
  reply: z.object({
    metric: MetricId,
    rule: z.string(),
    before: z.object({ from: z.string(), to: z.string() }),
    after: z.object({ from: z.string(), to: z.string() }),
    reps: z.array(
      z.object({
        repId: z.uuid(),
        name: z.string(),
        isConcerned: z.boolean(),
        before: z.number(),
        after: z.number(),
      }),
    ),
    /** How much more it changed for those concerned than for the others; null where either has nobody. */
    shift: Interval.extend({ shift: z.number(), confidence: z.number() }).nullable(),
    /** Cliff's delta of the same, and its size in a word. */
    delta: z.number().nullable(),
    size: z.enum(['negligible', 'small', 'medium', 'large']).nullable(),
  }),
});
export type ReportEffect = z.infer<(typeof readEffect)['reply']>;

/** What was stored against what the facts come to: all of it is counted again for the answer. */
export const verifyReports = contract({
  method: 'get',
  path: '/reports/unlike',
  summary:
    'Days of the reps of my scope whose stored figures are not what their facts come to: none, or something is wrong here',
  action: 'reports.rebuild',
  query: z.strictObject({}),
  reply: z.object({
    unlike: z.array(z.object({ repId: z.uuid(), day: z.string(), of: z.enum(['visits', 'stops', 'sums']) })),
    daysDue: z.number().int(),
  }),
  isLong: true,
});

export const rebuildReports = contract({
  method: 'post',
  path: '/reports/rebuild',
  summary: 'Counts every day of the reps of my scope again from its facts, one after another',
  action: 'reports.rebuild',
  reply: z.object({ daysDue: z.number().int() }),
  status: 202,
});

export const reportContracts = {
  readMetrics,
  readValues,
  listReportRows,
  exportReportRows,
  readChanges,
  readEffect,
  verifyReports,
  rebuildReports,
};
