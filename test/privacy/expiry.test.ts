import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLines } from '../../server/ledger/export.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { createVerifier } from '../../server/chain.ts';
import { dropOldNotices } from '../../server/positions/expiryStore.ts';
import { dropOldQuarantine } from '../../server/quarantine/store.ts';
import { dropOldShifts } from '../../server/shifts/store.ts';
import { readConfig } from '../../server/config.ts';
import { E1, startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const countOf = async (table: string) =>
  (await server.running.db.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

describe('what has been kept long enough', () => {
  it('is deleted: notices and unreadable messages by when they came, what came later stays', async () => {
    const { db } = server.running;
    const phone = await server.deviceToken('rep.east');
    const say = (body: object) => request(server.url).post('/pub').auth('any', phone).send(body).expect(200);
    await say({
      _type: 'transition',
      event: 'enter',
      desc: 'old',
      tst: 1_767_578_400,
      wtst: 1,
      lat: E1.lat,
      lon: E1.lng,
      acc: 10,
    });
    await say({ _type: 'location', lat: 'north', lon: 120, tst: 1 });
    const { items } = (await server.as('admin').get('/api/v1/positions/quarantine').expect(200)).body as {
      items: { quarantineId: number }[];
    };
    await server.as('admin').post(`/api/v1/positions/quarantine/${items[0]!.quarantineId}/replay`).expect(200);
    await db.query(`update phone_notice set received_at = now() - interval '91 days'`);
    await db.query(`update quarantine set received_at = now() - interval '91 days'`);
    await say({
      _type: 'transition',
      event: 'enter',
      desc: 'new',
      tst: 1_767_578_500,
      wtst: 1,
      lat: E1.lat,
      lon: E1.lng,
      acc: 10,
    });
    await say({ _type: 'location', lat: 'south', lon: 120, tst: 1 });
    expect([await countOf('phone_notice'), await countOf('quarantine')]).toEqual([2, 2]);
    await dropOldNotices(db, 90);
    await dropOldQuarantine(db, 90);
    expect([await countOf('phone_notice'), await countOf('quarantine'), await countOf('quarantine_replay')]).toEqual([
      1, 1, 1,
    ]);
  });

  it('are whole shifts and no others; the ledger still holds, and nobody else deletes or edits one', async () => {
    const { db } = server.running;
    const act = (kind: 'open' | 'close', at: Date) =>
      server
        .as('rep.east')
        .post(`/api/v1/shifts/${kind}`)
        .send({ at: at.toISOString(), clientId: randomUUID() })
        .expect(201);
    await act('open', daysAgo(1096));
    await act('close', daysAgo(1095.7));
    await act('open', daysAgo(1094));
    await act('close', daysAgo(1093.7));
    await act('open', daysAgo(1096.5)); // forgotten, and told late
    expect(await dropOldShifts(db, 1095)).toBe(3);
    expect(await countOf('shift')).toBe(2);
    expect(await dropOldShifts(db, 1095)).toBe(0);
    await expect(db.query('delete from shift')).rejects.toThrow(/append-only/);
    await expect(db.query('update shift set at = now()')).rejects.toThrow(/append-only/);
    const verifier = createVerifier();
    for await (const line of exportLines(db, { from: null, to: null }, null)) verifier.add(line);
    expect(verifier.end().findings).toEqual([]);
    expect(await rowsUnlikeLedger(db, 10)).toEqual([]);
  });

  it('is so by settings, which say what they may be', () => {
    expect(readConfig({}, [])).toMatchObject({ positionDays: 90, quarantineDays: 90, shiftDays: 1095 });
    expect(readConfig({ QUARANTINE_DAYS: '7', SHIFT_DAYS: '365' }, [])).toMatchObject({
      quarantineDays: 7,
      shiftDays: 365,
    });
    expect(() => readConfig({ SHIFT_DAYS: '3' }, [])).toThrow(/SHIFT_DAYS/);
  });
});
