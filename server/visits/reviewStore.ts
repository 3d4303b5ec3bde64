import type { Appeal, AppealState, Decision, DecisionWord, VisitState } from '../../shared/visits.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** Lets appeals and decisions of one visit through one at a time: two auditors who decide at once do not decide twice. */
export async function lockReview(sql: Queryable, orgId: number, visitId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `review ${orgId} ${visitId.toLowerCase()}`,
  ]);
}

/** Where a visit stands: the machine's latest judgement, and what people said of it. */
export interface Standing {
  repId: string;
  machineState: VisitState;
  /** null: not judged yet. */
  verdictNo: number | null;
  appeal: AppealState;
  decision: DecisionWord | null;
  evidenceChangedSince: boolean;
  /** The decision that counts, and who made it. */
  decisionNo: number | null;
  deciderId: string | null;
}

/** The standing of a visit in the caller's scope. */
export async function standingIn(sql: Queryable, who: Who, visitId: string): Promise<Standing | null> {
  const { rows } = await sql.query<Standing>(
    `select rep_id as "repId", machine_state as "machineState", verdict_no as "verdictNo", appealed as appeal, decided as decision, evidence_changed_since as "evidenceChangedSince",
            decision_no as "decisionNo", decider_id as "deciderId"
     from visit where org_id = $1 and unit_id = any($2) and visit_id = $3`,
    [who.orgId, who.unitIds, visitId],
  );
  return rows[0] ?? null;
}

export async function addAppeal(
  sql: Queryable,
  who: Who,
  visitId: string,
  verdictNo: number,
  note: string,
): Promise<void> {
  await sql.query(
    'insert into appeal (org_id, visit_id, verdict_no, rep_id, note, via) values ($1, $2, $3, $4, $5, $6)',
    [who.orgId, visitId, verdictNo, who.personId, note, credentialOf(who)],
  );
}

export async function addDecision(
  sql: Queryable,
  who: Who,
  visitId: string,
  verdictNo: number,
  { word, note }: Pick<Decision, 'word' | 'note'>,
  onAppeal: boolean,
): Promise<void> {
  await sql.query(
    `insert into decision (org_id, visit_id, decision_no, verdict_no, decider_id, word, note, on_appeal, via)
     values ($1, $2, (select coalesce(max(decision_no), 0) + 1 from decision where org_id = $1 and visit_id = $2), $3, $4, $5, $6, $7, $8)`,
    [who.orgId, visitId, verdictNo, who.personId, word, note, onAppeal, credentialOf(who)],
  );
}

/** Everything that people said of a visit's judgement, with who and when, and whether the machine has changed its mind since. */
export async function reviewOf(sql: Queryable, orgId: number, visitId: string) {
  const { rows: appeals } = await sql.query<Omit<Appeal, 'at'> & { at: Date }>(
    `select a.rep_id as "repId", p.name as "repName", a.at, a.verdict_no as "verdictNo", a.note
     from appeal a join known_person p on p.org_id = a.org_id and p.person_id = a.rep_id where a.org_id = $1 and a.visit_id = $2`,
    [orgId, visitId],
  );
  const { rows: decisions } = await sql.query<Omit<Decision, 'at'> & { at: Date }>(
    `select d.decision_no as "decisionNo", d.decider_id as "deciderId", p.name as "deciderName", d.at, d.verdict_no as "verdictNo", d.word, d.note, d.on_appeal as "onAppeal"
     from decision d join known_person p on p.org_id = d.org_id and p.person_id = d.decider_id where d.org_id = $1 and d.visit_id = $2 order by d.decision_no`,
    [orgId, visitId],
  );
  const { rows: standing } = await sql.query<Pick<Standing, 'machineState' | 'evidenceChangedSince'>>(
    `select machine_state as "machineState", evidence_changed_since as "evidenceChangedSince" from visit where org_id = $1 and visit_id = $2`,
    [orgId, visitId],
  );
  return { ...standing[0]!, appeals: appeals.map(withTime), decisions: decisions.map(withTime) };
}

function withTime<T extends { at: Date }>(row: T) {
  return { ...row, at: row.at.toISOString() };
}
