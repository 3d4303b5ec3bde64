import type { About, Contradiction } from '../../shared/contradictions.ts';
import type { MyContradiction, NewSettlement, SettlementWord } from '../../shared/settlements.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** A contradiction that was put to somebody, as it stood then, and what has been said of it since. */
export interface Raised {
  contradictionId: string;
  caseId: string;
  findingId: string;
  code: Contradiction;
  about: About;
  numbers: Record<string, string | number>;
  visitIds: string[];
  day: string;
  repId: string | null;
  repName: string | null;
  unitId: string;
  askedId: string | null;
  askedName: string | null;
  askedAt: string;
  until: string | null;
  answer: { note: string; saidAt: string; isLate: boolean } | null;
  /** Its finding was filed anew since. */
  isOvertaken: boolean;
  /** The last one; its word is null where it was taken back. */
  settlement: { no: number; word: SettlementWord | null; note: string; byId: string; by: string; at: string } | null;
}

const raised = `select s.is_overtaken as "isOvertaken", s.contradiction_id as "contradictionId", s.case_id as "caseId", s.finding_id as "findingId", s.code, s.about, s.numbers,
  s.visit_ids as "visitIds", s.about_day as day, s.rep_id as "repId", r.name as "repName", s.unit_id as "unitId", s.asked_id as "askedId", a.name as "askedName",
  utc_text(s.asked_at) as "askedAt", utc_text(s.answer_by) as until,
  case when s.said_at is not null then json_build_object('note', s.answer_note, 'saidAt', utc_text(s.said_at), 'isLate', s.is_answer_late) end as answer,
  case when s.settlement_no is not null then json_build_object('no', s.settlement_no, 'word', s.word, 'note', s.settlement_note, 'byId', s.settled_by, 'by', b.name,
    'at', utc_text(s.settled_at)) end as settlement
from contradiction_state s
left join known_person r on r.org_id = s.org_id and r.person_id = s.rep_id
left join known_person a on a.org_id = s.org_id and a.person_id = s.asked_id
left join known_person b on b.org_id = s.org_id and b.person_id = s.settled_by`;

/** Those of cases that were put to somebody, of the findings that count, by their case. */
export async function raisedIn(
  sql: Queryable,
  orgId: number,
  caseIds: readonly string[],
): Promise<Map<string, Raised[]>> {
  const { rows } = await sql.query<Raised>(
    `${raised} where s.org_id = $1 and s.case_id = any($2) and not s.is_overtaken order by s.asked_at`,
    [orgId, caseIds],
  );
  const byCase = new Map<string, Raised[]>();
  for (const row of rows) byCase.set(row.caseId, [...(byCase.get(row.caseId) ?? []), row]);
  return byCase;
}

export async function raisedOne(sql: Queryable, orgId: number, contradictionId: string): Promise<Raised | null> {
  const { rows } = await sql.query<Raised>(`${raised} where s.org_id = $1 and s.contradiction_id = $2`, [
    orgId,
    contradictionId,
  ]);
  return rows[0] ?? null;
}

export async function raise(
  sql: Queryable,
  who: Who,
  one: Pick<
    Raised,
    'caseId' | 'findingId' | 'code' | 'about' | 'numbers' | 'visitIds' | 'day' | 'repId' | 'askedId'
  > & {
    until: Date | null;
  },
): Promise<void> {
  await sql.query(
    `insert into contradiction (org_id, case_id, finding_id, code, about, numbers, visit_ids, about_day, rep_id, asked_id, answer_by, asked_by, via)
     values ($1, $2, $3, $4, $5, $6::json, $7, $8, $9, $10, $11, $12, $13) on conflict (org_id, finding_id, code) do nothing`,
    [
      who.orgId,
      one.caseId,
      one.findingId,
      one.code,
      one.about,
      JSON.stringify(one.numbers),
      one.visitIds,
      one.day,
      one.repId,
      one.askedId,
      one.until,
      who.personId,
      credentialOf(who),
    ],
  );
}

/** Those that were put to the caller: what waits for a word first. One that was overtaken asks no more. */
export async function putTo(sql: Queryable, who: Who, contradictionId: string | null): Promise<MyContradiction[]> {
  const { rows } = await sql.query<MyContradiction>(
    `select s.contradiction_id as "contradictionId", r.code, r.name, s.code as what, s.about, s.numbers, s.about_day as day, utc_text(s.asked_at) as "askedAt",
       utc_text(s.answer_by) as until,
       case when s.said_at is not null then json_build_object('note', s.answer_note, 'saidAt', utc_text(s.said_at), 'isLate', s.is_answer_late) end as answer,
       case when s.word is not null then json_build_object('word', s.word, 'note', s.settlement_note, 'at', utc_text(s.settled_at)) end as settled
     from contradiction_state s join known_retailer r on r.org_id = s.org_id and r.retailer_id = s.retailer_id
     where s.org_id = $1 and s.asked_id = $2 and ($3::uuid is null and (not s.is_overtaken or s.word is not null) or s.contradiction_id = $3)
     order by s.said_at is not null or s.word is not null, s.answer_by desc limit 200`,
    [who.orgId, who.personId, contradictionId],
  );
  return rows;
}

export async function addAnswer(
  sql: Queryable,
  who: Who,
  contradictionId: string,
  answer: { note: string; saidAt: string },
): Promise<void> {
  await sql.query(
    `insert into case_answer (org_id, contradiction_id, said_by, note, said_at, via) values ($1, $2, $3, $4, $5, $6)`,
    [who.orgId, contradictionId, who.personId, answer.note, answer.saidAt, credentialOf(who)],
  );
}

export async function addSettlement(
  sql: Queryable,
  who: Who,
  contradictionId: string,
  { word, note, settlementNo }: NewSettlement,
): Promise<void> {
  await sql.query(
    `insert into settlement (org_id, contradiction_id, settlement_no, word, note, settled_by, via) values ($1, $2, $3, $4, $5, $6, $7)`,
    [who.orgId, contradictionId, settlementNo + 1, word, note, who.personId, credentialOf(who)],
  );
}

/** Everybody who filed something for a case. */
export async function inspectorsOf(sql: Queryable, orgId: number, caseId: string): Promise<Set<string>> {
  const { rows } = await sql.query<{ personId: string }>(
    'select inspector_id as "personId" from finding where org_id = $1 and case_id = $2',
    [orgId, caseId],
  );
  return new Set(rows.map(({ personId }) => personId));
}
