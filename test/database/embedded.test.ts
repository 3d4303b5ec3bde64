import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/db.ts';
import { tidy } from '../../server/embedded/upkeep.ts';
import { createRandom } from '../../shared/random.ts';
import { startChild } from '../helpers/child.ts';
import { until } from '../helpers/server.ts';

const WRITER = new URL('./writer.ts', import.meta.url);
/** As in kill.test.ts. */
const KILLS = Number(process.env.KILLS ?? 3);

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rounds-embedded-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('a data folder is made, opened by one only, and keeps its rows', async () => {
  const inside = join(dataDir, 'not/yet/there');
  const steps: string[] = [];
  const db = await openDatabase({ dataDir: inside, onProgress: ({ en }) => steps.push(en) });
  expect(steps.at(-1)).toBe('starting the embedded database');
  expect(db.embedded).toBe(true);
  await db.query('create table thing as select 7 as n');
  await expect(openDatabase({ dataDir: inside })).rejects.toThrow(`in use by process ${process.pid}`);
  await db.close();
  await db.close();
  const again = await openDatabase({ dataDir: inside });
  expect((await again.query('select n from thing')).rows).toEqual([{ n: 7 }]);
  await again.close();
});

test('a folder of another PostgreSQL is refused by name and left as it is', async () => {
  mkdirSync(join(dataDir, 'database'));
  writeFileSync(join(dataDir, 'database/PG_VERSION'), '17\n');
  await expect(openDatabase({ dataDir })).rejects.toThrow('was made by PostgreSQL 17');
  expect(readdirSync(join(dataDir, 'database'))).toEqual(['PG_VERSION']);
});

test('a damaged folder is an error, and not a hang or a new empty database', async () => {
  mkdirSync(join(dataDir, 'database'));
  writeFileSync(join(dataDir, 'database/PG_VERSION'), '18\n');
  await expect(openDatabase({ dataDir })).rejects.toThrow('the embedded database did not start');
});

test(`${KILLS} kills in the first start: the next one opens by itself`, { timeout: 60_000 * KILLS }, async () => {
  const random = createRandom(3);
  for (let kill = 0; kill < KILLS; kill++) {
    const first = startChild(WRITER, [JSON.stringify({ dataDir })]);
    await sleep(300 + random.int(2_000));
    await first.kill();
  }
  const last = startChild(WRITER, [JSON.stringify({ dataDir })]);
  await last.line('ack ');
  await last.kill();
});

test('a database that hangs is told once as fatal; who waits gets an error, and the folder is free', async () => {
  const deaths: Error[] = [];
  const db = await openDatabase({ dataDir, statementMs: 1_000, onFatal: (error) => deaths.push(error) });
  const endless = db.query('do $$ begin loop end loop; end $$');
  await expect(Promise.all([endless, db.query('select 1')])).rejects.toThrow();
  while (deaths.length === 0) await sleep(20);
  expect(deaths[0]?.message).toContain('has not answered for 1 s');
  await expect(db.query('select 1')).rejects.toThrow();
  await db.close();
  expect(deaths).toHaveLength(1);
  const again = await openDatabase({ dataDir });
  expect((await again.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  await again.close();
});

test('upkeep clears dead rows away, counts the living and shortens the log', async () => {
  const db = await openDatabase({ dataDir });
  await db.query('create table thing as select i, repeat(md5(i::text), 20) as text from generate_series(1, 60000) i');
  await db.query('delete from thing where i > 40000');
  // PostgreSQL counts what died some time later, also after a round that saw nothing of it: the rounds after that see it.
  let found: unknown;
  const wanted = { dead: 0, analyzed: true, counted: 40_000, short: true };
  await until(async () => {
    await tidy((sql) => db.pool.query(sql));
    const { rows } = await db.query(`
      select n_dead_tup as dead, last_analyze is not null as analyzed, (select reltuples from pg_class where relname = 'thing') as counted,
        (select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) <= 32 * 1024 * 1024 from pg_control_checkpoint()) as short
      from pg_stat_user_tables where relname = 'thing'`);
    found = rows[0];
    return isDeepStrictEqual(found, wanted);
  }).catch(() => undefined);
  expect(found).toEqual(wanted);
  await db.close();
});
