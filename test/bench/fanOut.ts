import { Pool } from 'undici';
import { ApiClient } from '../../server/apiClient.ts';
import { makePhones } from '../../server/load/phones.ts';
import { addPerson } from '../../shared/people.ts';
import { PASSWORD } from '../helpers/server.ts';
import { connect, cookieOf } from '../helpers/watcher.ts';
import { cpuSeconds } from './cpu.ts';
import { onDurablePostgres, startTrialServer } from './trialServer.ts';

/**
 * `npm run bench:fanout [WATCHERS] [ROOMS] [FIXES_A_SECOND] [SECONDS]`: from a phone's request to the sockets of other people's
 * browsers. Phones of every room send batches of 20 whose last fix is made as it is sent; each watcher notes how old the
 * newest position is that it hears. The share of a core is what watching adds to the server: once with the watchers, once without.
 */
const [WATCHERS = 3_000, ROOMS = 50, FIXES_A_SECOND = 5_000, SECONDS = 20] = process.argv.slice(2).map(Number);
const PHONES_A_ROOM = 10;
const FIXES_A_REQUEST = 20;

interface Phone {
  token: string;
  lng: number;
  lastMs: number;
}

async function main(): Promise<void> {
  await onDurablePostgres(async (databaseUrl) => {
    const server = await startTrialServer({ DATABASE_URL: databaseUrl });
    try {
      await trial(server.url, server.admin, server.pid);
    } finally {
      await server.stop();
    }
  });
}

async function trial(url: string, admin: ApiClient, pid: number): Promise<void> {
  const phones: Phone[] = [];
  const cookies: string[] = [];
  for (let room = 0; room < ROOMS; room++) {
    const { unitId, tokens } = await makePhones(admin, PHONES_A_ROOM);
    phones.push(...tokens.map((token) => ({ token, lng: 120 + room * 0.01, lastMs: 0 })));
    const login = `watcher-${room}`;
    await admin.call(addPerson, { body: { unitId, role: 'supervisor', name: login, login, password: PASSWORD } });
    cookies.push(await cookieOf(url, login));
  }
  await sendFor(url, phones, 2); // warm
  const quiet = await spentWhile(pid, () => sendFor(url, phones, SECONDS));
  const heard: number[] = [];
  const sockets = await Promise.all(
    Array.from({ length: WATCHERS }, (_, i) => watch(url, cookies[i % ROOMS]!, (ageMs) => heard.push(ageMs))),
  );
  await sendFor(url, phones, 2);
  heard.length = 0;
  const bytesBefore = sockets.reduce((sum, socket) => sum + socket.bytes(), 0);
  const busy = await spentWhile(pid, () => sendFor(url, phones, SECONDS));
  const bytes = sockets.reduce((sum, socket) => sum + socket.bytes(), 0) - bytesBefore;
  for (const socket of sockets) socket.close();
  heard.sort((a, b) => a - b);
  const at = (share: number) =>
    (heard[Math.min(heard.length - 1, Math.floor(share * heard.length))]! / 1_000).toFixed(2);
  console.log(
    '| watchers | rooms | fixes/s | heard | p50 s | p99 s | longest s | bytes/s each | watching, % of a core |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  console.log(
    `| ${WATCHERS} | ${ROOMS} | ${Math.round(busy.fixes / busy.seconds)} | ${heard.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${Math.round(bytes / WATCHERS / busy.seconds)} | ${(100 * (busy.share - quiet.share)).toFixed(0)} (${(100 * busy.share).toFixed(0)} with them, ${(100 * quiet.share).toFixed(0)} without) |`,
  );
  if (heard.length === 0) throw new Error('no watcher heard anything');
}

async function spentWhile(
  pid: number,
  doing: () => Promise<number>,
): Promise<{ fixes: number; seconds: number; share: number }> {
  const [startMs, before] = [performance.now(), cpuSeconds(pid)];
  const fixes = await doing();
  const seconds = (performance.now() - startMs) / 1_000;
  return { fixes, seconds, share: (cpuSeconds(pid) - before) / seconds };
}

/** Phones in turn, at an even pace; resolves with the fixes that were acknowledged. */
async function sendFor(url: string, phones: Phone[], seconds: number): Promise<number> {
  const pool = new Pool(url, { connections: 100, pipelining: 1 });
  const startMs = performance.now();
  const requests = Math.round((FIXES_A_SECOND / FIXES_A_REQUEST) * seconds);
  let acknowledged = 0;
  await Promise.all(
    Array.from({ length: requests }, async (_, n) => {
      await new Promise((resolve) =>
        setTimeout(resolve, (n * 1_000 * FIXES_A_REQUEST) / FIXES_A_SECOND - (performance.now() - startMs)),
      );
      const phone = phones[n % phones.length]!;
      const nowMs = Date.now();
      const fixes = Array.from({ length: FIXES_A_REQUEST }, (_unused, i) =>
        Math.max(phone.lastMs + 1 + i, nowMs - (FIXES_A_REQUEST - 1 - i)),
      ).map((ms) => ({
        position: { lng: phone.lng + (ms % 10_000) * 1e-7, lat: 28 },
        accuracyM: 8,
        source: 'gnss',
        fixAt: new Date(ms).toISOString(),
      }));
      phone.lastMs = Date.parse(fixes.at(-1)!.fixAt);
      const answer = await pool.request({
        method: 'POST',
        path: '/api/v1/positions',
        headers: { authorization: `Bearer ${phone.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ fixes }),
      });
      await answer.body.dump();
      if (answer.statusCode === 200) acknowledged += FIXES_A_REQUEST;
    }),
  );
  await pool.close();
  return acknowledged;
}

/** A socket that watches all it may; `onHeard` is told how old each position is when it comes. */
async function watch(
  url: string,
  cookie: string,
  onHeard: (ageMs: number) => void,
): Promise<{ bytes(): number; close(): void }> {
  const { socket, watch: join } = await connect(url, { cookie });
  let bytes = 0;
  socket.io.engine.on('packet', ({ data }) => (bytes += String(data ?? '').length));
  socket.on('events', ({ events }) => {
    const nowMs = Date.now();
    for (const event of events)
      if (event.kind === 'moves') for (const [, , , , , fixAtMs] of event.moves) onHeard(nowMs - fixAtMs);
  });
  const answer = await join({});
  if (!answer.ok) throw new Error(answer.detail);
  return { bytes: () => bytes, close: () => void socket.disconnect() };
}

await main();
