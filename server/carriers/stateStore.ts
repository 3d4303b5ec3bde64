import type { CarrierState } from '../../shared/carriers.ts';
import type { Queryable } from '../db.ts';

const DAYS = 30;
const LAST_ANSWERS = 20;

type Counted = Pick<CarrierState, 'consents' | 'asked' | 'found' | 'cost' | 'failures'>;

/** What an organisation asked a carrier in 30 days, and what came of it. */
export async function countedOf(sql: Queryable, orgId: number, carrier: string): Promise<Counted> {
  const { rows } = await sql.query<{ outcome: string; count: number; asked: number; cost: number }>(
    `select outcome, count(*)::int as count, (count(*) filter (where was_asked))::int as asked, sum(cost)::float8 as cost
     from carrier_answer where org_id = $1 and carrier = $2 and answered_at > now() - make_interval(days => ${DAYS}) group by outcome order by 2 desc, 1`,
    [orgId, carrier],
  );
  const { rows: numbers } = await sql.query<{ n: number }>(
    'select count(*)::int as n from carrier_number where org_id = $1 and carrier = $2',
    [orgId, carrier],
  );
  const sum = (of: 'asked' | 'cost'): number => rows.reduce((total, row) => total + row[of], 0);
  return {
    consents: numbers[0]!.n,
    asked: sum('asked'),
    found: rows.find(({ outcome }) => outcome === 'FIX')?.count ?? 0,
    cost: Math.round(sum('cost') * 100) / 100,
    failures: rows.filter(({ outcome }) => outcome !== 'FIX').map(({ outcome, count }) => ({ outcome, count })),
  };
}

/** The last answers of a carrier to an organisation, the newest first: how good they were, and not where anybody was. */
export async function lastAnswersOf(sql: Queryable, orgId: number, carrier: string): Promise<CarrierState['answers']> {
  const { rows } = await sql.query<{
    at: Date;
    repName: string;
    outcome: string;
    tookMs: number;
    uncertaintyM: number | null;
  }>(
    `select a.answered_at as at, p.name as "repName", a.outcome, a.took_ms as "tookMs", f.uncertainty_m as "uncertaintyM"
     from carrier_answer a join carrier_ask k using (org_id, ask_id) join known_person p on p.org_id = k.org_id and p.person_id = k.rep_id
     left join carrier_fix f on f.org_id = a.org_id and f.ask_id = a.ask_id and a.outcome = 'FIX'
     where a.org_id = $1 and a.carrier = $2 order by a.answered_at desc limit ${LAST_ANSWERS}`,
    [orgId, carrier],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Deletes positions and answers as they came when their time is over; what was asked, what it came to and its hash stay. */
export async function dropOldFixes(sql: Queryable, days: number): Promise<void> {
  await sql.query(
    `delete from carrier_fix f using days_kept('positionDays', $1) k where k.org_id = f.org_id and f.received_at < now() - make_interval(days => k.days)`,
    [days],
  );
}

export async function dropOldRaw(sql: Queryable, days: number): Promise<void> {
  await sql.query(
    `delete from carrier_raw r using days_kept('quarantineDays', $1) k where k.org_id = r.org_id and r.received_at < now() - make_interval(days => k.days)`,
    [days],
  );
}

/** Deletes what is kept of a person and is no evidence. */
export async function eraseCarrier(sql: Queryable, orgId: number, personId: string): Promise<Record<never, never>> {
  for (const table of [
    'carrier_raw where org_id = $1 and rep_id',
    'carrier_fix where org_id = $1 and rep_id',
    'carrier_number where org_id = $1 and person_id',
  ])
    await sql.query(`delete from ${table} = $2`, [orgId, personId]);
  return {};
}
