import type { TrackPoint } from './actual.ts';
import type { ProvedBound } from './bounds.ts';
import type { Lateness, Unserved } from '../../shared/optimize.ts';
import type { DayFrame } from '../../shared/plans.ts';
import type { Travel } from '../../shared/travel.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { DayRetailer, MadeVisit } from './problem.ts';

/** A rep whose days are planned. `nowS`: seconds since the day's midnight in the unit's zone, when the day is today. */
export interface PlanRep {
  repId: string;
  unitId: string;
  timeZone: string;
  nowS: number | null;
  /** The unit's own date. */
  today: string;
}

/** What a plan remembers beside its columns. */
export interface PlanDetail {
  frame: DayFrame;
  /** The frame was said by a planner: made anew, the plan keeps it. Absent: a plan from before it was kept. */
  framedByHand?: boolean;
  travel: Travel;
  late: Lateness[];
  unserved: Unserved[];
  /** What was proved of the day: the best of it stands until what it was proved of changes. Absent: a plan from before it was kept. */
  bounds?: ProvedBound[];
}

export interface StoredStop {
  retailerId: string;
  pinned: boolean;
  serviceS: number;
  arriveS: number | null;
  departS: number | null;
  lateS: number;
}

/** A plan as it is stored. */
export interface StoredPlan {
  repId: string;
  unitId: string;
  day: string;
  revision: number;
  locked: boolean;
  lengthM: number;
  lowerBoundM: number;
  provedOptimal: boolean;
  gapAtMost: number | null;
  travelS: number;
  startS: number;
  finishS: number;
  latenessS: number;
  /** Null: a plan from before it was kept. */
  detail: PlanDetail | null;
  stops: StoredStop[];
}

const stop = `r.retailer_id as "retailerId", r.code, r.name, r.address, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
  f.opening_hours as "openingHours", f.key_hours as "keyHours", r.road_condition as "roadCondition", r.minutes_per_visit as "minutesPerVisit"`;

/** Reps of the caller's scope, by name: one, or all active ones of a unit and below. */
export async function planReps(
  sql: Queryable,
  who: Who,
  of: { repId: string } | { unitId: string },
  day: string,
  now: Date,
): Promise<PlanRep[]> {
  const { rows } = await sql.query<PlanRep>(
    `select p.person_id as "repId", p.unit_id as "unitId", u.time_zone as "timeZone",
       case when ($6::timestamptz at time zone u.time_zone)::date = $5::date then extract(epoch from ($6::timestamptz at time zone u.time_zone) - $5::date)::float8 end as "nowS", ($6::timestamptz at time zone u.time_zone)::date as today
     from known_person p join known_unit u using (org_id, unit_id)
     where p.org_id = $1 and p.unit_id = any($2) and p.role = 'rep' and ($3::uuid is null or p.person_id = $3)
       and ($4::uuid is null or (p.is_active and p.unit_id = any(unit_scope($1, $4)))) order by p.name, p.person_id`,
    [who.orgId, who.unitIds, 'repId' in of ? of.repId : null, 'unitId' in of ? of.unitId : null, day, now],
  );
  return rows;
}

/** The retailers asked for, of those in the caller's scope, in the order asked, as they are on a day. */
export async function dayRetailers(
  sql: Queryable,
  who: Who,
  retailerIds: readonly string[],
  day: string,
): Promise<DayRetailer[]> {
  const { rows } = await sql.query<DayRetailer>(
    `select ${stop}, retailer_state_on($1, r.retailer_id, $4) as state, r.contact, r.phone, f.grade,
       (select max(v.day) from visit v where v.org_id = $1 and v.retailer_id = r.retailer_id and v.day < $4 and v.state <> 'invalid') as "lastVisitDay"
     from unnest($3::uuid[]) with ordinality as asked(retailer_id, no) join known_retailer r on r.retailer_id = asked.retailer_id
     left join lateral facts_on($1, r.retailer_id, $4) f on true
     where r.org_id = $1 and r.unit_id = any($2) order by no`,
    [who.orgId, who.unitIds, retailerIds, day],
  );
  return rows;
}

/** Each retailer's first visit by the rep on the day, in their order. */
export async function visitsMade(
  sql: Queryable,
  who: Who,
  { repId, timeZone }: PlanRep,
  day: string,
): Promise<MadeVisit[]> {
  const { rows } = await sql.query<MadeVisit>(
    `select "retailerId", "startS", "endS" from (
       select distinct on (s.retailer_id) s.retailer_id as "retailerId",
         extract(epoch from (s.pressed_at at time zone $4) - $3::date)::float8 as "startS", extract(epoch from (e.pressed_at at time zone $4) - $3::date)::float8 as "endS"
       from known_press s left join known_press e on e.org_id = s.org_id and e.visit_id = s.visit_id and e.kind = 'end'
       where s.org_id = $1 and s.rep_id = $2 and s.day = $3 and s.kind = 'start' order by s.retailer_id, s.pressed_at
     ) v order by "startS", "retailerId"`,
    [who.orgId, repId, day, timeZone],
  );
  return rows;
}

/** A rep's plan of a day, in the caller's scope; a rep's scope is their own. Of a day that is over, the plan that it began with. */
export async function storedPlan(sql: Queryable, who: Who, repId: string, day: string): Promise<StoredPlan | null> {
  const { rows } = await sql.query<StoredPlan>(
    `select p.rep_id as "repId", p.unit_id as "unitId", p.day, p.revision, p.locked, p.length_m as "lengthM", p.lower_bound_m as "lowerBoundM", p.proved_optimal as "provedOptimal",
       p.gap_at_most as "gapAtMost", p.travel_s as "travelS", p.start_s as "startS", p.finish_s as "finishS", p.lateness_s as "latenessS", p.detail,
       coalesce((select json_agg(json_build_object('retailerId', s.retailer_id, 'pinned', s.pinned, 'serviceS', s.service_s, 'arriveS', s.arrive_s, 'departS', s.depart_s, 'lateS', s.late_s) order by s.stop_no)
         from day_plan_stop s where s.org_id = p.org_id and s.rep_id = p.rep_id and s.day = p.day), '[]') as stops
     from day_plan p where p.org_id = $1 and p.unit_id = any($2) and p.rep_id = $3 and p.day = $4 and ($5::uuid is null or p.rep_id = $5)`,
    [who.orgId, who.unitIds, repId, day, who.role === 'rep' ? who.personId : null],
  );
  return rows[0] ?? null;
}

/**
 * Stores a plan in the place of revision `over` (null: of none; undefined: of whatever there is), and tells watchers.
 * @returns the new revision; null when there is another revision than `over`, or `over` is not said and the plan is locked: then nothing is stored
 */
export async function savePlan(
  sql: Queryable,
  who: Who,
  plan: Omit<StoredPlan, 'revision'>,
  over: number | null | undefined,
): Promise<number | null> {
  const values = [
    who.orgId,
    plan.repId,
    plan.day,
    plan.unitId,
    plan.lengthM,
    plan.lowerBoundM,
    plan.provedOptimal,
    plan.gapAtMost,
    plan.travelS,
    plan.startS,
    plan.finishS,
    plan.latenessS,
    plan.detail,
    plan.locked,
  ];
  // the row is locked by this: of two changes at once the second sees the first's revision
  const { rows } = await sql.query<{ revision: number }>(
    `insert into plan (org_id, rep_id, day, unit_id, length_m, lower_bound_m, proved_optimal, gap_at_most, travel_s, start_s, finish_s, lateness_s, detail, locked)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
     where $15::integer is null or exists (select from plan where org_id = $1 and rep_id = $2 and day = $3)
     on conflict (org_id, rep_id, day) do update set unit_id = excluded.unit_id, length_m = excluded.length_m, lower_bound_m = excluded.lower_bound_m,
       proved_optimal = excluded.proved_optimal, gap_at_most = excluded.gap_at_most, travel_s = excluded.travel_s, start_s = excluded.start_s, finish_s = excluded.finish_s,
       lateness_s = excluded.lateness_s, detail = excluded.detail, locked = excluded.locked, made_at = now(), revision = plan.revision + 1
     where ($16 and not plan.locked) or plan.revision = $15
     returning revision`,
    [...values, over ?? null, over === undefined],
  );
  const saved = rows[0];
  if (!saved) return null;
  await sql.query('delete from plan_stop where org_id = $1 and rep_id = $2 and day = $3', [
    who.orgId,
    plan.repId,
    plan.day,
  ]);
  await sql.query(
    `insert into plan_stop (org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, arrive_s, depart_s, late_s)
     select $1, $2, $3, no, (s->>'retailerId')::uuid, (s->>'pinned')::boolean, (s->>'serviceS')::float8, (s->>'arriveS')::float8, (s->>'departS')::float8, (s->>'lateS')::float8
     from json_array_elements($4::json) with ordinality as given(s, no)`,
    [who.orgId, plan.repId, plan.day, JSON.stringify(plan.stops)],
  );
  await sql.query('select announce($1, $2, null, $3, $4)', [
    who.orgId,
    plan.unitId,
    plan.repId,
    { kind: 'plan', unitId: plan.unitId, repId: plan.repId, day: plan.day },
  ]);
  return saved.revision;
}

/** What the rep's phone reported between two moments of the day (seconds since midnight), in the order of time; mock positions are left out. */
export async function trackOf(
  sql: Queryable,
  who: Who,
  { repId, timeZone }: PlanRep,
  day: string,
  fromS: number,
  toS: number,
): Promise<TrackPoint[]> {
  const { rows } = await sql.query<TrackPoint>(
    `select st_x(position::geometry) as lng, st_y(position::geometry) as lat, accuracy_m as "accuracyM", extract(epoch from fix_at)::float8 as "atS" from known_fix
     where org_id = $1 and rep_id = $2 and mock is not true
       and fix_at >= (($3::date + make_interval(secs => $4)) at time zone $6) and fix_at <= (($3::date + make_interval(secs => $5)) at time zone $6)
     order by fix_at`,
    [who.orgId, repId, day, fromS, toS, timeZone],
  );
  return rows;
}
