import type { PublishedMap } from '../../shared/maps.ts';
import type { ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { Rearrangement } from '../given.ts';
import type { Publisher } from './publish.ts';

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** The day it is in a unit: `u` is the unit. */
const today = '(now() at time zone u.time_zone)::date';

/** Published maps of the caller's units, the newest first. */
export async function mapsIn(
  sql: Queryable,
  who: Pick<Who, 'orgId' | 'unitIds'>,
  filter: { unitId?: string | undefined; kind?: TerritoryKind | undefined; mapId?: string },
): Promise<PublishedMap[]> {
  const { rows } = await sql.query<PublishedMap>(
    `select m.map_id as "mapId", m.unit_id as "unitId", m.kind, m.name, m.from_day as "fromDay", m.until_day as "untilDay",
            case when m.applied_at is null then case when m.is_aside then 'withdrawn' else 'due' end
                 when not m.is_aside and (m.until_day is null or m.until_day > ${today}) then 'live' else 'past' end as state,
            p.name as "publishedBy", ${iso('m.published_at')} as "publishedAt", m.scenario_id as "scenarioId", m.returns_to as "returnsTo",
            (select count(*) from territory_map_territory t where t.org_id = m.org_id and t.map_id = m.map_id)::int as "territoryCount",
            (select count(*) from territory_map_member x where x.org_id = m.org_id and x.map_id = m.map_id)::int as "retailerCount", m.moved_count as "movedCount"
     from territory_map m join known_unit u using (org_id, unit_id) left join known_person p on p.org_id = m.org_id and p.person_id = m.published_by
     where m.org_id = $1 and m.unit_id = any($2) and ($3::uuid is null or m.unit_id = $3) and ($4::text is null or m.kind = $4) and ($5::uuid is null or m.map_id = $5)
     order by m.published_at desc`,
    [who.orgId, who.unitIds, filter.unitId ?? null, filter.kind ?? null, filter.mapId ?? null],
  );
  return rows;
}

/** Waits for whoever publishes in the unit, holds it until the transaction ends, and says which day it is there. */
export async function holdUnit(sql: Queryable, orgId: number, unitId: string): Promise<string> {
  const { rows } = await sql.query<{ day: string }>(
    `select ${today} as day from known_unit u where org_id = $1 and unit_id = $2 for no key update`,
    [orgId, unitId],
  );
  return rows[0]!.day;
}

/** Makes room from a day on: the map in force then ends there, later ones are withdrawn unless they are kept. */
export async function endMapsFrom(
  sql: Queryable,
  orgId: number,
  unitId: string,
  kind: TerritoryKind,
  day: string,
  keepsLater = false,
): Promise<void> {
  await sql.query(
    `update territory_map set is_aside = from_day >= $4, until_day = case when from_day >= $4 then from_day else $4::date end
     where org_id = $1 and unit_id = $2 and kind = $3 and not is_aside and (until_day is null or until_day > $4) and not ($5 and from_day > $4)`,
    [orgId, unitId, kind, day, keepsLater],
  );
}

/**
 * Withdraws a map whose day has not come, and lets the one before it go on until whatever comes next; false where it is none such.
 * Called while the unit is held.
 */
export async function withdraw(sql: Queryable, { orgId, mapId, unitId, kind }: DueMap, day: string): Promise<boolean> {
  const { rows } = await sql.query<{ fromDay: string; untilDay: string | null }>(
    `update territory_map m set is_aside = true, until_day = m.from_day from territory_map old
     where m.org_id = $1 and m.map_id = $2 and m.applied_at is null and not m.is_aside and m.from_day > $3
       and old.org_id = m.org_id and old.map_id = m.map_id
     returning old.from_day as "fromDay", old.until_day as "untilDay"`,
    [orgId, mapId, day],
  );
  if (rows.length === 0) return false;
  await sql.query(
    'update territory_map set until_day = $5 where org_id = $1 and unit_id = $2 and kind = $3 and not is_aside and until_day = $4',
    [orgId, unitId, kind, rows[0]!.fromDay, rows[0]!.untilDay],
  );
  return true;
}

export interface NewMap {
  unitId: string;
  kind: TerritoryKind;
  name: string;
  day: string;
  scenarioId: string | null;
  returnsTo: string | null;
  /** What is published for a later day stays: the map ends there. */
  keepsLater?: boolean;
}

export async function addMap(sql: Queryable, who: Publisher, map: NewMap): Promise<string> {
  const { rows } = await sql.query<{ mapId: string }>(
    `insert into territory_map (org_id, unit_id, kind, name, from_day, until_day, published_by, scenario_id, returns_to, moved_count)
     select $1::int, $2::uuid, $3, $4, $5::date, (select min(from_day) from territory_map where org_id = $1 and unit_id = $2 and kind = $3 and not is_aside and from_day > $5::date), $6, $7, $8, 0
     returning map_id as "mapId"`,
    [who.orgId, map.unitId, map.kind, map.name, map.day, who.personId, map.scenarioId, map.returnsTo],
  );
  return rows[0]!.mapId;
}

/** Fills a map from a scenario: a territory that exists keeps its unit, a new one is of the scenario's. */
export async function fillFromScenario(
  sql: Queryable,
  orgId: number,
  mapId: string,
  scenario: {
    unitId: string;
    territories: readonly ScenarioTerritory[];
    retailerId: readonly string[];
    no: readonly number[];
  },
): Promise<void> {
  await sql.query(
    `insert into territory_map_territory (org_id, map_id, territory_id, unit_id, name, rep_id)
     select $1, $2, x."territoryId", coalesce(t.unit_id, $4), x.name, x."repId"
     from jsonb_to_recordset($3) as x("territoryId" uuid, name text, "repId" uuid) left join known_territory t on t.org_id = $1 and t.territory_id = x."territoryId"`,
    [orgId, mapId, JSON.stringify(scenario.territories), scenario.unitId],
  );
  const idOf = new Map(scenario.territories.map((t) => [t.no, t.territoryId]));
  await sql.query(
    'insert into territory_map_member (org_id, map_id, retailer_id, territory_id) select $1, $2, x.* from unnest($3::uuid[], $4::uuid[]) as x(retailer_id, territory_id)',
    [orgId, mapId, scenario.retailerId, scenario.no.map((no) => idOf.get(no)!)],
  );
}

/** Fills a map with what an earlier one had. */
export async function fillFromMap(sql: Queryable, orgId: number, mapId: string, earlierId: string): Promise<void> {
  await sql.query(
    `insert into territory_map_territory (org_id, map_id, territory_id, unit_id, name, rep_id)
     select org_id, $2, territory_id, unit_id, name, rep_id from territory_map_territory where org_id = $1 and map_id = $3`,
    [orgId, mapId, earlierId],
  );
  await sql.query(
    `insert into territory_map_member (org_id, map_id, retailer_id, territory_id)
     select org_id, $2, retailer_id, territory_id from territory_map_member where org_id = $1 and map_id = $3`,
    [orgId, mapId, earlierId],
  );
}

/** Those of these places that are not so already. */
export async function entering(
  sql: Queryable,
  orgId: number,
  kind: TerritoryKind,
  members: readonly Placed[],
): Promise<Placed[]> {
  const { rows } = await sql.query<Placed>(
    `select x."retailerId", x."territoryId" from jsonb_to_recordset($3) as x("retailerId" uuid, "territoryId" uuid)
     left join known_territory_member m on m.org_id = $1 and m.kind = $2 and m.retailer_id = x."retailerId" where m.territory_id is distinct from x."territoryId"`,
    [orgId, kind, JSON.stringify(members)],
  );
  return rows;
}

/** Fills a map with what is in force in its unit and below, with these territories made or changed and these retailers placed. One that loses its last retailer by that is left out. */
export async function fillFromLive(
  sql: Queryable,
  orgId: number,
  mapId: string,
  { unitId, kind, territories, members }: Rearrangement,
): Promise<void> {
  const changed = JSON.stringify(territories);
  const placed = JSON.stringify(members);
  await sql.query(
    `with said as (select * from jsonb_to_recordset($5) as x("territoryId" uuid, "unitId" uuid, name text, "repId" uuid)),
       placed as (select * from jsonb_to_recordset($6) as x("retailerId" uuid, "territoryId" uuid)),
       live as (
         select t.territory_id, t.unit_id, t.name, t.rep_id from known_territory t
         where t.org_id = $1 and t.kind = $3 and t.is_live and t.unit_id = any((select unit_scope($1, $4))::uuid[])
           and (exists (select from placed p where p."territoryId" = t.territory_id) or not exists (select from known_territory_member m where m.org_id = $1 and m.territory_id = t.territory_id)
             or exists (select from known_territory_member m where m.org_id = $1 and m.territory_id = t.territory_id and m.retailer_id not in (select "retailerId" from placed)))
       )
     insert into territory_map_territory (org_id, map_id, territory_id, unit_id, name, rep_id)
     select $1::int, $2::uuid, coalesce(l.territory_id, s."territoryId"), coalesce(l.unit_id, s."unitId"), coalesce(s.name, l.name), case when s."territoryId" is null then l.rep_id else s."repId" end
     from live l full join said s on s."territoryId" = l.territory_id`,
    [orgId, mapId, kind, unitId, changed, placed],
  );
  await sql.query(
    `with placed as (select * from jsonb_to_recordset($4) as x("retailerId" uuid, "territoryId" uuid))
     insert into territory_map_member (org_id, map_id, retailer_id, territory_id)
     select $1::int, $2::uuid, "retailerId", "territoryId" from placed
     union all
     select $1::int, $2::uuid, m.retailer_id, m.territory_id from known_territory_member m join territory_map_territory t on t.org_id = m.org_id and t.map_id = $2::uuid and t.territory_id = m.territory_id
     where m.org_id = $1 and m.kind = $3 and m.retailer_id not in (select "retailerId" from placed)`,
    [orgId, mapId, kind, placed],
  );
}

type Placed = { retailerId: string; territoryId: string };

/** Notes how many retailers the map hands over, against what is in force now. Counted here: the database knows nothing yet of rows just put in. */
export async function countMoved(sql: Queryable, orgId: number, mapId: string, kind: TerritoryKind): Promise<void> {
  const { rows: said } = await sql.query<Placed>(
    'select retailer_id as "retailerId", territory_id as "territoryId" from territory_map_member where org_id = $1 and map_id = $2',
    [orgId, mapId],
  );
  const { rows: live } = await sql.query<Placed>(
    'select retailer_id as "retailerId", territory_id as "territoryId" from known_territory_member where org_id = $1 and kind = $2',
    [orgId, kind],
  );
  const now = new Map(live.map((row) => [row.retailerId, row.territoryId]));
  const moved = said.filter((row) => now.has(row.retailerId) && now.get(row.retailerId) !== row.territoryId).length;
  await sql.query('update territory_map set moved_count = $3 where org_id = $1 and map_id = $2', [orgId, mapId, moved]);
}

export interface DueMap {
  orgId: number;
  mapId: string;
  unitId: string;
  kind: TerritoryKind;
}

/** Maps whose day has come, in the order of their days. */
export async function dueMaps(sql: Queryable): Promise<DueMap[]> {
  const { rows } = await sql.query<DueMap>(
    `select m.org_id as "orgId", m.map_id as "mapId", m.unit_id as "unitId", m.kind from territory_map m join known_unit u using (org_id, unit_id)
     where m.applied_at is null and not m.is_aside and m.from_day <= ${today} order by m.from_day, m.published_at`,
  );
  return rows;
}

/** Marks a map as in force, unless it is already, or was withdrawn meanwhile. */
export async function takeMap(sql: Queryable, { orgId, mapId }: DueMap): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update territory_map set applied_at = clock_timestamp() where org_id = $1 and map_id = $2 and applied_at is null and not is_aside',
    [orgId, mapId],
  );
  return rowCount > 0;
}

/** Keeps what is in force, unless it is just what the last map that came into force says: so that any map can be returned to. */
export async function keepAsItStands(
  sql: Queryable,
  { orgId, mapId, unitId, kind }: DueMap,
  name: string,
): Promise<void> {
  const live = `select m.retailer_id, m.territory_id from known_territory_member m join known_territory t using (org_id, territory_id)
    where m.org_id = $1 and m.kind = $3 and t.is_live and t.unit_id = any((select unit_scope($1, $2))::uuid[])`;
  const said = `select retailer_id, territory_id from territory_map_member where org_id = $1 and map_id = (
    select map_id from territory_map where org_id = $1 and unit_id = $2 and kind = $3 and applied_at is not null and map_id <> $4 order by applied_at desc limit 1)`;
  const { rows } = await sql.query<{ differs: boolean }>(
    `select exists ((${live} except ${said}) union all (${said} except ${live})) and exists (${live}) as differs`,
    [orgId, unitId, kind, mapId],
  );
  if (!rows[0]!.differs) return;
  const { rows: kept } = await sql.query<{ mapId: string }>(
    `insert into territory_map (org_id, unit_id, kind, name, until_day, is_aside, moved_count, applied_at, published_at)
     select org_id, unit_id, kind, $3, from_day, true, 0, published_at - interval '1 millisecond', published_at - interval '1 millisecond' from territory_map where org_id = $1 and map_id = $2
     returning map_id as "mapId"`,
    [orgId, mapId, name],
  );
  await sql.query(
    `insert into territory_map_territory (org_id, map_id, territory_id, unit_id, name, rep_id)
     select org_id, $4, territory_id, unit_id, name, rep_id from known_territory where org_id = $1 and kind = $3 and is_live and unit_id = any((select unit_scope($1, $2))::uuid[])`,
    [orgId, unitId, kind, kept[0]!.mapId],
  );
  await sql.query(
    `insert into territory_map_member (org_id, map_id, retailer_id, territory_id) select $1, $4, x.* from (${live}) x`,
    [orgId, unitId, kind, kept[0]!.mapId],
  );
}

/** Makes the territories in force say what the map says, for the unit and all below it, and tells watchers. */
export async function applyMap(sql: Queryable, { orgId, mapId, unitId, kind }: DueMap): Promise<void> {
  await sql.query('select put_in_force($1, $2, $3, $4)', [orgId, mapId, unitId, kind]);
  await sql.query(
    `select announce($1, id, null, null, json_build_object('kind', 'territories', 'unitId', id)::jsonb) from unnest(unit_scope($1, $2)) id`,
    [orgId, unitId],
  );
}
