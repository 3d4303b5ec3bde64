import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../server/db.ts';
import { startChild, type Child } from '../helpers/child.ts';
import { SERVER_URL } from '../helpers/database.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const MAIN = new URL('../../server/main.ts', import.meta.url);
/** Larger than any file of a new database, and soon reached by one that grows. */
const MAX_FILE_KB = 24 * 1024;
const PART = 3_000_000;

let postgres: TestPostgres | undefined;
let databaseUrl: string | undefined;
let server: { child: Child; url: string };
const dataDir = mkdtempSync(join(tmpdir(), 'rounds-full-'));

beforeAll(async () => {
  if (SERVER_URL === undefined) return;
  postgres = await startPostgres(findPostgres()!); // one of its own: the others' disk is not full
  const db = await openDatabase({ databaseUrl: postgres.url });
  await db.query('create database full_disk');
  await db.close();
  databaseUrl = postgres.url.replace(/\/postgres$/, '/full_disk');
});
afterAll(async () => {
  await server.child.kill();
  await postgres?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startServer(maxFileKb?: number): Promise<void> {
  const limit = postgres ? undefined : maxFileKb;
  const child = startChild(
    MAIN,
    ['--no-demo'],
    { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl ?? '' },
    limit,
  );
  await child.line('Rounds is at');
  server = { child, url: (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string }).url };
}

const json = { 'content-type': 'application/json' };
const post = (path: string, headers: Record<string, string>, body: string): Promise<Response> =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body,
    signal: AbortSignal.timeout(60_000),
  });

async function quarantined(cookie: string): Promise<Set<string>> {
  const found = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await fetch(`${server.url}/api/v1/positions/quarantine?limit=1${cursor && `&cursor=${cursor}`}`, {
      headers: { cookie },
    });
    const page = (await answer.json()) as { items: { raw: string }[]; next: string | null };
    for (const { raw } of page.items) found.add(/mark-\d+/.exec(raw)?.[0] ?? '');
    cursor = page.next;
  }
  return found;
}

it(
  'a disk that fills up while phones send is said to them: what was acknowledged is there when there is room again, and the rest is sent again',
  { timeout: 300_000 },
  async () => {
    await startServer();
    const token = new URL(
      (await server.child.line('Make the first administrator')).split(' ').at(-1)!,
    ).searchParams.get('token')!;
    const login = { login: 'boss', password: 'correct horse battery' };
    const setUp = await post(
      '/api/v1/setup',
      {},
      JSON.stringify({ token, orgName: 'Full', timeZone: 'UTC', name: 'Boss', ...login }),
    );
    const cookie = setUp.headers.getSetCookie()[0]!.split(';')[0]!;
    const { units } = (await setUp.json()) as { units: { unitId: string }[] };
    const rep = (await (
      await post(
        '/api/v1/people',
        { cookie },
        JSON.stringify({ unitId: units[0]!.unitId, role: 'rep', name: 'Rep', login: 'rep', password: login.password }),
      )
    ).json()) as { personId: string };
    // a phone's unreadable bytes are kept whole up to a limit a day: many phones fill a disk, one does not
    const phones: { authorization: string }[] = [];
    while (phones.length < 20) {
      const made = await post(`/api/v1/people/${rep.personId}/devices`, { cookie }, JSON.stringify({ label: 'x' }));
      phones.push({ authorization: `Bearer ${((await made.json()) as { token: string }).token}` });
    }

    // the disk fills: from here on no file may pass the limit
    await server.child.kill();
    if (postgres) {
      await postgres.kill();
      await postgres.start(MAX_FILE_KB);
    }
    await startServer(MAX_FILE_KB);
    const acknowledged: string[] = [];
    const refused: string[] = [];
    for (let n = 0; refused.length < 2 && n < phones.length; n++) {
      const mark = `mark-${n}`; // what cannot be read is kept whole, so it fills a disk quickest; chance does not compress
      const body = JSON.stringify({ _type: 'unknown', mark, filler: randomBytes(PART / 2).toString('hex') });
      const status = await post('/pub', phones[n]!, body).then(
        (answer) => answer.status,
        () => 0,
      );
      (status === 200 ? acknowledged : refused).push(mark);
      if (status !== 200) expect(status === 0 || status >= 500).toBe(true);
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(refused.length).toBe(2);

    // room again
    await server.child.kill();
    if (postgres) {
      await postgres.kill();
      await postgres.start();
    }
    await startServer();
    const kept = await quarantined(cookie);
    for (const mark of acknowledged) expect(kept).toContain(mark);
    for (const mark of refused)
      expect((await post('/pub', phones[0]!, JSON.stringify({ _type: 'unknown', mark }))).status).toBe(200);
    expect([...(await quarantined(cookie))].sort()).toEqual(
      [...new Set([...acknowledged, ...refused, ...kept])].sort(),
    );
  },
);
