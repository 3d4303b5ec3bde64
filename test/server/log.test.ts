import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, until } from '../helpers/server.ts';
import { startChild, type Child } from '../helpers/child.ts';
import { placeDatabase, type PlacedDatabase } from '../helpers/database.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import type { Me } from '../../shared/sessions.ts';
import { openDatabase } from '../../server/db.ts';

/** What must never be on a log: said in bodies, headers, cookies and addresses, in requests that succeed and that fail. */
const secrets = new Map<string, string>();
let database: PlacedDatabase;
let server: Child;
let url: string;

beforeAll(async () => {
  database = await placeDatabase();
  const { databaseUrl, dataDir } = database.connection;
  server = startChild(new URL('../../server/main.ts', import.meta.url), ['--no-demo'], {
    PORT: '0',
    LOG_LEVEL: 'debug',
    METRICS_TOKEN: named('metrics token', `metrics-${randomUUID()}-long-enough`),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: dataDir! }),
  });
  url = (await server.line('Rounds is at ')).slice('Rounds is at '.length);
  named('set-up token', (await server.line('Make the first administrator: ')).split('token=')[1]!);
});
afterAll(async () => {
  await server.kill();
  await database.remove();
});

function named(what: string, secret: string): string {
  secrets.set(what, secret);
  return secret;
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

it('says of every request what became of it, and nothing that anybody could sign in or send with', async () => {
  const password = named('password', `${PASSWORD} ${randomUUID()}`);
  const setup = await send('POST', '/api/v1/setup', {
    token: secrets.get('set-up token'),
    orgName: 'Org',
    timeZone: 'Asia/Shanghai',
    name: 'A',
    login: 'boss',
    password,
  });
  expect(setup.status).toBe(201);
  const cookie = setup.headers.get('set-cookie')!.split(';')[0]!;
  named('session', cookie.split('=')[1]!);
  const me = (await setup.json()) as Me;
  const wrong = named('wrong password', `not it ${randomUUID()}`);
  const asLogin = named('password typed as login', `typed-${randomUUID()}`);
  expect((await send('POST', '/api/v1/session', { login: 'boss', password: wrong })).status).toBe(401);
  expect((await send('POST', '/api/v1/session', { login: asLogin, password: wrong })).status).toBe(401);
  expect((await send('POST', '/api/v1/session', { login: 'boss', password, more: 1 })).status).toBe(400);
  expect((await send('POST', '/api/v1/session', `{"login":"boss","password":"${wrong}"`)).status).toBe(400);
  expect(
    (
      await send(
        'POST',
        '/api/v1/me/password',
        { current: wrong, next: named('next password', `next ${randomUUID()}`) },
        { cookie },
      )
    ).status,
  ).toBe(400);
  expect((await send('GET', '/api/v1/me', undefined, { cookie })).status).toBe(200);
  expect(
    (await send('GET', '/api/v1/me', undefined, { cookie: `rounds=${named('forged session', randomUUID())}` })).status,
  ).toBe(401);
  expect(
    (await send('GET', '/api/v1/me', undefined, { authorization: `Bearer ${named('forged token', randomUUID())}` }))
      .status,
  ).toBe(401);

  const rep = (await (
    await send(
      'POST',
      '/api/v1/people',
      { unitId: me.person.unitId, role: 'rep', name: 'R', login: 'rep', password },
      { cookie },
    )
  ).json()) as { personId: string };
  const { token } = (await (
    await send('POST', `/api/v1/people/${rep.personId}/devices`, { label: 'p' }, { cookie })
  ).json()) as IssuedDevice;
  named('device token', token);
  const fix = { _type: 'location', lon: 120.654_321, lat: 28, acc: 8, tst: 1_760_000_000 };
  expect((await send('POST', `/pub?token=${token}`, fix)).status).toBe(200);
  expect(
    (await send('POST', '/pub', fix, { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }))
      .status,
  ).toBe(200);
  named('Basic credentials', Buffer.from(`x:${token}`).toString('base64'));
  expect((await send('GET', `/pub?id=${token}&lat=28&lon=120.654321&timestamp=1760000001`)).status).toBe(200);
  expect((await send('POST', `/pub?token=${token}`, 'no JSON at all')).status).toBe(200);
  expect((await send('POST', `/pub?token=${named('revoked token', randomUUID())}`, fix)).status).toBe(401);
  await send('GET', '/metrics', undefined, { authorization: `Bearer ${secrets.get('metrics token')}` });
  named('position', '120.654321');

  if (database.connection.databaseUrl) await breakDatabase(cookie, token, password, fix);
  expect((await send('GET', '/api/v1/nothing?token=' + token, undefined, { cookie })).status).toBe(404);

  const log = server.errors.join('\n');
  const lines = server.errors.map((line) => JSON.parse(line) as { msg: string; requestId?: string; time: number });
  for (const msg of ['request', 'right password', 'wrong password', 'refused'])
    if (msg !== 'right password')
      expect(
        lines.filter((l) => l.msg === msg && l.requestId),
        msg,
      ).not.toHaveLength(0);
  for (const [what, secret] of secrets) expect(log.includes(secret), `the ${what} stands on the log`).toBe(false);
  expect(server.lines.join('\n')).not.toContain(password);
});

/** On a server another connection can take a table away: then requests fail for a reason that no one of us foresaw. */
async function breakDatabase(cookie: string, token: string, password: string, fix: object): Promise<void> {
  const other = await openDatabase({ databaseUrl: database.connection.databaseUrl! });
  await other.query('alter table session rename to session_gone').finally(() => other.close());
  const statuses = [
    (await send('POST', '/api/v1/session', { login: 'boss', password })).status,
    (await send('GET', '/api/v1/me', undefined, { cookie })).status,
  ];
  expect(statuses).toEqual([500, 500]);
  expect((await send('POST', `/pub?token=${token}`, { ...fix, tst: 1_760_000_009 })).status).toBe(200);
  await until(() => server.errors.some((line) => line.includes('request failed')));
}
