import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { startChild, type Child } from '../helpers/child.ts';
import { placeDatabase, SERVER_URL, type PlacedDatabase } from '../helpers/database.ts';
import { until } from '../helpers/server.ts';
import { connect, type Watcher } from '../helpers/watcher.ts';

/** PROCESS_KILLS=100 npm test -- api/processes for a longer run. */
const KILLS = Number(process.env.PROCESS_KILLS ?? 3);
const MAIN = new URL('../../server/main.ts', import.meta.url);

interface Process {
  child: Child;
  url: string;
}

let database: PlacedDatabase;
const folders: string[] = [];
const processes: Process[] = [];
beforeAll(async () => {
  database = await placeDatabase();
});
afterAll(async () => {
  for (const { child } of processes) await child.kill();
  await database.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function startAs(role: 'web' | 'worker'): Promise<Process> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rounds-process-'));
  folders.push(dataDir);
  const child = startChild(MAIN, ['--no-demo'], {
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ROLE: role,
    DATABASE_URL: database.connection.databaseUrl!,
  });
  await child.line('Rounds is at');
  const started = {
    child,
    url: (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string }).url,
  };
  processes.push(started);
  return started;
}

async function ask<T>(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<{ reply: T; headers: Headers }> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return { reply: (text ? JSON.parse(text) : undefined) as T, headers: answer.headers };
}

if (SERVER_URL === undefined) {
  it('a process with one part of the work is refused where the database is embedded, with the reason', async () => {
    const child = startChild(MAIN, [], {
      PORT: '0',
      ROLE: 'worker',
      DATABASE_URL: '',
      DATA_DIR: database.connection.dataDir!,
    });
    expect(await child.ended).toBe(1);
    expect(child.errors.join('\n')).toContain('ROLE=worker needs DATABASE_URL');
  });
} else {
  it('two servers and two workers on one database: what one takes every watcher hears and a worker judges, whichever are killed', async () => {
    const servers = await Promise.all([startAs('web'), startAs('web')]); // both find an empty database at once
    const workers = await Promise.all([startAs('worker'), startAs('worker')]);
    const links = await Promise.all(servers.map(({ child }) => child.line('Make the first administrator')));
    const token = new URL(links[0]!.split(' ').at(-1)!).searchParams.get('token')!;
    expect(links[1]).toContain(token);

    const login = { login: 'boss', password: 'correct horse battery' };
    const setUp = await ask<{ units: { unitId: string }[] }>(
      servers[1]!.url,
      'POST',
      '/setup',
      {},
      { token, orgName: 'Two', timeZone: 'UTC', name: 'Boss', ...login },
    );
    const boss = { cookie: setUp.headers.getSetCookie()[0]!.split(';')[0]! };
    const unitId = setUp.reply.units[0]!.unitId;
    const rep = (
      await ask<{ personId: string }>(servers[0]!.url, 'POST', '/people', boss, {
        unitId,
        role: 'rep',
        name: 'Rep',
        login: 'rep',
        password: 'correct horse battery',
      })
    ).reply;
    const phone = {
      authorization: `Bearer ${(await ask<{ token: string }>(servers[1]!.url, 'POST', `/people/${rep.personId}/devices`, boss, { label: 'x' })).reply.token}`,
    };
    await fetch(`${servers[0]!.url}/api/v1/retailers/imports?fileName=a.csv&frame=wgs84`, {
      method: 'POST',
      headers: { ...boss, 'content-type': 'text/csv' },
      body: 'code,name,lng,lat\nA,Shop,120.65,28\n',
    });
    let retailerId = '';
    await until(async () => {
      retailerId =
        (await ask<{ items: { retailerId: string }[] }>(servers[1]!.url, 'GET', '/retailers', boss)).reply.items[0]
          ?.retailerId ?? '';
      return retailerId !== '';
    });

    const heard = new Set<string>();
    const watch = async (url: string): Promise<Watcher> => {
      const watcher = await connect(url, boss);
      await watcher.watch({});
      watcher.socket.on('events', ({ events }) =>
        events.forEach(
          (event) => event.kind === 'visit' && heard.add(`${url} ${event.visit.visitId} ${event.visit.state}`),
        ),
      );
      return watcher;
    };
    const watchers = await Promise.all(servers.map(({ url }) => watch(url)));
    const random = createRandom(7);
    const visits: string[] = [];
    let minute = 0;
    const visitThrough = async (): Promise<string> => {
      const visitId = randomUUID();
      const at = (plus: number) => new Date(Date.now() - 20 * 3_600_000 + (minute + plus) * 60_000).toISOString();
      const fix = (time: string) => ({
        position: { lng: 120.65001, lat: 28.00002 },
        accuracyM: 8,
        accuracyLevel: 0.68,
        source: 'gnss',
        fixAt: time,
        mock: false,
      });
      const send = async (path: string, body: object): Promise<void> => {
        for (;;) {
          const url = servers[random.int(2)]!.url;
          // as a phone does: sent again until it is acknowledged, to whichever server the balancer chooses
          if (
            await ask(url, 'POST', path, phone, body).then(
              () => true,
              () => sleep(50, false),
            )
          )
            return;
        }
      };
      await send('/visits', { visitId, retailerId, pressedAt: at(0), fix: fix(at(0)) });
      await send(`/visits/${visitId}/end`, { pressedAt: at(8), fix: fix(at(8)) });
      minute += 10;
      visits.push(visitId);
      return visitId;
    };

    const first = await visitThrough();
    // each watcher hears it, whichever server took it and whichever worker judged it
    await until(() =>
      servers.every(({ url }) =>
        [...heard].some(
          (one) => one.startsWith(`${url} ${first}`) && !one.endsWith('waiting') && !one.endsWith('open'),
        ),
      ),
    );
    for (const watcher of watchers) watcher.cut();

    for (let kill = 0; kill < KILLS; kill++) {
      const pool = random.int(2) === 0 ? servers : workers;
      const at = random.int(2);
      const going = visitThrough();
      await sleep(random.int(40));
      await pool[at]!.child.kill();
      pool[at] = await startAs(pool === servers ? 'web' : 'worker');
      await going;
    }
    const judged = async (): Promise<{ visitId: string; state: string }[]> =>
      (await ask<{ items: { visitId: string; state: string }[] }>(servers[0]!.url, 'GET', '/visits?limit=200', boss))
        .reply.items;
    await until(async () => (await judged()).every(({ state }) => !['open', 'waiting'].includes(state)));
    expect((await judged()).map(({ visitId }) => visitId).sort()).toEqual(visits.sort());
  });
}
