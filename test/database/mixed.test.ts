import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Queryable } from '../../server/db.ts';
import { createRandom } from '../../shared/random.ts';
import type { Random } from '../../shared/random.ts';
import { freshDatabase } from '../helpers/database.ts';
import type { FreshDatabase } from '../helpers/database.ts';

const CLIENTS = 12;
const OPERATIONS = 40;
const TABLES = ['east', 'north', 'west'] as const;

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  for (const table of TABLES)
    await db.query(
      `create table ${table} (client int, id int, belongs text, size int, value text, primary key (client, id))`,
    );
});
afterAll(() => db.close());

/** Mostly small; one in eight up to a megabyte, so that its message outgrows every buffer on the way. */
const someText = (random: Random): string => 'é'.repeat(random.int(8) === 0 ? random.int(500_000) : random.int(200));

test('many clients that mix everything find each row in its table, whole transactions only, and their own answers', async () => {
  const expected = new Map<string, Set<string>>(TABLES.map((table) => [table, new Set<string>()]));
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => oneClient(client, expected)));
  for (const table of TABLES) {
    const { rows } = await db.query<{ key: string; right: boolean }>(
      `select client || '/' || id as key, belongs = '${table}' and size = length(value) as right from ${table}`,
    );
    expect(new Set(rows.map(({ key }) => key))).toEqual(expected.get(table));
    expect(rows.filter(({ right }) => !right)).toEqual([]);
  }
});

async function oneClient(client: number, expected: Map<string, Set<string>>): Promise<void> {
  const random = createRandom(client);
  let id = 0;
  const insert = async (into: Queryable): Promise<() => void> => {
    const table = TABLES[random.int(TABLES.length)] ?? 'east';
    const value = someText(random);
    const mine = id++;
    await into.query(`insert into ${table} values ($1, $2, $3, $4, $5)`, [client, mine, table, value.length, value]);
    return () => void expected.get(table)?.add(`${client}/${mine}`);
  };
  const operations: (() => Promise<void>)[] = [
    async () => (await insert(db))(),
    async () => {
      const notes = await db.transaction(async (tx) => [await insert(tx), await insert(tx), await insert(tx)]);
      notes.forEach((note) => note());
    },
    async () => {
      await expect(
        db.transaction(async (tx) => {
          await insert(tx);
          await tx.query('select 1 / $1::int', [0]);
        }),
      ).rejects.toMatchObject({ code: '22012' });
    },
    async () => {
      const pooled = await db.pool.connect();
      const { rows } = await pooled.query({ name: 'n', text: 'select $1::int as client', values: [client] });
      expect(rows).toEqual([{ client }]);
      if (random.int(4) === 0) await pooled.query('begin');
      pooled.release(random.int(3) === 0);
    },
    async () => {
      const results = (await db.pool.query(`select ${client} as a; select ${id} as b`)) as unknown as {
        rows: unknown[];
      }[];
      expect(results.map(({ rows }) => rows)).toEqual([[{ a: client }], [{ b: id }]]);
    },
    async () => {
      const size = random.int(2_000);
      const { rows } = await db.query<{ n: number }>('select $1::int * i as n from generate_series(1, $2) i', [
        client,
        size,
      ]);
      expect(rows.every(({ n }, i) => n === client * (i + 1)) && rows.length === size).toBe(true);
    },
  ];
  for (let i = 0; i < OPERATIONS; i++) await operations[random.int(operations.length)]?.();
}
