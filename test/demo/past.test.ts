import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoReps, isWaiting, pressedDays } from '../../server/demo/pastStore.ts';
import { makePastDay, type DayOf } from '../../server/demo/pastDay.ts';
import { storePastPlans } from '../../server/plans/pastStore.ts';
import { storePastVisits } from '../../server/visits/pastStore.ts';
import { dayAfter } from '../../shared/period.ts';
import { giveTerritory } from '../calendar/drafts.ts';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';

const ids = () => {
  let n = 0;
  return () => `00000000-0000-4000-8000-${String((n += 1)).padStart(12, '0')}`;
};
const dayOf = (rep: DayOf, k: number) => {
  const day = dayAfter('2026-03-31', -k);
  return makePastDay(rep, { day, number: k, startMs: Date.parse(`${day}T00:30:00Z`), newId: ids() });
};

describe('a day gone by of a made-up rep', () => {
  const retailers = Array.from({ length: 200 }, (_, k) => ({
    retailerId: `r${k}`,
    position: { lng: 120.6 + (k % 20) * 0.002, lat: 28 + Math.floor(k / 20) * 0.004 },
  }));
  const rep: DayOf = { repId: 'rep', unitId: 'unit', login: 'rep07', retailers };

  it('is the same for the same seed, one visit after another, and nothing of it is told before it was', () => {
    expect(dayOf(rep, 5)).toEqual(dayOf(rep, 5));
    for (let k = 0; k < 60; k++) {
      const { plan, visits } = dayOf(rep, k);
      expect(new Set(plan.retailerIds).size).toBe(plan.retailerIds.length);
      let at = '';
      for (const { start, end } of visits) {
        expect(at < start.pressedAt && start.pressedAt < end.pressedAt).toBe(true);
        expect(start.receivedAt > start.pressedAt && end.receivedAt > end.pressedAt).toBe(true);
        at = end.pressedAt;
      }
      if (k < 3)
        expect(visits.every(({ end }) => Date.parse(end.receivedAt) - Date.parse(end.pressedAt) < 60_000)).toBe(true);
    }
  });

  it('leads everywhere within a round of the territory', () => {
    const planned = new Set(Array.from({ length: 10 }, (_, k) => dayOf(rep, k).plan.retailerIds).flat());
    expect(planned.size).toBe(retailers.length);
  });
});

describe('the past of an organisation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await giveTerritory(server);
  });
  afterAll(() => server.stop());

  it('is made where everything is made up, judged like any other day, and never made for people who are real', async () => {
    const { db } = server.running;
    await db.query('update org set synthetic = true');
    const [rep] = await demoReps(db);
    const day = dayAfter(new Date().toISOString().slice(0, 10), -7);
    const made = makePastDay(
      { ...rep!, login: 'rep01' },
      { day, number: 7, startMs: Date.parse(`${day}T01:00:00Z`), newId: ids() },
    );
    const store = () =>
      db.transaction(async (tx) => {
        await storePastPlans(tx, rep!.orgId, [made.plan]);
        await storePastVisits(tx, rep!.orgId, made.visits);
      });
    await db.query('update org set synthetic = false');
    expect(await demoReps(db)).toEqual([]);
    await store();
    expect([...(await pressedDays(db, rep!.orgId, day))]).toEqual([]);

    await db.query('update org set synthetic = true');
    await store();
    expect([...(await pressedDays(db, rep!.orgId, day))]).toEqual([day]);
    await until(async () => !(await isWaiting(db, rep!.orgId, day)));
    const { rows } = await db.query(
      `select count(*)::integer as visits, count(*) filter (where state <> 'waiting')::integer as judged,
              (select count(*)::integer from plan_frozen) as frozen from visit`,
    );
    expect(rows).toEqual([{ visits: made.visits.length, judged: made.visits.length, frozen: 1 }]);
  });
});
