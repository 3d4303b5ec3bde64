import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { fromStored } from '../storedReason.ts';

/** One column of JSON values, in the order of the query. */
async function listOf(sql: Queryable, query: string, values: unknown[]): Promise<unknown[]> {
  const { rows } = await sql.query<{ item: unknown }>(query, values);
  return rows.map(({ item }) => item);
}

/** What is stored about the caller beside the days: the account, sign-ins, territories, plans, looks at others, and what was erased. */
export async function accountOf(sql: Queryable, who: Who): Promise<Record<string, unknown>> {
  const list = (query: string) => listOf(sql, query, [who.orgId, who.personId]);
  const [account] = await list(
    `select json_build_object('login', p.login, 'role', p.role, 'unit', u.name, 'organisation', o.name, 'createdAt', utc_text(p.created_at)) as item
     from known_person p join known_unit u using (org_id, unit_id) join known_org o using (org_id) where p.org_id = $1 and p.person_id = $2`,
  );
  return {
    account,
    signIns: await list(
      `select json_build_object('createdAt', utc_text(created_at), 'expiresAt', utc_text(expires_at)) as item from known_session where org_id = $1 and person_id = $2 order by created_at`,
    ),
    territories: await list(
      `select json_build_object('territoryId', territory_id, 'kind', kind, 'name', name) as item from known_territory where org_id = $1 and rep_id = $2 order by name`,
    ),
    plans: await list(
      `select json_build_object('day', p.day, 'madeAt', utc_text(p.made_at), 'stops', (
         select json_agg(json_build_object('retailerId', s.retailer_id, 'retailerName', r.name) order by s.stop_no)
         from known_plan_stop s join known_retailer r using (org_id, retailer_id) where s.org_id = p.org_id and s.rep_id = p.rep_id and s.day = p.day)) as item
       from known_plan p where p.org_id = $1 and p.rep_id = $2 order by p.day`,
    ),
    looksAtOthers: await list(
      `select json_build_object('repIds', rep_ids, 'way', way, 'at', utc_text(at), 'fromAt', utc_text(from_at), 'toAt', utc_text(to_at)) as item
       from look where org_id = $1 and looker_id = $2 order by look_id`,
    ),
    actsOnMe: await list(
      `select json_build_object('at', utc_text(at), 'act', act, 'byId', by_id, 'via', via, 'detail', detail) as item
       from known_access_act where org_id = $1 and person_id = $2 order by act_no`,
    ),
    carrierConsents: await list(
      `select json_build_object('at', utc_text(at), 'given', given, 'carrier', carrier, 'number', shown) as item
       from known_carrier_consent where org_id = $1 and person_id = $2 order by consent_no`,
    ),
    carrierAnswers: await list(
      `select json_build_object('at', utc_text(a.answered_at), 'visitId', a.visit_id, 'press', a.kind, 'carrier', a.carrier, 'outcome', a.outcome,
         'lng', st_x(f.position::geometry), 'lat', st_y(f.position::geometry), 'uncertaintyM', f.uncertainty_m, 'fixAt', utc_text(f.fix_at), 'address', f.address) as item
       from known_carrier_answer a left join known_carrier_fix f on f.org_id = a.org_id and f.ask_id = a.ask_id and a.outcome = 'FIX'
       where a.org_id = $1 and a.rep_id = $2 order by a.answered_at`,
    ),
    erasures: await list(
      `select json_build_object('at', utc_text(at), 'note', note, 'fixes', fixes, 'notices', notices, 'quarantined', quarantined) as item
       from erasure where org_id = $1 and person_id = $2 order by erasure_id`,
    ),
  };
}

/** Pieces of up to 5 MB each: not many at a time. */
const UNREADABLE_AT_ONCE = 5;

/** What the caller's phones sent and could not be read, a few at a time, oldest first. */
export async function* unreadableOf(sql: Queryable, who: Who): AsyncGenerator<unknown> {
  for (let after = 0; ;) {
    const { rows } = await sql.query<{ id: number; item: { detail: string } }>(
      `select q.quarantine_id as id, json_build_object('receivedAt', utc_text(q.received_at), 'app', q.app, 'reason', q.reason, 'detail', q.detail, 'raw', q.raw) as item
       from known_quarantine q join known_device d using (org_id, device_id)
       where q.org_id = $1 and d.person_id = $2 and q.quarantine_id > $3 order by q.quarantine_id limit $4`,
      [who.orgId, who.personId, after, UNREADABLE_AT_ONCE],
    );
    for (const { item } of rows) yield { ...item, detail: fromStored(item.detail).english };
    if (rows.length < UNREADABLE_AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}

/** The caller's visits of a day with every judgement and its evidence, the appeal, and what was decided: what the case shows them. */
export async function judgedOn(sql: Queryable, who: Who, day: string): Promise<unknown[]> {
  return listOf(
    sql,
    `select json_build_object('visitId', s.visit_id, 'retailerId', s.retailer_id,
       'verdicts', (select coalesce(json_agg(json_build_object('verdictNo', v.verdict_no, 'judgedAt', utc_text(v.judged_at), 'verdict', v.verdict, 'reasons', v.reasons, 'rule', v.rule,
                      'answer', v.answer, 'evidence', v.evidence) order by v.verdict_no), '[]') from known_verdict v where v.org_id = s.org_id and v.visit_id = s.visit_id),
       'appeal', (select json_build_object('at', utc_text(a.at), 'verdictNo', a.verdict_no, 'note', a.note) from known_appeal a where a.org_id = s.org_id and a.visit_id = s.visit_id),
       'decisions', (select coalesce(json_agg(json_build_object('at', utc_text(d.at), 'verdictNo', d.verdict_no, 'word', d.word, 'note', d.note) order by d.decision_no), '[]')
                     from known_decision d where d.org_id = s.org_id and d.visit_id = s.visit_id)) as item
     from known_press s where s.org_id = $1 and s.rep_id = $2 and s.day = $3 and s.kind = 'start' order by s.pressed_at`,
    [who.orgId, who.personId, day],
  );
}
