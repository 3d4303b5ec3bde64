import type { LivePosition, PositionSource } from '../../shared/positions.ts';
import { STEPS_A_DEGREE, type TrackPoint } from '../../shared/tracks.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

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
     from known_unit u where u.org_id = $1 and u.unit_id = $2 and u.unit_id = any($3)`,
    [who.orgId, unitId, who.unitIds, day],
  );
  return rows[0] ?? null;
}

export interface TrackedRep {
  repId: string;
  unitId: string;
  name: string;
}

/** Of whom positions of a day are stored, by name: everybody of the units whom the caller may see, a rep only themself. Also those who left. */
export async function trackedReps(
  sql: Queryable,
  who: Who,
  { unitIds, fromAt, untilAt }: UnitDay,
  repId: string | null,
): Promise<TrackedRep[]> {
  const { rows } = await sql.query<TrackedRep>(
    `select p.person_id as "repId", p.unit_id as "unitId", p.name
     from known_person p
     where p.org_id = $1 and p.unit_id = any($2) and ($3::uuid is null or p.person_id = $3) and ($4::uuid is null or p.person_id = $4)
       and exists (select from known_fix f where f.org_id = p.org_id and f.rep_id = p.person_id and f.fix_at >= $5 and f.fix_at < $6)
     order by p.name, p.person_id`,
    [who.orgId, unitIds, who.role === 'rep' ? who.personId : null, repId, fromAt, untilAt],
  );
  return rows;
}

export interface StoredTrack {
  points: TrackPoint[];
  distrusted: number;
}

interface Row {
  repId: string;
  atS: number;
  x: number;
  y: number;
  accuracyM: number | null;
  source: TrackPoint['source'];
  distrusted: boolean;
}

/**
 * What is stored of some reps' day that can be believed, in no order, and how many positions cannot be: the phone says another
 * app made them, or a person set a pin. A phone whose clock runs ahead was there when it spoke. Sorted and joined to arrays by the
 * database the same took 2.6 times as long (20 reps of 2,160 positions: 570 ms of CPU, 220 so).
 */
export async function tracksOf(
  sql: Queryable,
  who: Who,
  reps: readonly TrackedRep[],
  { fromAt, untilAt }: UnitDay,
): Promise<Map<string, StoredTrack>> {
  const { rows } = await sql.query<Row>(
    `select rep_id as "repId", round(date_part('epoch', least(fix_at, received_at) - $3::timestamptz))::int as "atS",
            round(st_x(position::geometry) * ${STEPS_A_DEGREE})::int as x, round(st_y(position::geometry) * ${STEPS_A_DEGREE})::int as y,
            accuracy_m as "accuracyM", source, coalesce(mock, false) or source is not distinct from 'manual' as distrusted
     from known_fix where org_id = $1 and rep_id = any($2) and fix_at >= $3 and fix_at < $4`,
    [who.orgId, reps.map(({ repId }) => repId), fromAt, untilAt],
  );
  const tracks = new Map<string, StoredTrack>();
  for (const { repId, atS, x, y, accuracyM, source, distrusted } of rows) {
    let track = tracks.get(repId);
    if (!track) tracks.set(repId, (track = { points: [], distrusted: 0 }));
    if (distrusted) track.distrusted += 1;
    else if (atS >= 0) track.points.push({ atS, lng: x / STEPS_A_DEGREE, lat: y / STEPS_A_DEGREE, accuracyM, source });
  }
  return tracks;
}

/** Whether the caller may see this rep's track: their own, or a person of their scope. */
export async function isRepInScope(sql: Queryable, who: Who, repId: string): Promise<boolean> {
  if (who.role === 'rep') return repId === who.personId;
  const { rowCount } = await sql.query(
    'select 1 from known_person where org_id = $1 and person_id = $2 and unit_id = any($3)',
    [who.orgId, repId, who.unitIds],
  );
  return rowCount > 0;
}

interface FixRow {
  repId: string;
  lng: number;
  lat: number;
  accuracyM: number | null;
  source: PositionSource | null;
  fixAt: Date;
  receivedAt: Date;
}

function toLivePosition(row: FixRow): LivePosition {
  const { lng, lat, fixAt, receivedAt, ...rest } = row;
  return { ...rest, position: { lng, lat }, fixAt: fixAt.toISOString(), receivedAt: receivedAt.toISOString() };
}

/** A rep's fixes between two instants, oldest first. */
export async function track(
  sql: Queryable,
  who: Who,
  repId: string,
  fromAt: string,
  toAt: string,
): Promise<LivePosition[]> {
  const { rows } = await sql.query<FixRow>(
    `select rep_id as "repId", st_x(position::geometry) as lng, st_y(position::geometry) as lat, accuracy_m as "accuracyM", source, fix_at as "fixAt", received_at as "receivedAt"
     from known_fix where org_id = $1 and rep_id = $2 and fix_at >= $3 and fix_at < $4 order by fix_at limit 20000`,
    [who.orgId, repId, fromAt, toAt],
  );
  return rows.map(toLivePosition);
}
