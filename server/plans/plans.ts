import { AppError, badField } from '../errors.ts';
import type { DayFrame, DayPlan } from '../../shared/plans.ts';
import type { NewPlan, PlanChange, PlanDelta, PlanEdit } from '../../shared/planEdits.ts';
import type { Who } from '../auth.ts';
import { boundFor, keepBounds, keyOf, type ProvedBound } from './bounds.ts';
import { keepPlan, refusePast } from './keepPlan.ts';
import { driven, loadDay, solved, told, toStore, type Loaded, type PlanChoice, type PlanDeps } from './planDay.ts';
import { visitedFirst, type Measured } from './problem.ts';
import { dayRetailers, storedPlan, visitsMade, type StoredPlan } from './planStore.ts';
import { ruledReps, type RuledRep } from './rules.ts';
import { EPSILON_S } from '../routes/solve/window/model.ts';

const lower = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))]; // an id may be written in capitals

export async function repOf(deps: PlanDeps, who: Who, repId: string, day: string, now: Date): Promise<RuledRep> {
  const [rep] = await ruledReps(deps, who, { repId }, day, now);
  if (!rep) throw new AppError('NO_SUCH_REP');
  return rep;
}

export function conflict(): AppError {
  return new AppError('PLAN_CHANGED');
}

function framed(frame: DayFrame, { dayStart, dayEnd, lunch, start, end }: Partial<DayFrame>): DayFrame {
  const wanted: DayFrame = {
    dayStart: dayStart ?? frame.dayStart,
    dayEnd: dayEnd ?? frame.dayEnd,
    lunch: lunch === undefined ? frame.lunch : lunch,
    start: start === undefined ? frame.start : start,
    end: end === undefined ? frame.end : end,
  };
  if (wanted.dayEnd <= wanted.dayStart) throw badField('body.dayEnd', 'MUST_BE_AFTER', { time: wanted.dayStart });
  return wanted;
}

/** Whether somebody says of the day what its settings do not. */
function isFramed({
  dayStart,
  dayEnd,
  lunch,
  start,
  end,
}: { [K in keyof DayFrame]?: DayFrame[K] | undefined }): boolean {
  return [dayStart, dayEnd, lunch, start, end].some((part) => part !== undefined);
}

/**
 * Retailers that are not open on the day are not planned; what was in the plan before stays, and is said to be closed.
 * @throws STOPS_CLOSED naming them
 */
export function refuseClosed({ toPlan }: Loaded, before: readonly { retailerId: string }[]): void {
  const closed = toPlan.retailers.filter(
    ({ retailerId, state }) =>
      state !== 'open' &&
      !before.some((stop) => stop.retailerId === retailerId) &&
      !toPlan.visits.some((visit) => visit.retailerId === retailerId),
  );
  if (closed.length > 0) throw new AppError('STOPS_CLOSED', { names: closed.map(({ name }) => name) });
}

/** Makes a rep's plan of a day: the stops in the best order found, with how far from the best possible it can be. */
export async function makePlan(deps: PlanDeps, who: Who, asked: NewPlan, now: Date): Promise<DayPlan> {
  const rep = await repOf(deps, who, asked.repId, asked.day, now);
  refusePast(rep, asked.day);
  const before = await storedPlan(deps.db, who, rep.repId, asked.day);
  if (before?.locked) throw new AppError('PLAN_LOCKED');
  const wanted = lower(asked.retailerIds);
  const loaded = await loadDay(deps, who, rep, asked.day, wanted, framed(rep.rules.frame, asked as Partial<DayFrame>));
  refuseClosed(loaded, []);
  const best = await solved(loaded, deps.solvers, {});
  const measured = asked.keepOrder ? compared(driven(loaded, visitedFirst(wanted, loaded.toPlan.visits)), best) : best;
  return saved(
    deps,
    who,
    loaded,
    measured,
    { pinned: new Set(), locked: false, framedByHand: isFramed(asked) },
    asked.revision,
    now,
  );
}

/** An order by hand, with what is known of the best one. */
function compared(byHand: Measured, best: Measured): Measured {
  const isBest =
    best.provedOptimal && byHand.latenessS <= best.latenessS + EPSILON_S && byHand.restS <= best.restS + EPSILON_S;
  return { ...byHand, boundS: byHand.latenessS > EPSILON_S ? null : best.boundS, provedOptimal: isBest };
}

async function saved(
  deps: PlanDeps,
  who: Who,
  loaded: Loaded,
  measured: Measured,
  choice: PlanChoice,
  over: number | null | undefined,
  now: Date,
): Promise<DayPlan> {
  const plan = toStore(loaded, measured, choice);
  const revision = await deps.db.transaction((tx) => keepPlan(tx, who, deps.environment, plan, over, now));
  if (revision === null) throw conflict();
  return asTold(loaded, { ...plan, revision });
}

export function asTold({ rep, toPlan }: Loaded, plan: StoredPlan): DayPlan {
  return told(plan, toPlan.retailers, new Set(toPlan.visits.map(({ retailerId }) => retailerId)), rep.rules.frame);
}

/** @throws NOT_FOUND */
export async function readPlan(deps: PlanDeps, who: Who, repId: string, day: string, now: Date): Promise<DayPlan> {
  const { rep, plan } = await existing(deps, who, repId, day, now);
  const retailers = await dayRetailers(
    deps.db,
    who,
    plan.stops.map(({ retailerId }) => retailerId),
    day,
  );
  const visits = await visitsMade(deps.db, who, rep, day);
  return told(plan, retailers, new Set(visits.map(({ retailerId }) => retailerId)), rep.rules.frame);
}

export async function existing(
  deps: PlanDeps,
  who: Who,
  repId: string,
  day: string,
  now: Date,
): Promise<{ rep: RuledRep; plan: StoredPlan }> {
  const rep = await repOf(deps, who, repId, day, now);
  const plan = await storedPlan(deps.db, who, rep.repId, day);
  if (!plan) throw new AppError('NO_PLAN');
  return { rep, plan };
}

/** Puts a plan into the order given by hand, or into the best one around what is pinned; says what that changes, and saves it unless it is a trial. */
export async function editPlan(
  deps: PlanDeps,
  who: Who,
  repId: string,
  day: string,
  edit: PlanEdit,
  now: Date,
): Promise<PlanChange> {
  const { rep, plan: before } = await existing(deps, who, repId, day, now);
  refusePast(rep, day);
  if (before.revision !== edit.revision) throw conflict();
  if (before.locked && edit.locked && !edit.dryRun) throw new AppError('PLAN_LOCKED');
  const old = await loadDay(
    deps,
    who,
    rep,
    day,
    before.stops.map((stop) => stop.retailerId),
    before.detail?.frame ?? rep.rules.frame,
    true,
  );
  const wanted = visitedFirst(lower(edit.retailerIds), old.toPlan.visits);
  const loaded = await loadDay(deps, who, rep, day, wanted, framed(old.toPlan.frame, edit as Partial<DayFrame>));
  refuseClosed(loaded, before.stops);
  const order = visitedFirst(wanted, loaded.toPlan.visits);
  const pinned = new Set(lower(edit.pinned).filter((id) => wanted.includes(id)));
  const { measured, proved } = await editMeasured(deps, loaded, order, pinned, before, edit);
  const framedByHand = isFramed(edit) || (before.detail?.framedByHand ?? true);
  const choice = { pinned, locked: edit.locked, framedByHand, proved };
  const change = changeFrom(drivenOrStored(old, before), measured);
  if (edit.dryRun)
    return { plan: asTold(loaded, { ...toStore(loaded, measured, choice), revision: before.revision }), change };
  return { plan: await saved(deps, who, loaded, measured, choice, before.revision, now), change };
}

/** What the edit comes to, with the best that was ever proved of this day: locking, unlocking or moving a stop there and back loosens nothing. */
async function editMeasured(
  deps: PlanDeps,
  loaded: Loaded,
  order: readonly string[],
  pinned: ReadonlySet<string>,
  { detail }: StoredPlan,
  edit: PlanEdit,
): Promise<{ measured: Measured; proved: readonly ProvedBound[] }> {
  const { retailers, visits } = loaded.toPlan;
  const key = keyOf(loaded.toPlan, loaded.ways);
  const known = detail?.bounds ?? [];
  const proving = (found: Measured, pins: ProvedBound['pins']): readonly ProvedBound[] =>
    found.boundS === null ? known : keepBounds(known, { s: found.boundS, of: key, pins });
  if (edit.optimize) {
    const pins = order.flatMap((id, k) => (pinned.has(id) && k >= visits.length ? [{ retailerId: id, place: k }] : []));
    const best = await solved(loaded, deps.solvers, {
      pins: new Map(pins.map(({ retailerId, place }) => [retailerId, place])),
    });
    const proved = proving(best, pins);
    const found = best.order.map((i) => retailers[i]!.retailerId);
    return { measured: withBound(best, boundFor(proved, key, found, pinned)), proved };
  }
  const byHand = driven(loaded, order);
  const bound = boundFor(known, key, order, pinned);
  if (edit.dryRun || bound !== null || byHand.latenessS > EPSILON_S)
    return { measured: withBound(byHand, bound), proved: known };
  const best = await solved(loaded, deps.solvers, {});
  return { measured: compared(byHand, best), proved: proving(best, []) };
}

/** Bounds are of days on which nobody is late: of another one they say nothing. */
function withBound(measured: Measured, boundS: number | null): Measured {
  if (boundS === null || measured.latenessS > EPSILON_S) return measured;
  return {
    ...measured,
    boundS: Math.max(boundS, measured.boundS ?? 0),
    provedOptimal: measured.provedOptimal || measured.restS <= boundS + EPSILON_S,
  };
}

export type Totals = Pick<Measured, 'lengthM' | 'travelS' | 'startS' | 'finishS' | 'latenessS'>;

/** The plan before, driven by today's roads and clock, so that a difference is the edit's and nothing else's. */
export function drivenOrStored(old: Loaded, before: StoredPlan): Totals {
  try {
    return driven(
      old,
      visitedFirst(
        before.stops.map(({ retailerId }) => retailerId),
        old.toPlan.visits,
      ),
    );
  } catch (error) {
    if (error instanceof AppError) return before; // a way has been closed since
    throw error;
  }
}

export function changeFrom(before: Totals, after: Totals): PlanDelta {
  return {
    lengthM: after.lengthM - before.lengthM,
    travelS: after.travelS - before.travelS,
    durationS: after.finishS - after.startS - (before.finishS - before.startS),
    latenessS: after.latenessS - before.latenessS,
  };
}
