import { dueOf } from '../../shared/due.ts';
import type { PlanResult } from '../../shared/planEdits.ts';
import { secondsOf } from '../../shared/clock.ts';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import { EPSILON_S } from '../routes/solve/window/model.ts';
import { calendarStops, hasCalendar } from './calendarStore.ts';
import { dueCandidates, MOST_CANDIDATES } from './dueStore.ts';
import { keepPlan } from './keepPlan.ts';
import { solved, toStore, withWays, type Loaded, type PlanDeps } from './planDay.ts';
import type { DayRetailer, DayToPlan, Measured } from './problem.ts';
import { dayRetailers, storedPlan, visitsMade, type StoredPlan } from './planStore.ts';
import type { RuledRep } from './rules.ts';

/** Choosing whom to visit: usually the first is enough, but a machine that is busy may hardly have begun by then. Then the order with its proof. */
const CHOICE_SECONDS = [0.6, 2, 5];
const ORDER_SECONDS = 0.5;

export type Left = PlanResult['left'][number];
export type Made = PlanResult['made'][number];

/** One rep's plan of a day: whom their calendar has, or the due retailers that fit into it; null when it was cancelled. */
export async function planRep(
  deps: PlanDeps,
  who: Who,
  rep: RuledRep,
  day: string,
  replace: boolean,
  now: Date,
  signal: AbortSignal,
): Promise<Made | Left | null> {
  const left = (why: Left['why']): Left => ({ repId: rep.repId, day, why });
  if (day < rep.today) return left('past');
  const before = await storedPlan(deps.db, who, rep.repId, day);
  if (before?.locked) return left('locked');
  if (before && !replace) return left('planned');
  const wanted = await wantedOn(deps, who, rep, day, now);
  const visits = await visitsMade(deps.db, who, rep, day);
  const done = await dayRetailers(
    deps.db,
    who,
    visits.map(({ retailerId }) => retailerId),
    day,
  );
  const isDone = new Set(done.map(({ retailerId }) => retailerId));
  const open = wanted.filter(({ retailer }) => !isDone.has(retailer.retailerId));
  if (open.length === 0) return left('nothingDue');
  const framedByHand = before?.detail?.framedByHand ?? before !== null;
  const frame = (framedByHand ? before?.detail?.frame : null) ?? rep.rules.frame;
  const toPlan = {
    frame,
    visitMinutes: rep.rules.visitMinutes,
    nowS: rep.nowS,
    visits: visits.filter(({ retailerId }) => isDone.has(retailerId)),
  };
  try {
    const found = await orderOf(deps, { rep, day, toPlan, done, open }, signal);
    if (!found) return null;
    const plan = toStore(found.chosen, found.best, { pinned: new Set(), locked: false, framedByHand });
    const isSaved = await deps.db.transaction((tx) =>
      keepPlan(tx, who, deps.environment, plan, before?.revision ?? null, now),
    );
    return isSaved === null ? left('changed') : madeOf(plan, found.best);
  } catch (error) {
    if (error instanceof AppError && error.code === 'INVALID_INPUT') return left('noWay');
    throw error;
  }
}

interface Wanted {
  retailer: DayRetailer;
  /** What leaving it out counts; null: it must be visited. */
  priority: number | null;
}

/** Whom the rep's calendar has on the day, with what is owed as far as it fits; without a calendar who is due. */
async function wantedOn(deps: PlanDeps, who: Who, rep: RuledRep, day: string, now: Date): Promise<Wanted[]> {
  if (!(await hasCalendar(deps.db, who.orgId, rep.repId, day)))
    return dueOf(await dueCandidates(deps.db, who, rep, day, day, now), rep.rules.due, MOST_CANDIDATES);
  const stops = await calendarStops(deps.db, who, rep, day);
  return stops.map(({ retailer, daysLeft }) => ({ retailer, priority: daysLeft === null ? null : 1 / (1 + daysLeft) }));
}

interface DayToChoose {
  rep: RuledRep;
  day: string;
  toPlan: Omit<DayToPlan, 'retailers'>;
  /** What was visited stays. */
  done: readonly DayRetailer[];
  open: Wanted[];
}

/** The due retailers that fit into the day, in the best order; null when it was cancelled. */
async function orderOf(
  deps: PlanDeps,
  { rep, day, toPlan, done, open }: DayToChoose,
  signal: AbortSignal,
): Promise<{ chosen: Loaded; best: Measured } | null> {
  const retailers = [...done, ...open.map(({ retailer }) => retailer)];
  const all = await withWays(deps.travels, rep, day, { ...toPlan, retailers });
  const priorities = new Map(
    open.flatMap(({ retailer, priority }) => (priority === null ? [] : [[retailer.retailerId, priority] as const])),
  );
  const hasMust = open.some(({ priority }) => priority === null);
  const choice = await chosenOf(deps, all, priorities, hasMust, signal);
  const chosen = await withWays(deps.travels, rep, day, {
    ...toPlan,
    retailers: choice.order.map((i) => retailers[i]!),
  });
  const best = await solved(chosen, deps.solvers, {}, ORDER_SECONDS, signal);
  return signal.aborted ? null : { chosen, best: { ...best, unserved: choice.unserved } };
}

/** Who fits into the day without anybody being late; whom the calendar says stays, and is said to be late. */
async function chosenOf(
  { solvers }: PlanDeps,
  all: Loaded,
  priorities: ReadonlyMap<string, number>,
  hasMust: boolean,
  signal: AbortSignal,
): Promise<Pick<Measured, 'order' | 'unserved'>> {
  let found: Measured | null = null;
  for (const seconds of CHOICE_SECONDS) {
    found = await solved(all, solvers, { priorities }, seconds, signal);
    if (found.latenessS <= EPSILON_S || signal.aborted) return found;
  }
  return hasMust ? found! : inTime(found!, all.toPlan);
}

/** The part of a late order up to the first stop that is late or ends after the day: nobody in it is. What was visited stays. */
export function inTime(
  { order, stops, unserved }: Pick<Measured, 'order' | 'stops' | 'unserved'>,
  { retailers, visits, frame }: DayToPlan,
): Pick<Measured, 'order' | 'unserved'> {
  const endS = secondsOf(frame.dayEnd);
  const tooLate = stops.findIndex(
    ({ lateS, departS }, k) => k >= visits.length && (lateS > EPSILON_S || departS === null || departS > endS),
  );
  const kept = tooLate < 0 ? order.length : tooLate;
  const dropped = order
    .slice(kept)
    .map((i) => ({ id: retailers[i]!.retailerId, why: 'noTime' as const, lateIfServedS: null }));
  return { order: order.slice(0, kept), unserved: [...unserved, ...dropped] };
}

export function madeOf(
  { repId, day, stops, lengthM, travelS }: Omit<StoredPlan, 'revision'>,
  { unserved }: Pick<Measured, 'unserved'>,
): Made {
  return { repId, day, stops: stops.length, unserved: unserved.length, lengthM, travelS };
}
