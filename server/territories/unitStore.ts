import type { ScenarioStand } from '../../shared/scenarios.ts';
import type { Queryable } from '../db.ts';
import type { MeasuredFacts } from './unitMeasures.ts';

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

const inScope = 'r.org_id = $1 and r.unit_id = any(unit_scope($1, $2))';

/** Every retailer of the unit and below, by code. */
export async function retailersOf(sql: Queryable, orgId: number, scenario: { scenarioId: string; unitId: string; kind: string }): Promise<ScenarioRetailer[]> {
  const { rows } = await sql.query<ScenarioRetailer>(
    `select r.retailer_id as "retailerId", r.code, r.name, st_x(r.position::geometry) as lng, st_y(r.position::geometry) as lat,
            r.grade, r.business_type as "businessType", r.scale, r.road_condition as "roadCondition", r.key_hours as "keyHours",
            r.visits_per_month as "visitsPerMonth", r.minutes_per_visit as "minutesPerVisit", r.orders_per_month as "ordersPerMonth", r.volume_per_month as "volumePerMonth",
            coalesce(m.territory_no, 0) as no, coalesce(m.is_locked, false) as "isLocked", t.territory_id as "todayId"
     from retailer r
     left join scenario_member m on m.org_id = r.org_id and m.scenario_id = $3 and m.retailer_id = r.retailer_id
     left join (territory_member tm join territory t on t.org_id = tm.org_id and t.territory_id = tm.territory_id and t.is_live and t.unit_id = any(unit_scope($1, $2)))
       on tm.org_id = r.org_id and tm.kind = $4 and tm.retailer_id = r.retailer_id
     where ${inScope} order by r.code`,
    [orgId, scenario.unitId, scenario.scenarioId, scenario.kind]);
  return rows;
}

/** Where each of them stands, and no more. */
export async function standOf(sql: Queryable, orgId: number, scenario: { scenarioId: string; unitId: string }): Promise<Omit<ScenarioStand, 'revision'>> {
  const { rows } = await sql.query<Omit<ScenarioStand, 'revision'>>(
    `select coalesce(array_agg(retailer_id), '{}') as "retailerId", coalesce(array_agg(no), '{}') as no, coalesce(array_agg(locked), '{}') as locked from (
       select r.retailer_id, coalesce(m.territory_no, 0) as no, coalesce(m.is_locked, false)::int as locked
       from retailer r left join scenario_member m on m.org_id = r.org_id and m.scenario_id = $3 and m.retailer_id = r.retailer_id
       where ${inScope} order by r.code) x`,
    [orgId, scenario.unitId, scenario.scenarioId]);
  return rows[0]!;
}

export interface LiveTerritory {
  territoryId: string;
  unitId: string;
  name: string;
  repId: string | null;
}

/** Territories in force of a kind in the unit and below, by name. */
export async function liveTerritories(sql: Queryable, orgId: number, unitId: string, kind: string): Promise<LiveTerritory[]> {
  const { rows } = await sql.query<LiveTerritory>(
    `select territory_id as "territoryId", unit_id as "unitId", name, rep_id as "repId" from territory
     where org_id = $1 and unit_id = any(unit_scope($1, $2)) and kind = $3 and is_live order by name, territory_id`, [orgId, unitId, kind]);
  return rows;
}

/** Names of people by id. */
export async function namesOf(sql: Queryable, orgId: number, personIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ personId: string; name: string }>('select person_id as "personId", name from person where org_id = $1 and person_id = any($2)', [orgId, personIds]);
  return new Map(rows.map((row) => [row.personId, row.name]));
}

/** How many of these are reps of the unit or below. */
export async function countRepsBelow(sql: Queryable, orgId: number, unitId: string, repIds: readonly string[]): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*) as n from person where org_id = $1 and unit_id = any(unit_scope($1, $2)) and person_id = any($3) and role = 'rep'`, [orgId, unitId, repIds]);
  return rows[0]!.n;
}
