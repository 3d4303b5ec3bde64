import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild, type Child } from '../helpers/child.ts';
import { placeDatabase, type PlacedDatabase } from '../helpers/database.ts';
import { until } from '../helpers/server.ts';

const METRICS_TOKEN = 'a-long-token-of-numbers';

/** Throws where nobody catches when it is told to, as a fault in a connection would. */
const PLANTED = `--import=data:text/javascript,${encodeURIComponent(
  "process.on('SIGUSR2', () => { throw new Error('planted'); })",
)}`;

let database: PlacedDatabase;
let child: Child;
let url: string;
let folder: string;
beforeAll(async () => {
  database = await placeDatabase();
  folder = database.connection.dataDir ?? mkdtempSync(join(tmpdir(), 'rounds-doors-'));
  child = startChild(new URL('../../server/main.ts', import.meta.url), ['--no-demo'], {
    NODE_OPTIONS: PLANTED,
    PORT: '0',
    LOG_LEVEL: 'silent',
    METRICS_TOKEN,
    DATA_DIR: folder,
    DATABASE_URL: database.connection.databaseUrl ?? '',
  });
  await child.line('Rounds is at');
  url = (JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as { url: string }).url;
});
afterAll(async () => {
  await child.kill();
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

const isServing = async () => expect((await fetch(`${url}/healthz`)).status).toBe(200);

/** What a connection that says this hears until it is closed. */
function say(text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let heard = '';
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
    socket.on('close', () => resolve(heard)).on('error', reject);
    socket.setTimeout(20_000, () => socket.destroy(new Error('neither answered nor closed')));
  });
}

describe('the live stream', () => {
  it('speaks no polling: such requests are refused, whatever their method, and end nothing', async () => {
    const address = `${url}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(address)).text();
    const sid = /"sid":"([^"]*)"/.exec(opened)?.[1] ?? 'none';
    for (const body of ['40', '41', '2']) {
      expect((await fetch(`${address}&sid=${sid}`, { method: 'POST', body })).status).toBe(400);
      expect((await fetch(`${address}&sid=${sid}`)).status).toBe(400);
    }
    await isServing();
  });
});

describe('a request that offers another protocol', () => {
  const offer = (first: string, protocol: string, more = '') =>
    `${first} HTTP/1.1\r\nHost: x\r\nConnection: close, Upgrade\r\nUpgrade: ${protocol}\r\n${more}`;

  it('which is not spoken here is answered as any other', async () => {
    expect(await say(offer('GET /healthz', 'h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n'))).toMatch(
      /^HTTP\/1.1 200 /,
    );
    expect(await say(offer('GET /healthz', 'websocket', '\r\n'))).toMatch(/^HTTP\/1.1 200 /);
    expect(await say(offer('GET /socket.io/', 'h2c', '\r\n'))).toMatch(/^HTTP\/1.1 400 /);
    const body = '{"login":"nobody","password":"x"}';
    const asked = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    expect(await say(offer('POST /api/v1/session', 'h2c', asked))).toMatch(/^HTTP\/1.1 401 /);
    await isServing();
  });

  it('or asks for a tunnel, or for a WebSocket without its key, is closed', async () => {
    expect(await say('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')).toBe('');
    const asked = offer('GET /socket.io/?EIO=4&transport=websocket', 'websocket', '\r\n');
    expect(await say(asked)).toMatch(/^HTTP\/1.1 400 /);
    await isServing();
  });
});

describe('an error that nobody caught', () => {
  it('is counted, and everybody is served on', async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const counted = async () =>
      /^rounds_uncaught_errors_total (\d+)$/m.exec(await (await fetch(`${url}/metrics`, { headers })).text())?.[1];
    expect(await counted()).toBe('0');
    child.process.kill('SIGUSR2');
    await until(async () => (await counted()) === '1');
    await isServing();
  });
});
