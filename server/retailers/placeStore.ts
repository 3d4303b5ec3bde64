import type { Place } from '../../shared/places.ts';
import type { CoordinateChange } from '../../shared/retailers.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { PlaceProposed, PlaceToKeep } from '../given.ts';

/** Usual standard errors of a coordinate: of a geocoded address, of the mean of several visits, of a survey with a phone at the door. */
const USUAL_SIGMA = `case s.trust when 'surveyed' then 5 when 'confirmed' then 10 when 'imported' then 20 end`;

/** What is asked for, with the caller's retailers that it concerns and where each of them was on its day, today where it has none. */
const said = `said as (
       select s.*, r.unit_id, r.code, (now() at time zone u.time_zone)::date as today
       from (
         select "retailerId" as retailer_id, (position ->> 'lng')::float8 as lng, (position ->> 'lat')::float8 as lat, trust, "sigmaM" as sigma_m, "thresholdM" as threshold_m,
                "fromDay" as from_day, reason
         from jsonb_to_recordset($3) as x("retailerId" uuid, position jsonb, trust text, "sigmaM" float8, "thresholdM" float8, "fromDay" date, reason text)
       ) s join retailer r on r.org_id = $1 and r.unit_id = any($2) and r.retailer_id = s.retailer_id join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
     )`;

/** How many of the retailers are the caller's, and of these how many are to have moved on a day that has not begun there. */
export async function concerned(
  sql: Queryable,
  who: Who,
  changes: readonly CoordinateChange[],
): Promise<{ found: number; future: number }> {
  const { rows } = await sql.query<{ found: number; future: number }>(
    `with ${said} select count(*)::int as found, count(*) filter (where from_day > today)::int as future from said`,
    [who.orgId, who.unitIds, JSON.stringify(changes)],
  );
  return rows[0]!;
}

/**
 * Appends a version of each place that becomes another one: a move from a day on, else a correction. What is left out stays as it was on
 * that day; a position that somebody says is its own original, in WGS-84.
 */
export async function addPlaces(sql: Queryable, who: Who, changes: readonly CoordinateChange[]): Promise<void> {
  await sql.query(
    `with ${said}, meant as (
       select s.*, p.trust as was_trust, p.import_id, coalesce(st_setsrid(st_makepoint(s.lng, s.lat), 4326)::geography, p.position) as position,
              coalesce(s.lng, p.original_lng) as original_lng, coalesce(s.lat, p.original_lat) as original_lat, case when s.lng is null then p.frame else 'wgs84' end as frame,
              coalesce(s.trust, p.trust) as now_trust, coalesce(s.threshold_m, p.threshold_m) as now_threshold_m,
              coalesce(s.sigma_m, case when s.trust is distinct from p.trust then ${USUAL_SIGMA} end, p.sigma_m) as now_sigma_m,
              (p.position, p.trust, p.sigma_m, p.threshold_m) as was
       from said s cross join lateral place_on($1, s.retailer_id, coalesce(s.from_day, s.today)) p
     )
     insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, from_day, kind, import_id, by_id, reason, on_record)
     select $1, retailer_id, position, original_lng, original_lat, frame, now_trust, now_sigma_m, now_threshold_m, from_day,
            case when from_day is null then 'survey' else 'move' end, case when lng is null then import_id end, $4, reason, true
     from meant where from_day is not null or was is distinct from (position, now_trust, now_sigma_m, now_threshold_m)
     order by unit_id, code -- so that two at once lock the units' chains in one order`,
    [who.orgId, who.unitIds, JSON.stringify(changes), who.personId],
  );
}

/** Every version of a retailer's place, the newest first; who said it is named to those of the same units. */
export async function placesOf(sql: Queryable, who: Who, retailerId: string): Promise<Place[]> {
  const { rows } = await sql.query<Omit<Place, 'at'> & { at: Date }>(
    `select p.place_no::int as "placeNo", json_build_object('lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry)) as position, p.trust, p.sigma_m as "sigmaM",
            p.threshold_m as "thresholdM", to_char(p.from_day, 'YYYY-MM-DD') as "fromDay", p.kind, i.file_name as "fileName", w.name as "byName", p.reason, p.at,
            st_distance(p.position, lag(p.position) over (order by p.place_no)) as "movedM"
     from known_place p join retailer r using (org_id, retailer_id)
     left join import_run i on i.org_id = p.org_id and i.import_id = p.import_id
     left join known_person w on w.org_id = p.org_id and w.person_id = p.by_id and w.unit_id = any($2) -- nobody above is named
     where p.org_id = $1 and r.unit_id = any($2) and p.retailer_id = $3 order by p.place_no desc`,
    [who.orgId, who.unitIds, retailerId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** How many visits a correction concerns, or a move from a day on: those that are judged by the place it would replace. */
export async function visitsConcerned(
  sql: Queryable,
  who: Who,
  retailerId: string,
  fromDay: string | null,
): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `with span as (
       select b.begins, (select min(n.begins) from known_place n where n.org_id = r.org_id and n.retailer_id = r.retailer_id and n.begins > b.begins) as ends, r.org_id, r.retailer_id
       from retailer r join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
       cross join lateral (select coalesce($4::date, (select p.begins from place_on(r.org_id, r.retailer_id, (now() at time zone u.time_zone)::date) p)) as begins) b
       where r.org_id = $1 and r.unit_id = any($2) and r.retailer_id = $3
     )
     select count(*)::int as n from span s join known_press v on v.org_id = s.org_id and v.retailer_id = s.retailer_id and v.kind = 'start'
       and v.day >= s.begins and (s.ends is null or v.day < s.ends)`,
    [who.orgId, who.unitIds, retailerId, fromDay],
  );
  return rows[0]!.n;
}

/** Appends a version of each place as a proposal has it, of retailers in the caller's scope. What is null stays as it was on that day. */
export async function addProposed(
  sql: Queryable,
  who: Who,
  by: PlaceProposed,
  places: readonly PlaceToKeep[],
): Promise<void> {
  await sql.query(
    `insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, from_day, kind, import_id, proposal_id, by_id, reason, on_record)
     select $1, r.retailer_id, st_setsrid(st_makepoint(s.lng, s.lat), 4326)::geography, case when s.frame is null then s.lng else p.original_lng end,
            case when s.frame is null then s.lat else p.original_lat end, coalesce(s.frame, 'wgs84'), coalesce(s.trust, p.trust), coalesce(s."sigmaM", p.sigma_m), p.threshold_m,
            s."fromDay", s.kind, case when s.frame is not null then p.import_id end, $5, $4, $6, true
     from (select x.*, (x.position ->> 'lng')::float8 as lng, (x.position ->> 'lat')::float8 as lat
           from jsonb_to_recordset($3) as x("retailerId" uuid, kind text, position jsonb, "fromDay" date, trust text, "sigmaM" float8, frame text)) s
     join retailer r on r.org_id = $1 and r.unit_id = any($2) and r.retailer_id = s."retailerId"
     join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
     cross join lateral place_on($1, r.retailer_id, coalesce(s."fromDay", (now() at time zone u.time_zone)::date)) p
     order by r.unit_id, r.code -- so that two at once lock the units' chains in one order`,
    [who.orgId, who.unitIds, JSON.stringify(places), who.personId, by.proposalId, by.reason],
  );
}

/** Appends what counted before a proposal's versions, where nothing was said since; how many retailers that were. */
export async function withdrawProposed(sql: Queryable, who: Who, by: PlaceProposed): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, from_day, kind, import_id, proposal_id, by_id, reason, on_record)
     select $1, p.retailer_id, b.position, b.original_lng, b.original_lat, b.frame, b.trust, b.sigma_m, b.threshold_m, p.from_day, 'withdrawn', b.import_id, $4, $3, $5, true
     from known_place p join retailer r on r.org_id = p.org_id and r.retailer_id = p.retailer_id and r.unit_id = any($2)
     cross join lateral (
       select * from known_place o where o.org_id = $1 and o.retailer_id = p.retailer_id and o.place_no < p.place_no and o.begins <= p.begins order by o.begins desc, o.place_no desc limit 1
     ) b
     where p.org_id = $1 and p.proposal_id = $4 and p.kind <> 'withdrawn'
       and not exists (select from known_place n where n.org_id = $1 and n.retailer_id = p.retailer_id and n.begins = p.begins and n.place_no > p.place_no)
     order by r.unit_id, r.code`,
    [who.orgId, who.unitIds, who.personId, by.proposalId, by.reason],
  );
  return rowCount;
}
