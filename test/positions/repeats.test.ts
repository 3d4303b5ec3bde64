import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVER_URL } from '../helpers/database.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

/** REPEATS=10000 npx vitest run test/positions/repeats.test.ts for a longer run. */
const REPEATS = Number(process.env.REPEATS ?? (SERVER_URL === undefined ? 200 : 1_000));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const fixAt = (at: Date) => ({
  position: { lng: 120.65, lat: 28 },
  fixAt: at.toISOString(),
  accuracyM: 8,
  source: 'gnss',
});

async function send(token: string, fixes: object[]): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.url}/api/v1/positions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fixes }),
  });
  return { status: answer.status, text: await answer.text() };
}

async function countOf(what: string, login: string): Promise<number> {
  const { rows } = await server.running.db.query<{ n: number }>(`select count(*) as n from ${what} where rep_id = $1`, [
    server.idOf(login),
  ]);
  return rows[0]!.n;
}

describe('positions that come again and again', () => {
  it(`the same batch ${REPEATS} times over, twenty at once, is stored, announced, taken down and due to be judged once`, async () => {
    const token = await server.deviceToken('rep.east');
    const now = Date.now();
    const batch = Array.from({ length: 20 }, (_, i) => fixAt(new Date(now - 60_000 + i * 100)));
    const sizeOf = async () =>
      (await server.running.db.query<{ n: number }>(`select count(*) as n from ledger_entry where kind = 'fixes'`))
        .rows[0]!.n;
    let left = REPEATS;
    const heard = new Set<string>();
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        while (left-- > 0) {
          const { status, text } = await send(token, batch);
          heard.add(`${status} ${text}`);
        }
      }),
    );
    expect([...heard]).toEqual(['200 {"accepted":20,"quarantined":[]}']);
    expect(await countOf('fix', 'rep.east')).toBe(20);
    expect(await countOf('event', 'rep.east')).toBe(1);
    expect(await sizeOf()).toBe(1);
    const { rows } = await server.running.db.query('select revision from position_day where rep_id = $1', [
      server.idOf('rep.east'),
    ]);
    expect(rows).toEqual([{ revision: 1 }]);
  });

  it('a year that one phone kept is stored day by day, and nothing of it twice when it is told again', async () => {
    const token = await server.deviceToken('rep.west');
    const noonMs = Date.UTC(2025, 0, 1, 4); // noon in Shanghai
    const year = Array.from({ length: 365 * 12 }, (_, i) =>
      fixAt(new Date(noonMs + Math.floor(i / 12) * 86_400_000 + (i % 12) * 600_000)),
    );
    for (let round = 0; round < 2; round++) {
      for (let from = 0; from < year.length; from += 1_000)
        expect((await send(token, year.slice(from, from + 1_000))).status).toBe(200);
      expect(await countOf('fix', 'rep.west')).toBe(year.length);
      expect(await countOf('position_day', 'rep.west')).toBe(365);
    }
    const track = await server
      .as('supervisor.west')
      .get('/api/v1/positions/track')
      .query({ repId: server.idOf('rep.west'), from: '2025-06-01T00:00:00Z', to: '2025-07-01T00:00:00Z' })
      .expect(200);
    expect((track.body as { items: object[] }).items).toHaveLength(30 * 12);
  });
});
