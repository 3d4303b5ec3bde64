import type { FrozenWhy } from '../../shared/planHistory.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { StoredPlan } from './planStore.ts';

/** A rep's day, and when a working day begins where no setting says it (`08:30`). */
export interface DayBegin {
  repId: string;
  unitId: string;
  day: string;
  otherwise: string;
}

/** Whether a rep's day has begun, and the unit's own date. */
export async function stateOfDay(
  sql: Queryable,
  orgId: number,
  { repId, unitId, day, otherwise }: DayBegin,
  now: Date,
): Promise<{ hasBegun: boolean; today: string }> {
  const { rows } = await sql.query<{ hasBegun: boolean; today: string }>(
    `select day_has_begun($1, $2, $3, $4, $5, $6) as "hasBegun", ($5::timestamptz at time zone time_zone)::date as today
     from known_unit where org_id = $1 and unit_id = $3`,
    [orgId, repId, unitId, day, now, otherwise],
  );
  return rows[0]!;
}

/** Holds a plan until the transaction ends: nobody else changes or freezes it. Null: there is none. */
export async function holdPlan(
  sql: Queryable,
  orgId: number,
  repId: string,
  day: string,
): Promise<{ isFrozen: boolean } | null> {
  const { rows } = await sql.query<{ isFrozen: boolean }>(
    'select is_frozen as "isFrozen" from plan where org_id = $1 and rep_id = $2 and day = $3 for update',
    [orgId, repId, day],
  );
  return rows[0] ?? null;
}

export async function freezePlan(
  sql: Queryable,
  orgId: number,
  repId: string,
  day: string,
  why: FrozenWhy,
): Promise<void> {
  await sql.query('select freeze_plan($1, $2, $3, $4)', [orgId, repId, day, why]);
}

/** Appends what became of a plan after its day had begun. */
export async function addChange(sql: Queryable, who: Who, plan: Omit<StoredPlan, 'revision'>): Promise<void> {
  await sql.query(
    `insert into plan_change (org_id, rep_id, day, change_no, changed_by, retailer_ids, length_m, travel_s, start_s, finish_s, locked)
     select $1, $2, $3, (select coalesce(max(change_no), 0) + 1 from plan_change where org_id = $1 and rep_id = $2 and day = $3), $4, $5::uuid[], $6, $7, $8, $9, $10`,
    [
      who.orgId,
      plan.repId,
      plan.day,
      who.personId,
      plan.stops.map(({ retailerId }) => retailerId),
      plan.lengthM,
      plan.travelS,
      plan.startS,
      plan.finishS,
      plan.locked,
    ],
  );
}

/** Freezes plans whose working day has begun, of all organisations, at most `limit`; how many that were. Any number of processes may. */
export async function freezeBegun(sql: Queryable, now: Date, otherwise: string, limit: number): Promise<number> {
  const { rows } = await sql.query<{ isFrozen: boolean }>(
    `with open as (select distinct org_id, unit_id, day from plan where not is_frozen and day <= ($1::timestamptz at time zone 'UTC')::date + 1),
       begun as materialized (select * from open where work_begins_at(org_id, unit_id, day, $2) <= $1)
     select freeze_plan(org_id, rep_id, day, 'workStart') as "isFrozen"
     from (select p.org_id, p.rep_id, p.day from plan p join begun using (org_id, unit_id, day) where not p.is_frozen order by p.org_id, p.rep_id, p.day limit $3) due`,
    [now, otherwise, limit],
  );
  return rows.filter(({ isFrozen }) => isFrozen).length;
}

export interface FrozenRow {
  why: FrozenWhy;
  at: string;
  retailerIds: string[];
  lengthM: number;
  travelS: number;
  startS: number;
  finishS: number;
}

/** A rep's plan as the day began, in the caller's scope; null: it was not frozen yet, or there was none. */
export async function frozenPlan(sql: Queryable, who: Who, repId: string, day: string): Promise<FrozenRow | null> {
  const { rows } = await sql.query<Omit<FrozenRow, 'at'> & { at: Date }>(
    `select why, frozen_at as at, retailer_ids as "retailerIds", length_m as "lengthM", travel_s as "travelS", start_s as "startS", finish_s as "finishS"
     from known_plan_frozen where org_id = $1 and unit_id = any($2) and rep_id = $3 and day = $4 and ($5::uuid is null or rep_id = $5)`,
    [who.orgId, who.unitIds, repId, day, who.role === 'rep' ? who.personId : null],
  );
  return rows[0] ? { ...rows[0], at: rows[0].at.toISOString() } : null;
}

export interface ChangeRow extends Omit<FrozenRow, 'why'> {
  by: string;
  locked: boolean;
}

/** What became of a plan after its day had begun, in order. */
export async function changesAfter(sql: Queryable, orgId: number, repId: string, day: string): Promise<ChangeRow[]> {
  const { rows } = await sql.query<Omit<ChangeRow, 'at'> & { at: Date }>(
    `select w.name as by, c.changed_at as at, c.retailer_ids as "retailerIds", c.length_m as "lengthM", c.travel_s as "travelS", c.start_s as "startS", c.finish_s as "finishS", c.locked
     from plan_change c join known_person w on w.org_id = c.org_id and w.person_id = c.changed_by
     where c.org_id = $1 and c.rep_id = $2 and c.day = $3 order by c.change_no`,
    [orgId, repId, day],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export interface StopName {
  retailerId: string;
  code: string;
  name: string;
}

/** What retailers of the organisation are called, by their ids. */
export async function stopNames(sql: Queryable, orgId: number, retailerIds: readonly string[]): Promise<StopName[]> {
  const { rows } = await sql.query<StopName>(
    `select retailer_id as "retailerId", code, name from known_retailer where org_id = $1 and retailer_id = any($2)`,
    [orgId, retailerIds],
  );
  return rows;
}
