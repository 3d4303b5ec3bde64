import type { LaterChange, PlanHistory } from '../../shared/planHistory.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { changesAfter, frozenPlan, stopNames, type ChangeRow, type FrozenRow } from './frozenStore.ts';
import { storedPlan } from './planStore.ts';

/** What changed from one order of stops to another. */
export function stopsChanged(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[]; isReordered: boolean } {
  const was = new Set(before);
  const is = new Set(after);
  const stayed = before.filter((id) => is.has(id));
  return {
    added: after.filter((id) => !was.has(id)),
    removed: before.filter((id) => !is.has(id)),
    isReordered: after.filter((id) => was.has(id)).some((id, k) => id !== stayed[k]),
  };
}

const figuresOf = ({ lengthM, travelS, startS, finishS }: Omit<FrozenRow, 'why'>) => ({
  lengthM,
  travelS,
  durationS: Math.max(0, finishS - startS),
  finishS,
});

/** What a day is compared with: the plan as the day began, and before that the plan that stands. */
export async function planAsBegun(
  sql: Queryable,
  who: Who,
  repId: string,
  day: string,
): Promise<Pick<FrozenRow, 'retailerIds' | 'lengthM' | 'startS' | 'finishS'> | null> {
  const begun = await frozenPlan(sql, who, repId, day);
  if (begun) return begun;
  const plan = await storedPlan(sql, who, repId, day);
  return plan && { ...plan, retailerIds: plan.stops.map(({ retailerId }) => retailerId) };
}

/** A plan as its day began, and each later change against what stood before it. */
export async function planHistory(sql: Queryable, who: Who, repId: string, day: string): Promise<PlanHistory> {
  const begun = await frozenPlan(sql, who, repId, day);
  if (!begun) return { begun: null, changes: [] };
  const rows = await changesAfter(sql, who.orgId, repId, day);
  const ids = new Set([begun, ...rows].flatMap(({ retailerIds }) => retailerIds));
  const names = new Map((await stopNames(sql, who.orgId, [...ids])).map((stop) => [stop.retailerId, stop]));
  const named = (retailerIds: readonly string[]) => retailerIds.map((id) => names.get(id)!);
  const changeOf = (row: ChangeRow, k: number): LaterChange => {
    const { added, removed, isReordered } = stopsChanged((rows[k - 1] ?? begun).retailerIds, row.retailerIds);
    const { at, by, locked } = row;
    return { at, by, locked, isReordered, added: named(added), removed: named(removed), ...figuresOf(row) };
  };
  return {
    begun: { at: begun.at, why: begun.why, stops: named(begun.retailerIds), ...figuresOf(begun) },
    changes: rows.map(changeOf),
  };
}
