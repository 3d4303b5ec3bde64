import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchAnswer } from '../../shared/live.ts';
import { until } from '../helpers/server.ts';
import { connect, cookieOf } from '../helpers/watcher.ts';
import { startWatchedUnits, server, cookies, watcherOf, visit, hears } from './watchedUnits.ts';

beforeAll(startWatchedUnits);
afterAll(() => server.stop());

describe('a socket', () => {
  it('is opened for the signed-in only, and not for a page of another site', async () => {
    await expect(connect(server.url, {})).rejects.toThrow('NOT_SIGNED_IN');
    await expect(connect(server.url, { cookie: 'rounds=forged' })).rejects.toThrow('NOT_SIGNED_IN');
    await expect(
      connect(server.url, { authorization: `Bearer ${await server.deviceToken('rep.east')}` }),
    ).rejects.toThrow('NOT_SIGNED_IN');
    await expect(
      connect(server.url, { cookie: cookies.get('admin')!, origin: 'https://evil.example' }),
    ).rejects.toThrow();
  });

  it('may send anything: the worst it gets is an answer', async () => {
    const watcher = await watcherOf('supervisor.east');
    const raw = watcher.socket as unknown as { emit(name: string, ...args: unknown[]): void };
    const evil = fc.constantFrom<unknown>(
      { length: { valueOf: 1, toString: 1 } },
      { units: { length: { valueOf: 1, toString: 1 } } },
      { units: ['x'] },
      { after: { length: { valueOf: 1, toString: 1 } } },
      { after: '\u0000' },
      { units: Array(201).fill(randomUUID()) },
      { territories: [randomUUID(), null] },
      { after: 'a'.repeat(30_000) },
      Buffer.from([1, 2, 3]),
      { units: [Buffer.alloc(3)] },
      null,
      undefined,
      [],
      'x',
      7,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          evil,
          fc.jsonValue(),
          fc.uint8Array().map((b) => Buffer.from(b)),
        ),
        async (payload) => {
          raw.emit('watch', payload); // nobody waits for an answer
          raw.emit('watch', payload, 'no function');
          raw.emit('watch');
          raw.emit('error', payload);
          raw.emit('unknown', payload);
          const answer = await new Promise<WatchAnswer>((resolve) => raw.emit('watch', payload, resolve));
          if (!answer.ok) expect(['INVALID_INPUT', 'NOT_ALLOWED']).toContain(answer.code);
        },
      ),
      { numRuns: 60 },
    );
    expect(await watcher.watch({})).toMatchObject({ ok: true });
    watcher.cut();
  });

  it('that breaks the protocol is closed, and the others go on', async () => {
    const other = await watcherOf('supervisor.east');
    await other.watch({});
    const packets = [
      '42[',
      '42["watch"',
      '4',
      '45-["watch"]',
      '451-["watch",{"_placeholder":true,"num":9}]',
      '42999999999999999999["watch",{}]',
      '42{"a":1}',
      '42[5]',
      '42["disconnect"]',
      '42["connect",1]',
      '43["x"]',
      '430[]',
      '40/admin,',
      '9',
      `42["watch","${'x'.repeat(100_000)}"]`,
    ];
    for (const packet of packets) {
      const watcher = await watcherOf('supervisor.east');
      watcher.socket.io.engine.transport.send([{ type: 'message', data: packet.slice(1) }]);
      await sleep(5);
      watcher.cut();
    }
    const visitId = await visit('rep.east', 'E1');
    await until(() => hears(other, visitId));
    other.cut();
  });

  it('of somebody who signed out, or got other rights, is dropped at once; of the same person elsewhere it stays', async () => {
    const admin = server.as('admin');
    const personId = server.idOf('auditor.east');
    const [leaving, staying] = [await cookieOf(server.url, 'auditor.east'), await cookieOf(server.url, 'auditor.east')];
    const gone = await connect(server.url, { cookie: leaving });
    const stays = await connect(server.url, { cookie: staying });
    const dropped: string[] = [];
    for (const [name, watcher] of [
      ['gone', gone],
      ['stays', stays],
    ] as const) {
      expect(await watcher.watch({})).toMatchObject({ ok: true });
      watcher.socket.once('dropped', ({ code }) => dropped.push(`${name} ${code}`));
    }
    expect(
      (await fetch(`${server.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: leaving } })).status,
    ).toBe(204);
    await until(() => dropped.length > 0 && !gone.socket.connected); // sooner than the round every 15 s, which is longer than this waits
    const visitId = await visit('rep.east', 'E1');
    await until(() => hears(stays, visitId));
    expect(dropped).toEqual(['gone NOT_SIGNED_IN']);
    expect(hears(gone, visitId)).toBe(false);
    await admin.patch(`/api/v1/people/${personId}`).send({ role: 'planner' }).expect(200);
    await until(() => dropped.length === 2 && !stays.socket.connected);
    expect(stays.events.map(({ kind }) => String(kind))).not.toContain('sessionEnd');
  });
});
