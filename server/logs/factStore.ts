import type { DayFacts } from '../../shared/logFacts.ts';
import type { Queryable } from '../db.ts';

export interface RepDay {
  repId: string;
  day: string;
  timeZone: string;
}

const iso = (at: string): string => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Stops of the plan as the day began; as it is followed, where the day has not. */
const PLAN = `left join lateral (
       select f.retailer_ids as stops, round(f.length_m)::int as length_m from known_plan_frozen f where f.org_id = $1 and f.rep_id = w.rep_id and f.day = w.day
       union all
       select array(select s.retailer_id from known_plan_stop s where s.org_id = $1 and s.rep_id = w.rep_id and s.day = w.day order by s.stop_no), null
       from known_plan p where p.org_id = $1 and p.rep_id = w.rep_id and p.day = w.day
       limit 1
     ) plan on true`;

/**
 * The facts of reps' days, in the order asked for. Kilometres follow the positions, thinned to 30 m so that standing still is no way, and
 * without those that are known to 100 m or worse; they are left out where `isDriven` is false, since a day has thousands.
 */
export async function factsOfDays(
  sql: Queryable,
  orgId: number,
  wanted: readonly RepDay[],
  isDriven: boolean,
): Promise<DayFacts[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql.query<Omit<DayFacts, 'hours'> & Hours>(
    `select w.day, made.visits, cardinality(plan.stops) as planned, plan.length_m as "plannedM", missed.missing, driven.m as "drivenM",
       case when shift.n > 0 then 'shift' when made.n > 0 then 'visits' else 'none' end as basis,
       case when shift.n > 0 then shift.from_at else made.from_at end as "fromAt", case when shift.n > 0 then shift.to_at else made.to_at end as "toAt",
       case when shift.n > 0 then shift.worked_s end as "shiftS"
     from unnest($2::uuid[], $3::date[], $4::text[]) with ordinality w(rep_id, day, zone, n)
     ${PLAN}
     cross join lateral (
       select count(*) as n, min(v.started_at) as from_at, case when bool_and(v.state <> 'open') then max(coalesce(v.ended_at, v.started_at)) end as to_at,
         coalesce(json_agg(json_build_object('visitId', v.visit_id, 'retailerId', v.retailer_id, 'code', r.code, 'name', r.name, 'startedAt', ${iso('v.started_at')},
           'dwellS', round(v.dwell_s), 'state', v.state, 'isPlanned', coalesce(v.retailer_id = any(plan.stops), false), 'isClaimed', v.claimed_at is not null)
           order by v.started_at, v.visit_id), '[]') as visits
       from visit v join known_retailer r on r.org_id = v.org_id and r.retailer_id = v.retailer_id
       where v.org_id = $1 and v.rep_id = w.rep_id and v.day = w.day
     ) made
     cross join lateral (
       select coalesce(json_agg(json_build_object('retailerId', r.retailer_id, 'code', r.code, 'name', r.name) order by s.n), '[]') as missing
       from unnest(plan.stops) with ordinality s(retailer_id, n) join known_retailer r on r.org_id = $1 and r.retailer_id = s.retailer_id
       where not exists (select from known_press k where k.org_id = $1 and k.rep_id = w.rep_id and k.day = w.day and k.retailer_id = s.retailer_id)
     ) missed
     cross join lateral (
       select count(*) as n, min(opened_at) as from_at, case when bool_and(closed_at is not null) then max(closed_at) end as to_at,
         case when bool_and(closed_at is not null) then sum(extract(epoch from closed_at - opened_at)) end as worked_s
       from shift_span s where s.org_id = $1 and s.rep_id = w.rep_id and s.day = w.day
     ) shift
     cross join lateral (
       select case when count(*) > 1 then round(st_length(st_simplify(st_makeline(f.position::geometry order by f.fix_at), 0.0003)::geography))::int end as m
       from known_fix f
       where $5 and f.org_id = $1 and f.rep_id = w.rep_id and f.fix_at >= w.day::timestamp at time zone w.zone and f.fix_at < (w.day + 1)::timestamp at time zone w.zone
         and f.accuracy_m < 100 and f.mock is distinct from true
     ) driven
     order by w.n`,
    [
      orgId,
      wanted.map(({ repId }) => repId),
      wanted.map(({ day }) => day),
      wanted.map(({ timeZone }) => timeZone),
      isDriven,
    ],
  );
  return rows.map(({ basis, fromAt, toAt, shiftS, ...facts }) => ({
    ...facts,
    hours: {
      basis,
      from: fromAt?.toISOString() ?? null,
      to: toAt?.toISOString() ?? null,
      workedS: workedOf({ basis, fromAt, toAt, shiftS }),
    },
  }));
}

interface Hours {
  basis: DayFacts['hours']['basis'];
  fromAt: Date | null;
  toAt: Date | null;
  shiftS: number | null;
}

function workedOf({ basis, fromAt, toAt, shiftS }: Hours): number | null {
  if (basis === 'shift') return shiftS === null ? null : Math.round(Number(shiftS));
  return fromAt && toAt ? Math.round((toAt.getTime() - fromAt.getTime()) / 1_000) : null;
}
