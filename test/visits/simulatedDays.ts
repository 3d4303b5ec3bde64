import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../../server/db.ts';
import { judge } from '../../server/visits/judge.ts';
import { dueDays } from '../../server/visits/dueStore.ts';
import { distancesM, visitsToJudge, type DueDay } from '../../server/visits/judgeStore.ts';
import { measureVisit, nextOf, pairsToMeasure } from '../../server/visits/measureVisit.ts';
import type { LabelledVisit } from '../../server/visits/simulate/visits.ts';

export const ZONE = 'Asia/Shanghai';
const UNIT = uuidOf('unit');
/** So many visits have one rep, and are judged together: their times are spread over a month, so that their tracks seldom meet. */
const VISITS_A_REP = 20;

/** Stores simulated visits as a database has them: each with a retailer of its own and with its track, not judged yet. */
export async function storeVisits(db: Database, visits: readonly LabelledVisit[]): Promise<void> {
  await db.query(`insert into org (name) values ('Simulated')`);
  await db.query(`insert into unit (org_id, unit_id, name, time_zone) values (1, $1, 'Unit', $2)`, [UNIT, ZONE]);
  for (let at = 0; at < visits.length; at += 500) {
    const told = visits.slice(at, at + 500).map((visit, i) => ({
      ...visit,
      uuid: uuidOf(String(visit.id)),
      rep: uuidOf(`rep ${Math.floor((at + i) / VISITS_A_REP)}`),
    }));
    await db.transaction((tx) => storeSome(tx, JSON.stringify(told)));
  }
}

async function storeSome(tx: Queryable, told: string): Promise<void> {
  const of = (statement: string) => tx.query(statement, statement.includes('$2') ? [told, UNIT] : [told]);
  await of(`insert into person (org_id, person_id, unit_id, role, name, login, password_hash)
    select distinct 1, rep, $2::uuid, 'rep', 'Rep', rep::text, 'x' from jsonb_to_recordset($1) as v(rep uuid)`);
  await of(`insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame, trust, sigma_m)
    select 1, uuid, $2, id, 'Shop', st_makepoint((r ->> 'lng')::float8, (r ->> 'lat')::float8)::geography, 0, 0, 'wgs84', r ->> 'coordinate', (r ->> 'sigmaM')::float8
    from jsonb_to_recordset($1) as v(uuid uuid, id text, retailer jsonb), lateral (select v.retailer as r) x`);
  await of(`insert into fix (org_id, device_id, fix_at, rep_id, unit_id, position, accuracy_m, accuracy_level, source, mock, app)
    select 1, v.uuid, (f ->> 'fixAt')::timestamptz, v.rep, $2, st_makepoint((f ->> 'lng')::float8, (f ->> 'lat')::float8)::geography,
           (f ->> 'accuracyM')::float8, 0.68, f ->> 'source', false, 'rounds'
    from jsonb_to_recordset($1) as v(uuid uuid, rep uuid, track jsonb), jsonb_array_elements(case jsonb_typeof(v.track) when 'array' then v.track else '[]' end) f
    on conflict do nothing`);
  await of(`insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, position, accuracy_m, accuracy_level, source, fix_at, mock, device_id, body_sha256)
    select 1, v.uuid, kind, v.rep, $2, v.uuid, '2026-03-02', (p ->> 'pressedAt')::timestamptz, (p ->> 'receivedAt')::timestamptz,
           case when p ->> 'lng' is not null then st_makepoint((p ->> 'lng')::float8, (p ->> 'lat')::float8)::geography end,
           (p ->> 'accuracyM')::float8, 0.68, p ->> 'source', (p ->> 'fixAt')::timestamptz, (p ->> 'mock')::boolean, p ->> 'deviceId', '\\x00'
    from jsonb_to_recordset($1) as v(uuid uuid, rep uuid, start jsonb, "end" jsonb), lateral (values ('start', v.start), ('end', v."end")) k(kind, p) where jsonb_typeof(p) = 'object'`);
  await of(`insert into visit_day (org_id, rep_id, day, revision)
    select distinct 1, rep, '2026-03-02'::date, 1 from jsonb_to_recordset($1) as v(rep uuid)`);
}

/** Every visit that is due with what the judge makes of it now, by its id: the bytes of the evidence and of the answer. */
export async function judgedNow(sql: Queryable): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (const day of await dueDays(sql, false, 1_000_000))
    for (const [id, text] of await judgedOn(sql, day)) told.set(id, text);
  return told;
}

async function judgedOn(sql: Queryable, day: DueDay): Promise<[string, string][]> {
  const visits = await visitsToJudge(sql, day, 180, null, 1_000);
  const pairs = visits.map(({ input }) => pairsToMeasure(input));
  const metres = await distancesM(sql, pairs.flat());
  let at = 0;
  return visits.map(({ input }, i) => {
    const answer = judge(measureVisit(input, nextOf(metres.slice(at, (at += pairs[i]!.length)))));
    return [String(input.id), `${JSON.stringify(input)}\n${JSON.stringify(answer)}`];
  });
}

/** The latest verdict of each visit, as it is stored. */
export async function verdictsStored(sql: Queryable): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; text: string }>(
    `select distinct on (visit_id) visit_id as id, evidence::text || e'\\n' || answer::text as text from verdict order by visit_id, verdict_no desc`,
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
