import { MOST_MONTH_DAYS, type RepCalendar, type RepMonth, type UnitWeeks } from '../../shared/calendars.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { daysOfRep } from './problem.ts';
import { addDays } from './rep/horizon.ts';
import { owedOf, repsIn, visitsMade, type CalendarRep } from './repStore.ts';
import { countSteps, missCounts } from './countStore.ts';
import { calendarsIn, missesOf, retailersIn, visitsOf, type StoredCalendar } from './store.ts';

/** @throws NO_SUCH_REP */
export async function repIn(sql: Queryable, who: Who, repId: string, now: Date): Promise<CalendarRep> {
  const [rep] = await repsIn(sql, who, { repId }, now);
  if (!rep) throw new AppError('NO_SUCH_REP');
  return rep;
}

export async function wholeCalendar(sql: Queryable, orgId: number, stored: StoredCalendar): Promise<RepCalendar> {
  const { settings: _, ...calendar } = stored;
  return {
    ...calendar,
    steps: await countSteps(sql, orgId, stored.calendarId),
    retailers: await retailersIn(sql, orgId, stored),
    visits: await visitsOf(sql, orgId, stored),
    misses: await missesOf(sql, orgId, stored.calendarId),
  };
}

/** @throws NO_SUCH_REP */
export async function monthOf(
  sql: Queryable,
  who: Who,
  repId: string,
  { from, to }: { from: string; to: string },
  now: Date,
): Promise<RepMonth> {
  if (to < from || to > addDays(from, MOST_MONTH_DAYS))
    throw badField('query.to', 'UNTIL_OUT_OF_RANGE', { days: MOST_MONTH_DAYS });
  const rep = await repIn(sql, who, repId, now);
  const days = await daysOfRep(sql, who, rep, from, to);
  const stored = await calendarsIn(sql, who, { repIds: [rep.repId], from, to });
  const published: RepCalendar[] = [];
  for (const one of stored) if (one.state === 'published') published.push(await wholeCalendar(sql, who.orgId, one));
  const [draft] = who.role === 'rep' ? [] : await calendarsIn(sql, who, { repIds: [rep.repId], state: 'draft' });
  return {
    repId: rep.repId,
    name: rep.name,
    unitId: rep.unitId,
    today: rep.today,
    days,
    published,
    draft: draft ? await wholeCalendar(sql, who.orgId, draft) : null,
    owed: await owedOf(sql, who.orgId, rep),
    made: await visitsMade(sql, who.orgId, rep.repId, from, to),
  };
}

/** Work of each rep of a unit and below by week, of their drafts or of what is published. */
export async function unitWeeks(
  sql: Queryable,
  who: Who,
  unitId: string,
  { from, weeks, state }: { from: string; weeks: number; state: 'draft' | 'published' },
  now: Date,
): Promise<UnitWeeks> {
  if (!who.unitIds.includes(unitId.toLowerCase())) throw new AppError('NO_SUCH_UNIT');
  const reps = await repsIn(sql, who, { unitId }, now);
  const mondays = Array.from({ length: weeks }, (_, k) => addDays(from, 7 * k));
  const to = addDays(from, 7 * weeks - 1);
  const all = await calendarsIn(sql, who, { repIds: reps.map(({ repId }) => repId), state, from, to });
  const misses = await missCounts(
    sql,
    who.orgId,
    all.map(({ calendarId }) => calendarId),
  );
  return {
    weeks: mondays,
    reps: reps.map(({ repId, name }) => {
      const own = all.filter((one) => one.repId === repId);
      const last = own.at(-1) ?? null;
      const days = own.flatMap(({ measures, fromDay, toDay }) =>
        measures.days.filter(({ day }) => fromDay <= day && day <= toDay),
      );
      return {
        repId,
        name,
        state: last?.state ?? null,
        calendarId: last?.calendarId ?? null,
        revision: last?.revision ?? null,
        misses: own.reduce((sum, { calendarId }) => sum + (misses.get(calendarId) ?? 0), 0),
        weeks: mondays.map((monday) => weekOf(days, monday)),
      };
    }),
  };
}

function weekOf(days: StoredCalendar['measures']['days'], monday: string): UnitWeeks['reps'][number]['weeks'][number] {
  const until = addDays(monday, 7);
  const own = days.filter(({ day }) => monday <= day && day < until);
  if (own.length === 0) return null;
  const sum = (of: (day: (typeof own)[number]) => number): number => own.reduce((all, day) => all + of(day), 0);
  return {
    stops: sum(({ stops }) => stops),
    workMin: sum(({ workMin }) => workMin),
    holdsMin: sum(({ holdsMin }) => holdsMin),
    km: sum(({ km }) => km),
  };
}
