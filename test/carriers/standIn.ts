import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { soapResult } from './carriers.ts';

/** How the stand-in treats whoever asks it, by the path it is asked at. */
export type Manner =
  | 'ok'
  | 'hang'
  | 'drip'
  | 'truncate'
  | 'redirect'
  | 'flood'
  | 'declareMuch'
  | 'declareLess'
  | 'gbk'
  | 'otherNumber'
  | 'reset'
  | 'noHttp'
  | 'fail';

export interface StandIn {
  url(manner: Manner): string;
  /** Requests so far, by their path, and their bodies. */
  asked: { path: string; body: string }[];
  close(): Promise<void>;
}

const gbkName = Buffer.from([0xb1, 0xb1, 0xbe, 0xa9]); // 北京

/**
 * A carrier's service that is none: every answer of it is made up. It speaks plain sockets, since a server of HTTP would not let it say
 * the lengths that are not so. `answer` is what a good one says of a request's body.
 */
export async function startStandIn(answer: (body: string) => string = () => soapResult()): Promise<StandIn> {
  const asked: StandIn['asked'] = [];
  const open = new Set<import('node:net').Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('utf8');
      const [head = '', body] = text.split('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
      if (body === undefined || Buffer.byteLength(body) < length) return;
      text = '';
      const path = head.split(' ')[1]!;
      asked.push({ path, body });
      treat(socket, path.slice(1) as Manner, answer(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (manner) => `http://127.0.0.1:${port}/${manner}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function treat(socket: import('node:net').Socket, manner: Manner, text: string): void {
  const bytes = Buffer.from(text);
  const head = (length: number, status = '200 OK', more = ''): string =>
    `HTTP/1.1 ${status}\r\ncontent-type: text/xml\r\n${more}content-length: ${length}\r\n\r\n`;
  const whole = (body: Buffer): boolean => socket.write(Buffer.concat([Buffer.from(head(body.length)), body]));
  if (manner === 'hang') return;
  if (manner === 'ok') whole(bytes);
  if (manner === 'drip') {
    socket.write(head(bytes.length));
    let at = 0;
    const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), 50);
    socket.on('close', () => clearInterval(timer));
  }
  if (manner === 'truncate') socket.end(head(bytes.length) + text.slice(0, 100));
  if (manner === 'redirect') socket.write(head(0, '302 Found', 'location: http://127.0.0.1:1/elsewhere\r\n'));
  if (manner === 'flood') {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n');
    socket.end('<a>'.repeat(1_000_000));
  }
  if (manner === 'declareMuch') socket.write(head(9_000_000_000) + text);
  if (manner === 'declareLess') socket.write(head(60) + text);
  if (manner === 'gbk') {
    const [before, after] = soapResult('<lon>120.6547</lon><lat>28.0162</lat><addr>@</addr>')
      .replace(' encoding="UTF-8"', '')
      .split('@') as [string, string];
    whole(Buffer.concat([Buffer.from(before), gbkName, Buffer.from(after)]));
  }
  if (manner === 'otherNumber') whole(Buffer.from(text.replace(/133\d{8}/, '13398765432')));
  if (manner === 'reset') socket.resetAndDestroy();
  if (manner === 'noHttp') socket.end('* OK IMAP4rev1 ready\r\n');
  if (manner === 'fail') socket.write(head(0, '503 Service Unavailable'));
}
