import type { Unit, UnitChange } from '../../shared/units.ts';
import type { Queryable } from '../db.ts';
import { unitColumns } from './store.ts';

/** Nobody else moves units of the organisation until the transaction ends: two moves at once could close a circle. */
export async function holdUnits(sql: Queryable, orgId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(hashtext('rounds units'), $1)`, [orgId]);
}

/** Whether a unit is this one or stands somewhere below it. */
export async function isWithin(sql: Queryable, orgId: number, unitId: string, above: string): Promise<boolean> {
  const { rows } = await sql.query<{ isWithin: boolean }>('select $3 = any(unit_scope($1, $2)) as "isWithin"', [
    orgId,
    above,
    unitId,
  ]);
  return rows[0]!.isWithin;
}

export async function isNameTaken(sql: Queryable, orgId: number, unitId: string, name: string): Promise<boolean> {
  const { rows } = await sql.query<{ isTaken: boolean }>(
    'select exists (select from unit where org_id = $1 and unit_id <> $2 and name = $3) as "isTaken"',
    [orgId, unitId, name],
  );
  return rows[0]!.isTaken;
}

/** What still is in a unit: people who may sign in, retailers, units that are open. */
export async function useOf(
  sql: Queryable,
  orgId: number,
  unitId: string,
): Promise<{ people: number; retailers: number; units: number }> {
  const { rows } = await sql.query<{ people: number; retailers: number; units: number }>(
    `select (select count(*) from person where org_id = $1 and unit_id = $2 and is_active)::int as people,
            (select count(*) from known_retailer where org_id = $1 and unit_id = $2)::int as retailers,
            (select count(*) from unit where org_id = $1 and parent_id = $2 and closed_at is null)::int as units`,
    [orgId, unitId],
  );
  return rows[0]!;
}

export async function changeUnit(sql: Queryable, orgId: number, unitId: string, change: UnitChange): Promise<Unit> {
  const { rows } = await sql.query<Unit>(
    `update unit set name = coalesce($3, name), parent_id = coalesce($4, parent_id), time_zone = coalesce($5, time_zone),
            closed_at = case when $6 then now() else closed_at end
     where org_id = $1 and unit_id = $2 returning ${unitColumns}`,
    [orgId, unitId, change.name ?? null, change.parentId ?? null, change.timeZone ?? null, change.isClosed ?? false],
  );
  return rows[0]!;
}
