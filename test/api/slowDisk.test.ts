import { afterAll, beforeAll, expect, it } from 'vitest';
import { SERVER_URL } from '../helpers/database.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

const BATCH = 1_000;
/** As many as may wait, two that are being written, and more. The embedded database waits by itself, and briefly. */
const [WAIT, WRITTEN, BATCHES] = SERVER_URL === undefined ? [20, 2, 8] : [20, 2, 30];
const LOCK = 770_077;
const METRICS_TOKEN = 'a-long-token-of-numbers';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(undefined, { METRICS_TOKEN });
  // A deferred trigger runs in the commit, with all locks held, before anything is acknowledged; a ledger's head moves once a writing.
  // A server's commits wait until the test lets them go on; the embedded one has a single session, so there they take a while.
  await server.running.db.query(`
    create function be_slow() returns trigger language plpgsql as $$
    begin
      perform ${SERVER_URL === undefined ? 'pg_sleep(0.1)' : `pg_advisory_xact_lock_shared(${LOCK})`};
      return null;
    end $$;
    create constraint trigger be_slow after update on ledger_head deferrable initially deferred for each row execute function be_slow();`);
});
afterAll(() => server.stop());

interface Batch {
  token: string;
  login: string;
  body: string;
}

async function send({ token, body }: Batch): Promise<{ status: number; retryAfter: string | null; text: string }> {
  const answer = await fetch(`${server.url}/api/v1/positions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() };
}

async function waiting(): Promise<number> {
  const numbers = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return Number(/^rounds_fixes_waiting (\d+)/m.exec(await numbers.text())![1]);
}

/** Keeps every commit from ending, until the function that it gives is called. */
async function holdCommits(): Promise<() => Promise<void>> {
  if (SERVER_URL === undefined) return async () => {};
  const holder = await server.running.db.pool.connect();
  await holder.query('select pg_advisory_lock($1)', [LOCK]);
  return async () => {
    await holder.query('select pg_advisory_unlock($1)', [LOCK]);
    holder.release();
  };
}

it('a disk whose commits do not end makes phones wait or come back later; others read meanwhile, and all that was acknowledged is there once', async () => {
  const logins = ['rep.east', 'rep.west'];
  const tokens = new Map(
    await Promise.all(logins.map(async (login) => [login, await server.deviceToken(login)] as const)),
  );
  const startMs = Date.now() - 3_600_000;
  const batches: Batch[] = Array.from({ length: BATCHES }, (_, n) => {
    const login = logins[n % 2]!;
    const fixes = Array.from({ length: BATCH }, (_fix, i) => ({
      position: { lng: 120.65, lat: 28 },
      fixAt: new Date(startMs + n * BATCH + i).toISOString(),
    }));
    return { token: tokens.get(login)!, login, body: JSON.stringify({ fixes }) };
  });
  const goOn = await holdCommits();
  const refusals = Math.max(0, BATCHES - WAIT - WRITTEN);
  const statuses: number[] = [];
  let answers: Promise<Awaited<ReturnType<typeof send>>[]>;
  await new Promise<void>((resolve) => {
    answers = Promise.all(
      batches.map(async (batch) => {
        const answer = await send(batch);
        if (statuses.push(answer.status) === refusals) resolve();
        return answer;
      }),
    );
    if (refusals === 0) resolve();
  });
  expect(statuses.filter((status) => status !== 503 && refusals > 0)).toEqual([]); // nothing is acknowledged that is not stored
  expect(await waiting()).toBeLessThanOrEqual(20_000 + BATCH + 1);
  for (const path of ['/api/v1/me', '/api/v1/live/snapshot', '/api/v1/visits'])
    expect((await server.as('supervisor.east').get(path)).status, path).toBe(200);
  await goOn();

  const stored = async (login: string) =>
    (
      await server.running.db.query<{ n: number }>('select count(*) as n from fix where rep_id = $1', [
        server.idOf(login),
      ])
    ).rows[0]!.n;
  const told = await answers!;
  for (const { status, retryAfter, text } of told) {
    if (status === 200) expect(JSON.parse(text)).toEqual({ accepted: BATCH, quarantined: [] });
    else expect([status, Number(retryAfter) > 0]).toEqual([503, true]);
  }
  const acknowledged = batches.filter((_, i) => told[i]!.status === 200);
  // Those that wait, and those that a commit had begun to write when the others came: none, or all.
  expect(acknowledged.length).toBeGreaterThanOrEqual(Math.min(WAIT, BATCHES));
  expect(acknowledged.length).toBeLessThanOrEqual(BATCHES - refusals);
  for (const login of logins)
    expect(await stored(login)).toBe(acknowledged.filter((batch) => batch.login === login).length * BATCH);
  for (const batch of batches) expect((await send(batch)).status).toBe(200); // as a phone does that did not hear the answer
  for (const login of logins) expect(await stored(login)).toBe((BATCHES / 2) * BATCH);
});
