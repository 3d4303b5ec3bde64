/**
 * A program to be killed: opens the database of its first argument (JSON), prints `has KEY ROWS` for what it finds and
 * `ready`, then writes pairs of rows on four lanes and prints `ack KEY` after each commit, until it is killed. Errors
 * of a lost server are waited out; what they hit was not acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../server/db.ts';
import type { DatabaseOptions } from '../../server/db.ts';

const db = await openDatabase(JSON.parse(process.argv[2] ?? '{}') as DatabaseOptions);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await db.query('create table if not exists pair (key text, half int, primary key (key, half))');
const { rows } = await db.query<{ key: string; halves: number }>(
  'select key, count(*) as halves from pair group by key',
);
for (const { key, halves } of rows) say(`has ${key} ${halves}`);
say('ready');

async function lane(number: number): Promise<never> {
  for (let i = 0; ; i++) {
    const key = `${process.pid}-${number}-${i}`;
    try {
      await db.transaction(async (client) => {
        await client.query('insert into pair values ($1, 1)', [key]);
        await client.query('insert into pair values ($1, 2)', [key]);
      });
      say(`ack ${key}`);
    } catch {
      await sleep(50);
    }
  }
}
await Promise.all([0, 1, 2, 3].map(lane));
