import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportRun } from '../../shared/imports.ts';
import type { Retailer } from '../../shared/retailers.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { E1, PASSWORD, pressAt, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { connect, cookieOf } from '../helpers/watcher.ts';
import { closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

const HOSTILE = '<img src=x onerror="window.attacked=1">';
const LONG = '很长的名字Long'.repeat(50).slice(0, 200);
const DAY_MS = 86_400_000;

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
  const csv = [
    `code,name,address,lng,lat,unit`,
    `E1,"${HOSTILE.replaceAll('"', '""')}",A,${E1.lng},${E1.lat},East`,
    `E2,${LONG},${LONG},${E1.lng},${E1.lat + 0.0045},East`,
  ].join('\n');
  const query = {
    fileName: 'names.csv',
    frame: 'wgs84',
    mapping: JSON.stringify({
      code: 'code',
      name: 'name',
      address: 'address',
      lng: 'lng',
      lat: 'lat',
      unit: 'unitName',
    }),
  };
  const { importId } = (
    await server
      .as('admin')
      .post('/api/v1/retailers/imports')
      .query(query)
      .set('Content-Type', 'text/csv')
      .send(csv)
      .expect(202)
  ).body as ImportRun;
  await until(
    async () =>
      ((await server.as('admin').get(`/api/v1/retailers/imports/${importId}`)).body as ImportRun).state === 'done',
  );
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  await server
    .as('planner.east')
    .post('/api/v1/plans')
    .send({
      repId: server.idOf('rep.east'),
      day,
      retailerIds: ['E1', 'E2', 'E3'].map((code) => server.retailers.get(code)),
    })
    .expect(201);
});
afterAll(() => closeFlow({ server, browser }));

async function signedIn(login: string, options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  return context;
}

/** Whether a page is wider than its window, or anything that a person must read or press stands outside it. */
const spills = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth;
    const outside = [...document.querySelectorAll('main button, .panel button, h1, .item-title')].filter(
      (one) => one.getBoundingClientRect().right > window.innerWidth + 1,
    );
    return wide || outside.length > 0
      ? outside.map((one) => one.outerHTML.slice(0, 120)).join('\n') || 'the page itself'
      : null;
  });

describe.skipIf(!hasChromium).each(languages)('in $locale, trouble', ({ locale, w }) => {
  it('with names: markup is text and a name of 200 characters breaks no screen, at the desk and on the phone', async () => {
    const context = await signedIn('supervisor.east', { locale });
    const { page, errors } = await openPage(context);
    for (const path of ['/', '/retailers', '/plans', '/visits']) {
      await page.goto(server.url + path);
      await page.locator('.panel h1').first().waitFor();
      expect(await spills(page), path).toBeNull();
    }
    for (const code of ['E1', 'E2']) {
      await page.goto(`${server.url}/retailers?retailer=${server.retailers.get(code)}`);
      const { name } = (
        await server
          .as('admin')
          .get(`/api/v1/retailers/${server.retailers.get(code)}`)
          .expect(200)
      ).body as Retailer;
      await page.getByRole('heading', { name, exact: true }).waitFor();
      expect(await spills(page), code).toBeNull();
    }
    await picture(page, `long-name-${locale}`);
    expect(errors).toEqual([]);
    await context.close();

    const phone = await signedIn('rep.east', {
      locale,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    const { page: rep, errors: repErrors } = await openPage(phone);
    await rep.goto(`${server.url}/rep`);
    await rep.getByText(HOSTILE, { exact: true }).first().waitFor();
    expect(await spills(rep)).toBeNull();
    await picture(rep, `phone-long-name-${locale}`);
    expect(await rep.evaluate(() => 'attacked' in window)).toBe(false);
    expect(repErrors).toEqual([]);
    await phone.close();
  });

  it('with the browser’s clock a day ahead: today is the server’s, ages are right, and a rep is told', async () => {
    const token = await server.deviceToken('rep.east');
    await fetch(`${server.url}/api/v1/positions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ fixes: [{ position: E1, fixAt: new Date().toISOString(), accuracyM: 9 }] }),
    });
    const context = await signedIn('supervisor.east', { locale });
    await aheadBy(context, DAY_MS);
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();
    await page.locator('.panel h1', { hasText: w.live.today }).waitFor();
    const rep = page.getByRole('button', { name: /rep\.east/ }).first();
    await rep.waitFor();
    expect(await rep.textContent()).not.toMatch(/24 h|1 d|24 小时|1 天/);
    expect(errors).toEqual([]);
    await context.close();

    const phone = await signedIn('rep.east', { locale, viewport: { width: 390, height: 844 } });
    await aheadBy(phone, DAY_MS);
    const { page: own } = await openPage(phone);
    await own.goto(`${server.url}/rep`);
    await own
      .getByRole('alert')
      .filter({ hasText: locale === 'en-US' ? 'ahead' : '快' })
      .waitFor();
    await own.getByText(HOSTILE, { exact: true }).first().waitFor(); // the plan of the server's day
    await phone.close();
  });

  it('with a session that ends: the door opens, and behind it is what was looked at', async () => {
    const context = await signedIn('auditor.east', { locale });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/visits`);
    await page.locator('.panel h1', { hasText: w.live.today }).waitFor();
    await server.running.db.query('delete from session where person_id = $1', [server.idOf('auditor.east')]);
    await page.reload();
    await page.getByLabel(w.signIn.login, { exact: true }).fill('auditor.east');
    await page.getByLabel(w.signIn.password, { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: w.signIn.submit }).click();
    await page.locator('.panel h1', { hasText: w.live.today }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/visits');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('with a server that is gone, slow, and back with newer pages: it says so, goes on, and offers them', async () => {
    const context = await signedIn('supervisor.east', { locale });
    const { page, errors } = await openPage(context);
    let mode: 'gone' | 'slow' | 'newer' = 'gone';
    await page.route('**/api/v1/retailers?*', async (route) => {
      if (mode === 'gone')
        return route.fulfill({ status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' });
      const answer = await route.fetch();
      if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 10_000));
      return route.fulfill({
        response: answer,
        headers: { ...answer.headers(), ...(mode === 'newer' && { 'x-rounds-page': 'index-newer.js' }) },
      });
    });
    await page.goto(`${server.url}/retailers`);
    await page.locator('.panel h1', { hasText: '5' }).waitFor(); // the map has its retailers: from here on nothing is asked again by itself
    await page.waitForTimeout(500);
    await page.getByRole('alert').filter({ hasText: w.failure.UNREACHABLE }).waitFor();
    mode = 'slow';
    await page.getByRole('button', { name: w.again }).click();
    await page.getByRole('status', { name: w.loading }).waitFor();
    await page
      .getByRole('link', { name: w.rail.live })
      .or(page.getByRole('button', { name: w.rail.live }))
      .first()
      .click(); // the page is not held
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();
    mode = 'newer';
    await page.goto(`${server.url}/retailers`);
    await page.getByText('East shop 3').first().waitFor();
    await page.getByRole('status').filter({ hasText: w.outdated }).waitFor();
    await page.unroute('**/api/v1/retailers?*');
    await page.getByRole('button', { name: w.reload }).click();
    await page.getByText('East shop 3').first().waitFor();
    expect(await page.getByText(w.outdated).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('with a line that breaks every second: nothing that was made meanwhile is missing or twice', async () => {
    const context = await signedIn('supervisor.west', { locale });
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();
    const codes = locale === 'en-US' ? ['W1', 'W2'] : ['W3', 'W4'];
    for (const [i, code] of codes.entries()) {
      await context.setOffline(true);
      await press('rep.west', code, Date.now() - (locale === 'en-US' ? 120 : 60) * 60_000 + i * 1_200_000);
      await page.waitForTimeout(1_000);
      await context.setOffline(false);
      await page.waitForTimeout(1_000);
    }
    const all = (await server.as('supervisor.west').get('/api/v1/visits').expect(200)).body as {
      items: VisitSummary[];
    };
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: `${w.live.latest} ${all.items.length}` }).waitFor({ timeout: 60_000 });
    for (const code of codes)
      expect(
        await page
          .locator('section', { has: page.getByRole('heading', { name: w.live.latest }) })
          .getByRole('button', { name: `West shop ${code[1]}` })
          .count(),
      ).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('with a place that is refused or never comes: the rep is told why, and may press without one', async () => {
    const refused = await signedIn('rep.west', { locale, viewport: { width: 390, height: 844 }, permissions: [] });
    await plan('rep.west', ['W5']);
    const { page } = await openPage(refused);
    await page.goto(`${server.url}/rep`);
    await page.getByRole('button', { name: `${w.phone.start}: West shop 5` }).click();
    await page.getByText(w.phone.denied).waitFor();
    await page.getByRole('button', { name: w.phone.sendWithout(w.phone.start) }).waitFor();
    await refused.close();

    const silent = await signedIn('rep.west', { locale, viewport: { width: 390, height: 844 } });
    await silent.addInitScript(() => {
      navigator.geolocation.watchPosition = (_found, failed) => (
        setTimeout(
          () =>
            failed?.({
              code: 3,
              message: 'Timeout expired',
              PERMISSION_DENIED: 1,
              POSITION_UNAVAILABLE: 2,
              TIMEOUT: 3,
            }),
          1_500,
        ),
        1
      );
    });
    const { page: own } = await openPage(silent);
    await own.goto(`${server.url}/rep`);
    await own.getByRole('button', { name: `${w.phone.start}: West shop 5` }).click();
    await own.getByText(w.phone.locating).waitFor();
    await own.getByText(w.phone.noPosition).waitFor();
    await own.getByRole('button', { name: w.phone.retry }).waitFor();
    await own.getByRole('button', { name: w.phone.sendWithout(w.phone.start) }).waitFor();
    await picture(own, `phone-no-place-${locale}`);
    await silent.close();
  });
});

describe('fifty tabs of one person', () => {
  it('all hear what happens', async () => {
    const cookie = await cookieOf(server.url, 'supervisor.east');
    const tabs = await Promise.all(Array.from({ length: 50 }, () => connect(server.url, { cookie })));
    await Promise.all(tabs.map((tab) => tab.watch({})));
    await press('rep.east', 'E5', Date.now() - 3_600_000);
    await until(() => tabs.every((tab) => tab.events.some((event) => event.kind === 'visit')));
    for (const tab of tabs) tab.cut();
  });
});

/** The browser's clock, and nothing else, is ahead. */
async function aheadBy(context: BrowserContext, ms: number): Promise<void> {
  await context.addInitScript((by) => {
    const Real = Date;
    class Ahead extends Real {
      constructor(...given: []) {
        if (given.length === 0) super(Real.now() + by);
        else super(...given);
      }
      static override now() {
        return Real.now() + by;
      }
    }
    window.Date = Ahead as DateConstructor;
  }, ms);
}

async function press(login: string, code: string, atMs: number): Promise<void> {
  const visitId = randomUUID();
  await server
    .as(login)
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get(code), ...pressAt(E1, new Date(atMs)), deviceId: login })
    .expect(201);
  await server
    .as(login)
    .post(`/api/v1/visits/${visitId}/end`)
    .send({ ...pressAt(E1, new Date(atMs + 400_000)), deviceId: login })
    .expect(201);
}

async function plan(login: string, codes: readonly string[]): Promise<void> {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  await server
    .as('planner.west')
    .post('/api/v1/plans')
    .send({ repId: server.idOf(login), day, retailerIds: codes.map((code) => server.retailers.get(code)) });
}
