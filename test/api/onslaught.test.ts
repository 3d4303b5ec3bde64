import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { startTrialServer, TRIAL_LOGIN, type TrialServer } from '../bench/trialServer.ts';
import { placeDatabase, type PlacedDatabase } from '../helpers/database.ts';
import { attacksOn, shoutOn, type Came } from './onslaught.ts';

/** ONSLAUGHT=1000000 WITHHOLDING=4000 npx vitest run --testTimeout 3600000 test/api/onslaught.test.ts for docs/security.md. */
const ONSLAUGHT = Number(process.env.ONSLAUGHT ?? 2_000);
const WITHHOLDING = Number(process.env.WITHHOLDING ?? 200);
const AT_ONCE = 64;

let database: PlacedDatabase;
let server: TrialServer;
let cookie: string;
beforeAll(async () => {
  database = await placeDatabase();
  const { databaseUrl, dataDir } = database.connection;
  server = await startTrialServer(databaseUrl === undefined ? { DATA_DIR: dataDir! } : { DATABASE_URL: databaseUrl });
  cookie = await signIn();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await database.remove();
});

async function signIn(): Promise<string> {
  const signedIn = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(TRIAL_LOGIN),
  });
  return signedIn.headers.get('set-cookie')!.split(';')[0]!;
}

/** How long somebody else waits for their own page, ms; asked until it is over. */
async function others(isOver: () => boolean): Promise<number[]> {
  const took: number[] = [];
  do {
    const fromMs = performance.now();
    const answer = await fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    took.push(performance.now() - fromMs);
    await wait(25);
  } while (!isOver());
  return took.sort((a, b) => a - b);
}

const say = (text: string): void => {
  if (process.env.ONSLAUGHT || process.env.WITHHOLDING) console.log(text);
};
const residentMb = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1_024;

describe('a server under hostile requests and socket events of every kind', () => {
  it('goes on, serves others, and never answers that it failed', async () => {
    const hostile = await signIn();
    const { attacks, end } = attacksOn(server.url, hostile);
    const came = new Map<Came, number>();
    let sent = 0;
    let shouted = 0;
    const attack = async (seed: number): Promise<void> => {
      const random = createRandom(seed);
      while (sent + shouted < ONSLAUGHT) {
        sent++;
        const one = await attacks[random.int(attacks.length)]!(random);
        came.set(one, (came.get(one) ?? 0) + 1);
        if (seed === 1 && sent % 10 === 0) shouted += await shoutOn(server.url, hostile, 500, random);
      }
    };
    const all = Promise.all(Array.from({ length: AT_ONCE }, (_, i) => attack(i + 1)));
    let isOver = false;
    void all.finally(() => (isOver = true));
    const took = await others(() => isOver);
    await all;
    end();
    const p99 = took[Math.floor(0.99 * (took.length - 1))]!;
    say(
      `${sent} requests, ${shouted} socket events; others' median ${took[took.length >> 1]!.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms of ${took.length}`,
    );
    say(JSON.stringify(Object.fromEntries(came)));
    expect(shouted).toBeGreaterThan(0);
    expect([...came.keys()].filter((one) => typeof one === 'number' && one >= 500)).toEqual([]);
    expect(came.get(200) ?? 0).toBeGreaterThan(0);
  });
});

describe('connections that hold back the last byte', () => {
  it('are let go, and are kept no more of than they may have together', async () => {
    const before = residentMb();
    const sockets: Socket[] = [];
    let closed = 0;
    const { hostname, port } = new URL(server.url);
    for (let i = 0; i < WITHHOLDING; i++) {
      const socket = connect(Number(port), hostname);
      socket.resume(); // what it answers is heard, or the end never would be
      socket.on('error', () => {}).on('close', () => closed++);
      socket.write(`POST /pub HTTP/1.1\r\nHost: x\r\nContent-Length: 64000\r\n\r\n${'x'.repeat(63_999)}`);
      sockets.push(socket);
      if (i % 100 === 99) await wait(20);
    }
    let most = before;
    const took = await others(() => {
      most = Math.max(most, residentMb());
      return closed === WITHHOLDING;
    });
    for (const socket of sockets) socket.destroy();
    say(
      `${WITHHOLDING} withholding connections: +${(most - before).toFixed(0)} MB at most, all closed; others' longest ${took.at(-1)!.toFixed(0)} ms`,
    );
    expect(closed).toBe(WITHHOLDING);
  }, 240_000);
});
