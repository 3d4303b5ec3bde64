import type { PlannedStop } from '../../shared/tables/stops.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

interface StopRow extends Omit<PlannedStop, 'startedAt' | 'endedAt'> {
  startedAt: Date | null;
  endedAt: Date | null;
}

/** The stops of a day's plans in the caller's scope, by rep and in order, each with the rep's last visit there on that day. A unit's include those of the units below. */
export async function plannedStops(
  sql: Queryable,
  who: Who,
  filter: { day: string; unitId?: string | undefined; repId?: string | undefined },
): Promise<PlannedStop[]> {
  const { rows } = await sql.query<StopRow>(
    `select p.day, p.unit_id as "unitId", w.name as "repName", row_number() over (partition by p.rep_id order by s.stop_no)::int as no, r.code, r.name, r.address,
            json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
            s.arrive_s as "arriveS", s.depart_s as "departS", s.late_s as "lateS", s.pinned, v.state, v.started_at as "startedAt", v.ended_at as "endedAt"
     from day_plan p join day_plan_stop s using (org_id, rep_id, day) join known_retailer r using (org_id, retailer_id) join known_person w on w.org_id = p.org_id and w.person_id = p.rep_id
     left join lateral (
       select v.state, v.started_at, v.ended_at from visit v where v.org_id = p.org_id and v.rep_id = p.rep_id and v.day = p.day and v.retailer_id = s.retailer_id order by v.started_at desc limit 1
     ) v on true
     where p.org_id = $1 and p.unit_id = any($2) and p.day = $3 and ($4::uuid is null or p.rep_id = $4) and ($5::uuid is null or p.rep_id = $5)
       and ($6::uuid is null or p.unit_id = any(unit_scope($1, $6)))
     order by w.name, p.rep_id, s.stop_no`,
    [
      who.orgId,
      who.unitIds,
      filter.day,
      filter.repId ?? null,
      who.role === 'rep' ? who.personId : null,
      filter.unitId ?? null,
    ],
  );
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
