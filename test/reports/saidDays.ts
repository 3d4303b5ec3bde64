import { randomUUID } from 'node:crypto';
import { createRandom } from '../../shared/random.ts';
import { dayAfter } from '../../shared/period.ts';
import type { TestServer } from '../helpers/server.ts';

/** A visit as it was said and judged, and what a person said of it. */
export interface SaidVisit {
  visitId: string;
  side: 'east' | 'west';
  code: string;
  day: string;
  startedAt: number;
  endedAt: number | null;
  receivedAt: number;
  isClaimed: boolean;
  verdict: 'valid' | 'suspect' | 'invalid' | 'unverifiable' | null;
  isShort: boolean;
  isAppealed: boolean;
  /** In their order; `withdrawn` takes the one before back. */
  decisions: ('valid' | 'invalid' | 'withdrawn')[];
}

export interface SaidPlan {
  side: 'east' | 'west';
  day: string;
  codes: string[];
}

export interface SaidDays {
  visits: SaidVisit[];
  plans: SaidPlan[];
}

const words = ['valid', 'valid', 'valid', 'valid', 'suspect', 'invalid', 'unverifiable', null] as const;

/** Days of two reps, made up by a seed: visits around noon and around midnight, twice at one shop, late, claimed, decided, taken back. */
export function someDays(seed: number, from: string, days: number): SaidDays {
  const random = createRandom(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random.next() * of.length)]!;
  const said: SaidDays = { visits: [], plans: [] };
  for (const side of ['east', 'west'] as const) {
    const shops = [1, 2, 3, 4, 5].map((k) => `${side[0]!.toUpperCase()}${k}`);
    for (let k = 0; k < days; k++) {
      const day = dayAfter(from, k);
      if (random.next() < 0.8) said.plans.push({ side, day, codes: shops.filter(() => random.next() < 0.6) });
      const visits = Math.floor(random.next() * 5);
      let at = Date.parse(`${day}T00:00:00Z`) + (random.next() < 0.1 ? 15.9 : 2 + random.next()) * 3_600_000;
      for (let v = 0; v < visits; v++) {
        const endedAt = random.next() < 0.9 ? at + Math.round(random.next() * 1_800) * 1_000 : null;
        const verdict = endedAt === null ? null : one(words);
        const isAppealed = verdict !== null && random.next() < 0.3;
        const isDecided = verdict !== null && random.next() < 0.4;
        said.visits.push({
          visitId: randomUUID(),
          side,
          code: one(shops),
          day,
          startedAt: at,
          endedAt,
          receivedAt: at + one([5_000, 5_000, 3 * 86_400_000]),
          isClaimed: endedAt !== null && random.next() < 0.1,
          verdict,
          isShort: random.next() < 0.2,
          isAppealed,
          decisions: isDecided
            ? one([['valid'], ['invalid'], ['valid', 'withdrawn'], ['valid', 'withdrawn', 'invalid']])
            : [],
        });
        at += 2_400_000;
      }
    }
  }
  return said;
}

/** Stores all of it as if it had been pressed, judged and decided: the triggers of the facts do the rest. */
export async function storeDays(server: TestServer, { visits, plans }: SaidDays): Promise<void> {
  const { db } = server.running;
  const shop = (code: string) => server.retailers.get(code)!;
  const rows = visits.map((one) => ({
    ...one,
    repId: server.idOf(`rep.${one.side}`),
    unitId: server.units[one.side],
    retailerId: shop(one.code),
    reasons: one.isShort ? ['SHORT_DWELL'] : ['IN_PLACE'],
  }));
  const given = `jsonb_to_recordset($1::jsonb) v("visitId" uuid, "repId" uuid, "unitId" uuid, "retailerId" uuid, day date, "startedAt" float8,
    "endedAt" float8, "receivedAt" float8, "isClaimed" boolean, verdict text, reasons text[], "isAppealed" boolean, decisions text[])`;
  const claimed = `case when "isClaimed" then to_timestamp("receivedAt" / 1000) end`;
  await db.query(
    `insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, body_sha256, claimed_at)
     select 1, "visitId", p.kind, "repId", "unitId", "retailerId", day, to_timestamp(p.at / 1000), to_timestamp("receivedAt" / 1000), '\\x00', ${claimed}
     from ${given} cross join lateral (values ('start', "startedAt"), ('end', "endedAt")) p(kind, at) where p.at is not null`,
    [JSON.stringify(rows)],
  );
  await db.query(
    `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256)
     select 1, "visitId", 1, verdict, reasons, 'test', '{}', '{}', '\\x00' from ${given} where verdict is not null`,
    [JSON.stringify(rows)],
  );
  await db.query(
    `insert into appeal (org_id, visit_id, verdict_no, rep_id, note) select 1, "visitId", 1, "repId", 'no' from ${given} where "isAppealed"`,
    [JSON.stringify(rows)],
  );
  await db.query(
    `insert into decision (org_id, visit_id, decision_no, verdict_no, decider_id, word, note, on_appeal)
     select 1, "visitId", d.no, 1, $2, d.word, '', "isAppealed" from ${given} cross join unnest(decisions) with ordinality d(word, no)`,
    [JSON.stringify(rows), server.idOf('auditor.east')],
  );
  await storePlans(server, plans);
}

async function storePlans(server: TestServer, plans: readonly SaidPlan[]): Promise<void> {
  const rows = plans.map(({ side, day, codes }) => ({
    repId: server.idOf(`rep.${side}`),
    unitId: server.units[side],
    day,
    retailerIds: codes.map((code) => server.retailers.get(code)!),
  }));
  const given = `jsonb_to_recordset($1::jsonb) v("repId" uuid, "unitId" uuid, day date, "retailerIds" uuid[])`;
  await server.running.db.query(
    `with frozen as (
       insert into plan_frozen (org_id, rep_id, day, unit_id, why, revision, locked, length_m, lower_bound_m, proved_optimal, travel_s, start_s, finish_s, lateness_s, made_at)
       select 1, "repId", day, "unitId", 'press', 1, false, 0, 0, false, 0, 0, 0, 0, now() from ${given}
     )
     insert into plan_frozen_stop (org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, late_s)
     select 1, "repId", day, s.no, s.id, false, 0, 0 from ${given} cross join unnest("retailerIds") with ordinality s(id, no)`,
    [JSON.stringify(rows)],
  );
}
