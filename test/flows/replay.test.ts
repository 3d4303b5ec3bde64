import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../shared/plans.ts';
import { E1, PASSWORD, pressAt, until, type TestServer } from '../helpers/server.ts';
import { axeFindsInBoth, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

/** A day that is over, in Shanghai. */
const DAY = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
const at = (clock: string) => new Date(`${DAY}T${clock}+08:00`);
const STREET = 0.0045; // to the next shop, degrees of latitude

beforeAll(async () => {
  ({ server, browser } = await openFlow());
  await sendDay();
}, 180_000);
afterAll(() => closeFlow({ server, browser }));

/** A phone's way along the shops E1 to E3: ten minutes at each, ten minutes between; then silence for two hours, then E4. */
async function sendDay(): Promise<void> {
  const token = await server.deviceToken('rep.east');
  const fixes: object[] = [];
  const say = (when: Date, northShops: number) =>
    fixes.push({
      position: { lng: E1.lng, lat: E1.lat + northShops * STREET },
      fixAt: when.toISOString(),
      accuracyM: 8,
      accuracyLevel: 0.68,
      source: 'gnss',
      mock: false,
    });
  for (let shop = 0; shop < 3; shop++) {
    const from = at('09:00:00').getTime() + shop * 1_200_000;
    for (let s = 0; s <= 600; s += 20) say(new Date(from + s * 1000), shop);
    if (shop < 2) for (let s = 20; s < 600; s += 20) say(new Date(from + 600_000 + s * 1000), shop + s / 600);
  }
  for (let s = 0; s <= 600; s += 20) say(new Date(at('12:00:00').getTime() + s * 1000), 3);
  await request(server.url)
    .post('/api/v1/positions')
    .set('Authorization', `Bearer ${token}`)
    .send({ fixes })
    .expect(200);
  for (const [shop, clock] of [
    [1, '09:02:00'],
    [2, '09:22:00'],
    [4, '12:01:00'],
  ] as const) {
    const visitId = randomUUID();
    const place = { lng: E1.lng, lat: E1.lat + (shop - 1) * STREET };
    const rep = server.as('rep.east');
    await rep
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get(`E${shop}`), ...pressAt(place, at(clock)), deviceId: 'phone' })
      .expect(201);
    await rep
      .post(`/api/v1/visits/${visitId}/end`)
      .send({ ...pressAt(place, new Date(at(clock).getTime() + 420_000)), deviceId: 'phone' })
      .expect(201);
  }
  // a plan of a day that is over, which the API no longer makes
  await server.running.db.query(
    `with p as (insert into plan (org_id, rep_id, day, unit_id, length_m, lower_bound_m, proved_optimal) select org_id, $2, $3, unit_id, 1500, 1500, true from unit where unit_id = $1 returning org_id, rep_id, day)
     insert into plan_stop (org_id, rep_id, day, stop_no, retailer_id) select org_id, rep_id, day, no, id from p, unnest($4::uuid[]) with ordinality as s(id, no)`,
    [
      server.units.east,
      server.idOf('rep.east'),
      DAY,
      ['E2', 'E1', 'E3', 'E4'].map((code) => server.retailers.get(code)),
    ],
  );
  await until(async () => {
    const { body } = await server.as('supervisor.east').get('/api/v1/visits').query({ day: DAY });
    return (body as { items: { state: string }[] }).items.filter((one) => one.state !== 'waiting').length === 3;
  });
  const { body } = await server.as('supervisor.east').get('/api/v1/plans').query({ day: DAY });
  expect((body as { items: Plan[] }).items[0]!.stops).toHaveLength(4);
}

async function supervisor(locale: string, path: string, viewport = { width: 1280, height: 800 }, more: object = {}) {
  const context = await browser.newContext({ locale, viewport, timezoneId: 'Europe/Berlin', ...more });
  await context.request.post(`${server.url}/api/v1/session`, {
    data: { login: 'supervisor.east', password: PASSWORD },
  });
  const { page, errors } = await openPage(context);
  await page.goto(server.url + path);
  return { context, page, errors };
}

/** Drags the scrubber to a moment by the pointer, as a person does. */
async function dragTo(page: Page, clock: string): Promise<void> {
  const scrubber = page.locator('.scrubber');
  const [min, max] = await scrubber.evaluate((input: HTMLInputElement) => [Number(input.min), Number(input.max)]);
  const box = (await scrubber.boundingBox())!;
  const wantedS = (at(clock).getTime() - at('00:00:00').getTime()) / 1000;
  const x = box.x + 9 + ((wantedS - min!) / (max! - min!)) * (box.width - 18);
  const now = Number(await scrubber.inputValue());
  await page.mouse.move(box.x + 9 + ((now - min!) / (max! - min!)) * (box.width - 18), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
}

const momentOf = (page: Page) => page.locator('[data-moment]').textContent();
const didOf = (page: Page) => page.locator('[data-did]').first().getAttribute('data-did');

describe.skipIf(!hasChromium).each(languages)('a supervisor who replays a day in $locale', ({ locale, w }) => {
  it('goes there from the live map, drags to a moment, follows a rep, and a link to it shows the same moment', async () => {
    const { context, page, errors } = await supervisor(locale, `/?day=${DAY}`);
    await page.getByRole('button', { name: w.replay.open, exact: true }).click();
    await page.getByRole('button', { name: w.replay.play, exact: true }).and(page.locator(':enabled')).waitFor();
    await page.getByText(w.replay.onRecord).waitFor();
    expect(await page.getByText('rep.west').count()).toBe(0);

    await dragTo(page, '09:15:00');
    await expect.poll(() => didOf(page)).toBe('way');
    await dragTo(page, '09:25:00');
    await expect.poll(() => didOf(page)).toBe('visit');
    await page.getByText(w.replay.did.visit('East shop 2')).waitFor();
    await dragTo(page, '11:00:00'); // nobody heard of the rep since 09:50
    await page.getByText(w.replay.did.lastSeen('09:50')).waitFor();
    await picture(page, `replay-all-${locale}`);

    await page.locator('[data-did]').first().click();
    await page.getByText(w.replay.planAgainst).waitFor();
    await page.locator('.plan-number').nth(3).waitFor();
    // planned second, visited first; and what was not visited by then
    await page.getByRole('button', { name: new RegExp(`East shop 1\\D.*${w.replay.actual('1')}`) }).waitFor();
    await page.getByRole('button', { name: new RegExp(`East shop 4\\D.*${w.replay.notYet}`) }).waitFor();
    const stop = page.locator('.chapter', { hasText: 'East shop 2' });
    const begun = /09:1\d/.exec((await stop.textContent())!)![0];
    await stop.click(); // a stop is a way to its moment
    await expect.poll(() => momentOf(page)).toContain(begun);
    const moment = (await momentOf(page))!;
    await page.waitForURL(`**/*time=${moment}*`);
    await picture(page, `replay-rep-${locale}`);

    const link = page.url();
    const other = await context.newPage();
    await other.goto(link);
    await other.getByText(w.replay.planAgainst).waitFor();
    await expect.poll(() => momentOf(other)).toBe(moment);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('plays and pauses with the space bar in real time times the speed, and steps by keys', async () => {
    const { context, page, errors } = await supervisor(locale, `/replay?day=${DAY}&time=09:05:00`);
    await page.getByRole('button', { name: w.replay.play, exact: true }).and(page.locator(':enabled')).waitFor();
    await page.locator('[data-did=visit]').waitFor();
    await expect.poll(() => momentOf(page)).toBe('09:05:00');
    await page.locator('body').press('f'); // 60×
    expect(await page.getByLabel(w.replay.speed).inputValue()).toBe('60');
    await page.locator('body').press(' ');
    await page.getByRole('button', { name: w.replay.pause, exact: true }).waitFor();
    await expect.poll(() => momentOf(page)).toMatch(/^09:(0[6-9]|[1-5])/);
    await page.locator('body').press(' ');
    await page.getByRole('button', { name: w.replay.play, exact: true }).waitFor();
    await page.locator('body').press('n');
    await expect.poll(() => momentOf(page)).toMatch(/^09:(09|22|29):00$/);
    const pressed = (await momentOf(page))!;
    await page.locator('.scrubber').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => momentOf(page)).toBe(`09:${String(Number(pressed.slice(3, 5)) + 1).padStart(2, '0')}:00`);
    await page.locator('body').press('g');
    await page.locator('body').press('l');
    await page.locator('.player').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is told when a day is so long ago that its tracks are deleted, and the visits stay', async () => {
    const { context, page, errors } = await supervisor(locale, '/replay?day=2026-01-05');
    await page.getByText(w.replay.expired('90')).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('finds it usable on every screen and by machines that read it out, in light and in dark', async () => {
    const path = `/replay?day=${DAY}&time=11:00:00&rep=${server.idOf('rep.east')}`;
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
      { width: 1920, height: 1080 },
    ]) {
      const { context, page, errors } = await supervisor(locale, path, viewport, {
        colorScheme: 'light',
        reducedMotion: 'reduce',
        hasTouch: viewport.width < 500,
      });
      await page.getByText(w.replay.planAgainst).waitFor();
      await page.locator('.plan-number').nth(3).waitFor();
      const found = await axeFindsInBoth(page, (scheme) =>
        picture(page, `replay-${locale}-${scheme}-${viewport.width}`),
      );
      expect.soft(found.map((one) => `${viewport.width}: ${one}`)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    }
  });
});
