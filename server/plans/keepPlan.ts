import { valuesInForce, type EnvironmentSettings } from '../../shared/settings.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { addChange, freezePlan, holdPlan, stateOfDay } from './frozenStore.ts';
import { savePlan, type PlanRep, type StoredPlan } from './planStore.ts';

/** When a working day begins where no setting says it. */
export function usualBegin(environment: EnvironmentSettings): string {
  return valuesInForce(['workHours'], [], environment).workHours.from;
}

/** @throws PLAN_PAST: what was planned for a day that is over is history */
export function refusePast({ today }: Pick<PlanRep, 'today'>, day: string): void {
  if (day < today) throw new AppError('PLAN_PAST');
}

/**
 * As savePlan, and keeps what the day began with: before the first change after the day's beginning the plan that stands is frozen,
 * each such change is a row of its own, and a first plan that comes only then is frozen as it is made.
 * @throws PLAN_PAST
 */
export async function keepPlan(
  tx: Queryable,
  who: Who,
  environment: EnvironmentSettings,
  plan: Omit<StoredPlan, 'revision'>,
  over: number | null | undefined,
  now: Date,
): Promise<number | null> {
  const { orgId } = who;
  const { repId, unitId, day } = plan;
  const before = await holdPlan(tx, orgId, repId, day);
  const { hasBegun, today } = await stateOfDay(
    tx,
    orgId,
    { repId, unitId, day, otherwise: usualBegin(environment) },
    now,
  );
  refusePast({ today }, day);
  if (before && !before.isFrozen && hasBegun) await freezePlan(tx, orgId, repId, day, 'workStart');
  const revision = await savePlan(tx, who, plan, over);
  if (revision === null) return null;
  if (before && (before.isFrozen || hasBegun)) await addChange(tx, who, plan);
  else if (hasBegun) await freezePlan(tx, orgId, repId, day, 'made');
  return revision;
}
