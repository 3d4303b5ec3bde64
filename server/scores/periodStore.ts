import type { Objection } from '../../shared/scores.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { ScoredPerson } from './factStore.ts';
import type { FrozenLine } from './record.ts';
import type { UnitMonth } from './unitMonth.ts';

const isoTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const firstDay = (month: string): string => `${month}-01`;

/** A month that was drafted, as far as it is. */
export interface StoredPeriod {
  draftNo: number;
  schemeId: string;
  version: number;
  people: ScoredPerson[];
  root: string;
  untilDay: string | null;
  /** Of a closed one: what was published, and the root of the lines as they were closed. */
  bulletin: { content: object; root: string; at: string } | null;
}

/** The last draft of a unit's month; null: it was not drafted. */
export async function storedPeriod(sql: Queryable, { orgId, unitId, month }: UnitMonth): Promise<StoredPeriod | null> {
  const { rows } = await sql.query<StoredPeriod>(
    `select d.draft_no as "draftNo", d.scheme_id as "schemeId", d.version, d.people::json as people, d.root, to_char(s.until_day, 'YYYY-MM-DD') as "untilDay",
       case when b.root is not null then json_build_object('content', b.content::json, 'root', b.root, 'at', ${isoTime('b.published_at')}) end as bulletin
     from score_draft d
     left join score_shown s on s.org_id = d.org_id and s.unit_id = d.unit_id and s.month = d.month
     left join bulletin b on b.org_id = d.org_id and b.unit_id = d.unit_id and b.month = d.month
     where d.org_id = $1 and d.unit_id = $2 and d.month = $3 order by d.draft_no desc limit 1`,
    [orgId, unitId, firstDay(month)],
  );
  return rows[0] ?? null;
}

/** Whoever changes a unit's month waits here for whoever changes it already. */
export async function holdPeriod(sql: Queryable, { orgId, unitId, month }: UnitMonth): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`scores ${orgId} ${unitId} ${month}`]);
}

/** Lines of a draft, with what they are worth by answers to objections. */
export async function linesOf(
  sql: Queryable,
  { orgId, unitId, month }: UnitMonth,
  draftNo: number,
): Promise<FrozenLine[]> {
  const { rows } = await sql.query<FrozenLine>(
    `select l.rep_id as "repId", l.item_key as "itemKey", l.state, l.num::float8 as num, l.den::float8 as den, l.undecided, l.n, l.target::float8 as target,
       l.points, l.most, l.evidence, a.points as corrected
     from score_line l
     left join score_objection o on o.org_id = l.org_id and o.unit_id = l.unit_id and o.month = l.month and o.draft_no = l.draft_no
       and o.rep_id = l.rep_id and o.item_key = l.item_key
     left join score_answer a on a.org_id = o.org_id and a.objection_id = o.objection_id
     where l.org_id = $1 and l.unit_id = $2 and l.month = $3 and l.draft_no = $4 order by l.rep_id, l.item_key`,
    [orgId, unitId, firstDay(month), draftNo],
  );
  return rows;
}

export interface NewDraft {
  draftNo: number;
  schemeId: string;
  version: number;
  people: readonly ScoredPerson[];
  root: string;
  lines: readonly FrozenLine[];
}

/** @param who null: the server itself */
export async function addDraft(
  tx: Queryable,
  { orgId, unitId, month }: UnitMonth,
  who: Who | null,
  { draftNo, schemeId, version, people, root, lines }: NewDraft,
): Promise<void> {
  const day = firstDay(month);
  await tx.query(
    `insert into score_draft (org_id, unit_id, month, draft_no, scheme_id, version, people, root, drafted_by, via) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[orgId, unitId, day, draftNo, schemeId, version, JSON.stringify(people), root],
      ...[who?.personId ?? null, who && credentialOf(who)],
    ],
  );
  await tx.query(
    `insert into score_line (org_id, unit_id, month, draft_no, rep_id, item_key, state, num, den, undecided, n, target, points, most, evidence)
     select $1, $2, $3, $4, "repId", "itemKey", state, num, den, undecided, n, target, points, most, evidence
     from json_to_recordset($5::json) l("repId" uuid, "itemKey" text, state text, num numeric, den numeric, undecided integer, n integer, target numeric,
       points integer, most integer, evidence text)`,
    [orgId, unitId, day, draftNo, JSON.stringify(lines)],
  );
}

export async function addShown(
  tx: Queryable,
  { orgId, unitId, month }: UnitMonth,
  who: Who,
  draftNo: number,
  untilDay: string,
): Promise<void> {
  await tx.query(
    `insert into score_shown (org_id, unit_id, month, draft_no, until_day, shown_by, via) values ($1, $2, $3, $4, $5, $6, $7)`,
    [orgId, unitId, firstDay(month), draftNo, untilDay, who.personId, credentialOf(who)],
  );
}

const objectionColumns = `o.objection_id as "objectionId", o.rep_id as "repId", r.name as "repName", o.item_key as "itemKey", o.note, ${isoTime('o.received_at')} as at,
  case when a.objection_id is not null then json_build_object('isUpheld', a.is_upheld, 'points', a.points, 'why', a.why, 'by', p.name, 'at', ${isoTime('a.answered_at')}) end as answer`;
const objections = `score_objection o join known_person r on r.org_id = o.org_id and r.person_id = o.rep_id
  left join score_answer a on a.org_id = o.org_id and a.objection_id = o.objection_id
  left join known_person p on p.org_id = a.org_id and p.person_id = a.answered_by`;

export async function objectionsOf(sql: Queryable, { orgId, unitId, month }: UnitMonth): Promise<Objection[]> {
  const { rows } = await sql.query<Objection>(
    `select ${objectionColumns} from ${objections} where o.org_id = $1 and o.unit_id = $2 and o.month = $3 order by o.received_at, o.objection_id`,
    [orgId, unitId, firstDay(month)],
  );
  return rows;
}

/** An objection of some units with the month that it is of. */
export async function objectionIn(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  objectionId: string,
): Promise<(Objection & { unitId: string; month: string }) | null> {
  const { rows } = await sql.query<Objection & { unitId: string; month: string }>(
    `select ${objectionColumns}, o.unit_id as "unitId", to_char(o.month, 'YYYY-MM') as month from ${objections}
     where o.org_id = $1 and o.unit_id = any($2) and o.objection_id = $3`,
    [orgId, unitIds, objectionId],
  );
  return rows[0] ?? null;
}

export async function addObjection(
  tx: Queryable,
  { orgId, unitId, month }: UnitMonth,
  who: Who,
  { draftNo, objectionId, itemKey, note }: { draftNo: number; objectionId: string; itemKey: string; note: string },
): Promise<void> {
  await tx.query(
    `insert into score_objection (org_id, objection_id, unit_id, month, draft_no, rep_id, item_key, note, via) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [orgId, objectionId, unitId, firstDay(month), draftNo, who.personId, itemKey, note, credentialOf(who)],
  );
}

export async function addAnswer(
  tx: Queryable,
  who: Who,
  objectionId: string,
  { isUpheld, points, why }: { isUpheld: boolean; points: number | null; why: string },
): Promise<void> {
  await tx.query(
    `insert into score_answer (org_id, objection_id, is_upheld, points, why, answered_by, via) values ($1, $2, $3, $4, $5, $6, $7)`,
    [who.orgId, objectionId, isUpheld, points, why, who.personId, credentialOf(who)],
  );
}

export interface Correction {
  correctionId: string;
  repId: string;
  points: number;
}

/** What counts in a month for earlier ones. */
export async function correctionsIn(sql: Queryable, { orgId, unitId, month }: UnitMonth): Promise<Correction[]> {
  const { rows } = await sql.query<Correction>(
    `select correction_id as "correctionId", rep_id as "repId", points from score_correction
     where org_id = $1 and unit_id = $2 and in_month = $3 order by corrected_at, correction_id`,
    [orgId, unitId, firstDay(month)],
  );
  return rows;
}
