import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { PackedColumns } from '../../shared/retailerColumns.ts';
import type { CoordinateTrust, Retailer, RetailerPoints, RetailerRow, RetailerState } from '../../shared/retailers.ts';

/** Today, by its unit's clock. */
const stateOf = (retailer: string): string =>
  `select retailer_state_on(${retailer}.org_id, ${retailer}.retailer_id, (now() at time zone u.time_zone)::date) from known_unit u where u.org_id = ${retailer}.org_id and u.unit_id = ${retailer}.unit_id`;

/** The visit territory in force. */
const territoryOf = (retailer: string): string =>
  `select m.territory_id from known_territory_member m where m.org_id = ${retailer}.org_id and m.kind = 'visit' and m.retailer_id = ${retailer}.retailer_id`;

const columns = `retailer_id as "retailerId", unit_id as "unitId", code, name,
  json_build_object('lng', st_x(position::geometry), 'lat', st_y(position::geometry)) as position,
  json_build_object('lng', original_lng, 'lat', original_lat) as original, frame, trust, sigma_m as "sigmaM",
  case when threshold_own then threshold_m else coalesce(said_m, threshold_m) end as "thresholdM",
  (${stateOf('retailer')}) as state,
  licence_no as "licenceNo", address, grade, business_type as "businessType", scale, setting, road_condition as "roadCondition",
  opening_hours as "openingHours", key_hours as "keyHours", visits_per_month as "visitsPerMonth", minutes_per_visit as "minutesPerVisit",
  orders_per_month as "ordersPerMonth", volume_per_month as "volumePerMonth", contact, phone`;

/** With the radius that is in force in the retailer's unit today. */
const withRadius = `retailer left join (select unit_id as said_unit, threshold_m as said_m from threshold_today where org_id = $1) said on said_unit = unit_id`;

/** Which retailers of the caller's scope. */
export interface RetailerFilter {
  /** Part of a code, name, address or licence number, in any case. */
  q?: string | undefined;
  unitId?: string | undefined;
  grade?: string | undefined;
  trust?: CoordinateTrust | undefined;
  state?: RetailerState | undefined;
  /** A visit territory, or 'none'. */
  territoryId?: string | undefined;
  /** No visit began on this day or later. */
  notVisitedSince?: string | undefined;
}

export interface RetailerPage extends RetailerFilter {
  /** The code after which the page begins. */
  after: string | null;
  limit: number;
}

/** Conditions on `r` beyond its organisation, for those that are asked for only; each adds its parameter. */
function wantedBy(filter: RetailerFilter, params: unknown[]): string {
  const conditions: [value: unknown, says: (param: string) => string][] = [
    [
      filter.q,
      (p) => `strpos(lower(concat_ws(chr(10), r.code, r.name, r.address, r.licence_no)), lower(${p}::text)) > 0`,
    ],
    [filter.grade, (p) => `lower(r.grade) = lower(${p}::text)`],
    [filter.trust, (p) => `r.trust = ${p}`],
    [filter.state, (p) => `(${stateOf('r')}) = ${p}`],
    [filter.territoryId, (p) => `coalesce((${territoryOf('r')})::text, 'none') = ${p}`],
    [
      filter.notVisitedSince,
      (p) =>
        `not exists (select from known_press s where s.org_id = r.org_id and s.retailer_id = r.retailer_id and s.kind = 'start' and s.day >= ${p}::date)`,
    ],
  ];
  return conditions
    .filter(([value]) => value !== undefined && value !== '')
    .map(([value, says]) => ` and ${says(`$${params.push(value)}`)}`)
    .join('');
}

/**
 * Retailers of the caller's scope by code; one row more than the limit tells that there is a next page. Those of a part of the units
 * are looked for in each: by code alone they may come after all others.
 */
export async function retailersIn(sql: Queryable, who: Who, page: RetailerPage): Promise<Retailer[]> {
  const params: unknown[] = [who.orgId, unitsOf(who, page), page.after, page.limit + 1];
  const isWanted = `r.org_id = $1 and ($3::text is null or r.code > $3)${wantedBy(page, params)}`;
  const first = 'order by code limit $4';
  const found =
    page.unitId === undefined && (await seesAllUnits(sql, who))
      ? `select r.code from retailer r where ${isWanted} ${first}`
      : `select l.code from unnest($2::uuid[]) u(unit_id)
         cross join lateral (select r.code from retailer r where ${isWanted} and r.unit_id = u.unit_id ${first}) l ${first}`;
  const { rows } = await sql.query<Retailer>(
    `select ${columns} from ${withRadius}
     where org_id = $1 and unit_id = any($2) and code = any(array(${found})) order by code`,
    params,
  );
  return rows;
}

/** How many retailers of the caller's scope the filter finds. */
export async function countRetailers(sql: Queryable, who: Who, filter: RetailerFilter): Promise<number> {
  const params: unknown[] = [who.orgId, unitsOf(who, filter)];
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from retailer r where r.org_id = $1 and r.unit_id = any($2)${wantedBy(filter, params)}`,
    params,
  );
  return rows[0]!.count;
}

const unitsOf = ({ unitIds }: Who, { unitId }: RetailerFilter): string[] =>
  unitId === undefined ? unitIds : unitIds.filter((id) => id === unitId);

async function seesAllUnits(sql: Queryable, { orgId, unitIds }: Who): Promise<boolean> {
  const { rows } = await sql.query<{ all: boolean }>('select is_every_unit($1, $2) as all', [orgId, unitIds]);
  return rows[0]!.all;
}

export async function retailerIn(sql: Queryable, who: Who, retailerId: string): Promise<Retailer | null> {
  const { rows } = await sql.query<Retailer>(
    `select ${columns} from ${withRadius} where org_id = $1 and unit_id = any($2) and retailer_id = $3`,
    [who.orgId, who.unitIds, retailerId],
  );
  return rows[0] ?? null;
}

/**
 * The retailers of a scope, all or of one unit, with their visit territories; both forms of the map's columns have this order. Of all
 * units the members are read at once, of a part each retailer's by its key.
 */
async function inOrderOfCodes(sql: Queryable, who: Who, unitId: string | undefined): Promise<string> {
  const isAll = unitId === undefined && (await seesAllUnits(sql, who));
  return `from retailer r left join lateral (
         ${territoryOf('r')} ${isAll ? '' : 'offset 0'}
       ) t on true
       where r.org_id = $1 and r.unit_id = any($2) and ($3::uuid is null or r.unit_id = $3)
       order by r.code`;
}

/** Everything of the scope as columns, in the order of codes. */
export async function retailerPoints(sql: Queryable, who: Who, unitId: string | undefined): Promise<RetailerPoints> {
  const { rows } = await sql.query<RetailerPoints>(
    `select coalesce(array_agg(retailer_id), '{}') as "retailerId", coalesce(array_agg(name), '{}') as name, coalesce(array_agg(code), '{}') as code,
            coalesce(array_agg(lng), '{}') as lng, coalesce(array_agg(lat), '{}') as lat, coalesce(array_agg(grade), '{}') as grade,
            coalesce(array_agg(unit_id), '{}') as "unitId", coalesce(array_agg(territory_id), '{}') as "visitTerritoryId"
     from (
       select r.retailer_id, r.name, r.code, st_x(r.position::geometry) as lng, st_y(r.position::geometry) as lat, r.grade, r.unit_id, t.territory_id
       ${await inOrderOfCodes(sql, who, unitId)}
     ) r`,
    [who.orgId, who.unitIds, unitId ?? null],
  );
  return rows[0]!;
}

/** The same for maps of a whole city, as bytes that the database joins itself: 60,000 take a third of what arrays of texts take. */
export async function retailerColumns(sql: Queryable, who: Who, unitId: string | undefined): Promise<PackedColumns> {
  const { rows } = await sql.query<PackedColumns>(
    `select count(*)::int as count,
            coalesce(string_agg(int4send(round(st_x(at) * 1e7)::int4) || int4send(round(st_y(at) * 1e7)::int4), ''::bytea), '') as places,
            coalesce(string_agg(uuid_send(retailer_id), ''::bytea), '') as ids,
            coalesce(string_agg(uuid_send(coalesce(territory_id, '00000000-0000-0000-0000-000000000000')), ''::bytea), '') as "territoryIds",
            coalesce(string_agg(convert_to(name, 'UTF8'), '\\x00'::bytea), '') as names, coalesce(string_agg(convert_to(code, 'UTF8'), '\\x00'::bytea), '') as codes
     from (
       select r.retailer_id, r.name, r.code, r.position::geometry as at, t.territory_id
       ${await inOrderOfCodes(sql, who, unitId)}
     ) r`,
    [who.orgId, who.unitIds, unitId ?? null],
  );
  return rows[0]!;
}

/** A retailer to be stored: facts that are null are unknown, and leave what is stored. */
export interface Incoming extends Omit<RetailerRow, 'original' | 'position' | 'unitName'> {
  line: number;
  unitId: string;
  /** The file names the unit: a stored retailer moves there. Otherwise it stays where it is, and only a new one goes to `unitId`. */
  saysUnit: boolean;
  lng: number;
  lat: number;
  originalLng: number;
  originalLat: number;
}

export interface Stored {
  created: number;
  updated: number;
  unchanged: number;
  /** Rows whose code belongs to a retailer of a unit out of the importer's scope: not stored. */
  foreign: { line: number; code: string }[];
  /** Units in which something changed. */
  unitIds: string[];
}

const facts = [
  'licence_no',
  'address',
  'grade',
  'business_type',
  'scale',
  'setting',
  'road_condition',
  'opening_hours',
  'key_hours',
  'visits_per_month',
  'minutes_per_visit',
  'orders_per_month',
  'volume_per_month',
  'contact',
  'phone',
];
const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
const kept = (r: string, i: string): string => facts.map((f) => `coalesce(${i}.${f}, ${r}.${f})`).join(', ');
const listed = (prefix: string): string => facts.map((f) => `${prefix}${f}`).join(', ');

/**
 * The same place said in another frame, as an export of ours says it: there and back is good to 0.3 m (frames.ts), its seven decimals to
 * 1 cm. A mix-up of frames is 500 m and more. What was said first stays, with its frame.
 */
const isSamePlace = (one: string, other: string): string => `st_dwithin(${one}, ${other}, 0.5)`;
const isMoved = `r.trust = 'imported' and not ${isSamePlace('r.position', 'excluded.position')}`;

/**
 * Stores retailers by their code: makes the unknown ones, changes those that differ, does not touch the rest. A coordinate that was
 * confirmed or surveyed is better than any file's and stays. Call it in a transaction, with at most a few thousand rows of distinct codes.
 */
export async function storeRetailers(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  rows: readonly Incoming[],
  importId: string | null,
): Promise<Stored> {
  const { rows: told } = await sql.query<{
    line: number;
    code: string;
    fate: 'created' | 'updated' | 'unchanged' | 'foreign';
    unitId: string | null;
  }>(
    `with input as (
       select line, code, name, "unitId" as unit_id, "saysUnit" as says_unit, frame, lng, lat, "originalLng" as original_lng, "originalLat" as original_lat,
              ${facts.map((f) => `"${camel(f)}" as ${f}`).join(', ')}
       from jsonb_to_recordset($3) as x(line int, code text, name text, "unitId" uuid, "saysUnit" boolean, frame text,
         lng float8, lat float8, "originalLng" float8, "originalLat" float8,
         ${facts.map((f) => `"${camel(f)}" ${f.includes('_per_') ? 'float8' : 'text'}`).join(', ')})
     ), compared as (
       select i.*, r.unit_id as stored_unit, r.unit_id is not null and
         (r.name, ${listed('r.')}) is not distinct from (i.name, ${kept('r', 'i')})
         and (r.trust <> 'imported' or (r.original_lng, r.original_lat, r.frame) = (i.original_lng, i.original_lat, i.frame) or ${isSamePlace('r.position', 'st_setsrid(st_makepoint(i.lng, i.lat), 4326)::geography')})
         and (r.unit_id = i.unit_id or not i.says_unit) as is_same
       from input i left join retailer r on r.org_id = $1 and r.code = i.code
     ), written as (
       insert into retailer as r (org_id, unit_id, code, name, position, original_lng, original_lat, frame, import_id, ${listed('')})
       select $1, case when says_unit then unit_id else coalesce(stored_unit, unit_id) end, code, name,
              st_setsrid(st_makepoint(lng, lat), 4326)::geography, original_lng, original_lat, frame, $4::uuid, ${listed('')}
       from compared where not is_same and (stored_unit is null or stored_unit = any($2))
       order by code -- so that two imports at once lock in one order
       on conflict (org_id, code) do update set
         name = excluded.name, unit_id = excluded.unit_id, updated_at = now(),
         position = case when ${isMoved} then excluded.position else r.position end,
         original_lng = case when ${isMoved} then excluded.original_lng else r.original_lng end,
         original_lat = case when ${isMoved} then excluded.original_lat else r.original_lat end,
         frame = case when ${isMoved} then excluded.frame else r.frame end,
         import_id = case when ${isMoved} then excluded.import_id else r.import_id end,
         ${facts.map((f) => `${f} = coalesce(excluded.${f}, r.${f})`).join(', ')}
       where r.unit_id = any($2)
       returning code, unit_id, xmax = 0 as is_new
     )
     select line, code, w.unit_id as "unitId",
       case when stored_unit is not null and not stored_unit = any($2) then 'foreign' when is_same then 'unchanged'
            when w.is_new then 'created' when w.is_new is not null then 'updated' else 'foreign' end as fate
     from compared left join written w using (code)`,
    [orgId, unitIds, JSON.stringify(rows), importId],
  );
  const count = (fate: string): number => told.filter((t) => t.fate === fate).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    foreign: told.filter((t) => t.fate === 'foreign').map(({ line, code }) => ({ line, code })),
    unitIds: [...new Set(told.flatMap((t) => t.unitId ?? []))],
  };
}

/** Tells watchers of these units that their retailers changed. */
export async function announceRetailers(sql: Queryable, orgId: number, unitIds: readonly string[]): Promise<void> {
  await sql.query(
    `select announce($1, unit_id, null, null, json_build_object('kind', 'retailers', 'unitId', unit_id)::jsonb) from unnest($2::uuid[]) unit_id`,
    [orgId, unitIds],
  );
}
