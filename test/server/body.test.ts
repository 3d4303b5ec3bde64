import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBodies, type Bodies } from '../../server/body.ts';
import type { AppError } from '../../server/errors.ts';
import { until } from '../helpers/server.ts';

/** A server that takes bodies of 50 kB of whoever says their name, and answers after `wait` ms. */
let bodies: Bodies;
const server = createServer((req, res) => {
  const personId = (req.headers['x-person'] as string | undefined) ?? null;
  bodies.read(req as Request, res as unknown as Response, { personId, maxBytes: 50_000 }).then(
    (body) => setTimeout(() => res.end(`${body.length}`), Number(req.headers['x-wait'] ?? 0)),
    (error: AppError) => res.writeHead(400).end(String(error.reason.code)),
  );
});
let port: number;
beforeAll(async () => {
  bodies = createBodies({
    strangerBytes: 10_000,
    strangerMs: 300,
    idleMs: 300,
    heldBytes: 100_000,
    personBytes: 60_000,
    strangersBytes: 25_000,
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

type Headers = Record<string, string | number>;
/** Sends these pieces, one every `everyMs`, and hears the answer. */
function send(pieces: readonly Buffer[], headers: Headers = {}, everyMs = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = ask({ port, method: 'POST', headers }, (res: IncomingMessage) => {
      let text = '';
      res.on('data', (part: Buffer) => (text += part.toString())).on('end', () => resolve(text));
    });
    asking.on('error', reject);
    pieces.forEach((piece, i) => setTimeout(() => asking.destroyed || asking.write(piece), i * everyMs));
    setTimeout(() => asking.destroyed || asking.end(), pieces.length * everyMs);
  });
}
const bytes = (n: number) => Buffer.alloc(n, 'x');
const ann = { 'x-person': 'ann' };

describe('a body', () => {
  it('is taken whole, packed or not, with its length or without', async () => {
    expect(await send([bytes(9_000)])).toBe('9000');
    expect(await send([bytes(40_000)], ann)).toBe('40000');
    expect(await send([bytes(40_000)], { ...ann, 'content-length': 40_000 })).toBe('40000');
    expect(await send([gzipSync(bytes(40_000))], { ...ann, 'content-encoding': 'gzip' })).toBe('40000');
    expect(await send([], ann)).toBe('0');
  });

  it('of a stranger is small, of anybody no larger than the endpoint takes, whatever it unpacks to', async () => {
    expect(await send([bytes(10_001)])).toBe('TOO_LARGE_UNKNOWN_SENDER');
    expect(await send([bytes(10_001)], { 'content-length': 10_001 })).toBe('TOO_LARGE_UNKNOWN_SENDER');
    expect(await send([bytes(50_001)], ann)).toBe('TOO_LARGE');
    expect(await send([gzipSync(bytes(5_000_000))], { ...ann, 'content-encoding': 'gzip' })).toBe('TOO_LARGE');
  });

  it('that cannot be unpacked, or is packed in an unknown way, is refused', async () => {
    expect(await send([bytes(100)], { ...ann, 'content-encoding': 'gzip' })).toBe('NOT_UNPACKED');
    expect(await send([bytes(100)], { ...ann, 'content-encoding': 'zstd' })).toBe('ENCODING_UNKNOWN');
  });

  it('of a stranger must have come in its time; of somebody known it must not stand still', async () => {
    const slowly = Array.from({ length: 8 }, () => bytes(10));
    expect(await send(slowly, {}, 100)).toBe('TOO_SLOW');
    expect(await send(slowly, ann, 100)).toBe('80');
    expect(await send([bytes(10), bytes(10)], ann, 800)).toBe('TOO_SLOW');
  });
});

describe('bodies together', () => {
  it('of strangers, of one person and of all have a ceiling, small ones always find room, and what was answered is let go', async () => {
    await until(() => bodies.held() === 0);
    const wait = { 'x-wait': 500 };
    const three = await Promise.all([1, 2, 3].map(() => send([bytes(10_000)], wait)));
    expect(three.sort()).toEqual(['10000', '10000', 'TOO_MUCH_AT_ONCE']);
    const two = Promise.all([1, 2].map(() => send([bytes(40_000)], { ...ann, ...wait })));
    await until(() => bodies.held() >= 40_000);
    expect(await send([bytes(4_000)])).toBe('4000');
    expect(await send([bytes(4_000)], ann)).toBe('4000');
    expect(await send([bytes(40_000)], { 'x-person': 'bert' })).toBe('40000');
    expect((await two).sort()).toEqual(['40000', 'TOO_MUCH_AT_ONCE']);
    await until(() => bodies.held() === 0);
  });

  it('do not count what was cut off', async () => {
    const asking = ask({ port, method: 'POST', headers: { ...ann, 'content-length': 30_000 } });
    asking.on('error', () => {}).write(bytes(20_000));
    await until(() => bodies.held() === 20_000);
    asking.destroy();
    await until(() => bodies.held() === 0);
  });
});
