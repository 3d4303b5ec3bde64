// A rep's calendar as it is drafted, changed and published.
import { z } from 'zod';
import { CalendarRequest } from './calendar.ts';
import { DayLoad, MOST_WEEKS } from './calendars.ts';
import { contract } from './contract.ts';
import { Job } from './jobs.ts';
import { plain } from './problems/because.ts';
import { Day } from './text.ts';

export const NewDrafts = z
  .strictObject({
    repId: z.uuid().optional(),
    /** All active reps of the unit and below. */
    unitId: z.uuid().optional(),
    fromDay: Day,
    /** Half a visit a month is one in eight weeks: a shorter calendar would not have it. */
    weeks: z.number().int().min(1).max(MOST_WEEKS).default(8),
    style: CalendarRequest.shape.retailers.element.shape.style,
    /** Minutes of travel that a changed day has to save; null: who has days keeps them, and only newcomers and blocked visits are placed. */
    changeMinutes: z.number().min(0).max(10_000).nullable().default(null),
    /** Forgets what is published: everybody's days are found anew. */
    fresh: z.boolean().default(false),
    /** Drafts that exist are made anew; else only reps without one get one. */
    replace: z.boolean().default(false),
    /** Of search a rep. */
    seconds: z.number().min(0.2).max(60).default(5),
  })
  .refine(({ repId, unitId }) => (repId === undefined) !== (unitId === undefined), plain('REP_OR_UNIT'));
export type NewDrafts = z.infer<typeof NewDrafts>;

/** Why a rep got no draft. */
export const WhyNoDraft = z.enum(['drafted', 'past', 'noRetailers', 'noDays', 'changed']);
export type WhyNoDraft = z.infer<typeof WhyNoDraft>;

export const DraftsResult = z.object({
  made: z.array(
    z.object({
      repId: z.uuid(),
      calendarId: z.uuid(),
      visits: z.number().int(),
      missed: z.number().int(),
      changed: z.number().int(),
      km: z.number(),
      worstDayOverMean: z.number(),
    }),
  ),
  left: z.array(z.object({ repId: z.uuid(), why: WhyNoDraft })),
});
export type DraftsResult = z.infer<typeof DraftsResult>;

const Revision = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** A visit put on another day, or held where it is. */
export const VisitMove = z.strictObject({
  revision: Revision,
  retailerId: z.uuid(),
  fromDay: Day,
  /** The same day: only `pinned` changes. */
  toDay: Day,
  pinned: z.boolean(),
  /** Answers what would be, and saves nothing. */
  dryRun: z.boolean().default(false),
});
export type VisitMove = z.infer<typeof VisitMove>;

const Gaps = z.object({
  /** Working days since the visit before; null: there is none. */
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
});

/** What a move comes to; nobody else moves by it. */
export const MoveEffect = z.object({
  /** The two days before and after it. */
  from: z.object({ before: DayLoad, after: DayLoad }),
  to: z.object({ before: DayLoad, after: DayLoad }),
  km: z.number(),
  gapsBefore: Gaps,
  gapsAfter: Gaps,
  /** Whether the new gaps are within the tolerance of the regular one. */
  isSpaced: z.boolean(),
});
export type MoveEffect = z.infer<typeof MoveEffect>;

export const MoveWhy = z.enum(['newcomer', 'left', 'frequency', 'byHand', 'absence', 'holiday', 'rebalanced']);
export type MoveWhy = z.infer<typeof MoveWhy>;

/** Who changes from which days to which, and why. */
export const CalendarMoves = z.object({
  fromDay: Day,
  toDay: Day,
  moves: z.array(
    z.object({
      retailerId: z.uuid(),
      code: z.string(),
      name: z.string(),
      why: MoveWhy,
      from: z.array(Day),
      to: z.array(Day),
    }),
  ),
  /** Who stays as they were. */
  same: z.number().int(),
});
export type CalendarMoves = z.infer<typeof CalendarMoves>;

const CalendarPath = z.object({ calendarId: z.uuid() });

export const makeDrafts = contract({
  method: 'post',
  path: '/calendars/drafts',
  summary: 'Draft the calendar of a rep, or of all reps of a unit: a job; cancelled, it keeps what is done',
  action: 'plans.make',
  body: NewDrafts,
  reply: Job,
  status: 202,
});

export const moveVisit = contract({
  method: 'post',
  path: '/calendars/:calendarId/move',
  summary: 'Put a visit of a draft on another day, or pin it; with dryRun only what that would come to',
  action: 'plans.make',
  params: CalendarPath,
  body: VisitMove,
  reply: z.object({ revision: Revision, effect: MoveEffect }),
});

export const undoMove = contract({
  method: 'post',
  path: '/calendars/:calendarId/undo',
  summary: 'Take back the last change by hand of a draft',
  action: 'plans.make',
  params: CalendarPath,
  body: z.strictObject({ revision: Revision }),
  reply: z.object({ revision: Revision }),
});

export const readMoves = contract({
  method: 'get',
  path: '/calendars/:calendarId/moves',
  summary: 'What a draft changes against what is published: who, from which days to which, and why',
  action: 'plans.read',
  params: CalendarPath,
  reply: CalendarMoves,
});

export const publishCalendar = contract({
  method: 'post',
  path: '/calendars/:calendarId/publish',
  summary: 'Publish a draft from a day on: it ends what was published before, and days that are over stay',
  action: 'plans.make',
  params: CalendarPath,
  body: z.strictObject({ revision: Revision, fromDay: Day }),
  reply: z.object({ revision: Revision, fromDay: Day, toDay: Day }),
});

export const discardDraft = contract({
  method: 'delete',
  path: '/calendars/:calendarId',
  summary: 'Throw a draft away',
  action: 'plans.make',
  params: CalendarPath,
  query: z.strictObject({ revision: z.coerce.number<number>().int().min(1) }),
  reply: z.undefined(),
  status: 204,
});

export const calendarEdits = { makeDrafts, moveVisit, undoMove, readMoves, publishCalendar, discardDraft };
