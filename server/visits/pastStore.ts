import type { PastVisit } from '../../shared/past.ts';
import type { Queryable } from '../db.ts';

/**
 * Stores visits of days gone by as a phone told them then, each press with the moment at which it came: the judge finds them by
 * their days. For made-up organisations only; no request leads here.
 */
export async function storePastVisits(tx: Queryable, orgId: number, visits: readonly PastVisit[]): Promise<void> {
  await tx.query(
    `with told as (
       select * from jsonb_to_recordset($2::jsonb) v("visitId" uuid, kind text, "repId" uuid, "unitId" uuid, "retailerId" uuid, day date,
         "pressedAt" timestamptz, "receivedAt" timestamptz, lng float8, lat float8, "accuracyM" float8, source text, mock boolean, "deviceId" text)
       where exists (select from known_org o where o.org_id = $1 and o.synthetic)
     ), stored as (
       insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, position, accuracy_m, accuracy_level, source, fix_at, mock, device_id, body_sha256)
       select $1, "visitId", kind, "repId", "unitId", "retailerId", day, "pressedAt", "receivedAt",
              st_setsrid(st_makepoint(lng, lat), 4326)::geography, "accuracyM", 0.68, source, "pressedAt" - interval '2 seconds', mock, "deviceId",
              sha256(convert_to("visitId" || kind, 'utf8'))
       from told order by "pressedAt"
       returning rep_id, day
     )
     insert into visit_day (org_id, rep_id, day) select distinct $1::integer, rep_id, day from stored
     on conflict (org_id, rep_id, day) do update set revision = visit_day.revision + 1`,
    [orgId, JSON.stringify(visits.flatMap(pressesOf))],
  );
}

const pressesOf = ({ start, end, ...visit }: PastVisit) =>
  [
    { kind: 'start', ...start },
    { kind: 'end', ...end },
  ].map(({ position: { lng, lat }, ...press }) => ({ ...visit, ...press, lng, lat }));
