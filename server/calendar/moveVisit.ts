import type { CalendarMeasures, CalendarVisit, DayLoad, RepDay } from '../../shared/calendars.ts';
import type { MoveEffect, VisitMove } from '../../shared/calendarEdits.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { addStep, dropStep, lastStep, orderDay, putVisit, touch } from './changeStore.ts';
import { joined, loadOfDay } from './dayOrder.ts';
import { repIn } from './month.ts';
import { daysOfRep, rulesOfCalendar, type CalendarDeps } from './problem.ts';
import { canWork } from './repDays.ts';
import { horizonOf, type Horizon } from './rep/horizon.ts';
import { gapOf } from './rep/rules.ts';
import { retailersOf, type CalendarRep } from './repStore.ts';
import { holdCalendar, rulesOf, visitsOf, type StoredCalendar } from './store.ts';

/** A draft of the caller's scope at the revision they saw, held. @throws NO_SUCH_CALENDAR, CALENDAR_NOT_DRAFT, CALENDAR_CHANGED */
export async function heldDraft(
  tx: Queryable,
  who: Who,
  calendarId: string,
  revision: number,
): Promise<StoredCalendar> {
  const draft = await holdCalendar(tx, who, calendarId);
  if (!draft) throw new AppError('NO_SUCH_CALENDAR');
  if (draft.state !== 'draft') throw new AppError('CALENDAR_NOT_DRAFT');
  if (draft.revision !== revision) throw new AppError('CALENDAR_CHANGED', { by: draft.changedBy, at: draft.changedAt });
  return draft;
}

/** Puts a visit on another day, or pins it; with dryRun says only what that comes to. */
export async function moveVisit(
  deps: CalendarDeps,
  who: Who,
  calendarId: string,
  move: VisitMove,
  now: Date,
): Promise<{ revision: number; effect: MoveEffect }> {
  return deps.db.transaction(async (tx) => {
    const draft = await heldDraft(tx, who, calendarId, move.revision);
    const visits = await visitsOf(tx, who.orgId, draft);
    const retailerId = move.retailerId.toLowerCase();
    const visit = visits.find((one) => one.retailerId === retailerId && one.day === move.fromDay);
    if (!visit) throw new AppError('NO_SUCH_CALENDAR_VISIT');
    const effect = await effectOf({ deps, tx, who, draft, visits, now }, { ...move, retailerId });
    if (move.dryRun) return { revision: draft.revision, effect: effect.said };
    const { fromDay, toDay, pinned } = move;
    const why = fromDay === toDay ? visit.why : 'byHand';
    await addStep(tx, who.orgId, calendarId, {
      retailerId,
      fromDay,
      toDay,
      wasWhy: visit.why,
      wasPinned: visit.pinned,
    });
    await putVisit(tx, who.orgId, calendarId, { retailerId, fromDay, toDay, why, pinned });
    await orderDay(tx, who.orgId, calendarId, fromDay, effect.orders.from);
    await orderDay(tx, who.orgId, calendarId, toDay, effect.orders.to);
    return { revision: await touch(tx, who, calendarId, effect.measures), effect: effect.said };
  });
}

/** Takes the last change by hand back. @throws NOTHING_TO_TAKE_BACK */
export async function undoMove(
  deps: CalendarDeps,
  who: Who,
  calendarId: string,
  revision: number,
  now: Date,
): Promise<{ revision: number }> {
  return deps.db.transaction(async (tx) => {
    const draft = await heldDraft(tx, who, calendarId, revision);
    const step = await lastStep(tx, who.orgId, calendarId);
    if (!step) throw new AppError('NOTHING_TO_TAKE_BACK');
    const visits = await visitsOf(tx, who.orgId, draft);
    const back = { retailerId: step.retailerId, fromDay: step.toDay, toDay: step.fromDay };
    const effect = await effectOf({ deps, tx, who, draft, visits, now }, back);
    await putVisit(tx, who.orgId, calendarId, { ...back, why: step.wasWhy, pinned: step.wasPinned });
    await orderDay(tx, who.orgId, calendarId, back.fromDay, effect.orders.from);
    await orderDay(tx, who.orgId, calendarId, back.toDay, effect.orders.to);
    await dropStep(tx, who.orgId, calendarId, step.stepNo);
    return { revision: await touch(tx, who, calendarId, effect.measures) };
  });
}

interface Room {
  deps: CalendarDeps;
  tx: Queryable;
  who: Who;
  draft: StoredCalendar;
  visits: readonly CalendarVisit[];
  now: Date;
}

interface Effect {
  said: MoveEffect;
  orders: { from: string[]; to: string[] };
  measures: CalendarMeasures;
}

/** What a move comes to: the two days, the gaps around the visit, and all measures after it. */
async function effectOf(
  room: Room,
  { retailerId, fromDay, toDay }: Pick<VisitMove, 'retailerId' | 'fromDay' | 'toDay'>,
): Promise<Effect> {
  const { tx, who, draft, visits, now } = room;
  const rep = await repIn(tx, who, draft.repId, now);
  const days = await daysOfRep(tx, who, rep, draft.fromDay, draft.toDay);
  refuseDay(days, visits, { retailerId, fromDay, toDay });
  const { idsOf, load, numbersOn, moved, ways } = await roomOfDays(room, rep, [fromDay, toDay], retailerId);
  const [fromWas, toWas] = [numbersOn(fromDay), numbersOn(toDay)];
  const isSame = fromDay === toDay || moved === undefined;
  const fromIs = isSame ? fromWas : fromWas.filter((i) => i !== moved);
  const toIs = isSame ? toWas : joined(toWas, moved, ways);
  const from = { before: load(fromDay, fromWas), after: load(fromDay, fromIs) };
  const to = { before: load(toDay, toWas), after: load(toDay, toIs) };
  const km = isSame ? 0 : from.after.km + to.after.km - from.before.km - to.before.km;
  const gaps = await gapsOf(room, days, { retailerId, fromDay, toDay });
  return {
    said: { from, to, km, ...gaps },
    orders: { from: idsOf(fromIs), to: idsOf(toIs) },
    measures: isSame ? draft.measures : measuresWith(draft.measures, [from.after, to.after], km),
  };
}

/** Whoever is visited on the days, by number, with the ways between them. Who left the territory since is in no day's work. */
async function roomOfDays(
  { deps, tx, who, draft, visits }: Room,
  rep: CalendarRep,
  days: readonly string[],
  retailerId: string,
) {
  const known = new Map((await retailersOf(tx, who, rep, draft.fromDay)).map((one) => [one.retailerId, one]));
  const on = (day: string): string[] => visits.filter((one) => one.day === day).map((one) => one.retailerId);
  const there = [...new Set([...days.flatMap(on), retailerId])].flatMap((id) => known.get(id) ?? []);
  const at = new Map(there.map((one, i) => [one.retailerId, i]));
  const first = [draft.fromDay];
  const rules = await rulesOfCalendar(tx, deps.environment, who.orgId, rep.unitId, first);
  const ways = await deps.travels
    .with(rules.straight)
    .between(there.map(({ position, roadCondition }) => ({ ...position, roadCondition })));
  const minutes = there.map(({ minutesPerVisit }) => minutesPerVisit ?? rules.visitMinutes);
  const holds = new Map(draft.measures.days.map(({ day, holdsMin }) => [day, holdsMin]));
  return {
    ways,
    moved: at.get(retailerId),
    numbersOn: (day: string): number[] => on(day).flatMap((id) => at.get(id) ?? []),
    idsOf: (order: readonly number[]): string[] => order.map((i) => there[i]!.retailerId),
    load: (day: string, order: readonly number[]): DayLoad =>
      loadOfDay({ day, order, holdsMin: holds.get(day) ?? 0 }, minutes, ways),
  };
}

async function gapsOf(
  { tx, who, draft, visits }: Room,
  days: readonly RepDay[],
  { retailerId, fromDay, toDay }: Pick<VisitMove, 'retailerId' | 'fromDay' | 'toDay'>,
): Promise<Pick<MoveEffect, 'gapsBefore' | 'gapsAfter' | 'isSpaced'>> {
  const horizon = horizonOf({ days: worked(days), absences: [] });
  const rule = (await rulesOf(tx, who.orgId, draft.calendarId)).find((one) => one.retailerId === retailerId)!;
  const own = visits.filter((one) => one.retailerId === retailerId).map(({ day }) => day);
  const after = own.map((day) => (day === fromDay ? toDay : day)).sort();
  const gapsAfter = gapsAround(horizon, after, toDay);
  const gap = gapOf(rule.frequency, horizon, draft.settings.spacingTolerance);
  const isSpaced = [gapsAfter.before, gapsAfter.after].every((g) => g === null || (g >= gap.least && g <= gap.most));
  return { gapsBefore: gapsAround(horizon, own, fromDay), gapsAfter, isSpaced };
}

function refuseDay(
  days: readonly RepDay[],
  visits: readonly CalendarVisit[],
  { retailerId, fromDay, toDay }: Pick<VisitMove, 'retailerId' | 'fromDay' | 'toDay'>,
): void {
  if (fromDay === toDay) return;
  const day = days.find((one) => one.day === toDay);
  if (!day) throw badField('body.toDay', 'OUTSIDE_CALENDAR', { first: days[0]!.day, last: days.at(-1)!.day });
  if (!canWork(day)) throw badField('body.toDay', 'NOT_A_WORKING_DAY');
  if (visits.some((one) => one.retailerId === retailerId && one.day === toDay))
    throw badField('body.toDay', 'VISITED_THAT_DAY');
}

function worked(days: readonly RepDay[]) {
  return days.filter(({ isWorked }) => isWorked).map(({ day }) => ({ day, from: '08:00', to: '18:00', share: 1 }));
}

function gapsAround({ positionOf }: Horizon, own: readonly string[], day: string): MoveEffect['gapsAfter'] {
  const k = own.indexOf(day);
  const between = (a: string | undefined, b: string | undefined): number | null => {
    const [from, to] = [positionOf.get(a ?? ''), positionOf.get(b ?? '')];
    return from === undefined || to === undefined ? null : to - from;
  };
  return { before: between(own[k - 1], day), after: between(day, own[k + 1]) };
}

/** With these days in place of what they were; a bound of before says nothing of them. */
function measuresWith(before: CalendarMeasures, changed: CalendarMeasures['days'], km: number): CalendarMeasures {
  const days = before.days.map((load) => changed.find(({ day }) => day === load.day) ?? load);
  const holds = days.reduce((sum, { holdsMin }) => sum + holdsMin, 0);
  const work = days.reduce((sum, { workMin }) => sum + workMin, 0);
  const shares = days.flatMap(({ workMin, holdsMin }) => (holdsMin > 0 ? [workMin / holdsMin] : []));
  const worst = work === 0 || holds === 0 ? 0 : Math.max(...shares) / (work / holds) - 1;
  return { ...before, days, km: before.km + km, worstDayOverMean: worst, lowerBoundKm: null };
}
