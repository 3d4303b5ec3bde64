import type { Cut } from '../../shared/metrics.ts';
import type { Queryable } from '../db.ts';

/** A unit and all below it. */
export async function unitsBelow(sql: Queryable, orgId: number, unitId: string): Promise<string[]> {
  const { rows } = await sql.query<{ units: string[] }>('select unit_scope($1, $2) as units', [orgId, unitId]);
  return rows[0]!.units;
}

/** What the keys of a cut are called; of those that are words or days themselves nothing. */
export async function namesOf(
  sql: Queryable,
  orgId: number,
  by: Cut | null,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const ids = keys.filter((key) => key.length === 36);
  if (ids.length === 0 || (by !== 'unit' && by !== 'person' && by !== 'territory')) return new Map();
  const { rows } = await sql.query<{ id: string; name: string }>(
    `select unit_id as id, name from known_unit where $2 = 'unit' and org_id = $1 and unit_id = any($3::uuid[])
     union all select person_id, name from known_person where $2 = 'person' and org_id = $1 and person_id = any($3::uuid[])
     union all select territory_id, name from known_territory where $2 = 'territory' and org_id = $1 and territory_id = any($3::uuid[])`,
    [orgId, by, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether somebody is, or was, a rep in these units: their rows may be asked for by name. */
export async function isRepIn(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  repId: string,
): Promise<boolean> {
  const { rows } = await sql.query<{ is: boolean }>(
    `select exists (select from known_person where org_id = $1 and person_id = $3 and role = 'rep' and unit_id = any($2::uuid[]))
         or exists (select from rep_day where org_id = $1 and rep_id = $3 and unit_id = any($2::uuid[])) as is`,
    [orgId, unitIds, repId],
  );
  return rows[0]!.is;
}

/** Reps of a unit and all below it. */
export async function repsIn(sql: Queryable, orgId: number, unitId: string): Promise<string[]> {
  const { rows } = await sql.query<{ repId: string }>(
    `select person_id as "repId" from known_person where org_id = $1 and role = 'rep' and unit_id = any(unit_scope($1, $2))`,
    [orgId, unitId],
  );
  return rows.map(({ repId }) => repId);
}

/** Reps whose retailers a published map changed: who held one, or holds one now, that went from one to another. */
export async function repsOfMap(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  mapId: string,
): Promise<string[] | null> {
  const { rows } = await sql.query<{ reps: string[] | null }>(
    `select array(select rep_id from reps_of_map_change($1, map_id)) as reps from known_map where org_id = $1 and map_id = $2 and unit_id = any($3::uuid[])`,
    [orgId, mapId, unitIds],
  );
  return rows[0]?.reps ?? null;
}

/** Units of an organisation by name. */
export async function unitsNamed(sql: Queryable, orgId: number, name: string): Promise<string[]> {
  const { rows } = await sql.query<{ unitId: string }>(
    'select unit_id as "unitId" from known_unit where org_id = $1 and name = $2 order by unit_id',
    [orgId, name],
  );
  return rows.map(({ unitId }) => unitId);
}
