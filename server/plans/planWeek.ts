import { secondsOf } from '../../shared/clock.ts';
import type { PlanResult, PlanWeek } from '../../shared/planEdits.ts';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import type { JobContext } from '../jobs.ts';
import { dueOf } from '../../shared/due.ts';
import { dueCandidates, MOST_CANDIDATES, type Candidate } from './dueStore.ts';
import { solved, toStore, withWays, type Loaded, type PlanDeps, SEARCHES } from './planDay.ts';
import { keepPlan } from './keepPlan.ts';
import { search } from '../solvers.ts';
import { serviceOf, windowsOf, type DayRetailer, type DayToPlan } from './problem.ts';
import { planReps, storedPlan, visitsMade, type PlanRep } from './planStore.ts';
import type { WeekAnswer, WeekProblem } from '../routes/solve/week/problem.ts';
import { hasCalendar } from './calendarStore.ts';
import { planRep } from './planRep.ts';
import { ruledReps, rulesOfDays, type DayRules } from './rules.ts';

const SPREAD_SECONDS = 5;
const ORDER_SECONDS = 0.5;
/** Of the due retailers so many go into a week: five days of forty, and some that will not fit. */
const MOST_STOPS = 300;

interface Due {
  retailer: Candidate;
  priority: number;
}

/** A day of the week that a plan is made for. */
interface OpenDay {
  day: string;
  /** Of the plan that is replaced. */
  revision: number | null;
  rules: DayRules;
}

/** What the steps of a week's planning share. */
interface Week {
  deps: PlanDeps;
  who: Who;
  rep: PlanRep;
  days: readonly string[];
  now: Date;
  result: PlanResult;
}

/** A rep's plans of several days: each retailer that is due by the last of them once, near ones together, the days' work even. */
export async function planWeek(
  deps: PlanDeps,
  { repId, days: given, replace }: PlanWeek,
  { who, signal, report }: JobContext,
  now: Date,
): Promise<PlanResult> {
  const all = [...new Set(given)].sort();
  const [rep] = await planReps(deps.db, who, { repId }, all[0]!, now);
  if (!rep) throw new AppError('NO_SUCH_REP');
  const result: PlanResult = { made: [], left: [] };
  const days = await withoutCalendar(deps, who, repId, all, replace, { result, signal, now });
  if (days.length === 0) return result;
  const asked: Week = { deps, who, rep, days, now, result };
  const rules = await rulesOfDays(deps, who.orgId, rep.unitId, days);
  const open = await openDays(asked, rules, replace);
  if (open.length === 0) return result;
  const due = await dueInWeek(asked, rules.at(-1)!);
  if (due.length === 0) {
    result.left.push(...open.map(({ day }) => ({ repId, day, why: 'nothingDue' as const })));
    return result;
  }
  report({ done: 0, total: open.length + 1 });
  const spread = await spreadOver(asked, open, due, signal);
  for (const [k, tour] of spread.tours.entries()) {
    if (signal.aborted) return result;
    report({ done: k + 1, total: open.length + 1 });
    const retailers = tour.order.map((i) => due[i]!.retailer);
    await planOpenDay(asked, open[k]!, retailers, k === open.length - 1 ? spread.skipped.length : 0, signal);
  }
  return result;
}

/** Plans the days that the rep's calendar has, each as it says; the days of which it says nothing. */
async function withoutCalendar(
  deps: PlanDeps,
  who: Who,
  repId: string,
  days: readonly string[],
  replace: boolean,
  { result, signal, now }: { result: PlanResult; signal: AbortSignal; now: Date },
): Promise<string[]> {
  const others: string[] = [];
  for (const day of days) {
    if (!(await hasCalendar(deps.db, who.orgId, repId, day))) {
      others.push(day);
      continue;
    }
    const [ruled] = await ruledReps(deps, who, { repId }, day, now);
    const became = signal.aborted ? null : await planRep(deps, who, ruled!, day, replace, now, signal);
    if (became && 'why' in became) result.left.push(became);
    else if (became) result.made.push(became);
  }
  return others;
}

/** The days that a plan is made for; the others are said to be left. */
async function openDays(
  { deps, who, rep, days, result }: Week,
  rules: readonly DayRules[],
  replace: boolean,
): Promise<OpenDay[]> {
  const open: OpenDay[] = [];
  for (const [i, day] of days.entries()) {
    const before = await storedPlan(deps.db, who, rep.repId, day);
    const hasBegun = (await visitsMade(deps.db, who, rep, day)).length > 0; // a day under way is replanned by itself, around what was visited
    if (day < rep.today) result.left.push({ repId: rep.repId, day, why: 'past' });
    else if (before?.locked) result.left.push({ repId: rep.repId, day, why: 'locked' });
    else if (before && (!replace || hasBegun)) result.left.push({ repId: rep.repId, day, why: 'planned' });
    else open.push({ day, revision: before?.revision ?? null, rules: rules[i]! });
  }
  return open;
}

/** Who is due by the last day and not in the plan of a day that is left as it is. */
async function dueInWeek({ deps, who, rep, days, now, result }: Week, rules: DayRules): Promise<Due[]> {
  const plans = await Promise.all(result.left.map(({ day }) => storedPlan(deps.db, who, rep.repId, day)));
  const kept = new Set(plans.flatMap((plan) => plan?.stops.map((stop) => stop.retailerId) ?? []));
  const [first, last] = [days[0]!, days.at(-1)!];
  const candidates = (await dueCandidates(deps.db, who, rep, first, last, now)).map((one) => ({
    ...one,
    daysSince: one.daysSince === null ? null : one.daysSince + daysBetween(first, last),
  }));
  return dueOf(candidates, rules.due, MOST_CANDIDATES)
    .filter(({ retailer }) => !kept.has(retailer.retailerId))
    .slice(0, MOST_STOPS);
}

/** Which of them on which day. */
async function spreadOver(
  { deps, rep, days }: Week,
  open: readonly OpenDay[],
  due: readonly Due[],
  signal: AbortSignal,
): Promise<WeekAnswer> {
  const { rules } = open[0]!;
  const retailers = due.map(({ retailer }) => retailer);
  const all = await withWays(deps.travels, { ...rep, rules }, days[0]!, dayWith(retailers, rules));
  const week = weekOf(due, open, all);
  return search<WeekAnswer>(deps.solvers, [SEARCHES, 'orderWeek'], { week, seed: 1, seconds: SPREAD_SECONDS }, signal);
}

async function planOpenDay(
  { deps, who, rep, now, result }: Week,
  { day, revision, rules }: OpenDay,
  retailers: readonly DayRetailer[],
  unserved: number,
  signal: AbortSignal,
): Promise<void> {
  const { repId } = rep;
  const ofDay = await withWays(deps.travels, { ...rep, nowS: null, rules }, day, dayWith(retailers, rules));
  const best = await solved(ofDay, deps.solvers, {}, ORDER_SECONDS, signal);
  if (signal.aborted) return;
  const plan = toStore(ofDay, best, { pinned: new Set(), locked: false, framedByHand: false });
  const isSaved = await deps.db.transaction((tx) => keepPlan(tx, who, deps.environment, plan, revision, now));
  if (isSaved === null) result.left.push({ repId, day, why: 'changed' });
  else {
    const { lengthM, travelS } = plan;
    result.made.push({ repId, day, stops: plan.stops.length, unserved, lengthM, travelS });
  }
}

/** A day that nothing has been done of yet. */
function dayWith(retailers: readonly DayRetailer[], { frame, visitMinutes }: DayRules): DayToPlan {
  return { retailers, frame, visitMinutes, nowS: null, visits: [] };
}

/** The week as its solver takes it. Each day has its own hours; minutes at the retailers and on the way are those of the first. */
function weekOf(due: readonly Due[], open: readonly OpenDay[], { ways, toPlan }: Loaded): WeekProblem {
  return {
    stops: due.map(({ retailer, priority }) => ({
      serviceS: serviceOf(retailer, toPlan.visitMinutes),
      windows: open.map(() => windowsOf(retailer)),
      must: false,
      priority,
    })),
    locations: ways.n,
    travelS: ways.travelS,
    travelM: ways.travelM,
    tours: open.map(({ rules: { frame } }, day) => ({
      day,
      rep: 0,
      startAt: null,
      endAt: null,
      shift: { startS: secondsOf(frame.dayStart), endS: secondsOf(frame.dayEnd) },
      ...(frame.lunch && {
        lunch: {
          durationS: frame.lunch.minutes * 60,
          earliestS: secondsOf(frame.lunch.from),
          latestS: secondsOf(frame.lunch.to),
        },
      }),
    })),
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
