import type { CalendarVisit } from '../../shared/calendars.ts';
import type { CalendarMoves } from '../../shared/calendarEdits.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endPublished, publish } from './changeStore.ts';
import { repIn } from './month.ts';
import { heldDraft } from './moveVisit.ts';
import { movesOf, type Side } from './moves.ts';
import { daysOfRep, type CalendarDeps } from './problem.ts';
import { canWork } from './repDays.ts';
import { calendarsIn, holdRep, retailersIn, rulesOf, visitsOf, type StoredCalendar } from './store.ts';

/**
 * Makes a draft count from a day on, in one transaction: what was published ends the day before, and days that are over stay.
 * @throws CALENDAR_CHANGED, CALENDAR_DAYS_GONE
 */
export async function publishDraft(
  deps: CalendarDeps,
  who: Who,
  calendarId: string,
  { revision, fromDay }: { revision: number; fromDay: string },
  now: Date,
): Promise<{ revision: number; fromDay: string; toDay: string }> {
  return deps.db.transaction(async (tx) => {
    const draft = await heldDraft(tx, who, calendarId, revision);
    await holdRep(tx, who.orgId, draft.repId);
    const rep = await repIn(tx, who, draft.repId, now);
    if (fromDay <= rep.today) throw badField('body.fromDay', 'CALENDAR_FROM_TOMORROW', { today: rep.today });
    if (fromDay < draft.fromDay || fromDay > draft.toDay)
      throw badField('body.fromDay', 'OUTSIDE_CALENDAR', { first: draft.fromDay, last: draft.toDay });
    const days = await daysOfRep(tx, who, rep, fromDay, draft.toDay);
    const gone = new Set(days.filter((day) => !canWork(day)).map(({ day }) => day));
    const visits = await visitsOf(tx, who.orgId, draft);
    const hit = visits.find(({ day }) => gone.has(day));
    if (hit) throw new AppError('CALENDAR_DAYS_GONE', { day: hit.day });
    await endPublished(tx, who.orgId, draft.repId, fromDay);
    return { revision: await publish(tx, who, calendarId, fromDay), fromDay, toDay: draft.toDay };
  });
}

/** What a draft changes against what is published, as long as both have days. @throws NO_SUCH_CALENDAR */
export async function readMovesOf(sql: Queryable, who: Who, calendarId: string, now: Date): Promise<CalendarMoves> {
  const [draft] = await calendarsIn(sql, who, { calendarId });
  if (!draft) throw new AppError('NO_SUCH_CALENDAR');
  const rep = await repIn(sql, who, draft.repId, now);
  const published = (
    await calendarsIn(sql, who, { repIds: [draft.repId], state: 'published', from: draft.fromDay })
  ).filter((one) => one.calendarId !== calendarId);
  const until = published.at(-1)?.toDay ?? draft.toDay;
  const toDay = until < draft.toDay ? until : draft.toDay;
  const within = ({ day }: { day: string }): boolean => draft.fromDay <= day && day <= toDay;
  const visits: CalendarVisit[] = [];
  const rules = new Map<string, { frequency: number }>();
  const names = new Map<string, { code: string; name: string }>();
  for (const one of published) {
    visits.push(...(await visitsOf(sql, who.orgId, one)).filter(within));
    for (const rule of await rulesOf(sql, who.orgId, one.calendarId)) rules.set(rule.retailerId, rule);
    for (const retailer of await retailersIn(sql, who.orgId, one)) names.set(retailer.retailerId, retailer);
  }
  const after = await sideOf(sql, who.orgId, draft);
  for (const retailer of await retailersIn(sql, who.orgId, draft)) names.set(retailer.retailerId, retailer);
  const days = await daysOfRep(sql, who, rep, draft.fromDay, toDay);
  const { moves, same } = movesOf(
    { visits, rules },
    { ...after, visits: after.visits.filter(within) },
    new Map(days.map((day) => [day.day, day])),
  );
  return {
    fromDay: draft.fromDay,
    toDay,
    same,
    moves: moves.map(({ retailerId, ...move }) => {
      const { code, name } = names.get(retailerId)!;
      return { retailerId, code, name, ...move };
    }),
  };
}

async function sideOf(sql: Queryable, orgId: number, calendar: StoredCalendar): Promise<Side> {
  const rules = await rulesOf(sql, orgId, calendar.calendarId);
  return {
    visits: await visitsOf(sql, orgId, calendar),
    rules: new Map(rules.map((rule) => [rule.retailerId, rule])),
  };
}
