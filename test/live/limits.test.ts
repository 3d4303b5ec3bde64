import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../server/auth.ts';
import { createCursors } from '../../server/live/cursor.ts';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';
import { connect, cookieOf, type Watcher } from '../helpers/watcher.ts';

let server: TestServer;
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startTestServer();
  for (const login of ['supervisor.east', 'supervisor.west', 'planner.east', 'planner.west'])
    cookies.set(login, await cookieOf(server.url, login));
});
afterAll(() => server.stop());

const watcherOf = (login: string) => connect(server.url, { cookie: cookies.get(login)! });

describe('a person', () => {
  it('who asks for a thousand rooms at once is cut off, and keeps nobody else waiting', async () => {
    const [flood, other] = [await watcherOf('supervisor.east'), await watcherOf('supervisor.west')];
    const cut = new Promise((resolve) => flood.socket.once('disconnect', resolve));
    for (let i = 0; i < 1_000; i++) flood.socket.emit('watch', {}, () => {});
    await cut;
    expect(await other.watch({})).toMatchObject({ ok: true });
    const again = await watcherOf('supervisor.east');
    expect(await again.watch({})).toMatchObject({ ok: true });
    for (const watcher of [other, again]) watcher.cut();
  });

  it('has no more than fifty streams open at a time', async () => {
    const open: Watcher[] = [];
    for (let i = 0; i < 50; i++) open.push(await watcherOf('planner.west'));
    await expect(watcherOf('planner.west')).rejects.toThrow('TOO_MANY_REQUESTS');
    (await watcherOf('planner.east')).cut();
    open.pop()!.cut();
    await until(() =>
      watcherOf('planner.west')
        .then((one) => (open.push(one), true))
        .catch(() => false),
    );
    for (const watcher of open) watcher.cut();
  });
});

describe('a cursor', () => {
  const place = { streamId: randomUUID(), xid: '123', eventId: '45' };
  const who = { orgId: 1, personId: randomUUID(), sessionHash: Buffer.alloc(32, 1), deviceId: null } as unknown as Who;
  const secret = randomBytes(32);

  it('is a place for one person’s sign-in, for ten minutes, and not to be made up', () => {
    let ms = 1_000_000;
    const cursors = createCursors(secret, () => ms);
    const cursor = cursors.write(who, place);
    expect(cursors.read(who, cursor)).toEqual(place);
    expect(cursors.read({ ...who, personId: randomUUID() }, cursor)).toBeNull();
    expect(cursors.read({ ...who, sessionHash: Buffer.alloc(32, 2) }, cursor)).toBeNull();
    expect(createCursors(randomBytes(32), () => ms).read(who, cursor)).toBeNull();
    for (let i = 0; i < cursor.length; i++) {
      const other = cursor[i] === '1' ? '2' : '1';
      if (i === cursor.length - 1) continue; // its last letter has bits that say nothing
      expect(cursors.read(who, cursor.slice(0, i) + other + cursor.slice(i + 1)), `${i}`).toBeNull();
    }
    ms += 600_000;
    expect(cursors.read(who, cursor)).toEqual(place);
    ms += 1;
    expect(cursors.read(who, cursor)).toBeNull();
  });
});
