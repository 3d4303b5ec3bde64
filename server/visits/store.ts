import type { PressFix, StartVisit, VisitSummary } from '../../shared/visits.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** A visit that was not ended after this many hours was forgotten: it no longer keeps its rep from starting another. */
const FORGOTTEN_AFTER_HOURS = 16;

export interface SummaryRow extends Omit<VisitSummary, 'startedAt' | 'endedAt' | 'claimedAt'> {
  startedAt: Date;
  endedAt: Date | null;
  claimedAt: Date | null;
  territoryId: string | null;
}

const point = (column: string) =>
  `case when ${column} is null then null else json_build_object('lng', st_x(${column}::geometry), 'lat', st_y(${column}::geometry)) end`;

export const summaryColumns = `
  v.visit_id as "visitId", v.unit_id as "unitId", v.rep_id as "repId", p.name as "repName", v.retailer_id as "retailerId", r.name as "retailerName", r.code as "retailerCode",
  ${point('r.position')} as "retailerPosition", v.day, v.started_at as "startedAt", v.ended_at as "endedAt", v.dwell_s as "dwellS", v.state,
  coalesce(v.reasons, '{}') as reasons, ${point('v.start_position')} as "startPosition", ${point('v.end_position')} as "endPosition",
  v.appealed as appeal, v.decided as decision, v.claimed_at as "claimedAt", t.territory_id as "territoryId"`;
export const summaryJoins = `
  join known_person p on p.org_id = v.org_id and p.person_id = v.rep_id
  join known_retailer r on r.org_id = v.org_id and r.retailer_id = v.retailer_id
  left join visit_territory t on t.org_id = v.org_id and t.retailer_id = v.retailer_id`;
const summaryFrom = `visit v ${summaryJoins}`;

export function toSummary({ territoryId: _, ...row }: SummaryRow): VisitSummary {
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    claimedAt: row.claimedAt?.toISOString() ?? null,
  };
}

/** A rep sees their own visits; everybody else those of the reps of their units. */
const inScope = `v.org_id = $1 and v.unit_id = any($2) and ($3::uuid is null or v.rep_id = $3)`;

export function scopeOf(who: Who): unknown[] {
  return [who.orgId, who.unitIds, who.role === 'rep' ? who.personId : null];
}

/** All visits of a day in the caller's scope, oldest first. */
export async function visitsOn(sql: Queryable, who: Who, day: string): Promise<VisitSummary[]> {
  const { rows } = await sql.query<SummaryRow>(
    `select ${summaryColumns} from ${summaryFrom} where ${inScope} and v.day = $4 order by v.started_at, v.visit_id`,
    [...scopeOf(who), day],
  );
  return rows.map(toSummary);
}

export async function visitIn(sql: Queryable, who: Who, visitId: string): Promise<VisitSummary | null> {
  const { rows } = await sql.query<SummaryRow>(
    `select ${summaryColumns} from ${summaryFrom} where ${inScope} and v.visit_id = $4`,
    [...scopeOf(who), visitId],
  );
  return rows[0] ? toSummary(rows[0]) : null;
}

export interface PressRow {
  kind: 'start' | 'end';
  pressedAt: Date;
  receivedAt: Date;
  lng: number | null;
  lat: number | null;
  accuracyM: number | null;
  accuracyLevel: number | null;
  source: string | null;
  fixAt: Date | null;
  mock: boolean | null;
  deviceId: string | null;
  note: string | null;
}

/** All that follows in this transaction is read as of one moment; it must come first, and nothing may be written. */
export async function seeOneMoment(sql: Queryable): Promise<void> {
  await sql.query('set transaction isolation level repeatable read, read only');
}

/** A visit's presses as they were said, and every judgement of it, oldest first. */
export async function visitRecord(sql: Queryable, orgId: number, visitId: string) {
  const { rows: presses } = await sql.query<PressRow>(
    `select kind, pressed_at as "pressedAt", received_at as "receivedAt", st_x(position::geometry) as lng, st_y(position::geometry) as lat,
            accuracy_m as "accuracyM", accuracy_level as "accuracyLevel", source, fix_at as "fixAt", mock, device_id as "deviceId", note
     from press where org_id = $1 and visit_id = $2 order by kind desc`,
    [orgId, visitId],
  );
  const { rows: verdicts } = await sql.query<{
    verdictNo: number;
    judgedAt: Date;
    answer: unknown;
    evidence: unknown;
    evidenceSha256: string;
  }>(
    `select verdict_no as "verdictNo", judged_at as "judgedAt", answer, evidence, encode(evidence_sha256, 'hex') as "evidenceSha256" from verdict where org_id = $1 and visit_id = $2 order by verdict_no`,
    [orgId, visitId],
  );
  const { rows: notices } = await sql.query<{ event: 'enter' | 'leave'; at: Date; receivedAt: Date }>(
    `select n.notice ->> 'event' as event, n.at, n.received_at as "receivedAt"
     from visit v join known_phone_notice n on n.org_id = v.org_id and n.rep_id = v.rep_id and n.retailer_id = v.retailer_id and n.kind = 'transition'
       and n.at between v.started_at - interval '15 minutes' and coalesce(v.ended_at, v.started_at) + interval '15 minutes'
     where v.org_id = $1 and v.visit_id = $2 order by n.at`,
    [orgId, visitId],
  );
  return { presses, verdicts, notices };
}

/** Tells watchers the visit's whole state; called in the transaction that changed it. */
export async function announceVisit(sql: Queryable, orgId: number, visitId: string): Promise<VisitSummary> {
  return (await announceVisits(sql, orgId, [visitId]))[0]!;
}

/**
 * The same of several visits. A territory's watchers see its unit and those below: they hear of a visit only where its rep is one of
 * these, and not of somebody's from above who was at one of their shops.
 */
export async function announceVisits(
  sql: Queryable,
  orgId: number,
  visitIds: readonly string[],
): Promise<VisitSummary[]> {
  const { rows } = await sql.query<SummaryRow>(
    `select ${summaryColumns} from ${summaryFrom} where v.org_id = $1 and v.visit_id = any($2) order by array_position($2, v.visit_id)`,
    [orgId, visitIds],
  );
  const visits = rows.map(toSummary);
  await sql.query(
    `select announce($1, v.unit_id, (select t.territory_id from known_territory t where t.org_id = $1 and t.territory_id = v.territory_id and v.unit_id = any(unit_scope($1, t.unit_id))), v.rep_id, v.payload)
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::jsonb[]) with ordinality as v(unit_id, territory_id, rep_id, payload, no) order by v.no`,
    [
      orgId,
      visits.map(({ unitId }) => unitId),
      rows.map(({ territoryId }) => territoryId),
      visits.map(({ repId }) => repId),
      visits.map((visit) => JSON.stringify({ kind: 'visit', unitId: visit.unitId, visit })),
    ],
  );
  return visits;
}

export interface NewPress {
  kind: 'start' | 'end';
  visitId: string;
  retailerId: string;
  pressedAt: string;
  fix: PressFix | null;
  deviceId: string | null;
  note: string | null;
  bodySha256: Buffer;
  /** When it was claimed afterwards. */
  claimedAt?: Date;
}

/** Lets a rep's presses through one at a time: the same press sent twice at once is stored once and answered twice. */
export async function lockRep(sql: Queryable, who: Who): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`press ${who.orgId} ${who.personId}`]);
}

/** The press of that visit and kind, if there is one: whose, and whether it is this very press. */
export async function storedPress(sql: Queryable, who: Who, visitId: string, kind: 'start' | 'end') {
  const { rows } = await sql.query<{ repId: string; retailerId: string; bodySha256: Buffer }>(
    `select rep_id as "repId", retailer_id as "retailerId", body_sha256 as "bodySha256" from press where org_id = $1 and visit_id = $2 and kind = $3`,
    [who.orgId, visitId, kind],
  );
  return rows[0] ?? null;
}

export async function isRetailerInScope(sql: Queryable, who: Who, retailerId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from known_retailer where org_id = $1 and unit_id = any($2) and retailer_id = $3',
    [who.orgId, who.unitIds, retailerId],
  );
  return rowCount > 0;
}

/**
 * Visits, of one rep or of all, that nobody ended until a moment: their rep may start another, and the day is due, so that
 * they are judged as they are.
 */
export async function forgetOpenVisits(
  sql: Queryable,
  at: Date,
  rep: Pick<Who, 'orgId' | 'personId'> | null,
): Promise<void> {
  await sql.query(
    `with forgotten as (
       delete from open_visit
       where started_at < $1::timestamptz - make_interval(hours => $2) and ($3::integer is null or (org_id, rep_id) = ($3, $4::uuid))
       returning org_id, visit_id
     )
     update visit_day d set revision = revision + 1
     from forgotten f join press s on s.org_id = f.org_id and s.visit_id = f.visit_id and s.kind = 'start'
     where d.org_id = s.org_id and d.rep_id = s.rep_id and d.day = s.day`,
    [at, FORGOTTEN_AFTER_HOURS, rep?.orgId ?? null, rep?.personId ?? null],
  );
}

/** Takes the rep's one place for an open visit; gives the id of the visit that holds it otherwise. */
export async function openVisit(
  sql: Queryable,
  who: Who,
  visit: Pick<StartVisit, 'visitId' | 'pressedAt'>,
): Promise<string | null> {
  const { rowCount } = await sql.query(
    'insert into open_visit (org_id, rep_id, visit_id, started_at) values ($1, $2, $3, $4) on conflict do nothing',
    [who.orgId, who.personId, visit.visitId, visit.pressedAt],
  );
  if (rowCount === 1) return null;
  const { rows } = await sql.query<{ visitId: string }>(
    'select visit_id as "visitId" from open_visit where org_id = $1 and rep_id = $2',
    [who.orgId, who.personId],
  );
  return rows[0]?.visitId ?? visit.visitId;
}

export async function closeVisit(sql: Queryable, orgId: number, visitId: string): Promise<void> {
  await sql.query('delete from open_visit where org_id = $1 and visit_id = $2', [orgId, visitId]);
}

/**
 * Appends a press and raises the revision of its day: the day of the visit's start, in the unit's time zone.
 * False when another rep's press with this id came at the same moment.
 */
export async function addPress(sql: Queryable, who: Who, press: NewPress): Promise<boolean> {
  const { fix } = press;
  const { rowCount } = await sql.query(
    `with stored as (
       insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, position, accuracy_m, accuracy_level, source, fix_at, mock, device_id, note, body_sha256, claimed_at, via)
       select $1, $2, $3, $4, $5, $6,
              coalesce((select day from press where org_id = $1 and visit_id = $2 and kind = 'start'), ($7::timestamptz at time zone $8)::date),
              $7, st_setsrid(st_makepoint($9::float8, $10::float8), 4326)::geography, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20
       on conflict do nothing
       returning day
     )
     insert into visit_day (org_id, rep_id, day) select $1, $4, day from stored
     on conflict (org_id, rep_id, day) do update set revision = visit_day.revision + 1`,
    [
      who.orgId,
      press.visitId,
      press.kind,
      who.personId,
      who.unitId,
      press.retailerId,
      press.pressedAt,
      who.timeZone,
      fix?.position.lng ?? null,
      fix?.position.lat ?? null,
      fix?.accuracyM ?? null,
      fix?.accuracyLevel ?? null,
      fix?.source ?? null,
      fix?.fixAt ?? null,
      fix?.mock ?? null,
      press.deviceId,
      press.note,
      press.bodySha256,
      press.claimedAt ?? null,
      credentialOf(who),
    ],
  );
  return rowCount > 0;
}
