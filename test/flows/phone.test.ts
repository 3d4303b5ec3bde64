import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitSummary } from '../../shared/visits.ts';
import { E1, PASSWORD, startTestServer, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { hasChromium, languages, openBrowser, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await import('../../web/build.ts');
  [server, browser] = [await startTestServer(zoneAtNoon()), await openBrowser()];
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  for (const login of ['rep.east', 'rep.west']) {
    const retailerIds = [1, 2, 3].map((n) => server.retailers.get(`${login === 'rep.east' ? 'E' : 'W'}${n}`));
    await server.as('planner.' + login.slice(4)).post('/api/v1/plans').send({ repId: server.idOf(login), day, retailerIds }).expect(201);
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.skipIf(!hasChromium).each([
  { ...languages[0], login: 'rep.east', shop: 'East shop 1', at: E1 },
  { ...languages[1], login: 'rep.west', shop: 'West shop 1', at: { lng: E1.lng - 0.5, lat: E1.lat } },
])('a rep in $locale', ({ locale, w, login, shop, at }) => {
  it('starts a visit at the door, ends it without a network, and it is sent once when the network is back, with its own time', async () => {
    const context = await browser.newContext({
      locale, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, permissions: ['geolocation'],
      geolocation: { latitude: at.lat + 0.00005, longitude: at.lng + 0.00004, accuracy: 12 },
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    const stop = page.locator('main').getByText(shop, { exact: true }).first();
    await stop.waitFor();
    await picture(page, `phone-${locale}`);
    await page.getByRole('button', { name: w.phone.start }).first().click();
    await page.getByRole('button', { name: w.phone.send(w.phone.start) }).click();
    await page.getByText(w.phone.under(shop)).waitFor();
    await until(async () => (await visits()).length === 1);

    await context.setOffline(true);
    await page.getByRole('button', { name: w.phone.end, exact: true }).click();
    await page.getByRole('button', { name: w.phone.send(w.phone.end) }).or(page.getByRole('button', { name: w.phone.sendAnyway(w.phone.end) })).click();
    await page.getByText(w.phone.waiting(1, '1')).waitFor();
    const pressedAt = Date.now();
    await picture(page, `phone-offline-${locale}`);
    expect((await visits())[0]!.endedAt).toBeNull();

    await context.setOffline(false);
    await until(async () => (await visits())[0]!.endedAt !== null);
    const [made] = await visits();
    expect(Math.abs(Date.parse(made!.endedAt!) - pressedAt)).toBeLessThan(30_000);
    await page.getByText(w.phone.waiting(1, '1')).waitFor({ state: 'hidden' });
    expect((await visits()).length).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  async function visits(): Promise<VisitSummary[]> {
    return ((await server.as(login).get('/api/v1/visits').expect(200)).body as { items: VisitSummary[] }).items;
  }
});
