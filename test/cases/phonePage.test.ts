import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VisitSummary } from '../../shared/visits.ts';
import { closeFlow, hasChromium, languages, openFlow, openPage } from '../flows/browser.ts';
import { E1, PASSWORD, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let browser: Browser;
const w = languages[0].w;
const shop = 'East shop 1';
const login = 'rep.east';

beforeEach(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  const retailerIds = [1, 2, 3, 4].map((n) => server.retailers.get(`E${n}`));
  await server
    .as('planner.east')
    .post('/api/v1/plans')
    .send({ repId: server.idOf(login), day, retailerIds })
    .expect(201);
});
afterEach(() => closeFlow({ server, browser }));

async function phone(): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 390, height: 844 },
    permissions: ['geolocation'],
    geolocation: { latitude: E1.lat, longitude: E1.lng, accuracy: 12 },
  });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  return context;
}

async function visits(): Promise<VisitSummary[]> {
  const { body } = await server
    .as(login)
    .get('/api/v1/visits')
    .query({ repId: server.idOf(login) })
    .expect(200);
  return (body as { items: VisitSummary[] }).items;
}

const firstStop = (page: Page) => page.locator('main').getByText(shop, { exact: true }).first().waitFor();

/** Visits of before have taken the nearest stops: the next may be farther off than the page thinks right. */
const sendButton = (page: Page, what: string) =>
  page
    .getByRole('button', { name: w.phone.send(what) })
    .or(page.getByRole('button', { name: w.phone.sendAnyway(what) }));

async function pressStartAndEnd(page: Page): Promise<void> {
  const before = (await visits()).length;
  await page.getByRole('button', { name: w.phone.start }).first().click();
  await sendButton(page, w.phone.start).click();
  await until(async () => (await visits()).length === before + 1);
  await page.getByRole('button', { name: w.phone.end, exact: true }).click();
  await sendButton(page, w.phone.end).click();
  await until(async () => (await visits()).every(({ endedAt }) => endedAt !== null));
}

const closedStores = {
  'that may not be opened':
    'IDBFactory.prototype.open = function () { throw new DOMException("The operation is insecure.", "SecurityError"); };',
  'that refuses every opening':
    'const o = IDBFactory.prototype.open; const r = o.call(indexedDB, "zz", 5); r.onsuccess = () => r.result.close(); IDBFactory.prototype.open = function () { return o.call(this, "zz", 1); };',
  'that never answers': 'IDBFactory.prototype.open = function () { return new EventTarget(); };',
  'that is full':
    'IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };',
};

describe.skipIf(!hasChromium)('a phone with a store', () => {
  it.each(Object.entries(closedStores))(
    '%s shows the day, sends what is pressed, and says what cannot be kept',
    async (kind, patch) => {
      const context = await phone();
      await context.addInitScript(patch);
      const { page, errors } = await openPage(context);
      await page.goto(`${server.url}/rep`);
      await firstStop(page);
      if (kind !== 'that is full') await page.getByText(w.phone.cannotKeep).waitFor();
      await pressStartAndEnd(page);
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  it('of small things that is blocked opens all the same', async () => {
    const context = await phone();
    await context.addInitScript(
      'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });',
    );
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    await firstStop(page);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe.skipIf(!hasChromium)('behind a proxy', () => {
  it.each([502, 503, 404])(
    'that answers %d while the server is away, the kept page opens and presses are kept',
    async (status) => {
      let isAway = false;
      const proxy = createServer((req, res) => {
        if (isAway) return void res.writeHead(status, { 'content-type': 'text/html' }).end(`<h1>${status}</h1>`);
        const chunks: Buffer[] = [];
        req.on('data', (chunk: Buffer) => chunks.push(chunk));
        req.on('end', () => {
          const headers = Object.fromEntries(
            Object.entries(req.headers).filter(
              ([name]) =>
                !['host', 'connection', 'content-length', 'accept-encoding', 'origin', 'sec-fetch-site'].includes(name),
            ),
          ) as Record<string, string>;
          void fetch(`${server.url}${req.url}`, {
            method: req.method!,
            headers,
            ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
          }).then(
            async (answer) => {
              res.writeHead(answer.status, {
                // what fetch unpacked has another length than was said
                ...Object.fromEntries(
                  [...answer.headers].filter(([name]) => !/^content-(encoding|length)$/.test(name)),
                ),
                'set-cookie': answer.headers.getSetCookie(), // each a line of its own
              });
              res.end(Buffer.from(await answer.arrayBuffer()));
            },
            () => res.writeHead(502).end(),
          );
        });
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const url = `http://localhost:${(proxy.address() as AddressInfo).port}`;
      const context = await phone();
      await context.request.post(`${url}/api/v1/session`, { data: { login, password: PASSWORD } });
      const { page } = await openPage(context);
      await page.goto(`${url}/rep`);
      await firstStop(page);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.reload();
      await firstStop(page);
      isAway = true;
      await page.goto(`${url}/rep`);
      await firstStop(page);
      await page.getByRole('button', { name: w.phone.start }).first().click();
      await sendButton(page, w.phone.start).click();
      await page.getByText(w.phone.waiting(1, '1')).waitFor();
      await context.close();
      proxy.closeAllConnections();
      proxy.close();
    },
  );
});

it.skipIf(!hasChromium)('a browser that counts from 2001 loses no visit', async () => {
  const context = await phone();
  await context.addInitScript(
    'const g = navigator.geolocation, o = g.watchPosition.bind(g); g.watchPosition = (ok, bad, opt) => o((p) => ok({ coords: p.coords, timestamp: p.timestamp - 978307200000 }), bad, opt);',
  );
  const { page, errors } = await openPage(context);
  await page.goto(`${server.url}/rep`);
  await firstStop(page);
  await pressStartAndEnd(page);
  expect(errors).toEqual([]);
  await context.close();
});
