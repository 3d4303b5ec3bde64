import type { TrackPoint } from '../../shared/replay.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** Phones that record every second are read every so many seconds: the picture of a day needs no more. */
const READ_EVERY_S = 10;

/** A day of a unit: which units, and from when to when by its clock. */
export interface UnitDay {
  unitIds: string[];
  timeZone: string;
  fromAt: Date;
  untilAt: Date;
}

/** A day of a unit of the caller's scope and of all below it; null when the unit is not in it. */
export async function unitDay(sql: Queryable, who: Who, unitId: string, day: string): Promise<UnitDay | null> {
  const { rows } = await sql.query<UnitDay>(
    `select unit_scope($1, u.unit_id) as "unitIds", u.time_zone as "timeZone",
            $4::date::timestamp at time zone u.time_zone as "fromAt", ($4::date + 1)::timestamp at time zone u.time_zone as "untilAt"
     from unit u where u.org_id = $1 and u.unit_id = $2 and u.unit_id = any($3)`, [who.orgId, unitId, who.unitIds, day]);
  return rows[0] ?? null;
}

export interface TrackedRep {
  repId: string;
  unitId: string;
  name: string;
}

/** Of whom positions of a day are stored, by name: everybody of the units whom the caller may see, a rep only themself. Also those who left. */
export async function trackedReps(sql: Queryable, who: Who, { unitIds, fromAt, untilAt }: UnitDay, repId: string | null): Promise<TrackedRep[]> {
  const { rows } = await sql.query<TrackedRep>(
    `select p.person_id as "repId", p.unit_id as "unitId", p.name
     from person p
     where p.org_id = $1 and p.unit_id = any($2) and ($3::uuid is null or p.person_id = $3) and ($4::uuid is null or p.person_id = $4)
       and exists (select from fix f where f.org_id = p.org_id and f.rep_id = p.person_id and f.fix_at >= $5 and f.fix_at < $6)
     order by p.name, p.person_id`, [who.orgId, unitIds, who.role === 'rep' ? who.personId : null, repId, fromAt, untilAt]);
  return rows;
}

/** Somebody looks at the whole day of some reps; nobody's own track is looked at by looking at it oneself. */
export async function recordLooks(sql: Queryable, who: Who, reps: readonly TrackedRep[], { fromAt, untilAt }: UnitDay): Promise<void> {
  const seen = reps.map(({ repId }) => repId).filter((repId) => repId !== who.personId);
  if (seen.length === 0) return;
  await sql.query('select record_look($1, $2, rep_id, $4, $5) from unnest($3::uuid[]) as r(rep_id)', [who.orgId, who.personId, seen, fromAt, untilAt]);
}

export interface StoredTrack {
  repId: string;
  points: TrackPoint[];
  distrusted: number;
}

interface Columns {
  repId: string;
  atS: number[];
  lng: number[];
  lat: number[];
  accuracyM: (number | null)[];
  source: TrackPoint['source'][];
  distrusted: number;
}

/**
 * What is stored of some reps' day, by time: every 10 s the most precise position that can be believed, and how many cannot be
 * (the phone says another app made it, or a person set a pin). A phone whose clock runs ahead was there when it spoke.
 */
export async function tracksOf(sql: Queryable, who: Who, reps: readonly TrackedRep[], { fromAt, untilAt }: UnitDay): Promise<StoredTrack[]> {
  const { rows } = await sql.query<Columns>(
    `with read as (
       select rep_id, extract(epoch from least(fix_at, received_at) - $3::timestamptz) as at_s, position::geometry as place, accuracy_m, source,
              coalesce(mock, false) or source is not distinct from 'manual' as distrusted
       from fix where org_id = $1 and rep_id = any($2) and fix_at >= $3 and fix_at < $4
     ), kept as (
       select distinct on (rep_id, floor(at_s / ${READ_EVERY_S})) rep_id, at_s, place, accuracy_m, source
       from read where not distrusted and at_s >= 0
       order by rep_id, floor(at_s / ${READ_EVERY_S}), accuracy_m nulls last, at_s
     )
     select r.rep_id as "repId", coalesce(k."atS", '[]') as "atS", coalesce(k.lng, '[]') as lng, coalesce(k.lat, '[]') as lat,
            coalesce(k."accuracyM", '[]') as "accuracyM", coalesce(k.source, '[]') as source, r.distrusted
     from (select rep_id, (count(*) filter (where distrusted))::int as distrusted from read group by rep_id) r
     left join (
       select rep_id, json_agg(round(at_s) order by at_s) as "atS", json_agg(round(st_x(place)::numeric, 6) order by at_s) as lng, json_agg(round(st_y(place)::numeric, 6) order by at_s) as lat,
              json_agg(accuracy_m order by at_s) as "accuracyM", json_agg(source order by at_s) as source
       from kept group by rep_id
     ) k using (rep_id)`, [who.orgId, reps.map(({ repId }) => repId), fromAt, untilAt]);
  return rows.map(({ repId, distrusted, atS, lng, lat, accuracyM, source }) => ({
    repId, distrusted,
    points: atS.map((at, i) => ({ atS: at, lng: lng[i]!, lat: lat[i]!, accuracyM: accuracyM[i]!, source: source[i]! })),
  }));
}
