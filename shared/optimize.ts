import { contract } from './contract.ts';
import { Job } from './jobs.ts';
import { z } from 'zod';
import { plain } from './problems/because.ts';
import { ClockTime } from './clock.ts';
import { LngLat } from './geo.ts';
import { requiredText } from './text.ts';
import { Travel } from './travel.ts';

/** Answered at once up to here; above, as a job. */
export const MOST_STOPS_AT_ONCE = 500;
/** 20,000 stops are 2 MB; more do not belong into one request. */
export const MOST_STOPS = 20_000;
export const MOST_MATRIX_PLACES = 500;
/** Days with times: a day is one person's. */
export const MOST_DAY_STOPS = 400;

/** A time span of one day. */
export const Span = z
  .strictObject({ from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from <= to, plain('ENDS_BEFORE_BEGIN'));
export type Span = z.infer<typeof Span>;

export const OptimizeStop = z.strictObject({
  id: requiredText(100),
  /** WGS-84; or, with a matrix handed in, `index`. */
  position: LngLat.optional(),
  /** Row and column of the matrix. */
  index: z
    .number()
    .int()
    .min(0)
    .max(MOST_MATRIX_PLACES - 1)
    .optional(),
  roadCondition: z.enum(['good', 'fair', 'poor']).optional(),
  serviceMinutes: z.number().min(0).max(1_440).default(0),
  /** When service may begin, several a day; none: at any time. */
  windows: z.array(Span).max(12).default([]),
  /** A must stop is visited late rather than not at all. */
  mustVisit: z.boolean().default(true),
  /** Of stops that may be left out, those with more are kept. */
  priority: z.number().min(0).max(1e6).default(0),
  /** Place the stop must have in the order, 1 for the first. */
  pinnedAt: z.number().int().min(1).max(MOST_STOPS).optional(),
});
export type OptimizeStop = z.infer<typeof OptimizeStop>;

/** Where a day starts or ends: at one of the stops, at a row of the matrix, or anywhere else. */
export const Terminal = z.union([
  z.strictObject({ stopId: requiredText(100) }),
  z.strictObject({ position: LngLat }),
  z.strictObject({
    index: z
      .number()
      .int()
      .min(0)
      .max(MOST_MATRIX_PLACES - 1),
  }),
]);
export type Terminal = z.infer<typeof Terminal>;

/** Seconds, or null where there is no way. */
const cell = z.number().min(0).max(1e9).nullable();

/** Stops to be put in order, once. Nothing of it is stored. */
export const OptimizeRequest = z.strictObject({
  stops: z.array(OptimizeStop).max(MOST_STOPS),
  /** Travel between all places, row by row; need not be symmetric. Left out, it is measured between the positions. */
  matrix: z
    .strictObject({
      durationsS: z.array(z.array(cell).max(MOST_MATRIX_PLACES)).max(MOST_MATRIX_PLACES),
      distancesM: z.array(z.array(cell).max(MOST_MATRIX_PLACES)).max(MOST_MATRIX_PLACES).optional(),
    })
    .optional(),
  /** Left out: at whichever stop is best. */
  start: Terminal.optional(),
  end: Terminal.optional(),
  /** Back to where it started. */
  closed: z.boolean().default(false),
  dayStart: ClockTime.optional(),
  dayEnd: ClockTime.optional(),
  /** A break that begins within the span. */
  lunch: z
    .strictObject({ minutes: z.number().min(0).max(480), from: ClockTime, to: ClockTime })
    .refine(({ from, to }) => from <= to, plain('ENDS_BEFORE_BEGIN'))
    .optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** At most so long is searched; what is proved optimal before is answered before. */
  seconds: z.number().min(0.01).max(30).default(2),
});
export type OptimizeRequest = z.infer<typeof OptimizeRequest>;

/** One change that would, alone, put right what is late. */
export const Fix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('closeLater'), stop: z.string(), byS: z.number() }),
  z.object({ kind: z.literal('startEarlier'), byS: z.number() }),
  z.object({ kind: z.literal('endLater'), byS: z.number() }),
  z.object({ kind: z.literal('lunchLater'), byS: z.number() }),
  z.object({ kind: z.literal('moveToAnotherDay'), stop: z.string() }),
  z.object({ kind: z.literal('unpin'), stop: z.string() }),
]);
export type Fix = z.infer<typeof Fix>;

/** What is late in the best order: a stop by its id, or the end of the day, or lunch; by how much; what would mend it. */
export const Lateness = z.object({
  what: z.enum(['stop', 'end', 'lunch']),
  stop: z.string().nullable(),
  lateS: z.number(),
  fixes: z.array(Fix),
});
export type Lateness = z.infer<typeof Lateness>;

export const Unserved = z.object({
  id: z.string(),
  /** `noTime`: it would make somebody late; `beyondReach`: no way leads there and on; `noTour`: no day may have it. */
  why: z.enum(['noTime', 'beyondReach', 'noTour']),
  /** For `noTime`: how late the day would be with it, at most. */
  lateIfServedS: z.number().nullable(),
});
export type Unserved = z.infer<typeof Unserved>;

export const OptimizedRoute = z.object({
  /** Ids in the best order found. */
  order: z.array(z.string()),
  /** In that order, seconds since midnight: arrival, when service begins, when the way goes on. */
  stops: z.array(
    z.object({
      id: z.string(),
      arriveS: z.number(),
      startS: z.number(),
      departS: z.number(),
      waitS: z.number(),
      lateS: z.number(),
    }),
  ),
  /** Metres of the way; null where a matrix without distances was handed in, or an order needs a way that does not exist. */
  lengthM: z.number().nullable(),
  /** Seconds of travel: what is made least. Null where an order needs a way that does not exist. */
  travelS: z.number().nullable(),
  /** From the start of the day to its end. */
  durationS: z.number().nullable(),
  finishS: z.number().nullable(),
  lunchAtS: z.number().nullable(),
  /** No order has less travel than this, seconds; null where nobody can be served in time, and so nothing is to compare with. */
  lowerBound: z.number().nullable(),
  /** At most this share above the best possible: travelS / lowerBound − 1. */
  gapAtMost: z.number().nullable(),
  provedOptimal: z.boolean(),
  latenessS: z.number(),
  late: z.array(Lateness),
  unserved: z.array(Unserved),
  travel: Travel,
});
export type OptimizedRoute = z.infer<typeof OptimizedRoute>;

/** 20,000 stops with everything said of each, or a matrix of 500 × 500 with metres. */
const MAX_OPTIMIZE_BYTES = 8_000_000;

export const optimizeRoute = contract({
  method: 'post',
  path: '/routes/optimize',
  summary: `The best order of stops given here, with how far from the best possible it can be; above ${MOST_STOPS_AT_ONCE} stops a job (202) that has the same answer as its result`,
  action: 'plans.make',
  body: OptimizeRequest,
  reply: OptimizedRoute,
  accepted: Job,
  maxBodyBytes: MAX_OPTIMIZE_BYTES,
});

export const optimizeContracts = { optimizeRoute };
