import { secondsOf } from '../../shared/clock.ts';
import type { PlanResult, PlanWeek } from '../../shared/planEdits.ts';
import { AppError } from '../errors.ts';
import type { JobContext } from '../jobs.ts';
import { dueOf } from '../../shared/due.ts';
import { dueCandidates, MOST_CANDIDATES, type Candidate } from './dueStore.ts';
import { solved, toStore, withWays, type Loaded, type PlanDeps, SEARCHES } from './planDay.ts';
import { keepPlan } from './keepPlan.ts';
import { search } from '../solvers.ts';
import { serviceOf, windowsOf } from './problem.ts';
import { planReps, storedPlan, visitsMade } from './planStore.ts';
import type { WeekAnswer, WeekProblem } from '../routes/solve/week/problem.ts';
import { rulesOfDays, type DayRules } from './rules.ts';

const SPREAD_SECONDS = 5;
const ORDER_SECONDS = 0.5;
/** Of the due retailers so many go into a week: five days of forty, and some that will not fit. */
const MOST_STOPS = 300;

/** A day of the week that a plan is made for. */
interface OpenDay {
  day: string;
  /** Of the plan that is replaced. */
  revision: number | null;
  rules: DayRules;
}

/** A rep's plans of several days: each retailer that is due by the last of them once, near ones together, the days' work even. */
export async function planWeek(
  deps: PlanDeps,
  { repId, days: given, replace }: PlanWeek,
  { who, signal, report }: JobContext,
  now: Date,
): Promise<PlanResult> {
  const days = [...new Set(given)].sort();
  const [rep] = await planReps(deps.db, who, { repId }, days[0]!, now);
  if (!rep) throw new AppError('NO_SUCH_REP');
  const result: PlanResult = { made: [], left: [] };
  const open: OpenDay[] = [];
  const rules = await rulesOfDays(deps, who.orgId, rep.unitId, days);
  for (const [i, day] of days.entries()) {
    const before = await storedPlan(deps.db, who, repId, day);
    const hasBegun = (await visitsMade(deps.db, who, rep, day)).length > 0; // a day under way is replanned by itself, around what was visited
    if (day < rep.today) result.left.push({ repId, day, why: 'past' });
    else if (before?.locked) result.left.push({ repId, day, why: 'locked' });
    else if (before && (!replace || hasBegun)) result.left.push({ repId, day, why: 'planned' });
    else open.push({ day, revision: before?.revision ?? null, rules: rules[i]! });
  }
  if (open.length === 0) return result;
  const kept = new Set(
    (await Promise.all(result.left.map(({ day }) => storedPlan(deps.db, who, repId, day)))).flatMap(
      (plan) => plan?.stops.map((stop) => stop.retailerId) ?? [],
    ),
  );
  const last = days[days.length - 1]!;
  const due = dueOf(
    (await dueCandidates(deps.db, who, rep, days[0]!, last, now)).map((one) => ({
      ...one,
      daysSince: one.daysSince === null ? null : one.daysSince + daysBetween(days[0]!, last),
    })),
    rules[rules.length - 1]!.due,
    MOST_CANDIDATES,
  )
    .filter(({ retailer }) => !kept.has(retailer.retailerId))
    .slice(0, MOST_STOPS);
  if (due.length === 0)
    return {
      ...result,
      left: [...result.left, ...open.map(({ day }) => ({ repId, day, why: 'nothingDue' as const }))],
    };
  report({ done: 0, total: open.length + 1 });
  const retailers = due.map(({ retailer }) => retailer);
  const first = open[0]!.rules;
  const all = await withWays(deps.travels, { ...rep, rules: first }, days[0]!, {
    retailers,
    frame: first.frame,
    visitMinutes: first.visitMinutes,
    nowS: null,
    visits: [],
  });
  const week = weekOf(due, open, all);
  const spread = await search<WeekAnswer>(
    deps.solvers,
    [SEARCHES, 'orderWeek'],
    { week, seed: 1, seconds: SPREAD_SECONDS },
    signal,
  );
  for (const [k, { day, revision, rules }] of open.entries()) {
    if (signal.aborted) return result;
    report({ done: k + 1, total: open.length + 1 });
    const ofDay = await withWays(deps.travels, { ...rep, nowS: null, rules }, day, {
      retailers: spread.tours[k]!.order.map((i) => retailers[i]!),
      frame: rules.frame,
      visitMinutes: rules.visitMinutes,
      nowS: null,
      visits: [],
    });
    const best = await solved(ofDay, deps.solvers, {}, ORDER_SECONDS, signal);
    if (signal.aborted) return result;
    const plan = toStore(ofDay, best, { pinned: new Set(), locked: false, framedByHand: false });
    const isSaved = await deps.db.transaction((tx) => keepPlan(tx, who, deps.environment, plan, revision, now));
    if (isSaved === null) result.left.push({ repId, day, why: 'changed' });
    else
      result.made.push({
        repId,
        day,
        stops: plan.stops.length,
        unserved: k === open.length - 1 ? spread.skipped.length : 0,
        lengthM: plan.lengthM,
        travelS: plan.travelS,
      });
  }
  return result;
}

/** The week as its solver takes it. Each day has its own hours; minutes at the retailers and on the way are those of the first. */
function weekOf(
  due: readonly { retailer: Candidate; priority: number }[],
  open: readonly OpenDay[],
  { ways, toPlan }: Loaded,
): WeekProblem {
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
