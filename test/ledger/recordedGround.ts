import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../server/db.ts';

/** The tables whose rows the ledger holds, and the columns of each that no entry says: what they are for is said beside them. */
export const RECORDED: Record<string, readonly string[]> = {
  press: ['body_sha256'], // tells the same press sent twice from another one
  verdict: ['says_at'], // which version wrote the entry; changed, the text is another one
  appeal: [],
  decision: [],
  shift: ['day', 'device_id'], // the day is that of `at`; no verdict asks by which phone a shift was opened
  fix: ['accuracy_level', 'speed_mps', 'course_deg', 'altitude_m', 'battery', 'sent_at', 'app', 'app_fix_id'], // beside the position; a verdict's evidence holds what it used
  look: ['org_id'], // of an organisation that is none, it is nobody's
  looks_sealed: [],
  erasure: ['erasure_id'], // a number of the database's
  access_act: ['act_no'], // a number of the database's
  retailer_place: ['original_lng', 'original_lat', 'frame', 'proposal_id'], // from what the position was computed
  retailer_life: [],
  retailer_fact: ['grade', 'business_type', 'setting', 'visits_per_month', 'key_hours'], // no verdict asks for them
  org_setting: ['changed_at'], // its entry has a time of its own
  setting_change: [],
  ledger_entry: [],
  ledger_head: [],
};

/** An organisation with some rows of every kind that the ledger holds, each written as the product writes it. */
export async function recordGround(db: Queryable): Promise<void> {
  const id = { root: randomUUID(), unit: randomUUID(), admin: randomUUID(), rep: randomUUID(), other: randomUUID() };
  const shops = [randomUUID(), randomUUID()];
  const run = (text: string, values: unknown[] = []) => db.query(text, values);
  await run(`insert into org (name) values ('Test')`);
  await run(
    `insert into unit (org_id, unit_id, parent_id, name, time_zone) values (1, $1, null, 'Root', 'UTC'), (1, $2, $1, 'Unit', 'Asia/Shanghai')`,
    [id.root, id.unit],
  );
  await run(
    `insert into person (org_id, person_id, unit_id, role, name, login, password_hash)
     values (1, $1, $3, 'admin', 'A', 'a', 'x'), (1, $2, $4, 'rep', 'B', 'b', 'x'), (1, $5, $4, 'rep', 'C', 'c', 'x')`,
    [id.admin, id.rep, id.root, id.unit, id.other],
  );
  for (const [n, shop] of shops.entries())
    await run(
      `insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame)
       values (1, $1, $2, $3, 'Shop', st_makepoint(120.6 + $4, 28)::geography, 120, 28, 'wgs84')`,
      [shop, id.unit, `R${n}`, n],
    );
  for (const [n, rep] of [id.rep, id.other].entries()) {
    await shiftsOf(run, rep, id.unit, n);
    await visitsOf(run, rep, id, shops[n]!, n);
    await fixesOf(run, rep, id.unit, n);
    for (const way of ['track', 'case'])
      await run(
        `insert into look (org_id, looker_id, way, via, rep_ids, from_at, at) values (1, $1, $2, 'session 0123', $3, '2026-03-02T00:00Z', now() - interval '1 hour')`,
        [id.admin, way, [rep]],
      );
  }
  await run(`select seal_looks(now() - interval '10 minutes')`);
  for (const act of ['token.issued', 'password.set', 'role.changed'])
    await run(`select record_access(1, $1, $2, 'session 0123', $3, null, '{"label":"x"}')`, [act, id.admin, id.rep]);
  await changes(run, id, shops);
}

type Run = (text: string, values?: unknown[]) => Promise<unknown>;
type Ids = Record<'root' | 'unit' | 'admin', string>;

async function shiftsOf(run: Run, rep: string, unit: string, n: number): Promise<void> {
  const shift = randomUUID();
  for (const [kind, hour] of [
    ['open', 0],
    ['close', 9],
  ] as const)
    await run(
      `insert into shift (org_id, client_id, kind, shift_id, rep_id, unit_id, day, at) values (1, $1, $2, $3, $4, $5, '2026-03-02', '2026-03-02T01:00Z'::timestamptz + make_interval(hours => $6, mins => $7))`,
      [kind === 'open' ? shift : randomUUID(), kind, shift, rep, unit, hour, n],
    );
}

async function visitsOf(run: Run, rep: string, { unit, admin }: Ids, shop: string, n: number): Promise<void> {
  for (const hour of [2, 3]) {
    const visit = randomUUID();
    for (const kind of ['start', 'end'])
      await run(
        `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, position, accuracy_m, accuracy_level, source, fix_at, mock, device_id, note, body_sha256, claimed_at, via)
         values (1, $1, $2, $3, $4, $5, '2026-03-02', '2026-03-02T00:00Z'::timestamptz + make_interval(hours => $6, mins => $7), st_makepoint(120.6, 28 + $7 * 0.001)::geography, 8, 0.68, 'gnss', '2026-03-02T02:00Z', false, 'phone', 'a note', '\\x00',
           null, 'device 1')`,
        [visit, kind, rep, unit, shop, hour, kind === 'end' ? 8 : n],
      );
    await run(
      `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256) values (1, $1, 1, 'suspect', '{MOCK}', 'r', '{"verdict":"suspect"}', $2::text::json, sha256(convert_to($2::text, 'UTF8')))`,
      [visit, `{"hour":${hour},"of":${n}}`],
    );
    if (hour === 3) continue;
    await run(
      `insert into appeal (org_id, visit_id, verdict_no, rep_id, note, via) values (1, $1, 1, $2, 'Not so', 'device 1')`,
      [visit, rep],
    );
    for (const [no, word] of [
      [1, 'invalid'],
      [2, 'withdrawn'],
    ] as const)
      await run(
        `insert into decision (org_id, visit_id, decision_no, verdict_no, decider_id, word, note, on_appeal, via) values (1, $1, $2, 1, $3, $4, 'seen', true, 'session 0123')`,
        [visit, no, admin, word],
      );
  }
}

async function fixesOf(run: Run, rep: string, unit: string, n: number): Promise<void> {
  const phone = randomUUID();
  for (const hour of [2, 4])
    await run(
      `insert into fix (org_id, device_id, fix_at, rep_id, unit_id, position, accuracy_m, source, mock, app, received_at)
       select 1, $1, '2026-03-02T00:00Z'::timestamptz + make_interval(hours => $4, mins => m), $2, $3, st_makepoint(120.6, 28 + m * 0.001)::geography, 8, 'gnss', false, 'own', '2026-03-02T05:00Z'::timestamptz + make_interval(hours => $4, mins => $5)
       from generate_series(1, 3) m`,
      [phone, rep, unit, hour, n],
    );
}

async function changes(run: Run, { root, admin }: Ids, shops: readonly string[]): Promise<void> {
  await run(
    `insert into erasure (org_id, person_id, erased_by, note, fixes, notices, quarantined) values (1, $1, $1, 'left', 0, 0, 0)`,
    [admin],
  );
  await run(`insert into org_setting (org_id, key, value, changed_by) values (1, 'recording', 'shift', $1)`, [admin]);
  for (const no of [1, 2])
    await run(
      `insert into setting_change (org_id, unit_id, key, change_no, from_day, deed, value, on_record, set_by, reason) values (1, $1, 'thresholdM', $2, '2026-03-02', 'set', $3::jsonb, true, $4, 'wider')`,
      [root, no, 100 + no, admin],
    );
  for (const [n, shop] of shops.entries()) {
    await run(
      `update retailer set position = st_makepoint(120.7, 28 + $2 * 0.001)::geography, trust = 'surveyed', sigma_m = 5 where retailer_id = $1`,
      [shop, n],
    );
    await run(
      `insert into retailer_life (org_id, retailer_id, life_no, from_day, deed, word, by_id) values (1, $1, 1, '2026-03-01', 'paused', 'away', $2)`,
      [shop, admin],
    );
    await run(
      `insert into retailer_fact (org_id, retailer_id, fact_no, from_day, opening_hours, by_id, word, on_record) values (1, $1, 9, '2026-03-01', '08:00-18:00', $2, 'asked', true)`,
      [shop, admin],
    );
  }
}
