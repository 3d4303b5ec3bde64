import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shift } from '../../shared/shifts.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { duration } from '../../web/format.ts';
import { E1, PASSWORD, pressAt, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { PHONE, axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  for (const login of ['rep.east', 'rep.west']) {
    const retailerIds = [1, 2, 3, 4].map((n) => server.retailers.get(`${login === 'rep.east' ? 'E' : 'W'}${n}`));
    await server
      .as('planner.' + login.slice(4))
      .post('/api/v1/plans')
      .send({ repId: server.idOf(login), day, retailerIds })
      .expect(201);
  }
});
afterAll(() => closeFlow({ server, browser }));

describe.skipIf(!hasChromium).each([
  { ...languages[0], login: 'rep.east', shop: 'East shop 1', at: E1 },
  { ...languages[1], login: 'rep.west', shop: 'West shop 1', at: { lng: E1.lng - 0.5, lat: E1.lat } },
])('a rep in $locale', ({ locale, w, login, shop, at }) => {
  it('starts a visit at the door, ends it without a network, and it is sent once when the network is back, with its own time', async () => {
    const context = await browser.newContext({
      locale,
      ...PHONE,
      permissions: ['geolocation'],
      geolocation: { latitude: at.lat + 0.00005, longitude: at.lng + 0.00004, accuracy: 12 },
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    const stop = page.locator('main').getByText(shop, { exact: true }).first();
    await stop.waitFor();
    await picture(page, `phone-${locale}`);
    await page
      .locator('.stop.is-next')
      .getByText(/\d\d:\d\d/)
      .waitFor(); // when the plan has them there
    await page.locator('.stop.is-next').getByText(w.phone.neverVisited).waitFor();
    await page.getByRole('button', { name: w.account }).click();
    await page.getByLabel(w.phone.navigateWith).selectOption('amap');
    await page.getByRole('button', { name: w.account }).click();
    const way = page.locator('.stop.is-next').getByRole('link');
    expect(await way.getAttribute('href')).toMatch(/^https:\/\/uri\.amap\.com\/.*coordinate=gaode/);
    await page.getByRole('button', { name: w.phone.start }).first().click();
    await page.getByText(w.phone.placeGoodStay(duration(180, locale === 'en-US' ? 'en' : 'zh'))).waitFor();
    await page.getByRole('button', { name: w.phone.send(w.phone.start) }).click();
    await page.getByText(w.phone.under(shop)).waitFor();
    await until(async () => (await visits()).length === 1);

    await context.setOffline(true);
    await page.getByRole('button', { name: w.phone.end, exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.locator('.warn').waitFor(); // seconds are no visit, however good the position
    expect(await sheet.getByText(w.phone.placeGood).count()).toBe(0);
    await picture(page, `phone-too-short-${locale}`);
    await page
      .getByRole('button', { name: w.phone.send(w.phone.end) })
      .or(page.getByRole('button', { name: w.phone.sendAnyway(w.phone.end) }))
      .click();
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

  it('opens a shift without a network, answers a forgotten stop, and sees what is stored and who looked', async () => {
    const context = await browser.newContext({
      locale,
      ...PHONE,
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const second = { lng: at.lng, lat: at.lat + 0.0045 };
    const fixes = [
      ...Array.from({ length: 9 }, (_, i) => ({
        position: { lng: second.lng + (i % 3) * 2e-5, lat: second.lat + (i % 4) * 2e-5 },
        fixAt: minutesAgo(170 - i),
        accuracyM: 9,
      })),
      { position: { lng: at.lng + 0.02, lat: at.lat }, fixAt: minutesAgo(155), accuracyM: 9 },
    ];
    await request(server.url)
      .post('/api/v1/positions')
      .set('Authorization', `Bearer ${await server.deviceToken(login)}`)
      .send({ fixes })
      .expect(200);
    await server
      .as(`supervisor.${login.slice(4)}`)
      .get('/api/v1/positions/track')
      .query({ repId: server.idOf(login), from: minutesAgo(300), to: minutesAgo(0) })
      .expect(200);

    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    await page.getByText(w.phone.shift.none).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: w.phone.shift.open, exact: true }).click();
    await page.getByRole('button', { name: w.phone.shift.close, exact: true }).waitFor();
    await page.getByText(w.phone.waiting(1, '1')).waitFor();
    expect(await shifts()).toEqual([]);
    await context.setOffline(false);
    await until(async () => (await shifts()).length === 1);
    await page.getByText(w.phone.waiting(1, '1')).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: w.phone.shift.close, exact: true }).click();
    await until(async () => (await shifts())[0]!.closedAt !== null);

    const name = shop.replace('1', '2');
    await page.getByRole('heading', { name: w.phone.forgotten.title }).waitFor();
    await page.locator('summary', { hasText: w.phone.forgotten.planned }).click();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByLabel(w.phone.forgotten.note).fill('Delivered posters.');
    await picture(page, `phone-forgotten-${locale}`);
    await page.getByRole('button', { name: w.phone.forgotten.claim }).click();
    await page.getByRole('heading', { name: w.phone.forgotten.title }).waitFor({ state: 'hidden' });
    await until(async () =>
      (await visits()).some(
        (visit) => visit.retailerName === name && visit.state === 'suspect' && visit.claimedAt !== null,
      ),
    );
    await page.locator('details.own', { hasText: w.phone.claimed }).waitFor();

    await page.getByRole('button', { name: w.account }).click();
    await page.getByRole('button', { name: w.phone.stored.menu }).click();
    await page.getByText(w.phone.stored.look(`supervisor.${login.slice(4)}`)).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: w.phone.stored.save }).click(),
    ]);
    const saved = JSON.parse(await readFile(await file.path(), 'utf8')) as { days: { fixes: unknown[] }[] };
    expect(saved.days[0]!.fixes).toHaveLength(10);
    await page.locator('.stored-days button').first().click();
    await page.locator('.stored-day .stored-row').first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.evaluate(() => window.scrollTo(0, 0));
    await picture(page, `phone-stored-${locale}`);
    await page.goBack();
    await page.getByRole('heading', { name: w.phone.shift.title }).waitFor();
    await picture(page, `phone-shift-${locale}`);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('sees the next stop first: those done are folded, with how they ended, and open at a touch; says that a shop has moved', async () => {
    const visitId = randomUUID();
    const there = { lng: at.lng, lat: at.lat + 0.009 };
    await server
      .as(login)
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get(`${shop[0]}3`), ...pressAt(there, new Date()) })
      .expect(201);
    const context = await browser.newContext({
      locale,
      ...PHONE,
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    const done = page.locator('.stops-done > summary');
    await done.getByText(w.phone.done('3')).waitFor();
    expect(await done.textContent()).toContain(`${w.state.open} 1`);
    const third = page.locator('.stop', { hasText: shop.replace('1', '3') });
    expect(await third.isVisible()).toBe(false);
    expect(await page.locator('.stop.is-next').textContent()).toContain(shop.replace('1', '4'));
    await picture(page, `phone-next-${locale}`);
    await done.click();
    expect(await third.isVisible()).toBe(true);
    await page.locator('.mine-above').click(); // the verdicts are one touch away, below however many stops
    await expect.poll(() => page.locator('#own-visits summary').first().isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.closest('#own-visits') !== null)).toBe(true);
    const own = page.locator('details.own', { hasText: shop });
    await own.locator('summary').first().click();
    await own.getByText(w.phone.moved.title).click();
    await own.getByLabel(w.phone.moved.note, { exact: true }).fill('Across the road.');
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `phone-moved-${locale}`);
    const proposals = async () => {
      const auditor = server.as(`auditor.${login.slice(4)}`);
      return ((await auditor.get('/api/v1/places/proposals').expect(200)).body as { items: object[] }).items;
    };
    await context.setOffline(true);
    await own.getByRole('button', { name: w.phone.moved.send }).click();
    await page.getByText(w.phone.moved.waits).waitFor();
    expect(await proposals()).toEqual([]);
    await context.setOffline(false);
    await until(async () => (await proposals()).length === 1);
    await page.getByText(w.phone.moved.sent).waitFor();
    expect(await proposals()).toMatchObject([{ kind: 'told', name: shop, movedM: expect.closeTo(7, -1) }]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('sees the round on a map, chooses a stop there and goes on from it, without a network too', async () => {
    const context = await browser.newContext({
      locale,
      viewport: { width: 390, height: 844 },
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    await page.getByText(w.phone.map.title, { exact: true }).click();
    const name = shop.replace('1', '4');
    const mark = page.getByRole('button', { name: w.phone.map.stop('4', name, w.state.planned) });
    await mark.click();
    const card = page.locator('.round-map .stop', { hasText: name });
    await card.getByRole('button', { name: `${w.phone.start}: ${name}` }).waitFor();
    const before = (await mark.boundingBox())!;
    await page.getByRole('button', { name: w.phone.map.closer }).click();
    await page.mouse.move(before.x + 60, before.y + 60);
    await page.mouse.down();
    await page.mouse.move(before.x + 20, before.y + 90, { steps: 4 });
    await page.mouse.up();
    expect((await mark.boundingBox())!.x).not.toBeCloseTo(before.x, 0);
    await page.getByRole('button', { name: w.phone.map.whole }).click();
    await expect.poll(async () => (await mark.boundingBox())!.x).toBeCloseTo(before.x, 0);
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `phone-map-${locale}`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await mark.waitFor(); // open, as it was left
    expect(errors).toEqual([]);
    await context.close();
  });

  async function shifts(): Promise<Shift[]> {
    return ((await server.as(login).get('/api/v1/shifts').expect(200)).body as { items: Shift[] }).items;
  }

  async function visits(): Promise<VisitSummary[]> {
    return ((await server.as(login).get('/api/v1/visits').expect(200)).body as { items: VisitSummary[] }).items;
  }
});
