import { request, Agent } from 'node:http';
import { connect } from 'node:net';
import { io } from 'socket.io-client';
import type { Random } from '../../shared/random.ts';

/** What a hostile request came to: a status, or nothing where the server closed the connection. */
export type Came = number | 'closed';
/** Something hostile, said once. */
type Attack = (random: Random) => Promise<Came>;

const PATHS = ['/pub', '/api/v1/session', '/api/v1/positions', '/api/v1/visits', '/api/v1/setup', '/', '/metrics'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const pick = <T>(random: Random, list: readonly T[]): T => list[random.int(list.length)]!;

/** Bodies that once cost more than their length, in small. */
const BODIES: readonly ((n: number) => string)[] = [
  (n) => Array.from({ length: n }, (_, i) => `k${i}=1`).join('&'),
  (n) => `[1e1,${'{},'.repeat(n)}{}]`,
  (n) => '['.repeat(n),
  (n) => `{"_type":"location","lat":"${'1'.repeat(n)}x","lon":1,"tst":1}`,
  (n) => `{"__proto__":{"a":${n}},"constructor":{"prototype":${n}}}`,
  (n) => `{"login":"${'a'.repeat(n)}","password":"${'\\u0000'.repeat(9)}"}`,
  (n) => '\u0000\ud800'.repeat(n),
];
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=',
  'x',
];

/** Attacks by requests and by the raw bytes of connections, of nobody and of somebody who is signed in. */
export function attacksOn(url: string, cookie: string): { attacks: readonly Attack[]; end: () => void } {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = (path: string, method: string, headers: Record<string, string>, body: string): Promise<Came> =>
    new Promise((resolve) => {
      const asking = request({ agent, hostname, port, path, method, headers }, (res) =>
        res.resume().on('close', () => resolve(res.statusCode!)),
      );
      asking.on('error', () => resolve('closed'));
      asking.end(body);
    });
  const raw = (text: string): Promise<Came> =>
    new Promise((resolve) => {
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
      socket.setTimeout(2_000, () => socket.destroy());
      socket.on('data', (bytes) => {
        heard += bytes.toString('latin1');
        socket.destroy();
      });
      socket.on('error', () => {}).on('close', () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(heard)?.[1]) || 'closed'));
    });
  const bodied = (random: Random, who: Record<string, string>): Promise<Came> =>
    ask(
      `${pick(random, PATHS)}${pick(random, ['', '?token=x', '?q=%', '/..%2f', `?${'a=1&'.repeat(30)}`])}`,
      pick(random, who.cookie ? METHODS.slice(1, 4) : METHODS.slice(1)), // whoever is signed in stays so
      { ...who, 'content-type': pick(random, TYPES), origin: pick(random, [url, 'http://evil.example']) },
      pick(random, BODIES)(1 + random.int(400)),
    );
  return {
    end: () => agent.destroy(),
    attacks: [
      (random) => bodied(random, {}),
      (random) => bodied(random, { cookie }),
      (random) => bodied(random, { authorization: `Bearer ${random.int(1e9)}` }),
      (random) =>
        ask(`/socket.io/?EIO=${random.int(6)}&transport=polling&sid=${random.int(9)}`, pick(random, METHODS), {}, '40'),
      (random) =>
        ask(pick(random, PATHS), 'GET', { cookie, 'x-forwarded-for': 'x, 1', host: pick(random, ['x', '[']) }, ''),
      (random) =>
        raw(
          `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${pick(random, ['h2c', 'websocket', 'x'])}\r\n\r\n`,
        ),
      (random) =>
        raw(
          pick(random, [
            '\r\n',
            'GET\r\n\r\n',
            'POST /pub HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nx',
            '\x16\x03\x01\x02',
          ]),
        ),
      () =>
        raw(
          'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n',
        ),
    ],
  };
}

/** Says strange things on one stream until it is cut off, at most so many; how many were said. */
export function shoutOn(url: string, cookie: string, most: number, random: Random): Promise<number> {
  const values = [
    null,
    7,
    '',
    'x'.repeat(2_000),
    [],
    {},
    { after: '1.1.1' },
    { territories: Array<string>(300).fill('x') },
    { after: { toString: 1 } },
  ];
  return new Promise((resolve) => {
    let said = 0;
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
    });
    const finish = (): void => {
      socket.close();
      resolve(said);
    };
    socket.on('connect_error', finish).on('disconnect', finish);
    socket.on('connect', () => {
      for (; said < most; said++) {
        const event = pick(random, ['watch', 'unwatch', '__proto__', 'events', 'error', 'disconnecting']);
        if (event === 'error' || event === 'disconnecting')
          socket.io.engine.write(`42["${event}",${JSON.stringify(pick(random, values))}]`);
        else socket.emit(event, pick(random, values), pick(random, values));
      }
      setTimeout(finish, 200);
    });
  });
}
