import type { CalendarReply } from '../../shared/calendar.ts';
import type { DraftsResult, NewDrafts } from '../../shared/calendarEdits.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { search } from '../solvers.ts';
import { canWork } from './repDays.ts';
import { addDays } from './rep/horizon.ts';
import { retailersOf, type CalendarRep } from './repStore.ts';
import { daysOfRep, rulesOfCalendar, type CalendarDeps } from './problem.ts';
import { foundOf, requestOf, type Given, type MadeWith, type Published } from './request.ts';
import { addDraft, calendarsIn, holdRep, rulesOf, visitsOf, type StoredCalendar } from './store.ts';

const SEARCHES = new URL('./thread.ts', import.meta.url);

/** How far a day's work may be from its share of the mean, and a gap from the regular one. */
const TOLERANCE = 0.05;
const SPACING = 0.2;

type Made = DraftsResult['made'][number];
type Left = DraftsResult['left'][number];

/** The draft of one rep; why there is none; or null when it was cancelled. */
export async function draftOf(
  deps: CalendarDeps,
  who: Who,
  rep: CalendarRep,
  wish: NewDrafts,
  signal: AbortSignal,
): Promise<Made | Left | null> {
  const left = (why: Left['why']): Left => ({ repId: rep.repId, why });
  if (wish.fromDay <= rep.today) return left('past');
  const before = await calendarsIn(deps.db, who, { repIds: [rep.repId], from: wish.fromDay });
  const published = before.filter(({ state }) => state === 'published').at(-1) ?? null;
  const draft = before.find(({ state }) => state === 'draft') ?? (await draftIn(deps.db, who, rep.repId));
  if (draft && !wish.replace) return left('drafted');
  const given = await givenOf(deps, who, rep, wish, published, draft);
  if (typeof given === 'string') return left(given);
  const request = requestOf(given);
  const input = { request, seed: 1, seconds: wish.seconds };
  const reply = await search<Omit<CalendarReply, 'cpuMs'>>(
    deps.solvers.of(who),
    [SEARCHES, 'findCalendar'],
    input,
    signal,
  );
  if (signal.aborted) return null;
  const found = foundOf(given, request, reply);
  const [fromDay, toDay] = [given.days[0]!.day, given.days.at(-1)!.day];
  const calendarId = await deps.db.transaction(async (tx) => {
    await holdRep(tx, who.orgId, rep.repId);
    if (await isChanged(tx, who, rep.repId, wish.fromDay, published, draft)) return null;
    const { repId, unitId } = rep;
    return addDraft(tx, who, { repId, unitId, fromDay, toDay, settings: given.settings, ...found });
  });
  if (calendarId === null) return left('changed');
  return {
    repId: rep.repId,
    calendarId,
    visits: found.visits.length,
    missed: found.misses.length,
    changed: reply.changed.length,
    km: reply.km,
    worstDayOverMean: reply.worstDayOverMean,
  };
}

async function draftIn(sql: Queryable, who: Who, repId: string): Promise<StoredCalendar | null> {
  return (await calendarsIn(sql, who, { repIds: [repId], state: 'draft' }))[0] ?? null;
}

/** Whether somebody published or changed something while the search ran. */
async function isChanged(
  tx: Queryable,
  who: Who,
  repId: string,
  from: string,
  published: StoredCalendar | null,
  draft: StoredCalendar | null,
): Promise<boolean> {
  const now = await calendarsIn(tx, who, { repIds: [repId], state: 'published', from });
  const other = await draftIn(tx, who, repId);
  return (
    (now.at(-1)?.calendarId ?? null) !== (published?.calendarId ?? null) ||
    (other?.calendarId ?? null) !== (draft?.calendarId ?? null) ||
    (other?.revision ?? null) !== (draft?.revision ?? null)
  );
}

/** What the calendar is made from, or why it cannot be. It never ends before what is published. */
async function givenOf(
  deps: CalendarDeps,
  who: Who,
  rep: CalendarRep,
  wish: NewDrafts,
  published: StoredCalendar | null,
  draft: StoredCalendar | null,
): Promise<Given | 'noDays' | 'noRetailers'> {
  const lastAsked = addDays(wish.fromDay, 7 * wish.weeks - 1);
  const toDay = published && published.toDay > lastAsked ? published.toDay : lastAsked;
  const days = await daysOfRep(deps.db, who, rep, wish.fromDay, toDay);
  if (!days.some(canWork)) return 'noDays';
  const retailers = await retailersOf(deps.db, who, rep, wish.fromDay);
  if (retailers.length === 0) return 'noRetailers';
  const rules = await rulesOfCalendar(
    deps.db,
    deps.environment,
    who.orgId,
    rep.unitId,
    days.map(({ day }) => day),
  );
  const ways = await deps.travels
    .with(rules.straight)
    .between(retailers.map(({ position, roadCondition }) => ({ ...position, roadCondition })));
  const { seconds, style, changeMinutes, fresh } = wish;
  const settings: MadeWith = {
    tolerance: TOLERANCE,
    spacingTolerance: SPACING,
    seconds,
    style,
    changeMinutes,
    fresh,
  };
  const before = published && (await publishedIn(deps.db, who, rep.repId, wish.fromDay, published));
  const pins = await pinsOf(deps.db, who, draft, before, wish.fromDay);
  return { ...rules, days, retailers, ways, settings, published: before, pins };
}

/** What is published from a day on; the rules are those of the last calendar. */
async function publishedIn(
  sql: Queryable,
  who: Who,
  repId: string,
  from: string,
  last: StoredCalendar,
): Promise<Published> {
  const all = await calendarsIn(sql, who, { repIds: [repId], state: 'published', from });
  const visits: Published['visits'][number][] = [];
  for (const one of all) visits.push(...(await visitsOf(sql, who.orgId, one)));
  return { toDay: last.toDay, visits, rules: await rulesOf(sql, who.orgId, last.calendarId) };
}

/** Days that somebody pinned, in what is published and in the draft that is made anew. */
async function pinsOf(
  sql: Queryable,
  who: Who,
  draft: StoredCalendar | null,
  published: Published | null,
  from: string,
): Promise<Map<string, string[]>> {
  const drafted = draft ? await visitsOf(sql, who.orgId, draft) : [];
  const pins = new Map<string, string[]>();
  for (const { retailerId, day, pinned } of [...(draft ? drafted : (published?.visits ?? []))]) {
    if (!pinned || day < from) continue;
    pins.set(retailerId, [...(pins.get(retailerId) ?? []), day]);
  }
  return pins;
}
