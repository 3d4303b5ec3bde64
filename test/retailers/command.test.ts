import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEnglish } from '../problems/chinese.ts';
import { Problem } from '../../shared/errors.ts';
import { ImportPreview, ImportRun } from '../../shared/imports.ts';
import { Retailer } from '../../shared/retailers.ts';
import { newToken } from '../../server/auth.ts';
import { createBodies } from '../../server/body.ts';
import { answerProblems } from '../../server/errors.ts';
import { mount } from '../../server/http.ts';
import { createLog } from '../../server/log.ts';
import { peopleEndpoints } from '../../server/people/http.ts';
import { createSignIn } from '../../server/people/signIn.ts';
import { recogniserOf } from '../../server/people/recognise.ts';
import { addOrganisation, whoIs } from '../../server/people/store.ts';
import { rearrange } from '../../server/maps/rearrange.ts';
import { organisationNamed } from '../../server/people/organisationNamed.ts';
import { addUnit } from '../../server/people/units.ts';
import { importCommand } from '../../server/retailers/command.ts';
import { createQueue, startJobs } from '../../server/jobs/runJobs.ts';
import type { Loop } from '../../server/loop.ts';
import { importKind } from '../../server/retailers/import.ts';
import { retailerEndpoints } from '../../server/retailers/http.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'rounds-import-'));
const token = newToken();
let db: FreshDatabase;
let server: Server;
let url: string;
let jobs: Loop;
const environment = { ...process.env };

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const run = (...args: string[]) => runIn('en', ...args);

type Ran = { status: number; stdout: string; stderr: string };

async function runIn(language: 'zh' | 'en', ...args: string[]): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const nothing = { async *[Symbol.asyncIterator]() {} };
  const status = await importCommand({ rearrange, addUnit, organisationNamed }).run(args, {
    stdin: nothing,
    stdout: (text) => void (said.stdout += text),
    stderr: (text) => void (said.stderr += text),
    language,
  });
  return { status, ...said };
}

function call(method: string, path: string, body?: Uint8Array): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}` },
    ...(body && { body: new Uint8Array(body) }),
  });
}

async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return Problem.parse(await response.json());
}

beforeAll(async () => {
  db = await freshDatabase();
  process.env.DATA_DIR = db.connection.dataDir ?? folder;
  if (db.connection.databaseUrl) process.env.DATABASE_URL = db.connection.databaseUrl;
  else delete process.env.DATABASE_URL;
  const log = createLog('silent');
  const people = recogniserOf(db, { idleHours: 1, maxHours: 1 }, token, async () => false);
  const importJob = importKind(db, { rearrange, addUnit });
  jobs = startJobs({ db, log, kinds: [importJob], whoIs: (orgId, id) => whoIs(db, orgId, id), atOnce: 1 });
  const app = express();
  mount(
    app,
    [
      ...retailerEndpoints({ db, given: { queue: createQueue(db, jobs.wake), rearrange, addUnit }, importJob }),
      ...peopleEndpoints({
        db,
        log,
        signIn: createSignIn({
          db,
          log,
          isSecure: false,
          sessions: { idleHours: 1, maxHours: 1 },
          baseMap: () => Promise.resolve(null),
          mustHaveTwo: async () => false,
          key: () => Buffer.from('a key'),
        }),
        checkSecondFactor: async () => false,
        setupToken: '',
        baseMap: () => Promise.resolve(null),
        publicUrl: () => 'http://localhost',
        providerName: null,
        demoPassword: '',
      }),
    ],
    {
      people,
      looks: { record: () => Promise.resolve() },
      bodies: createBodies(),
      log,
      now: () => new Date(),
      isSecure: false,
    },
  );
  app.get('/healthz', (_req, res) => void res.json({ ok: true }));
  app.use(answerProblems(log));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(process.env.DATA_DIR, 'server.json'), JSON.stringify({ url, token }));
});
afterAll(async () => {
  process.env = environment;
  server?.close();
  await jobs?.stop();
  await db?.close();
  rmSync(folder, { recursive: true, force: true });
});

// On PostgreSQL the command opens the database itself; on the embedded one, which this process holds, it goes through the server.
describe('rounds import', () => {
  it('says how to set up while there is no organisation', async () => {
    const { status, stderr } = await run(fileOf('early.csv', 'code,name,lng,lat\n1,a,120,28\n'), '--frame', 'wgs84');
    expect(status).toBe(1);
    expect(stderr).toMatch(/no organisation yet.*[Ss]et it up/);
    await db.transaction((tx) =>
      addOrganisation(tx, {
        orgName: 'Wenzhou',
        timeZone: 'Asia/Shanghai',
        synthetic: false,
        name: 'A',
        login: 'a',
        passwordHash: 'x',
      }),
    );
  });

  it('prints a summary and every bad row, and succeeds when rows were bad', async () => {
    const path = fileOf('shops.csv', 'code,name,lng,lat\n1,a,120,28\n2,b,,\n3,c,120,91\n');
    const first = await run(path, '--frame', 'wgs84');
    expect(first).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(
        'shops.csv: 3 rows, 1 created, 0 updated, 0 unchanged, 2 not imported\nline 3: NO_COORDINATE:',
      ),
    });
    expect(first.stdout).toContain('line 4: BAD_COORDINATE: lng 120, lat 91');
    const zh = (await runIn('zh', path, '--frame', 'wgs84')).stdout;
    expect(zh).toContain('第 4 行：坐标无法识别：坐标无法按度数识别');
    expect(isEnglish(zh), zh).toBe(false);
    const refused = await runIn('zh', fileOf('picture.csv', '%PDF-1.7'), '--frame', 'wgs84');
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('该文件是PDF 文档') });
    expect(first.stderr).toContain('3 of 3 rows');
    expect(await run(path, '--frame', 'wgs84')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('0 created, 0 updated, 1 unchanged'),
    });
  });

  it('prints JSON when asked', async () => {
    const { stdout } = await run(
      fileOf('json.csv', 'code,name,lng,lat\n1,a,120,28\n2,b,,\n'),
      '--frame',
      'wgs84',
      '--json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'done',
      unchangedCount: 1,
      errorCount: 1,
      errors: [{ line: 3, problem: 'NO_COORDINATE' }],
    });
  });

  it('takes a mapping by hand', async () => {
    const path = fileOf('strange.csv', 'a=b;k;u;v\nX1;eins;120,5;28,5\n');
    expect(
      await run(path, '--frame', 'bd09', '--map', 'a=b=code', '--map', 'k=name', '--map', 'u=lng', '--map', 'v=lat'),
    ).toMatchObject({ status: 0, stdout: expect.stringContaining('1 created') });
  });

  it.each([
    ['no frame', ['FILE']],
    ['an unknown frame', ['FILE', '--frame', 'utm']],
    ['no file', ['--frame', 'wgs84']],
    ['an unknown option', ['FILE', '--frame', 'wgs84', '--force']],
    ['an unknown field', ['FILE', '--frame', 'wgs84', '--map', 'code=colour']],
    ['an unknown column', ['FILE', '--frame', 'wgs84', '--map', 'nope=code']],
    ['an unknown unit', ['FILE', '--frame', 'wgs84', '--unit', 'Mars']],
  ])('refuses %s as wrong usage', async (_, args) => {
    const path = fileOf('fine.csv', 'code,name,lng,lat\n1,a,120,28\n');
    const { status, stderr, stdout } = await run(...args.map((a) => (a === 'FILE' ? path : a)));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('rounds import:');
  });

  it('fails for a file that is missing, unreadable or has nothing usable', async () => {
    expect((await run(join(folder, 'missing.csv'), '--frame', 'wgs84')).status).toBe(1);
    expect(await run(fileOf('x.pdf', '%PDF-1.4'), '--frame', 'wgs84')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PDF'),
    });
    expect((await run(fileOf('empty.csv', 'code,name,lng,lat\n'), '--frame', 'wgs84')).status).toBe(1);
    expect((await run(fileOf('bad.csv', 'code,name,lng,lat\n1,a,500,500\n'), '--frame', 'wgs84')).status).toBe(1);
  });
});

describe('the API of retailers', () => {
  const shops = Buffer.from('编码,店名,坐标\nW1,甲,"120.65,28.01"\nW2,乙,\n');

  it('previews, imports in the background, tells progress and the rows it could not store', async () => {
    const query = new URLSearchParams({ fileName: '店.csv', frame: 'gcj02' });
    const preview = ImportPreview.parse(await (await call('POST', `/retailers/import/preview?${query}`, shops)).json());
    expect(preview).toMatchObject({
      fileName: '店.csv',
      mapping: { 编码: 'code', 店名: 'name', 坐标: 'lngLat' },
      goodCount: 1,
      errorCount: 1,
    });
    const accepted = await call('POST', `/retailers/imports?${query}`, shops);
    expect(accepted.status).toBe(202);
    let imported = ImportRun.parse(await accepted.json());
    await expect
      .poll(
        async () =>
          (imported = ImportRun.parse(await (await call('GET', `/retailers/imports/${imported.importId}`)).json()))
            .state,
      )
      .toBe('done');
    expect(imported).toMatchObject({ createdCount: 1, errorCount: 1, errors: [{ line: 3, problem: 'NO_COORDINATE' }] });
    const found = (await (await call('GET', '/retailers?q=w1')).json()) as { items: unknown[] };
    const retailer = Retailer.parse(found.items[0]);
    expect(Retailer.parse(await (await call('GET', `/retailers/${retailer.retailerId}`)).json())).toEqual(retailer);
  });

  it('exports what it stores', async () => {
    const response = await call('GET', '/retailers/export?format=csv&frame=gcj02');
    expect(response.headers.get('content-disposition')).toMatch(/retailers-\d{4}-\d\d-\d\d-gcj02\.csv/);
    expect(await response.text()).toContain('W1,甲,120.65');
  });

  it.each([
    ['no frame', 'POST', '/retailers/imports?fileName=a.csv', 'INVALID_INPUT', 'query.frame'],
    [
      'a mapping that is no JSON',
      'POST',
      '/retailers/imports?fileName=a.csv&frame=wgs84&mapping=%7B',
      'INVALID_INPUT',
      'query.mapping',
    ],
    [
      'a mapping to no field',
      'POST',
      '/retailers/imports?fileName=a.csv&frame=wgs84&mapping=%7B%22a%22%3A%22b%22%7D',
      'INVALID_INPUT',
      'query.mapping',
    ],
    [
      'a mapping of no column',
      'POST',
      '/retailers/imports?fileName=a.csv&frame=wgs84&mapping=%7B%22a%22%3A%22code%22%7D',
      'INVALID_INPUT',
      'query.mapping',
    ],
    ['an unknown parameter', 'GET', '/retailers?colour=red', 'INVALID_INPUT', 'query'],
    ['a limit of a million', 'GET', '/retailers?limit=1000000', 'INVALID_INPUT', 'query.limit'],
    ['a made-up cursor', 'GET', '/retailers?cursor=xyz', 'INVALID_INPUT', 'query.cursor'],
    ['an id that is none', 'GET', '/retailers/1', 'INVALID_INPUT', 'path.retailerId'],
  ])('refuses %s and names the field', async (_, method, path, code, field) => {
    const told = await problem(await call(method, path, method === 'POST' ? shops : undefined));
    expect([told.code, told.fields?.[0]?.path]).toEqual([code, field]);
  });

  it('says which unit, retailer or import is not there, and what a file seems to be', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await problem(await call('GET', `/retailers/${nobody}`))).code).toBe('NOT_FOUND');
    expect((await problem(await call('GET', `/retailers/imports/${nobody}`))).code).toBe('NOT_FOUND');
    expect(
      (await problem(await call('POST', `/retailers/imports?fileName=a&frame=wgs84&unitId=${nobody}`, shops))).code,
    ).toBe('NOT_FOUND');
    expect(
      (await problem(await call('POST', '/retailers/imports?fileName=a&frame=wgs84', Buffer.from('%PDF-')))).code,
    ).toBe('UNREADABLE_FILE');
    expect(
      (await problem(await call('POST', '/retailers/imports?fileName=a&frame=wgs84', Buffer.alloc(30_000_001)))).code,
    ).toBe('BODY_TOO_LARGE');
  });
});
