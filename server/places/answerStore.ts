import type { LngLat } from '../../shared/geo.ts';
import type { AnswerWord, ProposalAnswer } from '../../shared/placeProposals.ts';
import type { CoordinateTrust } from '../../shared/retailers.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

export interface BookedShop {
  retailerId: string;
  name: string;
  position: LngLat;
  trust: CoordinateTrust;
  sigmaM: number | null;
  thresholdM: number;
  /** From which day to before which the place counts that `fromDay`, or a correction, would replace. */
  begins: string | null;
  ends: string | null;
  today: string;
}

const spans = `
  select r.retailer_id as "retailerId", r.name, json_build_object('lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry)) as position, p.trust, p.sigma_m as "sigmaM",
    r.threshold_m as "thresholdM", case when $3::date is null and p.begins > '-infinity' then to_char(p.begins, 'YYYY-MM-DD') end as begins,
    (select to_char(min(n.begins), 'YYYY-MM-DD') from known_place n where n.org_id = $1 and n.retailer_id = r.retailer_id and n.begins > coalesce($3::date, p.begins)) as ends,
    to_char(now() at time zone u.time_zone, 'YYYY-MM-DD') as today
  from known_retailer r join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
  cross join lateral place_on($1, r.retailer_id, (now() at time zone u.time_zone)::date) p`;

/** A shop with the place that would be replaced. */
export async function bookedShop(
  sql: Queryable,
  who: Who,
  retailerId: string,
  fromDay: string | null,
): Promise<BookedShop | null> {
  const { rows } = await sql.query<BookedShop>(
    `${spans} where r.org_id = $1 and r.unit_id = any($2) and r.retailer_id = $4`,
    [who.orgId, who.unitIds, fromDay, retailerId],
  );
  return rows[0] ?? null;
}

/** The shops of a file that stand where it put them. */
export async function shopsOfFile(sql: Queryable, who: Who, importId: string): Promise<BookedShop[]> {
  const { rows } = await sql.query<BookedShop>(
    `${spans} where r.org_id = $1 and r.unit_id = any($2) and r.import_id = $4 order by r.code`,
    [who.orgId, who.unitIds, null, importId],
  );
  return rows;
}

/** The number of the answer. */
export async function addAnswer(
  sql: Queryable,
  who: Who,
  proposalId: string,
  { word, fromDay, reason }: { word: AnswerWord | 'undone'; fromDay: string | null; reason: string | null },
): Promise<number> {
  const { rows } = await sql.query<{ answerNo: number }>(
    `insert into place_answer (org_id, proposal_id, answer_no, word, from_day, reason, by_id, via)
     select $1, $2, (select coalesce(max(answer_no), 0) + 1 from place_answer where org_id = $1 and proposal_id = $2), $3, $4, $5, $6, $7
     returning answer_no as "answerNo"`,
    [who.orgId, proposalId, word, fromDay, reason, who.personId, credentialOf(who)],
  );
  return rows[0]!.answerNo;
}

export async function answersTo(sql: Queryable, orgId: number, proposalId: string): Promise<ProposalAnswer[]> {
  const { rows } = await sql.query<Omit<ProposalAnswer, 'at'> & { at: Date }>(
    `select a.answer_no as "answerNo", a.word, to_char(a.from_day, 'YYYY-MM-DD') as "fromDay", a.reason, w.name as "byName", a.at
     from place_answer a left join known_person w on w.org_id = a.org_id and w.person_id = a.by_id where a.org_id = $1 and a.proposal_id = $2 order by a.answer_no`,
    [orgId, proposalId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** What witnesses are called: nobody of a unit above is named. */
export async function namesOf(sql: Queryable, who: Who, personIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ personId: string; name: string }>(
    `select person_id as "personId", name from known_person where org_id = $1 and unit_id = any($2) and person_id = any($3)`,
    [who.orgId, who.unitIds, personIds],
  );
  return new Map(rows.map(({ personId, name }) => [personId, name]));
}
