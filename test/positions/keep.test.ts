import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../server/metrics.ts';
import { createKeeper } from '../../server/positions/keep.ts';
import { addQuarantined } from '../../server/quarantine/store.ts';
import { readOwn } from '../../server/positions/protocols/own.ts';
import type { Sender } from '../../server/given.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const now = new Date();
const reading = (fixes: object[]) =>
  readOwn({ method: 'POST', path: '', query: {}, headers: {}, contentType: 'application/json', body: { fixes } });
const fixes = (count: number, lng = 120.65) =>
  Array.from({ length: count }, (_, i) => ({
    position: { lng, lat: 28 },
    fixAt: new Date(now.getTime() - 60_000 + i).toISOString(),
    accuracyM: 5,
  }));

async function phone(login: string): Promise<Sender> {
  const token = await server.deviceToken(login);
  const { rows } = await server.running.db.query<Sender>(
    `select d.org_id as "orgId", d.device_id as "deviceId", d.person_id as "personId", p.unit_id as "unitId", u.time_zone as "timeZone"
     from device d join person p using (org_id, person_id) join unit u using (org_id, unit_id) where d.token_hash = sha256(convert_to($1, 'UTF8'))`,
    [token],
  );
  return rows[0]!;
}

async function kept(who: Sender): Promise<number> {
  const { rows } = await server.running.db.query<{ n: number }>('select count(*) as n from fix where device_id = $1', [
    who.deviceId,
  ]);
  return rows[0]!.n;
}

describe('what many phones send at once', () => {
  it('is stored whole, each phone with its own count, and stands in the ledger with every phone', async () => {
    const phones = await Promise.all(['rep.east', 'rep.west', 'rep.east'].map(phone));
    const keeper = createKeeper(server.running.db, createMetrics(), addQuarantined);
    const counts = await Promise.all(phones.map((who, i) => keeper.keep(who, reading(fixes(10 * (i + 1))), now)));
    expect(counts.map(({ stored }) => stored)).toEqual([10, 20, 30]);
    expect(await Promise.all(phones.map(kept))).toEqual([10, 20, 30]);
    const again = await Promise.all(phones.map((who) => keeper.keep(who, reading(fixes(30)), now)));
    expect(again.map(({ stored }) => stored)).toEqual([20, 10, 0]);
    const { rows } = await server.running.db.query<{
      fact: { count: number; phones: { deviceId: string; count: number }[] };
    }>(`select fact::json as fact from ledger_entry where kind = 'fixes'`);
    const told = rows.flatMap(({ fact }) => fact.phones);
    for (const who of phones)
      expect(told.filter((p) => p.deviceId === who.deviceId).reduce((sum, p) => sum + p.count, 0)).toBe(30);
    for (const { fact } of rows) expect(fact.count).toBe(fact.phones.reduce((sum, p) => sum + p.count, 0));
  });

  it('puts a phone elsewhere at one moment into quarantine, in one request as in two', async () => {
    const who = await phone('rep.west');
    const keeper = createKeeper(server.running.db, createMetrics(), addQuarantined);
    await keeper.keep(who, reading([...fixes(1), ...fixes(1, 121), ...fixes(1)]), now);
    expect(await kept(who)).toBe(1);
    const { rows } = await server.running.db.query('select reason from quarantine where device_id = $1', [
      who.deviceId,
    ]);
    expect(rows).toEqual([{ reason: 'SAME_TIME_OTHER_PLACE' }]);
  });

  it('a writing that one phone spoils is stored for all others', async () => {
    const [good, bad, other] = await Promise.all(['rep.east', 'rep.east', 'rep.west'].map(phone));
    const keeper = createKeeper(server.running.db, createMetrics(), addQuarantined);
    const outcomes = await Promise.allSettled([
      keeper.keep(good!, reading(fixes(5)), now),
      keeper.keep({ ...bad!, unitId: '00000000-0000-4000-8000-000000000000' }, reading(fixes(5)), now), // the unit it names is not there
      keeper.keep(other!, reading(fixes(5)), now),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await Promise.all([good!, bad!, other!].map(kept))).toEqual([5, 0, 5]);
  });

  it('more than can wait is refused before it is read, in words, and nothing that was taken is lost', async () => {
    const phones = await Promise.all(Array.from({ length: 24 }, () => phone('rep.east')));
    const { db } = server.running;
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const slow = createKeeper(
      { ...db, transaction: async (fn) => (await gate, db.transaction(fn)) },
      createMetrics(),
      addQuarantined,
    );
    const much = (n: number) => reading(fixes(1_000, 120 + n));
    const answers = phones.map((who, i) =>
      slow.keep(who, much(i), now).then(
        ({ stored }) => stored,
        (error: { code: string }) => error.code,
      ),
    );
    expect(() => slow.admit()).toThrow('send them again');
    goOn();
    const told = await Promise.all(answers);
    expect(told).toEqual(phones.map((_, i) => (i < 20 ? 1_000 : 'OVERLOADED')));
    expect(await Promise.all(phones.map(kept))).toEqual(told.map((stored) => (stored === 1_000 ? 1_000 : 0)));
    expect(() => slow.admit()).not.toThrow();
  });
});

describe('a phone whose clock runs years ahead', () => {
  it('keeps no day from the others: when a day comes near it is a partition of its own, with what was sent early', async () => {
    const who = await phone('rep.east');
    const keeper = createKeeper(server.running.db, createMetrics(), addQuarantined);
    const dayMs = 86_400_000;
    const ahead = Array.from({ length: 60 }, (_, i) => ({
      position: { lng: 120.65, lat: 28 },
      fixAt: new Date(now.getTime() + (20 + i) * dayMs).toISOString(),
      accuracyM: 5,
    }));
    await keeper.keep(who, reading(ahead), now);
    const { db } = server.running;
    const { rows } = await db.query<{ made: number }>('select make_fix_partitions($1, $2) as made', [
      ahead[0]!.fixAt.slice(0, 10),
      ahead[9]!.fixAt.slice(0, 10),
    ]);
    expect(rows[0]!.made).toBe(10);
    const of = await db.query<{ table: string }>(
      'select tableoid::regclass::text as table from fix where device_id = $1 order by fix_at',
      [who.deviceId],
    );
    const nameOf = ({ fixAt }: { fixAt: string }) => `fix_${fixAt.slice(0, 10).replaceAll('-', '')}`;
    expect(of.rows.map(({ table }) => table)).toEqual([
      ...ahead.slice(0, 10).map(nameOf),
      ...ahead.slice(10).map(() => 'fix_elsewhen'),
    ]);
    expect((await keeper.keep(who, reading(ahead), now)).stored).toBe(0); // the same again is the same still
  });
});
