import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { startChild, type Child } from '../helpers/child.ts';
import { placeDatabase, SERVER_URL, type PlacedDatabase } from '../helpers/database.ts';
import { type Sent, start, presses, fixes, keysOf } from './sentFacts.ts';

/** ROUNDS_KILLS=10 npm test -- api/kill for a longer run. */
const KILLS = Number(process.env.ROUNDS_KILLS ?? 2);

const MAIN = new URL('../../server/main.ts', import.meta.url);

const login = { login: 'boss', password: 'correct horse battery' };

let database: PlacedDatabase;

let dataDir: string;

let server: { child: Child; url: string };

/** Made by the first test: an organisation is set up once. */
let world: World;

beforeAll(async () => {
  database = await placeDatabase();
  dataDir = database.connection.dataDir ?? mkdtempSync(join(tmpdir(), 'rounds-owner-'));
});

afterAll(async () => {
  await server.child.kill();
  await database.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const settings = (port: number) => ({
  PORT: String(port),
  DATA_DIR: dataDir,
  LOG_LEVEL: 'error',
  ...(database.connection.databaseUrl && { DATABASE_URL: database.connection.databaseUrl }),
});

async function startServer(more: Record<string, string> = {}): Promise<typeof server> {
  const child = startChild(MAIN, ['--no-demo'], { ...settings(0), ...more });
  await child.line('Rounds is at');
  return { child, url: (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string }).url };
}

type Headers = Record<string, string>;

async function ask<T>(method: string, path: string, headers: Headers, body?: object | string): Promise<T> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(server.url + path, {
    method,
    headers: { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json', ...headers },
    ...(body !== undefined && { body: text }),
  });
  const reply = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${reply}`);
  return (reply ? JSON.parse(reply) : undefined) as T;
}

interface World {
  admin: Headers;
  phone: Headers;
  repId: string;
  retailerId: string;
}

/** The first administrator, a rep with a phone and a retailer, all through the API. */
async function setUp(): Promise<World> {
  const token = /token=(\S+)/.exec(await server.child.line('Make the first administrator'))![1]!;
  const me = await ask<{ units: { unitId: string }[] }>(
    'POST',
    '/api/v1/setup',
    {},
    { token, orgName: 'Kill', timeZone: 'Asia/Shanghai', name: 'Boss', ...login },
  );
  const admin = await signIn();
  const { personId: repId } = await ask<{ personId: string }>('POST', '/api/v1/people', admin, {
    unitId: me.units[0]!.unitId,
    role: 'rep',
    name: 'Rep',
    login: 'rep',
    password: login.password,
  });
  const device = await ask<{ token: string }>('POST', `/api/v1/people/${repId}/devices`, admin, { label: 'phone' });
  await ask(
    'POST',
    '/api/v1/retailers/imports?fileName=a.csv&frame=wgs84',
    admin,
    'code,name,lng,lat\nR1,Shop,120.65,28',
  );
  let points: { retailerId: string[] };
  do points = await ask('GET', '/api/v1/retailers/points', admin);
  while (points.retailerId.length === 0);
  return { admin, phone: { authorization: `Bearer ${device.token}` }, repId, retailerId: points.retailerId[0]! };
}

async function signIn(): Promise<Headers> {
  const answer = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(login),
  });
  return { cookie: answer.headers.get('set-cookie')!.split(';')[0]! };
}

/** Sends until the server is gone; what was not acknowledged comes first the next time, as a phone's queue does. */
async function lane(source: Generator<Sent>, waiting: Sent[], acknowledged: Sent[], phone: Headers): Promise<void> {
  for (;;) {
    const sent = waiting[0] ?? (source.next().value as Sent);
    waiting[0] = sent;
    try {
      await ask('POST', sent.path, phone, sent.body);
    } catch (error) {
      if (error instanceof TypeError) return; // fetch: the connection broke
      throw error;
    }
    waiting.shift();
    acknowledged.push(sent);
  }
}

/** Every press and fix that the server holds, as often as it holds it. */
async function storedKeys(): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: { visitId: string; endedAt: string | null }[]; next: string | null } = await ask(
      'GET',
      `/api/v1/visits?limit=500${cursor && `&cursor=${cursor}`}`,
      world.admin,
    );
    for (const { visitId, endedAt } of page.items)
      found.push(`${visitId} start`, ...(endedAt ? [`${visitId} end`] : []));
    cursor = page.next;
  }
  const from = new Date(start - 1000).toISOString();
  const to = new Date(start + 20 * 86_400_000).toISOString();
  const { items } = await ask<{ items: { fixAt: string }[] }>(
    'GET',
    `/api/v1/positions/track?repId=${world.repId}&from=${from}&to=${to}`,
    world.admin,
  );
  return [...found, ...items.map(({ fixAt }) => fixAt)];
}

/** Every acknowledged press and fix is there once; and of what was not acknowledged, all of a request or nothing. */
async function expectKept(acknowledged: readonly Sent[], waiting: readonly Sent[]): Promise<void> {
  const found = new Map<string, number>();
  for (const key of await storedKeys()) found.set(key, (found.get(key) ?? 0) + 1);
  expect(acknowledged.flatMap(keysOf).filter((key) => found.get(key) !== 1)).toEqual([]);
  for (const sent of waiting)
    expect([0, keysOf(sent).length]).toContain(keysOf(sent).filter((key) => found.has(key)).length);
  expect(found.size - acknowledged.flatMap(keysOf).length).toBeLessThanOrEqual(waiting.flatMap(keysOf).length);
}

it(
  `${KILLS} kills of the server in a stream of presses and positions lose nothing that was acknowledged, and store nothing twice`,
  { timeout: 120_000 * (KILLS + 1) },
  async () => {
    server = await startServer();
    world = await setUp();
    const random = createRandom(6);
    const sources = [presses(world.retailerId), fixes(0), fixes(1)];
    const waiting: Sent[][] = [[], [], []];
    const acknowledged: Sent[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const before = acknowledged.length;
      const lanes = Promise.all(sources.map((source, i) => lane(source, waiting[i]!, acknowledged, world.phone)));
      while (acknowledged.length < before + 10) await sleep(20);
      await sleep(random.int(500));
      await server.child.kill();
      await lanes;
      server = await startServer();
      await expectKept(acknowledged, waiting.flat());
    }
    for (const sent of waiting.flat()) {
      await ask('POST', sent.path, world.phone, sent.body);
      acknowledged.push(sent);
    }
    await expectKept(acknowledged, []);
    // nothing of the visits is forgotten by the judge either
    let open: { items: unknown[] };
    do open = await ask('GET', '/api/v1/visits?state=waiting', world.admin);
    while (open.items.length > 0);
  },
);

it(
  'a second server on the same data folder or the same port says clearly why it cannot start',
  { timeout: 120_000 },
  async () => {
    const second = startChild(MAIN, ['--no-demo'], settings(Number(new URL(server.url).port)));
    expect(await second.ended).toBe(1);
    const said = second.errors.join('\n');
    expect(said).toMatch(/Rounds cannot start: /);
    expect(said).toContain(
      SERVER_URL === undefined
        ? `the data folder ${dataDir} is in use by process ${server.child.process.pid}`
        : 'is in use by another program: choose one with PORT',
    );
    expect(said).not.toMatch(/\bat .+:\d+:\d+/);
    await ask('GET', '/healthz', {});
    expect(existsSync(join(dataDir, 'server.json'))).toBe(true); // the first one's, still
  },
);

it(
  'Ctrl-C ends it with status 0, also while a client never finishes its request, and nobody is told of a server that is gone',
  { timeout: 120_000 },
  async () => {
    const { port } = new URL(server.url);
    const stuck = connect(Number(port), '127.0.0.1', () =>
      stuck.write('POST /pub HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'),
    );
    stuck.on('error', () => {});
    await sleep(100);
    server.child.process.kill('SIGINT');
    expect(await server.child.ended).toBe(0);
    expect(existsSync(join(dataDir, 'server.json'))).toBe(false);
    stuck.destroy();
    server = await startServer();
    await ask('GET', '/api/v1/me', await signIn());
  },
);

it(
  'a clock that jumps five hours ahead, three back and home again loses nothing, stores nothing twice, and the ledger still holds',
  { timeout: 240_000 },
  async () => {
    const clock = join(dataDir, 'clock');
    writeFileSync(clock, '0');
    await server.child.kill();
    server = await startServer({
      NODE_OPTIONS: `--import ${new URL('./shiftedClock.mjs', import.meta.url).href}`,
      CLOCK_FILE: clock,
    });
    const sources = [presses(world.retailerId), fixes(0), fixes(1)];
    const acknowledged: Sent[] = [];
    for (const hours of [0, 5, -3, 0]) {
      writeFileSync(clock, String(hours * 3_600_000));
      await sleep(200);
      for (const source of [...sources, ...sources]) {
        const sent = source.next().value as Sent;
        await ask('POST', sent.path, world.phone, sent.body);
        await ask('POST', sent.path, world.phone, sent.body); // a phone that did not hear the answer
        acknowledged.push(sent);
      }
      world.admin = await signIn();
      let open: { items: unknown[] };
      do open = await ask('GET', '/api/v1/visits?state=waiting', world.admin);
      while (open.items.length > 0);
    }
    const kept = new Set(await storedKeys());
    for (const sent of acknowledged) for (const key of keysOf(sent)) expect(kept.has(key)).toBe(true);
    expect((await storedKeys()).length).toBe(kept.size);
    server.child.process.kill('SIGINT');
    await server.child.ended;
    const verify = startChild(new URL('../../server/cli.ts', import.meta.url), ['ledger', 'verify'], settings(0));
    expect(await verify.ended).toBe(0);
    expect(verify.lines.join('\n')).toContain('all as recorded');
  },
);
