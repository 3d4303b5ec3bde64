import type { LngLat } from '../../shared/geo.ts';
import type { Queryable } from '../db.ts';

export interface PastRep {
  orgId: number;
  repId: string;
  unitId: string;
  login: string;
  timeZone: string;
  retailers: { retailerId: string; position: LngLat }[];
}

/** Reps of the made-up organisations, each with the retailers of their territories. */
export async function demoReps(sql: Queryable): Promise<PastRep[]> {
  const { rows } = await sql.query<PastRep>(
    `select p.org_id as "orgId", p.person_id as "repId", p.unit_id as "unitId", p.login, u.time_zone as "timeZone",
            json_agg(json_build_object('retailerId', r.retailer_id,
              'position', json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry))) order by r.code) as retailers
     from known_org o
     join known_person p on p.org_id = o.org_id and p.role = 'rep' and p.is_active
     join known_unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
     join visit_territory t on t.org_id = p.org_id and t.rep_id = p.person_id
     join known_retailer r on r.org_id = t.org_id and r.retailer_id = t.retailer_id
     where o.synthetic
     group by p.org_id, p.person_id, p.unit_id, p.login, u.time_zone
     order by p.login`,
  );
  return rows;
}

/** Days on which any of them pressed, so far back. */
export async function pressedDays(sql: Queryable, orgId: number, from: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ day: string }>(
    'select distinct day from known_press where org_id = $1 and day >= $2',
    [orgId, from],
  );
  return new Set(rows.map(({ day }) => day));
}

/** Whether visits of a day still wait for their verdict. */
export async function isWaiting(sql: Queryable, orgId: number, day: string): Promise<boolean> {
  const { rows } = await sql.query<{ is: boolean }>(
    `select exists (select from visit where org_id = $1 and day = $2 and state = 'waiting') as is`,
    [orgId, day],
  );
  return rows[0]!.is;
}

/**
 * Units of the made-up organisation with points for the month before the last that was not drafted, once every rep has visited on its
 * first days and no day of it waits to be judged.
 */
export async function monthsToClose(
  sql: Queryable,
  now: Date,
): Promise<{ orgId: number; unitId: string; month: string }[]> {
  const { rows } = await sql.query<{ orgId: number; unitId: string; month: string }>(
    `select u.org_id as "orgId", u.unit_id as "unitId", to_char(m.day, 'YYYY-MM') as month
     from known_org o join known_unit u using (org_id)
     cross join lateral (select (date_trunc('month', $1::timestamptz at time zone u.time_zone) - interval '2 months')::date as day) m
     where o.synthetic
       and exists (select from known_score_entry e where e.org_id = u.org_id and e.unit_id = u.unit_id and e.month = m.day)
       and not exists (select from known_score_draft d where d.org_id = u.org_id and d.unit_id = u.unit_id and d.month = m.day)
       and exists (select from known_press p where p.org_id = u.org_id and p.day between m.day and m.day + 3)
       and not exists (select from visit v where v.org_id = u.org_id and v.state = 'waiting' and v.day between m.day and m.day + 30)
     order by u.name`,
    [now],
  );
  return rows;
}

/** Who closes a month there. */
export async function demoDesk(sql: Queryable, orgId: number): Promise<{ supervisorId: string; auditorId: string }> {
  const { rows } = await sql.query<{ supervisorId: string; auditorId: string }>(
    `select (select person_id from known_person where org_id = $1 and login = 'supervisor') as "supervisorId",
            (select person_id from known_person where org_id = $1 and login = 'auditor') as "auditorId"`,
    [orgId],
  );
  return rows[0]!;
}
