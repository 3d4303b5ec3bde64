import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dump } from '../../server/backup/dump.ts';
import { restore } from '../../server/backup/restore.ts';
import type { Database } from '../../server/db.ts';
import { readMigrations, SQL_FOLDER } from '../../server/migrate.ts';
import { countDueDays } from '../../server/visits/dueStore.ts';
import { startChild } from '../helpers/child.ts';
import { freshDatabase, placeDatabase, type FreshDatabase } from '../helpers/database.ts';
import { E1, pressAt, startTestServer, todayIn, until, type TestServer } from '../helpers/server.ts';

const CLI = new URL('../../server/cli.ts', import.meta.url);
const MAIN = new URL('../../server/main.ts', import.meta.url);

let server: TestServer;
const folder = mkdtempSync(join(tmpdir(), 'rounds-backup-'));
const file = join(folder, 'all.gz');
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const env = (connection: FreshDatabase['connection']): Record<string, string> => ({
  LOG_LEVEL: 'error',
  DATABASE_URL: connection.databaseUrl ?? '',
  DATA_DIR: connection.dataDir ?? folder,
});

async function run(
  args: string[],
  connection: FreshDatabase['connection'],
): Promise<{ status: number | null; out: string; errors: string }> {
  const child = startChild(CLI, args, env(connection));
  const status = await child.ended;
  return { status, out: child.lines.join('\n'), errors: child.errors.join('\n') };
}

/** Everything as a back-up would write it, but for its first line. */
async function rowsOf(db: Database): Promise<string[]> {
  let text = '';
  await dump(db, new Date(), async (lines) => void (text += lines));
  return text.split('\n').slice(1);
}

/** Something of every kind, with what is hard to write: a line break, an emoji, a tiny number, an old partition, an array. */
async function fill(): Promise<void> {
  const rep = server.as('rep.east');
  const visitId = randomUUID();
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await rep
    .post('/api/v1/visits')
    .send({
      visitId,
      retailerId: server.retailers.get('E1'),
      ...pressAt(E1, at(20)),
      note: 'first line\nsecond "line" 店铺 🚬 \\N',
    })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(pressAt({ lng: E1.lng + 1e-9, lat: E1.lat }, at(10), { accuracyM: 5e-324 }))
    .expect(201);
  const token = await server.deviceToken('rep.east');
  const fixes = [...Array(3_000).keys()].map((i) => ({
    position: { lng: E1.lng + i * 1e-7, lat: E1.lat },
    fixAt: new Date(Date.now() - i * 1_000).toISOString(),
    accuracyM: 0.1 + 0.2,
  }));
  for (let i = 0; i < fixes.length; i += 1_000)
    await request(server.url)
      .post('/api/v1/positions')
      .set('Authorization', `Bearer ${token}`)
      .send({ fixes: fixes.slice(i, i + 1_000) })
      .expect(200);
  await server
    .as('planner.east')
    .post('/api/v1/territories')
    .send({
      unitId: server.units.east,
      kind: 'visit',
      name: 'North',
      repId: server.idOf('rep.east'),
      retailerIds: [server.retailers.get('E1')],
    })
    .expect(201);
  await server
    .as('planner.east')
    .post('/api/v1/plans')
    .send({
      repId: server.idOf('rep.east'),
      day: todayIn(),
      retailerIds: [server.retailers.get('E1')],
    })
    .expect(201);
  await until(
    async () =>
      ((await rep.get(`/api/v1/visits/${visitId}`)).body as { state: string }).state !== 'waiting' &&
      (await countDueDays(server.running.db)) === 0,
  );
}

describe('a back-up', () => {
  it('of a running server holds everything, and is restored to the bit: the evidence, the ledger, the passwords', async () => {
    await fill();
    const made = await run(['backup', file], server.database.connection);
    expect(made).toMatchObject({ status: 0, errors: '' });
    expect(statSync(file).mode & 0o077).toBe(0); // nobody else on the machine may read it
    expect(existsSync(`${file}.part`)).toBe(false);

    const empty = await placeDatabase();
    const put = await run(['restore', file], empty.connection);
    expect(put).toMatchObject({ status: 0, errors: '' });
    const verified = await run(['ledger', 'verify'], empty.connection);
    expect(verified.out).toContain('all as recorded');
    // what was published before holds the restored ledger to it
    const heads = await run(['ledger', 'heads', '--to', '2099-01-01'], server.database.connection);
    writeFileSync(join(folder, 'heads.json'), heads.out);
    const held = await run(['ledger', 'verify', '--heads', join(folder, 'heads.json')], empty.connection);
    const { length } = (JSON.parse(heads.out) as { heads: unknown[] }).heads;
    expect(held.out).toContain(`${length} of ${length} published heads met`);

    const restored = startChild(MAIN, ['--no-demo'], { ...env(empty.connection), PORT: '0' });
    try {
      const url = (await restored.line('Rounds is at')).split(' ').at(-1)!.replace('localhost', '127.0.0.1');
      const admin = request.agent(url);
      await admin.post('/api/v1/session').send({ login: 'admin', password: 'correct horse battery' }).expect(201);
      const before = (await server.as('admin').get('/api/v1/visits').expect(200)).body as object;
      expect((await admin.get('/api/v1/visits').expect(200)).body).toEqual(before);
      // numbers go on: a new fact finds its place behind the old ones
      await admin.post('/api/v1/units').send({ parentId: server.root, name: 'New' }).expect(201);
      await admin.get('/api/v1/live/snapshot').query({ day: '2026-01-05' }).expect(200);
    } finally {
      restored.process.kill('SIGTERM');
      await restored.ended;
      await empty.remove();
    }
  });

  it('restored and made again is the same, row by row', async () => {
    const copy = await freshDatabase();
    await restore(copy, lines(gunzipSync(readFileSync(file)).toString()));
    const original = gunzipSync(readFileSync(file)).toString().split('\n').slice(1);
    const again = await rowsOf(copy);
    const content = (all: string[]): string[] => all.filter((line) => !line.startsWith('{"rows"'));
    expect(content(again)).toEqual(content(original));
    await copy.close();
  });

  it('that was cut off, changed, or is no back-up leaves the database empty and says so', async () => {
    const whole = gunzipSync(readFileSync(file)).toString();
    const rows = whole.trimEnd().split('\n');
    const spoiled: [string, string][] = [
      [rows.slice(0, -1).join('\n'), 'cut off'],
      [rows.slice(0, 40).join('\n'), 'cut off'],
      [whole.replace('North', 'South'), 'its hash'],
      [rows.filter((_, i) => i !== rows.length - 3).join('\n'), 'its hash'],
      ['name,lng,lat\nA,120,28', 'not a back-up'],
      ['', 'not a back-up'],
      [whole.replace('001_people.sql', '000_other.sql'), 'does not know'],
    ];
    const target = await freshDatabase();
    for (const [text, why] of spoiled) {
      await expect(restore(target, lines(text))).rejects.toThrow(why);
      expect((await target.query<{ n: number }>('select count(*) as n from org')).rows).toEqual([{ n: 0 }]);
    }
    const broken = join(folder, 'broken.gz');
    writeFileSync(broken, gzipSync(whole).subarray(0, 2_000));
    await target.closeOnly();
    expect(await run(['restore', broken], target.connection)).toMatchObject({ status: 1 });
    await target.remove();
  });

  it('says what its columns are called and nothing that is run: types are those of the database, bounds are days', async () => {
    const [head, ...rest] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    const target = await freshDatabase();
    const put = async (crafted: string): Promise<unknown> => {
      const body = [crafted, ...rest.slice(0, -1)].map((line) => `${line}\n`).join('');
      const end = { ...(JSON.parse(rest.at(-1)!) as object), sha256: createHash('sha256').update(body).digest('hex') };
      return restore(target, lines(`${body}${JSON.stringify(end)}`));
    };
    interface Head {
      tables: { name: string; columns: { name: string; type: string }[] }[];
      parts: { name: string; parent: string; bound: string }[];
    }
    const crafted = (change: (of: Head) => void): string => {
      const of = JSON.parse(head!) as Head;
      change(of);
      return JSON.stringify(of);
    };
    const org = (of: Head) => of.tables.find(({ name }) => name === 'org')!;
    const bound = `FOR VALUES FROM (pg_read_file('x')) TO ('2099-01-02 00:00:00+00')`;
    const part = (more: object) => crafted((of) => of.parts.push({ name: 'fix_x', parent: 'fix', bound, ...more }));
    await expect(put(part({}))).rejects.toThrow('bounds that cannot be read');
    await expect(put(part({ parent: 'pg_class' }))).rejects.toThrow('no table here');
    await expect(put(crafted((of) => (org(of).columns[0]!.name = 'x')))).rejects.toThrow('org.x, which is none here');
    // the way in that there was: the types of two columns, between them a call
    const types = crafted((of) => {
      for (const column of org(of).columns) column.type = 'boolean, concat(pg_read_file(c3)';
    });
    await put(types);
    const names = async (db: typeof target) => (await db.query('select * from org')).rows;
    expect(await names(target)).toEqual(await names(server.running.db as typeof target));
    await target.close();
  });

  it('is not put over an organisation, nor given to anybody but the owner of the machine', async () => {
    await expect(restore(server.running.db, lines(gunzipSync(readFileSync(file)).toString()))).rejects.toThrow(
      'has an organisation already',
    );
    await server.as('admin').get('/api/v1/backup').expect(403);
  });
});

describe('data of an earlier version', () => {
  it('is restored with the schema it was made with, and brought up to date', async () => {
    const earlier = join(folder, 'sql');
    cpSync(SQL_FOLDER, earlier, { recursive: true });
    const newest = readdirSync(earlier).filter((name) => name > '013');
    for (const name of newest) rmSync(join(earlier, name), { recursive: true }); // current/ too: there was none
    const old = await freshDatabase({ folder: earlier });
    await old.query(`insert into org (name) values ('Old')`);
    await old.query(`insert into unit (org_id, name, time_zone) values (1, 'Old unit', 'Asia/Shanghai')`);
    let text = '';
    await dump(old, new Date(), async (part) => void (text += part));
    await old.close();

    const now = await freshDatabase({ folder: mkdtempSync(join(folder, 'none-')) }); // an empty server, no schema at all
    await restore(now, lines(text));
    expect((await now.query('select name, time_zone from unit')).rows).toEqual([
      { name: 'Old unit', time_zone: 'Asia/Shanghai' },
    ]);
    const { rows } = await now.query<{ name: string }>('select name from migration order by name');
    expect(rows.map(({ name }) => name)).toEqual((await readMigrations(SQL_FOLDER)).map(({ name }) => name));
    await now.close();
  });
});

async function* lines(text: string): AsyncGenerator<string> {
  for (const line of text.replace(/\n$/, '').split('\n')) yield line;
}
