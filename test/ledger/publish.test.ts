import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { exportLines } from '../../server/ledger/export.ts';
import { lastDayOver, publishHeads } from '../../server/ledger/publish.ts';
import { createVerifier, type LedgerHead } from '../../server/chain.ts';
import type { LedgerHeads } from '../../shared/ledger.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

const SECRET = 'known to the keeper alone';
const soon = new Date(Date.now() + 48 * 3_600_000); // today is over everywhere
let server: TestServer;
let keeper: Server;
let url: string;
let taken: { body: string; headers: IncomingHttpHeaders }[] = [];
let status = 204;
beforeAll(async () => {
  server = await startTestServer();
  keeper = createServer((req, res) => {
    void text(req).then((body) => {
      taken.push({ body, headers: req.headers });
      res.writeHead(status, status === 307 ? { location: `${url}/elsewhere` } : {}).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => keeper.once('listening', resolve));
  url = `http://127.0.0.1:${(keeper.address() as AddressInfo).port}`;
});
afterAll(async () => {
  keeper.close();
  await server.stop();
});
beforeEach(() => {
  taken = [];
});

const publish = () => publishHeads(server.running.db, { url, secret: SECRET }, soon, new AbortController().signal);
const told = async (): Promise<LedgerHeads['published']> =>
  ((await server.as('admin').get('/api/v1/ledger/heads').query({ day: '2026-01-05' }).expect(200)).body as LedgerHeads)
    .published;

it('heads that are not taken, or sent elsewhere, were not published', async () => {
  for (status of [500, 307]) await expect(publish()).rejects.toThrow();
  expect(taken).toHaveLength(2); // and nobody was asked where the answer pointed
  expect(await told()).toBeNull();
});

it('heads of a day are sent once, signed, and the administrator sees when', async () => {
  status = 204;
  await publish();
  await publish();
  expect(taken).toHaveLength(1);
  const { body, headers } = taken[0]!;
  const [, at, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-rounds-signature']))!;
  expect(signature).toBe(createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex'));
  expect(await told()).toMatchObject({ day: lastDayOver(soon) });
});

it('the keeper can hold the ledger to what was sent', async () => {
  const { rows } = await server.running.db.query<{ body: string }>('select body from heads_published');
  const { heads } = JSON.parse(rows[0]!.body) as { heads: LedgerHead[] };
  const verifier = createVerifier(heads);
  for await (const line of exportLines(server.running.db, { from: null, to: null }, null)) verifier.add(line);
  expect(verifier.end()).toMatchObject({ metHeads: heads.length, findings: [] });
  await expect(server.running.db.query('delete from heads_published')).rejects.toThrow('append-only');
});
