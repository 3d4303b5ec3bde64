import { parseArgs } from 'node:util';
import { openDatabase, type Database } from '../../server/db.ts';
import { migrate } from '../../server/migrate.ts';
import { explaining } from '../helpers/explained.ts';
import { findPostgres, startPostgres } from '../helpers/postgres.ts';
import { makeProvince } from './provinceGround.ts';
import { LEVELS, questionsAt, questionsOfOne, type Question } from './provinceQueries.ts';

/**
 * `npm run bench:province -- [SHARE] [--seed 1] [--database NAME] [--verbose]`: a province in a database of its own, on the server of
 * TEST_DATABASE_URL or on one that is started here, and what its important queries read there, from each level of it. At SHARE 1 it
 * has 1 M retailers, 20,000 reps, 1,111 units in four levels, 3 M visits with 4 kB of evidence and 6 M presses. Pages and the plan's
 * scans say the same on a busy machine; times do not. A database that is named is kept, and used again when it is there.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    database: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const SHARE = Number(positionals[0] ?? 0.05);
const SEED = Number(options.seed);
const LAST_DAY = new Date().toISOString().slice(0, 10);

async function main(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return onServer(url);
  const programs = findPostgres();
  if (!programs) throw new Error('no PostgreSQL with PostGIS is installed here: give TEST_DATABASE_URL');
  const postgres = await startPostgres(programs);
  await onServer(postgres.url).finally(() => postgres.stop());
}

async function onServer(url: string): Promise<void> {
  const name = options.database ?? `rounds_province_${process.pid}`;
  const server = await openDatabase({ databaseUrl: url });
  const { rows } = await server.query('select from pg_database where datname = $1', [name]);
  if (rows.length === 0) await server.pool.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const db = await openDatabase({ databaseUrl: own.href, statementMs: 0 });
  try {
    await migrate(db);
    if (rows.length === 0)
      await makeProvince(db, { share: SHARE, seed: SEED, lastDay: LAST_DAY }, (step) =>
        console.error(`making ${step}`),
      );
    await report(db);
  } finally {
    await db.close();
    if (options.database === undefined) await server.pool.query(`drop database ${name} with (force)`);
    await server.close();
  }
}

async function report(db: Database): Promise<void> {
  console.log('| query | from | rows | ms | pages | reads by |\n| --- | --- | --- | --- | --- | --- |');
  for (const level of LEVELS)
    for (const question of await questionsAt(db, level, LAST_DAY)) await tell(db, level, question);
  for (const question of await questionsOfOne(db)) await tell(db, '', question);
}

async function tell(db: Database, level: string, { name, ask }: Question): Promise<void> {
  const { sql, explained } = explaining(db);
  await ask(sql);
  for (const { rows, ms, buffers, shape, text } of explained) {
    console.log(`| ${name} | ${level} | ${rows} | ${ms.toFixed(1)} | ${buffers} | ${shape} |`);
    if (options.verbose) console.error(`${name}: ${text}\n`);
  }
}

await main();
