import type { MovedStop, PlanChange, StopMove } from '../../shared/planEdits.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { EPSILON_S } from '../routes/solve/window/model.ts';
import { keepPlan, refusePast } from './keepPlan.ts';
import { driven, loadDay, toStore, type Loaded, type PlanDeps } from './planDay.ts';
import { asTold, changeFrom, conflict, drivenOrStored, existing, refuseClosed, repOf, type Totals } from './plans.ts';
import { storedPlan, type StoredPlan } from './planStore.ts';
import { visitedFirst, type Measured } from './problem.ts';

/** Gives a stop to another rep: where it costs least, or at a place. Both plans change, or neither. */
export async function moveStop(deps: PlanDeps, who: Who, move: StopMove, now: Date): Promise<MovedStop> {
  const retailerId = move.retailerId.toLowerCase();
  const { rep: fromRep, plan: from } = await existing(deps, who, move.from.repId, move.day, now);
  refusePast(fromRep, move.day);
  const toRep = await repOf(deps, who, move.to.repId, move.day, now);
  refusePast(toRep, move.day);
  const to = await storedPlan(deps.db, who, toRep.repId, move.day);
  if (fromRep.repId === toRep.repId) throw badField('body.to.repId', 'OTHER_REP');
  if (from.revision !== move.from.revision || (to?.revision ?? null) !== move.to.revision) throw conflict();
  if (from.locked || to?.locked) throw new AppError('ONE_PLAN_LOCKED');
  const fromIds = from.stops.map((stop) => stop.retailerId);
  const toIds = to?.stops.map((stop) => stop.retailerId) ?? [];
  if (!fromIds.includes(retailerId)) throw new AppError('STOP_NOT_IN_PLAN');
  if (toIds.includes(retailerId)) throw new AppError('STOP_THERE_ALREADY');
  const frames = { from: from.detail?.frame ?? fromRep.rules.frame, to: to?.detail?.frame ?? toRep.rules.frame };
  const oldFrom = await loadDay(deps, who, fromRep, move.day, fromIds, frames.from, true);
  if (oldFrom.toPlan.visits.some((visit) => visit.retailerId === retailerId)) throw new AppError('STOP_VISITED');
  const oldTo = await loadDay(deps, who, toRep, move.day, toIds, frames.to, true);
  const restIds = fromIds.filter((id) => id !== retailerId);
  const newFrom = await loadDay(deps, who, fromRep, move.day, restIds, frames.from);
  const newTo = await loadDay(deps, who, toRep, move.day, [...toIds, retailerId], frames.to);
  refuseClosed(newTo, to?.stops ?? []);
  const without = driven(newFrom, visitedFirst(restIds, newFrom.toPlan.visits));
  const within = inserted(newTo, visitedFirst(toIds, newTo.toPlan.visits), retailerId, move.place);
  const sides = [
    { plan: from, old: oldFrom, next: newFrom, measured: without },
    { plan: to, old: oldTo, next: newTo, measured: within },
  ];
  const stored = sides.map(({ plan, next, measured }) =>
    toStore(next, measured, {
      pinned: pinnedOf(plan, retailerId),
      locked: false,
      framedByHand: plan !== null && (plan.detail?.framedByHand ?? true),
    }),
  );
  const revisions = move.dryRun
    ? [from.revision, to?.revision ?? 1]
    : await deps.db.transaction((tx) => saveBoth(deps, tx, who, stored, [from.revision, to?.revision ?? null], now));
  const [fromChange, toChange] = sides.map(({ plan, old, next, measured }, k) => ({
    plan: asTold(next, { ...stored[k]!, revision: revisions[k]! }),
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
  { environment }: PlanDeps,
  tx: Queryable,
  who: Who,
  plans: readonly Omit<StoredPlan, 'revision'>[],
  over: readonly (number | null)[],
  now: Date,
): Promise<number[]> {
  const revisions: number[] = [];
  for (const k of plans[0]!.repId < plans[1]!.repId ? [0, 1] : [1, 0]) {
    const revision = await keepPlan(tx, who, environment, plans[k]!, over[k], now);
    if (revision === null) throw conflict(); // rolls the other back
    revisions[k] = revision;
  }
  return revisions;
}
