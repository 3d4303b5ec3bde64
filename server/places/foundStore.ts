import type { LngLat } from '../../shared/geo.ts';
import type { Queryable } from '../db.ts';
import { ONE_PLACE_M, type NearShop } from './learn/onePlace.ts';
import type { BookedPlace, Finding, PersonsWitness } from './learn/people.ts';
import type { LearnedPlace } from './learn/place.ts';
import type { JudgedPress } from './witness.ts';

/** Where the reading of judged days goes on. */
export interface Looked {
  orgId: number;
  until: string;
  repId: string | null;
  day: string | null;
}

/** Inspectors' stands that came since their shop was looked at. */
const standsSince = (org: string): string => `select distinct i.retailer_id
       from retailer_inspected i left join place_found f using (org_id, retailer_id)
       where i.org_id = ${org} and i.received_at < $1 and (f.found_at is null or i.received_at >= f.found_at)`;

/** Organisations that have days which were judged, or shops that were inspected, since they were looked at last. */
export async function orgsToLookAt(sql: Queryable, before: Date): Promise<number[]> {
  const { rows } = await sql.query<{ orgId: number }>(
    `select o.org_id as "orgId" from known_org o left join place_look l using (org_id)
     where exists (select from known_visit_day d where d.org_id = o.org_id and d.judged_at < $1
       and (l.org_id is null or (d.judged_at, d.rep_id, d.day) > (l.looked_until, coalesce(l.last_rep, '00000000-0000-0000-0000-000000000000'), coalesce(l.last_day, '-infinity'))))
       or exists (${standsSince('o.org_id')})
     order by o.org_id`,
    [before],
  );
  return rows.map(({ orgId }) => orgId);
}

/** Takes an organisation for this process until the transaction ends; false when another one is at it. */
export async function takeLook(sql: Queryable, orgId: number): Promise<boolean> {
  await sql.query('insert into place_look (org_id) values ($1) on conflict do nothing', [orgId]);
  const { rowCount } = await sql.query('select 1 from place_look where org_id = $1 for update skip locked', [orgId]);
  return rowCount > 0;
}

/** The retailers that were visited on the next days that were judged; moves the look behind these. */
export async function lookOn(
  sql: Queryable,
  orgId: number,
  before: Date,
  days: number,
): Promise<{ retailerIds: string[]; hasMore: boolean }> {
  const { rows } = await sql.query<{ retailerIds: string[] | null; days: number }>(
    `with next as materialized (
       select d.* from known_visit_day d join place_look l using (org_id)
       where d.org_id = $1 and d.judged_at < $2
         and (d.judged_at, d.rep_id, d.day) > (l.looked_until, coalesce(l.last_rep, '00000000-0000-0000-0000-000000000000'), coalesce(l.last_day, '-infinity'))
       order by d.judged_at, d.rep_id, d.day limit $3
     ), moved as (
       update place_look l set looked_until = n.judged_at, last_rep = n.rep_id, last_day = n.day
       from (select * from next order by judged_at desc, rep_id desc, day desc limit 1) n where l.org_id = $1
     )
     select (select count(*)::int from next) as days,
       (select array_agg(distinct p.retailer_id) from next n join known_press p on p.org_id = n.org_id and p.rep_id = n.rep_id and p.day = n.day and p.kind = 'start') as "retailerIds"`,
    [orgId, before, days],
  );
  return { retailerIds: rows[0]!.retailerIds ?? [], hasMore: rows[0]!.days === days };
}

/** Some shops at which an inspector stood since they were looked at. */
export async function inspectedShops(sql: Queryable, orgId: number, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ retailerId: string }>(
    `select retailer_id as "retailerId" from (${standsSince('$2')}) s order by 1 limit $3`,
    [before, orgId, limit],
  );
  return rows.map(({ retailerId }) => retailerId);
}

/** A shop as the books have it, with every visit that says where it is. */
export interface VisitedShop extends BookedPlace {
  retailerId: string;
  importId: string | null;
  /** Retailers at the very same point, itself left out. */
  sharedWith: number;
  visits: { visitId: string; personId: string; day: string; presses: JudgedPress[] }[];
  /** Where people stood who gain nothing by it: who surveyed the place, and inspectors who met somebody. */
  stands: { personId: string; day: string; at: LngLat; sigmaM: number | null }[];
}

const pressJson = (side: string): string =>
  `json_build_object('position', case when w.${side}_position is null then null else json_build_object('lng', st_x(w.${side}_position::geometry), 'lat', st_y(w.${side}_position::geometry)) end, 'numbers', w.${side}_numbers)`;

/** The place of retailer r that no visits taught, since it moved there last (place p). */
const registered = `(select json_build_object('lng', st_x(k.position::geometry), 'lat', st_y(k.position::geometry)) from known_place k
  where k.org_id = $1 and k.retailer_id = r.retailer_id and k.begins = p.begins order by k.kind = 'learned', k.place_no desc limit 1)`;

/**
 * Shops with their newest witnesses since the last move, of the last year. Registered is the place that no visits taught: what was
 * learned before does not make the next move short.
 */
export async function visitedShops(
  sql: Queryable,
  orgId: number,
  retailerIds: readonly string[],
  witnesses: number,
): Promise<VisitedShop[]> {
  const { rows } = await sql.query<VisitedShop>(
    `select r.retailer_id as "retailerId", p.import_id as "importId", r.threshold_m as "thresholdM",
       json_build_object('lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry)) as stored,
       ${registered} as registered,
       (select count(*)::int from known_retailer o where o.org_id = $1 and o.position && p.position and o.position::text = p.position::text and o.retailer_id <> r.retailer_id) as "sharedWith",
       (select coalesce(json_agg(json_build_object('visitId', w.visit_id, 'personId', w.person_id, 'day', w.day, 'presses', json_build_array(${pressJson('start')}, ${pressJson('end')}))
                 order by w.day desc, w.visit_id), '[]')
        from (select * from place_witness w where w.org_id = $1 and w.retailer_id = r.retailer_id and w.day >= p.begins and w.day > current_date - 365
              order by w.day desc, w.visit_id limit $3) w) as visits,
       (select coalesce(json_agg(json_build_object('personId', k.by_id, 'day', k.day, 'sigmaM', k.sigma_m,
                 'at', json_build_object('lng', st_x(k.position::geometry), 'lat', st_y(k.position::geometry))) order by k.day, k.by_id), '[]')
        from (
          select by_id, (at at time zone u.time_zone)::date as day, sigma_m, position from known_place k
          where k.org_id = $1 and k.retailer_id = r.retailer_id and k.begins = p.begins and k.trust = 'surveyed' and k.kind in ('survey', 'move') and k.by_id is not null
          union all
          select person_id, day, sigma_m, position from retailer_inspected i where i.org_id = $1 and i.retailer_id = r.retailer_id and i.day >= p.begins
        ) k) as stands
     from known_retailer r join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
     cross join lateral place_on($1, r.retailer_id, (now() at time zone u.time_zone)::date) p
     where r.org_id = $1 and r.retailer_id = any($2)`,
    [orgId, retailerIds, witnesses],
  );
  return rows;
}

/** What was found of one shop. */
export interface Found {
  retailerId: string;
  finding: Finding['is'];
  place: LearnedPlace | null;
  witnesses: readonly PersonsWitness[];
}

export async function keepFound(sql: Queryable, orgId: number, found: readonly Found[], now: Date): Promise<void> {
  const rows = found.map(({ retailerId, finding, place, witnesses }) => ({
    retailerId,
    finding,
    lng: place?.at.lng ?? null,
    lat: place?.at.lat ?? null,
    sigmaM: place?.sigmaM ?? null,
    witnesses: witnesses.length,
    people: new Set(witnesses.map(({ personId }) => personId)).size,
  }));
  await sql.query(
    `insert into place_found (org_id, retailer_id, finding, position, sigma_m, witnesses, people, found_at)
     select $1, "retailerId", finding, st_setsrid(st_makepoint(lng, lat), 4326)::geography, "sigmaM", witnesses, people, $3
     from jsonb_to_recordset($2) as x("retailerId" uuid, finding text, lng float8, lat float8, "sigmaM" float8, witnesses int, people int)
     on conflict (org_id, retailer_id) do update set finding = excluded.finding, position = excluded.position, sigma_m = excluded.sigma_m,
       witnesses = excluded.witnesses, people = excluded.people, found_at = excluded.found_at`,
    [orgId, JSON.stringify(rows), now],
  );
}

/** Of shops that would be proposed, which others are taught at the same place, themselves among them; what fits where it stands is none. */
export async function shopsNear(
  sql: Queryable,
  orgId: number,
  retailerIds: readonly string[],
): Promise<{ retailerId: string; near: NearShop[] }[]> {
  const { rows } = await sql.query<{ retailerId: string; near: NearShop[] }>(
    `select f.retailer_id as "retailerId", json_agg(json_build_object('retailerId', n.retailer_id, 'registered', ${registered}) order by n.retailer_id) as near
     from place_found f
     join place_found n on n.org_id = f.org_id and st_dwithin(n.position, f.position, ${ONE_PLACE_M}) and n.witnesses >= 3 and n.finding <> 'fits'
     join known_retailer r on r.org_id = n.org_id and r.retailer_id = n.retailer_id
     join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
     cross join lateral place_on($1, r.retailer_id, (now() at time zone u.time_zone)::date) p
     where f.org_id = $1 and f.retailer_id = any($2) and f.finding = 'proposed' group by f.retailer_id`,
    [orgId, retailerIds],
  );
  return rows;
}

export async function keepOnePlace(sql: Queryable, orgId: number, retailerIds: readonly string[]): Promise<void> {
  await sql.query(
    `update place_found set finding = 'onePlace' where org_id = $1 and retailer_id = any($2) and finding = 'proposed'`,
    [orgId, retailerIds],
  );
}

/** Shops of a file that stand where it put them, with what their visits taught. */
export async function learnedOfFile(
  sql: Queryable,
  orgId: number,
  importId: string,
): Promise<{ stored: LngLat; learned: LearnedPlace }[]> {
  const { rows } = await sql.query<{ stored: LngLat; learned: LearnedPlace }>(
    `select json_build_object('lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry)) as stored,
       json_build_object('at', json_build_object('lng', st_x(f.position::geometry), 'lat', st_y(f.position::geometry)), 'sigmaM', f.sigma_m) as learned
     from known_retailer p join place_found f using (org_id, retailer_id)
     where p.org_id = $1 and p.import_id = $2 and f.position is not null and f.finding <> 'disagreement' and f.witnesses >= 3
     order by f.found_at desc limit 1000`,
    [orgId, importId],
  );
  return rows;
}
