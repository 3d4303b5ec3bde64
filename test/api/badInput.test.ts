import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { errorStatus, Problem } from '../../shared/errors.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { fullPath } from '../../shared/contract.ts';
import { PASSWORD, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { isEnglish } from '../problems/chinese.ts';
import { samples, type Sample } from './samples.ts';
import { badCursor, badText, spoiled } from './spoil.ts';

/** Runs of each property. */
const FUZZ = Number(process.env.FUZZ ?? 40);
vi.setConfig({ testTimeout: Math.max(60_000, FUZZ * 1_000) });

let server: TestServer;
let good: Record<string, Sample>;
const headersOf = new Map<Sample['as'], Record<string, string>>([[null, {}]]);

beforeAll(async () => {
  server = await startTestServer();
  for (const login of ['admin', 'rep.east'] as const) headersOf.set(login, { cookie: await cookieOf(login) });
  headersOf.set('phone', { authorization: `Bearer ${await server.deviceToken('rep.east')}` });
  const visitId = randomUUID();
  const retailerId = server.retailers.get('E1')!;
  await server
    .as('rep.east')
    .post('/api/v1/visits')
    .send({ visitId, retailerId, pressedAt: '2026-01-05T01:00:00Z', fix: null })
    .expect(201);
  const spare = await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.units.east, role: 'rep', name: 'Spare', login: 'spare', password: PASSWORD })
    .expect(201);
  good = samples({
    unitId: server.units.east,
    repId: server.idOf('rep.east'),
    personId: (spare.body as { personId: string }).personId,
    retailerId,
    visitId,
    setupToken: server.running.setupToken,
  });
});
afterAll(() => server.stop());

async function cookieOf(login: string): Promise<string> {
  const signedIn = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  return signedIn.headers.get('set-cookie')!.split(';')[0]!;
}

interface Heard {
  status: number;
  type: string;
  text: string;
}

interface Change {
  params?: Record<string, string>;
  query?: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** Sends a good request with something changed: the address as it stands, so that it may be malformed. */
async function send(key: string, change: Change = {}): Promise<Heard> {
  const sample = good[key]!;
  const { contract } = server.running.endpoints.find((e) => `${e.contract.method} ${e.contract.path}` === key)!;
  const path = fullPath(contract).replace(
    /:(\w+)/g,
    (_, name: string) => ({ ...sample.params, ...change.params })[name]!,
  );
  const query = change.query ?? new URLSearchParams(sample.query).toString();
  const body =
    change.body ??
    (sample.body === undefined
      ? undefined
      : typeof sample.body === 'string'
        ? sample.body
        : JSON.stringify(sample.body));
  const type = typeof sample.body === 'string' ? 'text/csv' : 'application/json';
  const answer = await fetch(`${server.url}${path}${query && `?${query}`}`, {
    method: contract.method.toUpperCase(),
    headers: { ...headersOf.get(sample.as)!, ...(body !== undefined && { 'content-type': type }), ...change.headers },
    ...(body !== undefined && { body: body as BodyInit }),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

/** Rows of every table but those that the server fills by itself a moment later: verdicts, and what is said of them. */
async function rowCounts(): Promise<Record<string, number>> {
  const { rows: tables } = await server.running.db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('event', 'verdict', 'ledger_entry', 'spatial_ref_sys') order by 1`,
  );
  const { rows } = await server.running.db.query<Record<string, number>>(
    `select ${tables.map(({ name }) => `(select count(*) from ${name}) as ${name}`).join()}`,
  );
  return rows[0]!;
}

/** 4xx with a problem document that says nothing of the inside; with the field, where one is wrong. */
function expectProblem({ status, type, text }: Heard, hasField: boolean): Problem {
  expect(type, text).toContain('application/problem+json');
  const problem = Problem.parse(JSON.parse(text));
  expect(problem.status).toBe(status);
  expect(errorStatus[problem.code]).toBe(status);
  expectSaidInChinese(problem);
  expect(text).not.toMatch(
    /\bat .+\.[jt]s:\d+|node_modules|\bselect\b.+\bfrom\b|insert into|syntax error at|violates|constraint/i,
  );
  if (hasField && problem.code === 'INVALID_INPUT') {
    expect(problem.fields, text).not.toHaveLength(0);
    for (const { path, message } of problem.fields!) {
      expect(path).toMatch(/^(body|query|path)(\..+)?$/su);
      expect(message).not.toBe('');
    }
  }
  return problem;
}

/** Everything of a refusal that a person reads is a code of ours, and its Chinese sentence holds no English one. */
function expectSaidInChinese({ reason, fields = [] }: Problem): void {
  for (const one of [reason, ...fields.map((field) => field.reason)]) {
    const sentence = one && sentenceOf(one, 'zh', 'Asia/Shanghai');
    expect(sentence, JSON.stringify(one)).toMatch(/\p{Script=Han}/u);
    expect(isEnglish(sentence!.replaceAll(/“[^”]*”/g, '')), sentence!).toBe(false);
  }
}

/** Whatever is refused is refused well and leaves no row; what is taken was not bad. */
async function expectRefusedWell(heard: Heard, before: Record<string, number>, hasField = true): Promise<void> {
  expect(heard.status, heard.text).toBeLessThan(500);
  if (heard.status < 400) return;
  expectProblem(heard, hasField);
  expect(await rowCounts()).toEqual(before);
}

const endpoints = (keep: (key: string, sample: Sample) => boolean) =>
  Object.entries(samples({ unitId: '', repId: '', personId: '', retailerId: '', visitId: '', setupToken: '' }))
    .filter(([key, s]) => keep(key, s))
    .map(([key]) => key);
const withJson = endpoints((_, { body }) => typeof body === 'object');
const withBody = endpoints((_, { body }) => body !== undefined);

it('there is a good request for every endpoint, and it is good', async () => {
  expect(Object.keys(good).sort()).toEqual(
    server.running.endpoints.map(({ contract }) => `${contract.method} ${contract.path}`).sort(),
  );
  const expected: Record<string, number> = {
    'post /setup': 409,
    'post /session': 401,
    'delete /me/sessions': 401,
    'post /me/password': 400,
    'post /me/devices/:deviceId/token': 404,
    'delete /me/devices/:deviceId': 404,
    'post /devices/:deviceId/token': 404,
    'delete /devices/:deviceId': 404,
    'post /positions/erasures': 404,
    'get /retailers/imports/:importId': 404,
    'get /backup': 403,
    'get /ledger/rows': 403, // the owner's of the machine alone
    'post /me/forgotten/claim': 409,
    'get /jobs/:jobId': 404,
    'post /jobs/:jobId/cancel': 404,
    'post /settings/withdrawals': 404,
    'post /plans/move': 404,
    'put /plans/:repId/:day': 404,
    'post /visits': 409,
    'post /visits/:visitId/appeal': 404,
    'post /visits/:visitId/decision': 404,
    'post /visits/:visitId/decision/withdrawal': 404,
    'post /positions/quarantine/:quarantineId/replay': 404,
  };
  const unlike: string[] = [];
  for (const key of Object.keys(good)) {
    const { status, text } = await send(key);
    const isAbsent = /\/(scenarios|maps|jobs|barriers|tiles)\/:/.test(key); // asked of one that is not there
    const isGood = expected[key] ? status === expected[key] : isAbsent ? status === 404 : status < 300;
    if (!isGood) unlike.push(`${key}: ${status} ${text}`);
  }
  expect(unlike).toEqual([]);
});

describe('a body', () => {
  it.each(withJson)('of %s with one place spoiled is refused with the field, or was not bad', async (key) => {
    await fc.assert(
      fc.asyncProperty(spoiled(good[key]!.body), async (body) => {
        const before = await rowCounts();
        await expectRefusedWell(await send(key, { body }), before);
      }),
      { numRuns: FUZZ },
    );
  });

  it.each(withJson)('of %s that cannot be read is refused', async (key) => {
    const before = await rowCounts();
    const isPhone = key.includes('//');
    const depth = key.endsWith('/setup') || key.endsWith('/session') ? 10_000 : 100_000; // a stranger has 64 kB
    const unreadable: (string | Uint8Array)[] = [
      new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      '{',
      '[1',
      'NaN',
      '"',
      '\u0000',
      '{"a":1e999}',
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      '{"a":'.repeat(depth),
    ];
    for (const body of unreadable) {
      const heard = await send(key, { body });
      if (isPhone)
        expect(heard.status).toBe(200); // kept in quarantine: the app must not send it for ever
      else expect(expectProblem(heard, true).fields?.[0]?.path).toBe('body');
    }
    if (!isPhone) expect(await rowCounts()).toEqual(before);
    else expect((await rowCounts()).fix).toBe(before.fix);
  });

  it.each(withBody)('of %s that is too large, of an unknown kind or badly packed is refused', async (key) => {
    const before = await rowCounts();
    const isFile = typeof good[key]!.body === 'string';
    const tenMb = `"${'x'.repeat(10_000_000)}"`;
    const bomb = gzipSync(Buffer.alloc(isFile ? 40_000_000 : 10_000_000, 0x20));
    if (!isFile) expect(expectProblem(await send(key, { body: tenMb }), false).code).toBe('BODY_TOO_LARGE');
    expect(expectProblem(await send(key, { body: bomb, headers: { 'content-encoding': 'gzip' } }), false).code).toBe(
      'BODY_TOO_LARGE',
    );
    expect(expectProblem(await send(key, { body: '{}', headers: { 'content-encoding': 'rot13' } }), false).code).toBe(
      'UNSUPPORTED_MEDIA',
    );
    expect(
      expectProblem(await send(key, { body: bomb.subarray(0, 40), headers: { 'content-encoding': 'gzip' } }), false)
        .code,
    ).toBe('INVALID_INPUT');
    expect(
      expectProblem(await send(key, { body: 'no gzip', headers: { 'content-encoding': 'gzip' } }), false).code,
    ).toBe('INVALID_INPUT');
    if (!isFile && !key.includes('//')) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/jsonp',
        'x',
        '',
      ]) {
        expect(expectProblem(await send(key, { headers: { 'content-type': type } }), false).code).toBe(
          'UNSUPPORTED_MEDIA',
        );
      }
    }
    expect(await rowCounts()).toEqual(before);
  });

  it('of a file of retailers that is none is refused or has its rows refused, and the server goes on', async () => {
    const before = await rowCounts();
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 100 }).map((tail) => new Uint8Array([0x50, 0x4b, 3, 4, ...tail])),
      fc.string({ unit: 'binary' }).map((s) => Buffer.from(`code,name,lng,lat\n${s}`)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const heard = await send('post /retailers/import/preview', { body, query: 'fileName=a.csv&frame=wgs84' });
        await expectRefusedWell(heard, before, false);
      }),
      { numRuns: Math.ceil(FUZZ / 3) },
    );
    expect(await rowCounts()).toEqual(before);
  });
});

describe('an address', () => {
  it.each(endpoints((key) => key.includes(':')))('of %s with a spoiled part is refused', async (key) => {
    const [name] = Object.keys(good[key]!.params!);
    await fc.assert(
      fc.asyncProperty(
        badText.filter((t) => !/^\d*$/.test(t) && t !== '.' && t !== '..' && !t.startsWith('\\')),
        async (value) => {
          const before = await rowCounts();
          const heard = await send(key, { params: { [name!]: value } });
          expect(heard.status, heard.text).toBeGreaterThanOrEqual(400);
          await expectRefusedWell(heard, before, false);
        },
      ),
      { numRuns: FUZZ },
    );
  });

  it.each(endpoints((_, { query }) => query !== undefined))(
    'of %s with a spoiled query is refused with the field, or was not bad',
    async (key) => {
      const sample = good[key]!;
      const isPhone = key.includes('//');
      const contract = server.running.endpoints.find(
        (e) => `${e.contract.method} ${e.contract.path}` === key,
      )!.contract;
      const names = [
        ...Object.keys(sample.query!),
        'unknown',
        ...('cursor' in (contract.query?.shape ?? {}) ? ['cursor', 'cursor', 'cursor'] : []),
      ];
      const change = fc
        .constantFrom(...names)
        .chain((name) =>
          fc.record({ name: fc.constant(name), value: name === 'cursor' ? badCursor : badText, twice: fc.boolean() }),
        );
      await fc.assert(
        fc.asyncProperty(change, async ({ name, value, twice }) => {
          const before = await rowCounts();
          const rest = Object.entries(sample.query!)
            .filter(([n]) => n !== name)
            .map(([n, v]) => `${n}=${encodeURIComponent(v)}`);
          const heard = await send(key, {
            query: [...rest, `${name}=${value}`, ...(twice ? [`${name}=${value}`] : [])].join('&'),
          });
          if (isPhone) expect(heard.status).toBe(200);
          else await expectRefusedWell(heard, before);
          if (key === 'post /retailers/imports') await importsEnded();
        }),
        { numRuns: FUZZ },
      );
    },
  );

  it('with a day that no calendar of ours has is refused with the field', async () => {
    for (const key of endpoints((_, { query, body }) =>
      [query, body].some((part) => typeof part === 'object' && 'day' in part),
    )) {
      const { query, body } = good[key]!;
      for (const day of ['0000-01-01', '1969-12-31', '2100-01-01', '9999-12-31', '2026-02-29', '2026-1-1']) {
        const heard = await send(
          key,
          query && 'day' in query
            ? { query: new URLSearchParams({ ...query, day }).toString() }
            : { body: JSON.stringify({ ...(body as object), day }) },
        );
        expect(expectProblem(heard, true).fields![0]!.path, `${key} ${day}`).toMatch(/^(query|body)\.day$/);
      }
    }
    for (const day of ['1970-01-01', '2099-12-31']) {
      const heard = await send('post /plans', {
        body: JSON.stringify({ ...(good['post /plans']!.body as object), day }),
      });
      expect(expectProblem(heard, true).fields![0]!.path).toBe('body.day');
    }
  });

  it('that does not exist is a problem document too, with any method', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/none'],
      ['POST', '/api/v1/none'],
      ['PUT', '/api/v1/me'],
      ['POST', '/none'],
      ['DELETE', '/pub'],
      ['POST', '/'],
      ['GET', '/api/v1/%'],
      ['POST', '/%zz'],
      ['PATCH', '/socket.io'],
    ] as const) {
      const answer = await fetch(server.url + path, { method });
      const problem = expectProblem(
        { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() },
        false,
      );
      expect(['NOT_FOUND', 'INVALID_INPUT'], path).toContain(problem.code);
    }
  });
});

describe('a name', () => {
  const words = fc
    .oneof(
      fc.constantFrom(
        "Robert'); drop table person;--",
        '<img src=x onerror=alert(1)>',
        '"><script>alert(1)</script>',
        '=HYPERLINK("http://x")',
        '温州市鹿城区',
        '\u202eabc',
        '😀',
        '${x}',
        '$1',
        '%s',
        '\\u0000',
        "O'Brien",
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    )
    .map((s) => s.trim())
    .filter((s) => s !== '' && !s.includes('\u0000'));

  it('of SQL, HTML or any script comes back as it was said', async () => {
    const admin = server.as('admin');
    const Named = z.object({ name: z.string() });
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const unit = await admin
          .post('/api/v1/units')
          .send({ parentId: server.root, name: `${word} ${randomUUID()}`.trim() })
          .expect(201);
        expect(Named.parse(unit.body).name.startsWith(word)).toBe(true);
        const changed = await admin
          .patch(`/api/v1/people/${good['patch /people/:personId']!.params!.personId!}`)
          .send({ name: word })
          .expect(200);
        expect(Named.parse(changed.body).name).toBe(word);
        const found = await admin.get('/api/v1/people').query({ q: word }).expect(200);
        expect(
          z
            .object({ items: z.array(Named) })
            .parse(found.body)
            .items.map((p) => p.name),
        ).toContain(word);
      }),
      { numRuns: FUZZ },
    );
  });
});

describe('the same asked for many times at once', () => {
  it.each([
    ['a plan of a day', 201, (): Change => ({})],
    ['a unit', 409, () => ({ body: JSON.stringify({ parentId: server.root, name: 'At once' }) })],
    [
      'a person',
      409,
      () => ({ body: JSON.stringify({ ...(good['post /people']!.body as object), login: 'at.once' }) }),
    ],
    [
      'a territory',
      409,
      () => ({ body: JSON.stringify({ ...(good['post /territories']!.body as object), name: 'At once' }) }),
    ],
  ] as const)('is done once, or as often as asked, and never fails: %s', async (what, again, change) => {
    const key = {
      'a plan of a day': 'post /plans',
      'a unit': 'post /units',
      'a person': 'post /people',
      'a territory': 'post /territories',
    }[what];
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => send(key, change())))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, again, again, again]);
  });

  it('a retailer twice in a plan is one stop, also when its id is written in capitals', async () => {
    const body = good['post /plans']!.body as { retailerIds: string[] };
    const [id] = body.retailerIds as [string];
    const { status, text } = await send('post /plans', {
      body: JSON.stringify({ ...body, retailerIds: [id, id.toUpperCase(), id] }),
    });
    expect(status, text).toBe(201);
    expect((JSON.parse(text) as { stops: unknown[] }).stops).toHaveLength(1);
  });
});

it('after all of this the server answers, and everybody is still there', async () => {
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.as('rep.east').get('/api/v1/me').expect(200);
  await server.as('supervisor.west').get('/api/v1/live/snapshot').expect(200);
});

async function importsEnded(): Promise<void> {
  await until(
    async () => (await server.running.db.query("select from import_run where state = 'running'")).rowCount === 0,
  );
}
