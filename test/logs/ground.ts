import { randomUUID } from 'node:crypto';
import type { NewLog, Said } from '../../shared/logs.ts';
import { dayAfter } from '../../shared/period.ts';
import { todayIn, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';

export const day = (days = 0) => dayAfter(todayIn(), days);

export const said = (more: Partial<Said['texts']> = {}, reasons: object[] = []) => ({
  texts: { done: 'Visited the market street', ...more },
  reasons,
});

/** A log of today, said now. */
export const newLog = (more: object = {}) => ({
  logId: randomUUID(),
  span: 'day' as NewLog['span'],
  day: day(),
  saidAt: new Date().toISOString(),
  said: said(),
  ...more,
});

export const file = <T = unknown>(server: TestServer, body: object, login = 'rep.east') =>
  ask<T>(server, login, 'post', '/me/logs', body);

export const review = <T = unknown>(server: TestServer, logId: string, more: object = {}, login = 'supervisor.east') =>
  ask<T>(server, login, 'post', `/logs/${logId}/reviews`, { reviewId: randomUUID(), deed: 'read', ...more });

/** Presses of a rep's day with what they were judged, as stored. */
export async function storeVisit(
  { running, idOf, units, retailers }: TestServer,
  { code, at, verdict, login = 'rep.east' }: { code: string; at: string; verdict: string | null; login?: string },
): Promise<string> {
  const visitId = randomUUID();
  const side = login.endsWith('west') ? 'west' : 'east';
  await running.db.query(
    `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, body_sha256)
     select 1, $1, p.kind, $2, $3, $4, ($5::timestamptz at time zone 'Asia/Shanghai')::date, p.at, p.at, '\\x00'
     from (values ('start', $5::timestamptz), ('end', $5::timestamptz + interval '10 minutes')) p(kind, at)`,
    [visitId, idOf(login), units[side], retailers.get(code), at],
  );
  if (verdict !== null)
    await running.db.query(
      `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256)
       values (1, $1, 1, $2, array['IN_PLACE'], 'test', '{}', '{}', sha256('{}'))`,
      [visitId, verdict],
    );
  return visitId;
}

export async function storePlan({ running, idOf, units, retailers }: TestServer, of: { day: string; codes: string[] }) {
  const stops = of.codes.map((code) => retailers.get(code)!);
  await running.db.query(
    `with f as (insert into plan_frozen (org_id, rep_id, day, unit_id, why, revision, locked, length_m, lower_bound_m, proved_optimal, travel_s, start_s, finish_s, lateness_s, made_at)
       values (1, $1, $2, $3, 'press', 1, false, 12300, 0, false, 0, 0, 0, 0, now()) returning org_id, rep_id, day)
     insert into plan_frozen_stop (org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, late_s)
     select org_id, rep_id, day, n, s, false, 600, 0 from f cross join unnest($4::uuid[]) with ordinality x(s, n)`,
    [idOf('rep.east'), of.day, units.east, stops],
  );
}
