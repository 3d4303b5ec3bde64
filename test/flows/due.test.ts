import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayPlan } from '../../shared/plans.ts';
import { dueWords } from '../../web/plans/dueWords.ts';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  ({ server, browser } = await openFlow());
  await server
    .as('admin')
    .post('/api/v1/territories')
    .send({
      unitId: server.units.east,
      kind: 'visit',
      name: 'V',
      repId: server.idOf('rep.east'),
      retailerIds: [1, 2, 3, 4].map((n) => server.retailers.get(`E${n}`)),
    })
    .expect(201);
});
afterAll(() => closeFlow({ server, browser }));

const dayIn = (days: number) => new Date(Date.now() + 86_400_000 * days).toISOString().slice(0, 10);

describe.skipIf(!hasChromium).each(languages)('a planner in $locale', ({ locale, w }) => {
  const d = dueWords.in(locale === 'zh-CN' ? 'zh' : 'en');
  const day = dayIn(locale === 'zh-CN' ? 60 : 3);
  const stopName = (n: number) => `East shop ${n}`;
  const plan = async () => {
    const path = `/api/v1/plans/${server.idOf('rep.east')}/${day}`;
    const { stops } = (await server.as('planner.east').get(path).expect(200)).body as DayPlan;
    return stops.map(({ code }) => code);
  };

  it('adds a stop from who is due, one from the map and one by search, sees what each costs, takes one back and saves', async () => {
    await server
      .as('planner.east')
      .post('/api/v1/plans')
      .send({ repId: server.idOf('rep.east'), day, retailerIds: [server.retailers.get('E1')] })
      .expect(201);
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/plans?day=${day}`);
    await page.getByRole('button', { name: /rep\.east/ }).click();
    await page.getByRole('button', { name: new RegExp(`^${d.tabs.due}`) }).click();
    const rows = page.locator('[data-due]');
    await rows.nth(2).waitFor();
    expect(await rows.first().innerText()).toContain(d.never);
    await page.getByLabel(d.sort).selectOption({ label: d.sorts.detour });
    expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-due')))).toEqual(['E2', 'E3', 'E4']);
    await picture(page, `plans-due-${locale}`);
    expect.soft(await axeFinds(page)).toEqual([]);

    await page.getByRole('button', { name: d.add(stopName(2)) }).click();
    await page.getByText(d.added(stopName(2), '2'), { exact: true }).waitFor();
    await page.locator('[data-change]').filter({ hasText: /\+/ }).waitFor();
    expect(await rows.count()).toBe(2);
    await page.locator('.due-mark').first().click();
    await expect.poll(() => rows.count()).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => rows.count()).toBe(2);

    await page.getByRole('searchbox', { name: d.search }).fill('e5');
    await page.getByRole('button', { name: d.add(stopName(5)) }).click();
    expect(await plan()).toEqual(['E1']); // nothing is saved yet
    await page.getByRole('button', { name: w.plans.save, exact: true }).click();
    await expect.poll(plan).toHaveLength(3);
    expect((await plan()).sort()).toEqual(['E1', 'E2', 'E5']);
    await page.getByRole('searchbox', { name: d.search }).fill('');
    await page.getByRole('button', { name: d.filters.calendar }).click();
    await page.getByText(d.nobodyLeft).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('begins a day that has no plan with whoever is most overdue, on a small screen too', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    const other = dayIn(locale === 'zh-CN' ? 61 : 4);
    await page.goto(`${server.url}/plans?day=${other}`);
    await page.getByRole('button', { name: /rep\.east/ }).click();
    await page.locator('[data-due]').first().waitFor();
    await picture(page, `plans-due-none-${locale}`);
    expect.soft(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: d.add(stopName(4)) }).click();
    await page.locator('[data-stop]', { hasText: stopName(4) }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
