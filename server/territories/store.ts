import type { NewTerritory, Territory, TerritoryKind } from '../../shared/territories.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const columns = `t.territory_id as "territoryId", t.unit_id as "unitId", t.kind, t.name, t.rep_id as "repId",
  (select count(*) from territory_member m where m.org_id = t.org_id and m.territory_id = t.territory_id)::int as "retailerCount"`;

/** Territories of the caller's units; a rep sees their own. */
export async function territoriesIn(sql: Queryable, who: Who, kind: TerritoryKind | undefined): Promise<Territory[]> {
  const { rows } = await sql.query<Territory>(
    `select ${columns} from territory t where t.org_id = $1 and t.is_live and t.unit_id = any($2) and ($3::text is null or t.kind = $3) and ($4::uuid is null or t.rep_id = $4)
     order by t.kind, t.name`,
    [who.orgId, who.unitIds, kind ?? null, who.role === 'rep' ? who.personId : null],
  );
  return rows;
}

/** How many of these retailers lie in the unit or below it. */
export async function countRetailersBelow(
  sql: Queryable,
  orgId: number,
  unitId: string,
  retailerIds: readonly string[],
): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*) as n from known_retailer where org_id = $1 and unit_id = any(unit_scope($1, $2)) and retailer_id = any($3)`,
    [orgId, unitId, retailerIds],
  );
  return rows[0]!.n;
}

export async function isRepOf(sql: Queryable, who: Who, repId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from known_person where org_id = $1 and unit_id = any($2) and person_id = $3 and role = 'rep'`,
    [who.orgId, who.unitIds, repId],
  );
  return rowCount > 0;
}

/** Adds a territory and moves its retailers into it from wherever they were in the map of that kind; null when the name is taken. */
export async function addTerritory(sql: Queryable, who: Who, territory: NewTerritory): Promise<Territory | null> {
  const { rows } = await sql.query<{ territoryId: string }>(
    `insert into territory (org_id, unit_id, kind, name, rep_id) values ($1, $2, $3, $4, $5) on conflict do nothing returning territory_id as "territoryId"`,
    [who.orgId, territory.unitId, territory.kind, territory.name, territory.repId],
  );
  const added = rows[0];
  if (!added) return null;
  await sql.query(
    `insert into territory_member (org_id, kind, retailer_id, territory_id) select $1, $2, unnest($3::uuid[]), $4
     on conflict (org_id, kind, retailer_id) do update set territory_id = excluded.territory_id`,
    [who.orgId, territory.kind, [...new Set(territory.retailerIds)], added.territoryId],
  );
  await sql.query('select announce($1, $2, null, null, $3)', [
    who.orgId,
    territory.unitId,
    { kind: 'territories', unitId: territory.unitId },
  ]);
  const { rows: whole } = await sql.query<Territory>(
    `select ${columns} from territory t where t.org_id = $1 and t.territory_id = $2`,
    [who.orgId, added.territoryId],
  );
  return whole[0]!;
}
