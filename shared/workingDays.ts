import { z } from 'zod';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { SentReason } from './errors.ts';
import { Day, items, text } from './text.ts';

/** What is said of a day: a holiday; a day that is worked wherever in the week it lies (调休); half a day. */
export const DayKind = z.enum(['holiday', 'workday', 'half']);
export type DayKind = z.infer<typeof DayKind>;

export const SaidDay = z.object({ day: Day, kind: DayKind, name: z.string() });
export type SaidDay = z.infer<typeof SaidDay>;

const Year = z.coerce.number<number>().int().min(1970).max(2099);

export const WorkingDays = z.object({
  /** As they count for the unit: its own, and those of the units above it. */
  days: z.array(SaidDay.extend({ isOwn: z.boolean() })),
  /** Years that somebody has looked at and confirmed. */
  confirmed: z.array(z.number().int()),
});
export type WorkingDays = z.infer<typeof WorkingDays>;

const MOST_DAYS = 400;

/** What a file says of days, before and after it counts. */
export const DaysImport = z.object({
  days: z.array(SaidDay.extend({ change: z.enum(['new', 'changed', 'same']) })),
  /** Lines that cannot be read; where there are some nothing is stored. */
  faults: z.array(z.object({ line: z.number().int(), reason: SentReason })),
  isStored: z.boolean(),
});
export type DaysImport = z.infer<typeof DaysImport>;

export const AbsenceKind = z.enum(['leave', 'ill', 'training', 'meeting']);
export type AbsenceKind = z.infer<typeof AbsenceKind>;
export const DayPart = z.enum(['day', 'morning', 'afternoon']);
export type DayPart = z.infer<typeof DayPart>;

export const Absence = z.object({
  absenceId: z.uuid(),
  repId: z.uuid(),
  repName: z.string(),
  fromDay: Day,
  toDay: Day,
  part: DayPart,
  kind: AbsenceKind,
});
export type Absence = z.infer<typeof Absence>;

export const NewAbsence = z
  .strictObject({
    repId: z.uuid(),
    fromDay: Day,
    toDay: Day,
    part: DayPart.default('day'),
    kind: AbsenceKind,
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, plain('ENDS_BEFORE_BEGIN'));
export type NewAbsence = z.infer<typeof NewAbsence>;

const OfUnit = { unitId: z.uuid() };

export const readWorkingDays = contract({
  method: 'get',
  path: '/working-days',
  summary: 'Holidays, make-up working days and half days of a year, as they count for a unit',
  action: 'plans.read',
  query: z.strictObject({ ...OfUnit, year: Year }),
  reply: WorkingDays,
});

export const setWorkingDays = contract({
  method: 'put',
  path: '/working-days',
  summary: 'Say what days are, for a unit and those below it that say nothing; a kind of null takes back what was said',
  action: 'plans.make',
  body: z.strictObject({
    ...OfUnit,
    days: z
      .array(z.strictObject({ day: Day, kind: DayKind.nullable(), name: text(100).default('') }))
      .min(1)
      .max(MOST_DAYS),
  }),
  reply: items(SaidDay),
});

export const importWorkingDays = contract({
  method: 'post',
  path: '/working-days/import',
  summary: "A year's list from CSV (day, kind, name): what it would say, or with store what it says from now on",
  action: 'plans.make',
  query: z.strictObject({ ...OfUnit, store: z.enum(['true', 'false']).default('false') }),
  body: { maxBytes: 200_000, contentType: 'text/csv' },
  reply: DaysImport,
});

export const confirmYear = contract({
  method: 'put',
  path: '/working-days/years/:year',
  summary: 'Confirm that the working days of a year are as the unit has them',
  action: 'plans.make',
  params: z.object({ year: Year }),
  body: z.strictObject(OfUnit),
  reply: WorkingDays,
});

export const listAbsences = contract({
  method: 'get',
  path: '/absences',
  summary: 'When reps are away, of a rep or of a unit and below',
  action: 'plans.read',
  query: z.strictObject({
    repId: z.uuid().optional(),
    unitId: z.uuid().optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  reply: items(Absence),
});

export const addAbsence = contract({
  method: 'post',
  path: '/absences',
  summary: 'Say that a rep is away',
  action: 'absences.write',
  body: NewAbsence,
  reply: Absence,
  status: 201,
});

export const removeAbsence = contract({
  method: 'delete',
  path: '/absences/:absenceId',
  summary: 'Take back that a rep is away',
  action: 'absences.write',
  params: z.object({ absenceId: z.uuid() }),
  reply: z.undefined(),
  status: 204,
});

export const workingDayContracts = {
  readWorkingDays,
  setWorkingDays,
  importWorkingDays,
  confirmYear,
  listAbsences,
  addAbsence,
  removeAbsence,
};
