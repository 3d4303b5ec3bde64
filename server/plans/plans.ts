import { AppError, badField } from '../errors.ts';
import type { DayFrame, DayPlan } from '../../shared/plans.ts';
import type { MovedStop, NewPlan, PlanChange, PlanDelta, PlanEdit, StopMove } from '../../shared/planEdits.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { driven, loadDay, solved, told, toStore, type Loaded, type PlanChoice, type PlanDeps } from './planDay.ts';
import { visitedFirst, type Measured } from './problem.ts';
import {
  dayRetailers,
  planReps,
  savePlan,
  storedPlan,
  visitsMade,
  type PlanRep,
  type StoredPlan,
} from './planStore.ts';
import { EPSILON_S } from '../routes/solve/window/model.ts';

const lower = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))]; // an id may be written in capitals

async function repOf({ db }: PlanDeps, who: Who, repId: string, day: string, now: Date): Promise<PlanRep> {
  const [rep] = await planReps(db, who, { repId }, day, now);
  if (!rep) throw new AppError('NO_SUCH_REP');
  return rep;
}

function conflict(): AppError {
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

/** Makes a rep's plan of a day: the stops in the best order found, with how far from the best possible it can be. */
export async function makePlan(deps: PlanDeps, who: Who, asked: NewPlan, now: Date): Promise<DayPlan> {
  const rep = await repOf(deps, who, asked.repId, asked.day, now);
  const before = await storedPlan(deps.db, who, rep.repId, asked.day);
  if (before?.locked) throw new AppError('PLAN_LOCKED');
  const wanted = lower(asked.retailerIds);
  const loaded = await loadDay(
    deps,
    who,
    rep,
    asked.day,
    wanted,
    framed(deps.settings.frame, asked as Partial<DayFrame>),
  );
  const best = await solved(loaded, deps.solvers, {});
  const measured = asked.keepOrder ? compared(driven(loaded, visitedFirst(wanted, loaded.toPlan.visits)), best) : best;
  return saved(deps, who, loaded, measured, { pinned: new Set(), locked: false }, asked.revision);
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
): Promise<DayPlan> {
  const plan = toStore(loaded, measured, choice);
  const revision = await deps.db.transaction((tx) => savePlan(tx, who, plan, over));
  if (revision === null) throw conflict();
  return asTold(deps, loaded, { ...plan, revision });
}

function asTold({ settings }: PlanDeps, { toPlan }: Loaded, plan: StoredPlan): DayPlan {
  return told(plan, toPlan.retailers, new Set(toPlan.visits.map(({ retailerId }) => retailerId)), settings);
}

/** @throws NOT_FOUND */
export async function readPlan(deps: PlanDeps, who: Who, repId: string, day: string, now: Date): Promise<DayPlan> {
  const { rep, plan } = await existing(deps, who, repId, day, now);
  const retailers = await dayRetailers(
    deps.db,
    who,
    plan.stops.map(({ retailerId }) => retailerId),
  );
  const visits = await visitsMade(deps.db, who, rep, day);
  return told(plan, retailers, new Set(visits.map(({ retailerId }) => retailerId)), deps.settings);
}

async function existing(
  deps: PlanDeps,
  who: Who,
  repId: string,
  day: string,
  now: Date,
): Promise<{ rep: PlanRep; plan: StoredPlan }> {
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
  if (before.revision !== edit.revision) throw conflict();
  if (before.locked && edit.locked && !edit.dryRun) throw new AppError('PLAN_LOCKED');
  const old = await loadDay(
    deps,
    who,
    rep,
    day,
    before.stops.map((stop) => stop.retailerId),
    before.detail?.frame ?? deps.settings.frame,
    true,
  );
  const wanted = visitedFirst(lower(edit.retailerIds), old.toPlan.visits);
  const loaded = await loadDay(deps, who, rep, day, wanted, framed(old.toPlan.frame, edit as Partial<DayFrame>));
  const order = visitedFirst(wanted, loaded.toPlan.visits);
  const pinned = new Set(lower(edit.pinned).filter((id) => wanted.includes(id)));
  const measured = await editMeasured(deps, loaded, order, pinned, before, edit);
  const choice = { pinned, locked: edit.locked };
  const change = changeFrom(drivenOrStored(old, before), measured);
  if (edit.dryRun)
    return { plan: asTold(deps, loaded, { ...toStore(loaded, measured, choice), revision: before.revision }), change };
  return { plan: await saved(deps, who, loaded, measured, choice, before.revision), change };
}

async function editMeasured(
  deps: PlanDeps,
  loaded: Loaded,
  order: readonly string[],
  pinned: ReadonlySet<string>,
  before: StoredPlan,
  edit: PlanEdit,
): Promise<Measured> {
  if (edit.optimize) {
    const first = loaded.toPlan.visits.length;
    return solved(loaded, deps.solvers, {
      pins: new Map(order.flatMap((id, k) => (pinned.has(id) && k >= first ? [[id, k] as const] : []))),
    });
  }
  const byHand = driven(loaded, order);
  const known = knownBound(before, loaded, order, edit);
  if (known !== null && byHand.latenessS <= EPSILON_S)
    return { ...byHand, boundS: known, provedOptimal: byHand.restS <= known + EPSILON_S };
  return edit.dryRun ? byHand : compared(byHand, await solved(loaded, deps.solvers, {}));
}

/** What was proved of the stored plan holds for every order of the same stops on the same day. */
function knownBound(
  { detail, stops }: StoredPlan,
  { toPlan }: Loaded,
  order: readonly string[],
  { dayStart, dayEnd, lunch, start, end }: Partial<DayFrame>,
): number | null {
  const isSameFrame = [dayStart, dayEnd, lunch, start, end].every((part) => part === undefined);
  const isSame = isSameFrame && stops.length === order.length && stops.every((stop) => order.includes(stop.retailerId));
  return detail?.bound && isSame && !detail.bound.isPinned && detail.bound.visited === toPlan.visits.length
    ? detail.bound.s
    : null;
}

type Totals = Pick<Measured, 'lengthM' | 'travelS' | 'startS' | 'finishS' | 'latenessS'>;

/** The plan before, driven by today's roads and clock, so that a difference is the edit's and nothing else's. */
function drivenOrStored(old: Loaded, before: StoredPlan): Totals {
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

function changeFrom(before: Totals, after: Totals): PlanDelta {
  return {
    lengthM: after.lengthM - before.lengthM,
    travelS: after.travelS - before.travelS,
    durationS: after.finishS - after.startS - (before.finishS - before.startS),
    latenessS: after.latenessS - before.latenessS,
  };
}

/** Gives a stop to another rep: where it costs least, or at a place. Both plans change, or neither. */
export async function moveStop(deps: PlanDeps, who: Who, move: StopMove, now: Date): Promise<MovedStop> {
  const retailerId = move.retailerId.toLowerCase();
  const { rep: fromRep, plan: from } = await existing(deps, who, move.from.repId, move.day, now);
  const toRep = await repOf(deps, who, move.to.repId, move.day, now);
  const to = await storedPlan(deps.db, who, toRep.repId, move.day);
  if (fromRep.repId === toRep.repId) throw badField('body.to.repId', 'OTHER_REP');
  if (from.revision !== move.from.revision || (to?.revision ?? null) !== move.to.revision) throw conflict();
  if (from.locked || to?.locked) throw new AppError('ONE_PLAN_LOCKED');
  const fromIds = from.stops.map((stop) => stop.retailerId);
  const toIds = to?.stops.map((stop) => stop.retailerId) ?? [];
  if (!fromIds.includes(retailerId)) throw new AppError('STOP_NOT_IN_PLAN');
  if (toIds.includes(retailerId)) throw new AppError('STOP_THERE_ALREADY');
  const frames = [from, to].map((plan) => plan?.detail?.frame ?? deps.settings.frame) as [DayFrame, DayFrame];
  const oldFrom = await loadDay(deps, who, fromRep, move.day, fromIds, frames[0], true);
  if (oldFrom.toPlan.visits.some((visit) => visit.retailerId === retailerId)) throw new AppError('STOP_VISITED');
  const oldTo = await loadDay(deps, who, toRep, move.day, toIds, frames[1], true);
  const newFrom = await loadDay(
    deps,
    who,
    fromRep,
    move.day,
    fromIds.filter((id) => id !== retailerId),
    frames[0],
  );
  const newTo = await loadDay(deps, who, toRep, move.day, [...toIds, retailerId], frames[1]);
  const sides = [
    {
      plan: from,
      old: oldFrom,
      next: newFrom,
      measured: driven(
        newFrom,
        visitedFirst(
          fromIds.filter((id) => id !== retailerId),
          newFrom.toPlan.visits,
        ),
      ),
    },
    {
      plan: to,
      old: oldTo,
      next: newTo,
      measured: inserted(newTo, visitedFirst(toIds, newTo.toPlan.visits), retailerId, move.place),
    },
  ];
  const stored = sides.map(({ plan, next, measured }) =>
    toStore(next, measured, { pinned: pinnedOf(plan, retailerId), locked: false }),
  );
  const revisions = move.dryRun
    ? [from.revision, to?.revision ?? 1]
    : await deps.db.transaction((tx) => saveBoth(tx, who, stored, [from.revision, to?.revision ?? null]));
  const [fromChange, toChange] = sides.map(({ plan, old, next, measured }, k) => ({
    plan: asTold(deps, next, { ...stored[k]!, revision: revisions[k]! }),
    change: changeFrom(plan ? drivenOrStored(old, plan) : nothing(measured), measured),
  })) as [PlanChange, PlanChange];
  return { from: fromChange, to: toChange };
}

function nothing({ startS }: Measured): Totals {
  return { lengthM: 0, travelS: 0, startS, finishS: startS, latenessS: 0 };
}

function pinnedOf(plan: StoredPlan | null, but: string): Set<string> {
  return new Set(plan?.stops.filter((stop) => stop.pinned && stop.retailerId !== but).map((stop) => stop.retailerId));
}

/** The order with the stop at its place; without one, where it makes the day least late, then least travel longer. */
function inserted(loaded: Loaded, order: readonly string[], retailerId: string, place: number | null): Measured {
  const done = loaded.toPlan.visits.length;
  const rest = order.filter((id) => id !== retailerId);
  const at = (k: number): Measured => driven(loaded, [...rest.slice(0, k), retailerId, ...rest.slice(k)]);
  if (place !== null) return at(Math.min(rest.length, Math.max(done, place - 1)));
  let best = at(done);
  for (let k = done + 1; k <= rest.length; k++) {
    const tried = at(k);
    const isBetter =
      tried.latenessS < best.latenessS - EPSILON_S ||
      (tried.latenessS <= best.latenessS + EPSILON_S && tried.travelS < best.travelS);
    if (isBetter) best = tried;
  }
  return best;
}

/** In the order of the reps' ids, so that two moves at once do not wait for each other in a circle. */
async function saveBoth(
  tx: Queryable,
  who: Who,
  plans: readonly Omit<StoredPlan, 'revision'>[],
  over: readonly (number | null)[],
): Promise<number[]> {
  const revisions: number[] = [];
  for (const k of plans[0]!.repId < plans[1]!.repId ? [0, 1] : [1, 0]) {
    const revision = await savePlan(tx, who, plans[k]!, over[k]);
    if (revision === null) throw conflict(); // rolls the other back
    revisions[k] = revision;
  }
  return revisions;
}
