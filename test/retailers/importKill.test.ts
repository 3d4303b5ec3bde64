import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ImportRun } from '../../shared/imports.ts';
import { RetailerPoints } from '../../shared/retailers.ts';
import { startChild, type Child } from '../helpers/child.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

const MAIN = new URL('../../server/main.ts', import.meta.url);
const ROWS = 20_000;
const login = { login: 'boss', password: 'correct horse battery' };

let database: FreshDatabase;
let dataDir: string;
let server: { child: Child; url: string };
let cookie = '';

beforeAll(async () => {
  database = await freshDatabase();
  await database.closeOnly();
  dataDir = database.connection.dataDir ?? mkdtempSync(join(tmpdir(), 'rounds-owner-'));
});
afterAll(async () => {
  await server?.child.kill();
  await database?.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<typeof server> {
  const child = startChild(MAIN, ['--no-demo'], {
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...(database.connection.databaseUrl && { DATABASE_URL: database.connection.databaseUrl }),
  });
  await child.line('Rounds is at');
  return { child, url: (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string }).url };
}

async function ask(method: string, path: string, body?: string, type = 'application/json'): Promise<unknown> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie, 'content-type': type },
    ...(body !== undefined && { body }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
  return answer.json();
}

const readRun = async (importId: string): Promise<ImportRun> =>
  ImportRun.parse(await ask('GET', `/retailers/imports/${importId}`));

it('whose process is killed is finished by another, each row once and every bad row told', async () => {
  server = await start();
  const token = /token=(\S+)/.exec(await server.child.line('Make the first administrator'))![1]!;
  const organisation = { token, orgName: 'Kill', timeZone: 'Asia/Shanghai', name: 'Boss', ...login };
  await ask('POST', '/setup', JSON.stringify(organisation));
  const rows = Array.from({ length: ROWS }, (_, i) => `K${i},Shop ${i},${120 + i / 1e5},${i % 1_000 === 7 ? 91 : 28}`);
  const file = `code,name,lng,lat\n${rows.join('\n')}\n`;
  const begun = ImportRun.parse(
    await ask('POST', '/retailers/imports?fileName=k.csv&frame=wgs84', file, 'application/octet-stream'),
  );
  expect(begun).toMatchObject({ state: 'running', rowCount: ROWS, errorCount: 20 });

  let atKill: ImportRun;
  do atKill = await readRun(begun.importId);
  while (atKill.createdCount === 0 && atKill.state === 'running');
  await server.child.kill();
  expect(atKill.state).toBe('running'); // or the file was too small to be caught in the middle

  server = await start();
  await ask('POST', '/session', JSON.stringify(login));
  let run: ImportRun;
  do {
    await sleep(100);
    run = await readRun(begun.importId);
    expect(run.failure).toBeNull();
  } while (run.state === 'running');
  expect(run).toMatchObject({ state: 'done', doneCount: ROWS, createdCount: ROWS - 20, updatedCount: 0 });
  expect(run).toMatchObject({ unchangedCount: 0, errorCount: 20 });
  expect(run.errors.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, k) => k * 1_000 + 9));
  const points = RetailerPoints.parse(await ask('GET', '/retailers/points'));
  expect(new Set(points.retailerId).size).toBe(ROWS - 20);
}, 300_000);
