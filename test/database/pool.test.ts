import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Queryable } from '../../server/db.ts';
import { freshDatabase } from '../helpers/database.ts';
import type { FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase({ idleInTransactionMs: 1_000 });
  await db.query('create table thing (id int primary key, value text)');
});
afterAll(() => db.close());
beforeEach(() => db.query('truncate thing'));

const ids = async (from: Queryable = db): Promise<unknown[]> =>
  (await from.query<{ id: number }>('select id from thing order by id')).rows.map(({ id }) => id);

describe('values', () => {
  test('arrive in the types the stores count on', async () => {
    const { rows } = await db.query(`
      select 7::bigint as big, array[1, null, 3]::bigint[] as bigs, date '2026-02-28' as day, array[date '2026-02-28'] as days,
        timestamptz '2026-03-01T08:00:00.123+08' as at, 1.5::float8 as real, 2.50::numeric as exact, true as yes, null as nothing,
        '{"a":[1]}'::jsonb as json, '\\x0001'::bytea as bytes, 'é漢字𝄞' as text, st_asgeojson(st_point(120.65, 28.01)::geography)::json as point`);
    expect(rows).toEqual([
      {
        big: 7,
        bigs: [1, null, 3],
        day: '2026-02-28',
        days: ['2026-02-28'],
        at: new Date('2026-03-01T00:00:00.123Z'),
        real: 1.5,
        exact: '2.50',
        yes: true,
        nothing: null,
        json: { a: [1] },
        bytes: Buffer.from([0, 1]),
        text: 'é漢字𝄞',
        point: { type: 'Point', coordinates: [120.65, 28.01] },
      },
    ]);
  });

  test('a bigint that a number cannot hold is an error and not another number', async () => {
    await expect(db.query('select 9007199254740993')).rejects.toThrow('9007199254740993 does not fit');
    expect((await db.query('select 9007199254740991 as n')).rows).toEqual([{ n: 9007199254740991 }]);
  });

  test('go in as they come out', async () => {
    const at = new Date('2026-03-01T00:00:00.123Z');
    const { rows } = await db.query(
      'select $1::timestamptz as at, $2::text[] as texts, $3::jsonb as json, $4::bytea as bytes, $5::float8 as real',
      [at, ['a"b', null, '漢'], { x: 'ü' }, Buffer.from([0, 255]), 0.1],
    );
    expect(rows).toEqual([
      { at, texts: ['a"b', null, '漢'], json: { x: 'ü' }, bytes: Buffer.from([0, 255]), real: 0.1 },
    ]);
  });

  test('of several megabytes pass both ways whole', async () => {
    const value = 'wörd漢'.repeat(600_000);
    await db.query('insert into thing values (1, $1)', [value]);
    const { rows } = await db.query<{ value: string }>('select value from thing');
    expect(rows[0]?.value === value).toBe(true);
    const many = await db.query("select i, repeat('x', 100) from generate_series(1, 30000) i");
    expect(many.rowCount).toBe(30_000);
  });

  test('with a zero byte are refused, and the connection stays usable', async () => {
    await expect(db.query('insert into thing values (1, $1)', ['a\0b'])).rejects.toMatchObject({ code: '22021' });
    await expect(db.query('select 1\0; select 2')).rejects.toMatchObject({ code: '08P01' });
    expect(await ids()).toEqual([]);
  });
});

describe('a transaction', () => {
  test('is seen by others after its commit only', async () => {
    let outside: Promise<unknown[]> | undefined;
    await db.transaction(async (client) => {
      await client.query('insert into thing values (1), (2)');
      outside = db.pool.query<{ id: number }>('select id from thing').then(({ rows }) => rows.map(({ id }) => id)); // embedded it waits for the commit, on a server it answers before: never in between
      expect(await ids(client)).toEqual([1, 2]);
      if (!db.embedded) expect(await outside).toEqual([]);
    });
    await outside;
    expect(await ids()).toEqual([1, 2]);
  });

  test('refuses a question to the database itself, a second transaction and a second statement at a time, at once', async () => {
    await db.transaction(async (client) => {
      await expect(ids()).rejects.toThrow('inside of its own transaction');
      await expect(db.transaction(() => Promise.resolve())).rejects.toThrow('inside of its own transaction');
      const [first, second] = await Promise.allSettled([ids(client), ids(client)]);
      expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    });
    expect(await ids()).toEqual([]);
  });

  test('leaves what it began and did not wait for free to ask when it is over', async () => {
    let end = (): void => {};
    const isOver = new Promise<void>((resolve) => (end = resolve));
    const [later] = await db.transaction((client) => ids(client).then(() => [isOver.then(() => ids())] as const));
    end();
    expect(await later).toEqual([]);
  });

  test('leaves nothing when its function throws, and the same error arrives', async () => {
    const error = new Error('changed my mind');
    await expect(
      db.transaction(async (client) => {
        await client.query('insert into thing values (1)');
        throw error;
      }),
    ).rejects.toBe(error);
    expect(await ids()).toEqual([]);
  });

  test('in which a statement failed and was ignored is an error and not a silent rollback', async () => {
    await expect(
      db.transaction(async (client) => {
        await client.query('insert into thing values (1)');
        await client.query('select 1 / $1::int', [0]).catch(() => {});
      }),
    ).rejects.toThrow('rolled back');
    expect(await ids()).toEqual([]);
  });

  test('goes on after an error inside a savepoint', async () => {
    await db.transaction(async (client) => {
      await client.query('savepoint before');
      await client.query('select $1::int', ['x']).catch(() => client.query('rollback to before'));
      await client.query('insert into thing values (1)');
    });
    expect(await ids()).toEqual([1]);
  });

  test('that a constraint refuses at commit rejects', async () => {
    await db.query('create table later (id int unique deferrable initially deferred)');
    await expect(db.transaction((client) => client.query('insert into later values (1), (1)'))).rejects.toMatchObject({
      code: '23505',
    });
    expect((await db.query('select * from later')).rows).toEqual([]);
  });
});

describe('a client', () => {
  test('keeps its connection through errors in every protocol', async () => {
    const client = await db.pool.connect();
    for (const [text, params] of [
      ['selec 1'],
      ['select 1 / $1::int', [0]],
      ['select $1::int', ['x']],
      ['select 1 / 0'],
      ['select 1; select 1 / 0; select 2'],
    ] as [string, unknown[]?][]) {
      await expect(client.query(text, params)).rejects.toThrow();
      expect((await client.query('select $1::int as n', [3])).rows).toEqual([{ n: 3 }]);
      expect((await client.query('select 4 as n')).rows).toEqual([{ n: 4 }]);
    }
    client.release();
  });

  test('given back in mid-transaction is rolled back, and nobody meets its transaction', async () => {
    const client = await db.pool.connect();
    await client.query('begin');
    await client.query('insert into thing values (1)');
    client.release();
    await db.query('insert into thing values (2)');
    expect(await ids()).toEqual([2]);
  });

  test('that breaks off in mid-transaction is rolled back', async () => {
    const client = await db.pool.connect();
    await client.query('begin');
    await client.query('insert into thing values (1)');
    client.release(new Error('broken'));
    await db.query('insert into thing values (2)');
    expect(await ids()).toEqual([2]);
  });

  test('that pauses too long in a transaction loses it, and the others go on', async () => {
    const client = await db.pool.connect();
    const lost = new Promise<Error>((resolve) => client.once('error', resolve));
    await client.query('begin');
    await client.query('insert into thing values (1)');
    await db.query('select 1');
    expect(await lost).toBeInstanceOf(Error);
    await expect(client.query('select 1')).rejects.toThrow();
    client.release(true);
    expect(await ids()).toEqual([]);
  });

  test('has prepared statements of its own under names that others use too', async () => {
    const clients = await Promise.all([1, 2, 3].map(() => db.pool.connect()));
    for (let round = 0; round < 3; round++) {
      const results = await Promise.all(
        clients.map((client, i) =>
          client.query<{ n: number }>({ name: 'same', text: `select $1::int + ${i * 100} as n`, values: [round] }),
        ),
      );
      expect(results.map(({ rows }) => rows[0]?.n)).toEqual([round, 100 + round, 200 + round]);
    }
    clients.forEach((client) => client.release(true));
    await sleep(50);
    const again = await db.pool.connect();
    expect((await again.query({ name: 'same', text: 'select 5 as n' })).rows).toEqual([{ n: 5 }]);
    again.release();
  });

  test('that asks for COPY FROM STDIN gets an error, and the next one is served', async () => {
    await expect(db.query('copy thing from stdin')).rejects.toThrow(/COPY from stdin failed/);
    expect((await db.query("select 'copy this from stdin' as text")).rows).toEqual([{ text: 'copy this from stdin' }]);
    await db.query('insert into thing values (1, $1)', ['copy that from stdin']);
    expect(await ids()).toEqual([1]);
  });
});

test('more askers than connections are all served', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => db.query<{ n: number }>('select $1::int as n', [n])),
  );
  expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
});

test('closing waits for what is running', async () => {
  const other = await freshDatabase();
  const running = other.query<{ n: number }>('select count(*) as n from generate_series(1, 300000)');
  const closed = other.close();
  expect((await running).rows).toEqual([{ n: 300_000 }]);
  await closed;
  await expect(other.query('select 1')).rejects.toThrow();
});
