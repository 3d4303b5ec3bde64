import { dueOf, intervalDays, type DueSettings } from '../../shared/due.ts';
import type { DueStop, PlanDue } from '../../shared/planDue.ts';
import type { Who } from '../auth.ts';
import { calendarStops } from './calendarStore.ts';
import { cheapestPlace } from './cheapest.ts';
import { dueCandidates, foundCandidates, type Candidate } from './dueStore.ts';
import { loadDay, withWays, type Loaded, type PlanDeps } from './planDay.ts';
import { repOf } from './plans.ts';
import { storedPlan } from './planStore.ts';
import { visitedFirst } from './problem.ts';
import { refusePast } from './keepPlan.ts';
import type { RuledRep } from './rules.ts';

/** More than anybody reads; each costs a row of the table of ways. */
const MOST_LISTED = 100;
const MOST_FOUND = 20;
const DAY_MS = 86_400_000;

type Listed = Pick<DueStop, 'calendar'> & { retailer: Candidate };

/** @throws PLAN_PAST, NO_SUCH_REP */
export async function planDue(
  deps: PlanDeps,
  who: Who,
  of: { repId: string; day: string; q: string | undefined },
  now: Date,
): Promise<PlanDue> {
  const { day, q } = of;
  const rep = await repOf(deps, who, of.repId, day, now);
  refusePast(rep, day);
  const plan = await storedPlan(deps.db, who, rep.repId, day);
  const ids = plan?.stops.map(({ retailerId }) => retailerId) ?? [];
  const planned = await loadDay(deps, who, rep, day, ids, plan?.detail?.frame ?? rep.rules.frame, true);
  const isThere = new Set([...ids, ...planned.toPlan.visits.map(({ retailerId }) => retailerId)]);
  const wanted =
    q === undefined
      ? await dueList(deps, who, rep, day, now)
      : (await foundCandidates(deps.db, who, rep, day, q, MOST_FOUND, now)).map((retailer) => ({
          retailer,
          calendar: null,
        }));
  const open = wanted.filter(({ retailer }) => !isThere.has(retailer.retailerId));
  return {
    items: await withCosts(deps, planned, open.slice(0, MOST_LISTED), rep.rules.due),
    of: open.length,
  };
}

/** The calendar's visits of the day, what is owed, then who is due by their frequency, the most overdue first. */
async function dueList({ db }: PlanDeps, who: Who, rep: RuledRep, day: string, now: Date): Promise<Listed[]> {
  const candidates = await dueCandidates(db, who, rep, day, day, now);
  const known = new Map(candidates.map((candidate) => [candidate.retailerId, candidate]));
  const ofCalendar = (await calendarStops(db, who, rep, day)).map(({ retailer, daysLeft }): Listed => {
    const bare = { ...retailer, grade: null, visitsPerMonth: null, daysSince: null };
    return { retailer: known.get(retailer.retailerId) ?? bare, calendar: daysLeft === null ? 'day' : 'owed' };
  });
  ofCalendar.sort((a, b) => Number(a.calendar === 'owed') - Number(b.calendar === 'owed'));
  const isOfCalendar = new Set(ofCalendar.map(({ retailer }) => retailer.retailerId));
  const due = dueOf(candidates, rep.rules.due).map(({ retailer }): Listed => ({ retailer, calendar: null }));
  return [...ofCalendar, ...due.filter(({ retailer }) => !isOfCalendar.has(retailer.retailerId))];
}

async function withCosts(
  { travels }: PlanDeps,
  { rep, day, toPlan }: Loaded,
  listed: readonly Listed[],
  due: DueSettings,
): Promise<DueStop[]> {
  const retailers = [...toPlan.retailers, ...listed.map(({ retailer }) => retailer)];
  const { ways } = await withWays(travels, rep, day, { ...toPlan, retailers });
  const at = new Map(retailers.map(({ retailerId }, i) => [retailerId, i]));
  const { start, end } = toPlan.frame;
  const order = visitedFirst(
    toPlan.retailers.map(({ retailerId }) => retailerId),
    toPlan.visits,
  ).map((id) => at.get(id)!);
  const n = retailers.length;
  const path = [...(start ? [n] : []), ...order, ...(end ? [n + Number(start !== null)] : [])];
  const dayPath = { path, hasStart: start !== null, hasEnd: end !== null, visited: toPlan.visits.length };
  return listed.map(({ retailer, calendar }) => ({
    ...shownOf(retailer, day, due),
    calendar,
    cost: cheapestPlace(ways, dayPath, at.get(retailer.retailerId)!),
  }));
}

function shownOf(
  { retailerId, code, name, address, position, grade, visitsPerMonth, daysSince }: Candidate,
  day: string,
  due: DueSettings,
): Omit<DueStop, 'calendar' | 'cost'> {
  const everyDays = intervalDays({ grade, visitsPerMonth }, due);
  return {
    retailerId,
    code,
    name,
    address,
    position,
    grade,
    everyDays,
    lastDay: daysSince === null ? null : new Date(Date.parse(day) - daysSince * DAY_MS).toISOString().slice(0, 10),
    overdueDays: daysSince === null || everyDays === null ? null : daysSince - everyDays,
  };
}
