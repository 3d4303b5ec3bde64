import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { E1, PASSWORD, pressAt, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
});
afterAll(() => closeFlow({ server, browser }));

/** Visits follow each other in time, a quarter of an hour each, as a rep's do. */
let startedAt = Date.now() - 4 * 3_600_000;

async function visit(login: string, code: string, at: { lng: number; lat: number }): Promise<void> {
  const visitId = randomUUID();
  startedAt += 900_000;
  await server
    .as(login)
    .post('/api/v1/visits')
    .send({
      visitId,
      retailerId: server.retailers.get(code),
      ...pressAt({ lng: at.lng + 0.00004, lat: at.lat }, new Date(startedAt)),
      deviceId: login,
    })
    .expect(201);
  await server
    .as(login)
    .post(`/api/v1/visits/${visitId}/end`)
    .send({
      ...pressAt({ lng: at.lng, lat: at.lat + 0.00005 }, new Date(startedAt + 500_000), { accuracyM: 11 }),
      deviceId: login,
    })
    .expect(201);
}

describe.skipIf(!hasChromium).each(languages)('a supervisor in $locale', ({ locale, w }) => {
  it('signs in, sees a visit judged while watching, loses the network, and misses nothing', async () => {
    const n = locale === 'en-US' ? 1 : 3; // each language at shops of its own
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.getByLabel(w.signIn.login, { exact: true }).fill('supervisor.east');
    await page.getByLabel(w.signIn.password, { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: w.signIn.submit, exact: true }).click();
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();

    const shop = (k: number, state = '') =>
      page.getByRole('button', { name: new RegExp(`East shop ${k}\\D.*${state}`) }).first();
    await visit('rep.east', `E${n}`, { lng: E1.lng, lat: E1.lat + (n - 1) * 0.0045 });
    await shop(n, w.state.valid).waitFor();

    await context.setOffline(true);
    await visit('rep.east', `E${n + 1}`, { lng: E1.lng, lat: E1.lat + n * 0.0045 });
    expect(await shop(n + 1).count()).toBe(0);
    await context.setOffline(false);
    await shop(n + 1).waitFor({ timeout: 60_000 });

    await visit('rep.west', `W${n}`, { lng: E1.lng - 0.5, lat: E1.lat + (n - 1) * 0.0045 });
    await visit('rep.east', 'E5', { lng: E1.lng, lat: E1.lat + 0.018 });
    await shop(5).waitFor();
    expect(await page.getByText('West shop').count()).toBe(0); // another unit's visit, made before the one that came
    await picture(page, `live-${locale}`);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('opens a visit from the list and reads why, with its numbers', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/visits`);
    await page
      .getByRole('button', { name: /East shop 1\D/ })
      .first()
      .click();
    await page.getByText(w.reason.IN_PLACE).first().waitFor();
    await page.getByText(w.visits.chance).first().waitFor();
    await picture(page, `visit-${locale}`);
    await page.reload(); // every view is a link
    await page.getByText(w.reason.IN_PLACE).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leaves the screen open over midnight: it goes on with the new day by itself', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    let aheadMs = 0;
    // the server's clock goes with the page's: a page takes the server's time where the two differ
    await page.route('**/api/**', async (route) => {
      const answer = await route.fetch();
      const date = new Date(Date.now() + aheadMs).toUTCString();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), date } });
    });
    await page.clock.install();
    await page.goto(server.url);
    const shownDay = page.locator('.day-shown input').first();
    const before = await shownDay.inputValue();
    await page
      .getByRole('button', { name: /East shop 1\D/ })
      .first()
      .waitFor();
    aheadMs = 24 * 3_600_000;
    await page.clock.fastForward(aheadMs);
    const after = new Date(Date.parse(before) + aheadMs).toISOString().slice(0, 10);
    await expect.poll(() => shownDay.inputValue()).toBe(after);
    await expect.poll(() => page.getByRole('button', { name: /East shop 1\D/ }).count()).toBe(0); // yesterday's visits
    await page.getByRole('button', { name: w.live.dayBefore }).click();
    await page
      .getByRole('button', { name: /East shop 1\D/ })
      .first()
      .waitFor();
    await page.getByText(w.live.states.past, { exact: true }).waitFor();
    await page.getByRole('button', { name: w.live.goToday }).click();
    await expect.poll(() => shownDay.inputValue()).toBe(after);
    await page.getByRole('status').getByText(w.live.states.live, { exact: true }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
