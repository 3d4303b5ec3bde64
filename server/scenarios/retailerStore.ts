import type { ScenarioStand } from '../../shared/scenarios.ts';
import type { Queryable } from '../db.ts';
import type { MeasuredFacts } from './measures.ts';

/** A retailer of a scenario, with its facts, where it stands there and where it is today. */
export interface ScenarioRetailer extends MeasuredFacts {
  retailerId: string;
  code: string;
  name: string;
  lng: number;
  lat: number;
  businessType: string | null;
  scale: string | null;
  no: number;
  isLocked: boolean;
  todayId: string | null;
}

/** Evaluated once a statement, where the function by itself would be called for every row. */
const scope = '((select unit_scope($1, $2))::uuid[])';

type Facts = Omit<ScenarioRetailer, 'no' | 'isLocked' | 'todayId'>;

/**
 * Every retailer of the unit and below, by code. Three plain questions, put together here: as one join of tables that have just
 * been filled, and of which the planner knows nothing yet, 10,000 retailers took more than a minute.
 */
export async function retailersOf(
  sql: Queryable,
  orgId: number,
  scenario: { scenarioId: string; unitId: string; kind: string },
): Promise<ScenarioRetailer[]> {
  const { rows: facts } = await sql.query<Facts>(
    `select retailer_id as "retailerId", code, name, st_x(position::geometry) as lng, st_y(position::geometry) as lat,
            grade, business_type as "businessType", scale, road_condition as "roadCondition", key_hours as "keyHours",
            visits_per_month as "visitsPerMonth", minutes_per_visit as "minutesPerVisit", orders_per_month as "ordersPerMonth", volume_per_month as "volumePerMonth"
     from known_retailer where org_id = $1 and unit_id = any${scope} order by code`,
    [orgId, scenario.unitId],
  );
  const members = await membersOf(sql, orgId, scenario.scenarioId);
  const live = new Set((await liveTerritories(sql, orgId, scenario.unitId, scenario.kind)).map((t) => t.territoryId));
  const { rows: today } = await sql.query<{ retailerId: string; territoryId: string }>(
    'select retailer_id as "retailerId", territory_id as "territoryId" from known_territory_member where org_id = $1 and kind = $2',
    [orgId, scenario.kind],
  );
  const todayId = new Map(
    today.filter((row) => live.has(row.territoryId)).map((row) => [row.retailerId, row.territoryId]),
  );
  return facts.map((one) => ({
    ...one,
    no: members.get(one.retailerId)?.no ?? 0,
    isLocked: members.get(one.retailerId)?.isLocked ?? false,
    todayId: todayId.get(one.retailerId) ?? null,
  }));
}

async function membersOf(
  sql: Queryable,
  orgId: number,
  scenarioId: string,
): Promise<Map<string, { no: number; isLocked: boolean }>> {
  const { rows } = await sql.query<{ retailerId: string; no: number; isLocked: boolean }>(
    'select retailer_id as "retailerId", territory_no as no, is_locked as "isLocked" from scenario_member where org_id = $1 and scenario_id = $2',
    [orgId, scenarioId],
  );
  return new Map(rows.map((row) => [row.retailerId, row]));
}

/** Where each of them stands, and no more. */
export async function standOf(
  sql: Queryable,
  orgId: number,
  scenario: { scenarioId: string; unitId: string },
): Promise<Omit<ScenarioStand, 'revision'>> {
  const { rows } = await sql.query<{ retailerId: string }>(
    `select retailer_id as "retailerId" from known_retailer where org_id = $1 and unit_id = any${scope} order by code`,
    [orgId, scenario.unitId],
  );
  const members = await membersOf(sql, orgId, scenario.scenarioId);
  const retailerId = rows.map((row) => row.retailerId);
  return {
    retailerId,
    no: retailerId.map((id) => members.get(id)?.no ?? 0),
    locked: retailerId.map((id) => (members.get(id)?.isLocked ? 1 : 0)),
  };
}

export interface LiveTerritory {
  territoryId: string;
  unitId: string;
  name: string;
  repId: string | null;
}

/** Territories in force of a kind in the unit and below, by name. */
export async function liveTerritories(
  sql: Queryable,
  orgId: number,
  unitId: string,
  kind: string,
): Promise<LiveTerritory[]> {
  const { rows } = await sql.query<LiveTerritory>(
    `select territory_id as "territoryId", unit_id as "unitId", name, rep_id as "repId" from known_territory
     where org_id = $1 and unit_id = any${scope} and kind = $3 and is_live order by name, territory_id`,
    [orgId, unitId, kind],
  );
  return rows;
}

/** Names of people by id. */
export async function namesOf(
  sql: Queryable,
  orgId: number,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ personId: string; name: string }>(
    'select person_id as "personId", name from known_person where org_id = $1 and person_id = any($2)',
    [orgId, personIds],
  );
  return new Map(rows.map((row) => [row.personId, row.name]));
}

/** How many of these are reps of the unit or below. */
export async function countRepsBelow(
  sql: Queryable,
  orgId: number,
  unitId: string,
  repIds: readonly string[],
): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*) as n from known_person where org_id = $1 and unit_id = any${scope} and person_id = any($3) and role = 'rep'`,
    [orgId, unitId, repIds],
  );
  return rows[0]!.n;
}
