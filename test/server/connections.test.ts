import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONNECTION_LIMITS } from '../../server/app.ts';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';

/** SILENT_CONNECTIONS=10000 npx vitest run test/server/connections.test.ts, where so many files may be open (ulimit -n). */
const SILENT = Number(process.env.SILENT_CONNECTIONS ?? 1_000);

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  const signedIn = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password: 'correct horse battery' }),
  });
  cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(() => server.stop());

const open: Socket[] = [];
afterAll(() => open.forEach((socket) => socket.destroy()));

/** A connection that says this and then nothing; what it hears, and whether it was closed. */
function say(url: string, text: string): { heard: () => string; isClosed: () => boolean } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  let heard = '';
  let isClosed = false;
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  socket.on('close', () => (isClosed = true)).on('error', () => {});
  if (text) socket.write(text);
  return { heard: () => heard, isClosed: () => isClosed };
}

const isServing = async (): Promise<void> => {
  expect((await fetch(`${server.url}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
};

/** Sends a body in pieces without saying how long it is, until it ends or the server has had enough; gives the status. */
function pour(path: string, piece: Buffer, pieces: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let status = 0;
    const asking = httpRequest(server.url + path, { method: 'POST', headers: { cookie, ...headers } }, (res) => {
      status = res.statusCode!;
      res.resume().on('end', () => {
        asking.destroy();
        resolve(status);
      });
    });
    asking.on('error', (error) => (status === 0 ? reject(error) : undefined));
    const next = (): void => {
      if (status !== 0 || asking.destroyed) return;
      if (sent === pieces * piece.length) return void asking.end();
      sent += piece.length;
      asking.write(piece, () => setImmediate(next));
    };
    next();
  });
}

describe('a body', () => {
  it('of 100 MB is refused before a byte of it is read, and one that does not say its length is read past and refused', async () => {
    const said = await new Promise<number>((resolve, reject) => {
      const asking = httpRequest(
        `${server.url}/api/v1/plans`,
        { method: 'POST', headers: { cookie, 'content-type': 'application/json', 'content-length': 100_000_000 } },
        (res) => {
          resolve(res.statusCode!);
          asking.destroy();
        },
      );
      asking.on('error', reject).flushHeaders(); // not a byte of it is sent
    });
    expect(said).toBe(413);
    for (const path of ['/api/v1/plans', '/api/v1/retailers/imports?fileName=a.csv&frame=wgs84']) {
      expect(
        await pour(path, Buffer.alloc(1_000_000, 0x20), 100, {
          'content-type': path.includes('imports') ? 'text/csv' : 'application/json',
        }),
      ).toBe(413);
    }
    await isServing();
  });

  it('that unpacks to 1 GB is refused after the limit, not after the gigabyte', async () => {
    const before = process.memoryUsage().rss;
    const part = gzipSync(Buffer.alloc(100_000_000, 0x20)); // gzip members one after the other are one file
    const bomb = Buffer.concat(Array.from({ length: 10 }, () => part));
    for (let i = 0; i < 5; i++) {
      const answer = await fetch(`${server.url}/api/v1/plans`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: bomb,
      });
      expect(answer.status).toBe(413);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
    await isServing();
  });
});

describe('a connection', () => {
  it('with a flood of headers is answered with 431 and closed', async () => {
    const floods = [
      `X-Long: ${'x'.repeat(20_000)}\r\n`,
      Array.from({ length: 1_500 }, (_, i) => `X-${i}: ${'x'.repeat(20)}\r\n`).join(''),
    ];
    for (const flood of floods) {
      const { heard, isClosed } = say(server.url, `GET /api/v1/me HTTP/1.1\r\nHost: x\r\n${flood}\r\n`);
      await until(isClosed);
      expect(heard()).toMatch(/^HTTP\/1\.1 431 /);
    }
    await isServing();
  });

  it('that is not HTTP, or says where a body ends in two ways, is answered with 400 and closed', async () => {
    const broken = [
      'hello\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /api/v1/plans HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/v1/plans HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
      'GET /api/v1/me HTTP/1.1\r\nHost : x\r\n\r\n',
    ];
    for (const text of broken) {
      const { heard, isClosed } = say(server.url, text);
      await until(isClosed);
      expect(heard(), text).toMatch(/^HTTP\/1\.1 400 /);
    }
    await isServing();
  });

  it(`of ${SILENT} that say nothing, or little and slowly, keeps nobody else waiting`, async () => {
    for (let i = 0; i < SILENT; i++)
      say(
        server.url,
        i % 3 === 0
          ? ''
          : i % 3 === 1
            ? 'GET /api/v1/me HTTP/1.1\r\nX-Slow: '
            : 'POST /api/v1/plans HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{',
      );
    for (let i = 0; i < 20; i++) await isServing();
  });

  it('that says nothing, begins a header or begins a body, and goes no further, is closed after its time', async () => {
    expect(CONNECTION_LIMITS.headersTimeout).toBeLessThanOrEqual(CONNECTION_LIMITS.requestTimeout);
    const quick: Server = createServer(
      { ...CONNECTION_LIMITS, headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 },
      (req, res) => void req.resume().on('end', () => res.end('whole')),
    );
    await new Promise<void>((resolve) => void quick.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(quick.address() as AddressInfo).port}`;
    const slow = ['', 'GET / HTTP/1.1\r\nX-Slow: ', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{'].map(
      (text) => say(url, text),
    );
    await until(() => slow.every(({ isClosed }) => isClosed()));
    for (const { heard } of slow) expect(heard()).toMatch(/^HTTP\/1\.1 408 /);
    expect(await (await fetch(url, { method: 'POST', body: '{}' })).text()).toBe('whole');
    quick.close();
  });
});

describe('every answer', () => {
  it('says exactly what a browser may load, and nothing of the program behind it', async () => {
    const policy =
      "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data: blob:;connect-src 'self';worker-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'";
    for (const [path, status] of [
      ['/', 200],
      ['/rep', 200],
      ['/api/v1/me', 401],
      ['/api/v1/welcome', 200],
      ['/api/v1/nothing', 404],
      ['/pub', 401],
      ['/healthz', 200],
      ['/api/openapi.json', 200],
    ] as const) {
      const answer = await fetch(server.url + path, { headers: { accept: 'text/html' } });
      expect(answer.headers.get('content-security-policy'), path).toBe(policy);
      expect(
        Object.fromEntries(
          [
            'x-content-type-options',
            'referrer-policy',
            'x-frame-options',
            'cross-origin-resource-policy',
            'access-control-allow-origin',
            'x-powered-by',
            'server',
          ].map((name) => [name, answer.headers.get(name)]),
        ),
        path,
      ).toEqual({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'SAMEORIGIN',
        'cross-origin-resource-policy': 'same-origin',
        'access-control-allow-origin': null,
        'x-powered-by': null,
        server: null,
      });
      if (path.startsWith('/api/v1')) expect(answer.headers.get('cache-control')).toBe('no-store');
      if (answer.status !== 500) expect([status, 404]).toContain(answer.status);
    }
  });

  it('to TRACE, or to a preflight of another site, is a refusal', async () => {
    const trace = say(
      server.url,
      'TRACE /api/v1/me HTTP/1.1\r\nHost: x\r\nCookie: rounds=secret\r\nConnection: close\r\n\r\n',
    );
    await until(trace.isClosed);
    expect(trace.heard()).toMatch(/^HTTP\/1\.1 404 /);
    expect(trace.heard()).not.toContain('secret');
    const preflight = await fetch(`${server.url}/api/v1/plans`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});
