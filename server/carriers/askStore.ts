import type { CarrierFailure } from '../../shared/carriers.ts';
import type { Queryable } from '../db.ts';
import type { CarrierFix } from './reading.ts';

/** A press that is to be asked about, taken by this process. */
export interface ClaimedAsk {
  orgId: number;
  askId: string;
  attemptNo: number;
  number: string;
}

/** After so long a press is not asked about any more: the phone may be elsewhere. */
const ASK_WITHIN_S = 60;
/** A failure after which the request certainly never arrived may be tried once more. */
const MOST_ATTEMPTS = 2;

/**
 * Takes presses of a carrier that nobody asks about just now, the oldest first, until `leaseS` from now. The number is that to which its
 * owner agrees now.
 */
export async function claimAsks(sql: Queryable, carrier: string, limit: number, leaseS: number): Promise<ClaimedAsk[]> {
  const { rows } = await sql.query<ClaimedAsk>(
    `update carrier_ask a set attempts = a.attempts + 1, leased_until = now() + make_interval(secs => $3)
     from (
       select k.org_id, k.ask_id, n.number from carrier_ask k join carrier_number n on n.org_id = k.org_id and n.person_id = k.rep_id and n.carrier = k.carrier
       where k.carrier = $1 and not k.is_over and k.leased_until is null and k.attempts < ${MOST_ATTEMPTS} and k.received_at > now() - make_interval(secs => ${ASK_WITHIN_S})
       order by k.received_at limit $2 for update of k skip locked
     ) free
     where a.org_id = free.org_id and a.ask_id = free.ask_id
     returning a.org_id as "orgId", a.ask_id as "askId", a.attempts as "attemptNo", free.number`,
    [carrier, limit, leaseS],
  );
  return rows;
}

/** What came of an attempt. */
export interface NewAnswer {
  outcome: 'FIX' | CarrierFailure;
  fix: CarrierFix | null;
  /** The hash of the fix as text, and of the answer as it came. */
  fixSha256: string | null;
  raw: Uint8Array | null;
  rawSha256: string | null;
  wasAsked: boolean;
  cost: number;
  tookMs: number;
  /** Nothing more is tried. */
  isLast: boolean;
}

/**
 * Appends an answer; false where the press is no longer this attempt's. The position comes first: whoever presses takes the day before
 * the ledger's head, and the other way round two would wait for each other.
 */
export async function addAnswer(
  tx: Queryable,
  { orgId, askId, attemptNo }: ClaimedAsk,
  answer: NewAnswer,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update carrier_ask set is_over = $4, leased_until = null where org_id = $1 and ask_id = $2 and attempts = $3 and not is_over`,
    [orgId, askId, attemptNo, answer.isLast],
  );
  if (rowCount === 0) return false;
  if (answer.fix) await addFix(tx, orgId, askId, answer.fix);
  await tx.query(
    `insert into carrier_answer (org_id, ask_id, attempt_no, unit_id, carrier, outcome, was_asked, fix_sha256, raw_sha256, cost, took_ms)
     select org_id, ask_id, $3, unit_id, carrier, $4, $5, $6, $7, $8, $9 from carrier_ask where org_id = $1 and ask_id = $2`,
    [
      orgId,
      askId,
      attemptNo,
      answer.outcome,
      answer.wasAsked,
      answer.fixSha256,
      answer.rawSha256,
      answer.cost,
      answer.tookMs,
    ],
  );
  if (answer.raw)
    await tx.query(
      `insert into carrier_raw (org_id, ask_id, attempt_no, rep_id, raw) select org_id, ask_id, $3, rep_id, $4 from carrier_ask where org_id = $1 and ask_id = $2`,
      [orgId, askId, attemptNo, Buffer.from(answer.raw)],
    );
  return true;
}

async function addFix(tx: Queryable, orgId: number, askId: string, fix: CarrierFix): Promise<void> {
  const { position, uncertaintyM, level, at, frame, address } = fix;
  await tx.query(
    `insert into carrier_fix (org_id, ask_id, rep_id, visit_id, kind, position, uncertainty_m, level, fix_at, frame, address)
     select org_id, ask_id, rep_id, visit_id, kind, st_setsrid(st_makepoint($3::float8, $4::float8), 4326)::geography, $5, $6, $7, $8, $9
     from carrier_ask where org_id = $1 and ask_id = $2`,
    [orgId, askId, position.lng, position.lat, uncertaintyM, level, at, frame, address],
  );
}

/**
 * Ends what nobody asks about any more: the press is too old, its owner no longer agrees, or whoever asked died with it. Each of them
 * gets its answer, that it is too late. At most a hundred at a time.
 */
export async function endLateAsks(sql: Queryable): Promise<void> {
  await sql.query(
    `with late as (
       update carrier_ask a set is_over = true, leased_until = null
       from (
         select org_id, ask_id, attempts, leased_until is not null as was_taken from carrier_ask
         where not is_over and coalesce(leased_until < now(), received_at <= now() - make_interval(secs => ${ASK_WITHIN_S}))
         order by received_at limit 100 for update skip locked
       ) k
       where a.org_id = k.org_id and a.ask_id = k.ask_id
       returning a.org_id, a.ask_id, k.attempts + case when k.was_taken then 0 else 1 end as attempt_no, a.unit_id, a.carrier, k.was_taken, a.received_at
     )
     insert into carrier_answer (org_id, ask_id, attempt_no, unit_id, carrier, outcome, was_asked, took_ms)
     select org_id, ask_id, attempt_no, unit_id, carrier, 'TOO_LATE', was_taken, extract(epoch from clock_timestamp() - received_at) * 1000
     from late order by org_id, unit_id, received_at`,
  );
}

/** What decides whether a carrier is asked now: how its last answers came out, the newest first, and how many questions a day has had. */
export async function healthOf(
  sql: Queryable,
  carrier: string,
): Promise<{ last: { outcome: string; at: Date }[]; askedToday: number }> {
  const { rows: last } = await sql.query<{ outcome: string; at: Date }>(
    'select outcome, answered_at as at from carrier_answer where carrier = $1 and was_asked order by answered_at desc limit 5',
    [carrier],
  );
  const { rows } = await sql.query<{ askedToday: number }>(
    `select count(*)::int as "askedToday" from carrier_answer where carrier = $1 and was_asked and answered_at > now() - interval '24 hours'`,
    [carrier],
  );
  return { last, askedToday: rows[0]!.askedToday };
}
