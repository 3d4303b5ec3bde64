import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../server/db.ts';
import { createRandom } from '../../shared/random.ts';
import { startChild } from '../helpers/child.ts';
import type { Child } from '../helpers/child.ts';
import { SERVER_URL, placeDatabase } from '../helpers/database.ts';
import type { PlacedDatabase } from '../helpers/database.ts';
import { findPostgres, startPostgres } from '../helpers/postgres.ts';

/** KILLS=10 npm test -- kill for a longer run. */
const KILLS = Number(process.env.KILLS ?? 3);
const WRITER = new URL('./writer.ts', import.meta.url);

let db: PlacedDatabase;
beforeAll(async () => {
  db = await placeDatabase();
});
afterAll(() => db.remove());

const acknowledged = (writer: Child): string[] =>
  writer.lines.filter((line) => line.startsWith('ack ')).map((line) => line.slice(4));

/** Every acknowledged pair is there, and no half of any. */
function expectKept(writer: Child, acks: Set<string>): void {
  const found = new Map(
    writer.lines.filter((line) => line.startsWith('has ')).map((line) => line.slice(4).split(' ') as [string, string]),
  );
  expect([...acks].filter((key) => !found.has(key))).toEqual([]);
  expect([...found].filter(([, halves]) => halves !== '2')).toEqual([]);
}

test(
  `${KILLS} kills of the process in the midst of writing lose nothing that was acknowledged`,
  { timeout: 60_000 * KILLS },
  async () => {
    const random = createRandom(1);
    const acks = new Set<string>();
    for (let kill = 0; kill <= KILLS; kill++) {
      const writer = startChild(WRITER, [JSON.stringify(db.connection)]);
      await writer.line('ready');
      expectKept(writer, acks);
      await writer.line('ack ');
      await sleep(random.int(400));
      await writer.kill();
      acknowledged(writer).forEach((key) => acks.add(key));
    }
    expect(acks.size).toBeGreaterThan(KILLS); // the last one writes too, and each said at least one
  },
);

const programs = SERVER_URL === undefined ? undefined : findPostgres();
if (programs !== undefined) {
  test(
    `${KILLS} kills of the server lose nothing that was acknowledged, and the process goes on by itself`,
    { timeout: 60_000 * KILLS },
    async () => {
      const random = createRandom(2);
      const server = await startPostgres(programs);
      onTestFinished(() => server.stop());
      const writer = startChild(WRITER, [JSON.stringify({ databaseUrl: server.url })]);
      await writer.line('ready');
      for (let kill = 0; kill < KILLS; kill++) {
        const before = acknowledged(writer).length;
        await sleep(200 + random.int(400));
        await server.kill();
        await server.start();
        while (acknowledged(writer).length <= before + 4) await sleep(20);
      }
      await writer.kill();
      const reader = startChild(WRITER, [JSON.stringify({ databaseUrl: server.url })]);
      await reader.line('ready');
      expectKept(reader, new Set(acknowledged(writer)));
      await reader.kill();
    },
  );
}

test('after the kills the database opens and takes rows', async () => {
  const again = await openDatabase(db.connection);
  expect((await again.query("insert into pair values ('last', 1)")).rowCount).toBe(1);
  await again.close();
});
