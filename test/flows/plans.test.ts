import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayPlan, Plan } from '../../shared/plans.ts';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { axeFindsInBoth, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
let second: string;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
  const admin = server.as('admin');
  second = (
    (
      await admin
        .post('/api/v1/people')
        .send({ unitId: server.units.east, role: 'rep', name: 'Second rep', login: 'second', password: PASSWORD })
        .expect(201)
    ).body as { personId: string }
  ).personId;
  await admin
    .post('/api/v1/territories')
    .send({
      unitId: server.units.east,
      kind: 'visit',
      name: 'V',
      repId: second,
      retailerIds: ['E4', 'E5'].map((code) => server.retailers.get(code)),
    })
    .expect(201);
});
afterAll(() => closeFlow({ server, browser }));

const dayIn = (days: number) => new Date(Date.now() + 86_400_000 * days).toISOString().slice(0, 10);
const planOf = async (repId: string, day: string) =>
  (await server.as('planner.east').get(`/api/v1/plans/${repId}/${day}`).expect(200)).body as DayPlan;
const codes = ({ stops }: DayPlan) => stops.map(({ code }) => code);

async function planner(locale: string, path: string, viewport = { width: 1280, height: 800 }, more: object = {}) {
  const context = await browser.newContext({ locale, viewport, ...more });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
  const { page, errors } = await openPage(context);
  await page.goto(server.url + path);
  return { context, page, errors };
}

const numbersOf = (page: Page) => page.locator('.plan-stop .item-title').allInnerTexts();

describe.skipIf(!hasChromium).each(languages)('a planner in $locale', ({ locale, w }) => {
  const first = locale === 'en-US' ? 3 : 40; // days of their own, more than a month apart
  const stopName = (n: number) => `East shop ${n}`;

  it('plans the unit, moves a stop by key and by mouse, sees what it changes, goes back, takes the best order and saves it', async () => {
    const day = dayIn(first);
    await server
      .as('planner.east')
      .post('/api/v1/plans')
      .send({
        repId: server.idOf('rep.east'),
        day,
        retailerIds: [1, 2, 3].map((n) => server.retailers.get(`E${n}`)),
        keepOrder: true,
      })
      .expect(201);
    const { context, page, errors } = await planner(locale, `/plans?day=${day}`);
    await page.getByRole('button', { name: w.plans.planUnit }).click();
    await page.getByText(w.plans.made(1, '1')).waitFor();
    await page.getByRole('listitem').filter({ hasText: w.plans.left.planned }).waitFor();
    expect(codes(await planOf(second, day)).sort()).toEqual(['E4', 'E5']);

    await page.getByRole('button', { name: /rep\.east/ }).click();
    await page.getByText(w.plans.proved).waitFor();
    await page.locator('.plan-number:not(.in-list)').nth(2).waitFor();
    expect(await numbersOf(page)).toEqual([stopName(1), stopName(2), stopName(3)]);
    const grip = page.getByRole('button', { name: w.plans.drag(stopName(1)) });
    await grip.focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-change]', { hasText: w.plans.unsaved }).filter({ hasText: /\+/ }).waitFor();
    expect(await numbersOf(page)).toEqual([stopName(2), stopName(1), stopName(3)]);
    await page.getByRole('button', { name: w.plans.undo, exact: true }).click();
    expect(await numbersOf(page)).toEqual([stopName(1), stopName(2), stopName(3)]);
    await page.getByRole('button', { name: w.plans.redo, exact: true }).click();
    expect(await numbersOf(page)).toEqual([stopName(2), stopName(1), stopName(3)]);
    await page.keyboard.press('Control+z');
    expect(await page.locator('[data-change]').innerText()).toBe('');
    await page.getByRole('button', { name: w.plans.toPlace(stopName(1)) }).click();
    await page.getByRole('spinbutton', { name: w.plans.toPlace(stopName(1)) }).fill('3');
    await page.keyboard.press('Enter');
    expect(await numbersOf(page)).toEqual([stopName(2), stopName(3), stopName(1)]);
    await page.keyboard.press('Control+z');

    const from = (await page.getByRole('button', { name: w.plans.drag(stopName(3)) }).boundingBox())!;
    const to = (await page.locator('.plan-stop').first().boundingBox())!;
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 30, { steps: 5 });
    await picture(page, `plans-drag-${locale}`);
    await page.mouse.move(to.x + 10, to.y + 4, { steps: 3 });
    await page.mouse.up();
    expect(await numbersOf(page)).toEqual([stopName(3), stopName(1), stopName(2)]);
    await page.locator('[data-change]').filter({ hasText: /\+/ }).waitFor();
    await picture(page, `plans-${locale}`);
    expect(codes(await planOf(server.idOf('rep.east'), day))).toEqual(['E1', 'E2', 'E3']); // nothing is saved yet

    await page.getByRole('button', { name: w.plans.optimize }).click();
    await page.locator('[data-quality]', { hasText: w.plans.proved }).waitFor();
    await page.getByRole('button', { name: w.plans.undo, exact: true }).click();
    await page.getByRole('button', { name: w.plans.pin(stopName(3)) }).click();
    await page.getByRole('button', { name: w.plans.save, exact: true }).click();
    await page.locator('.plan-note', { hasText: w.plans.saved }).waitFor();
    const saved = await planOf(server.idOf('rep.east'), day);
    expect([codes(saved), saved.stops[0]!.pinned]).toEqual([['E3', 'E1', 'E2'], true]);
    await page.locator('[data-quality]', { hasText: /%|％/ }).waitFor();

    await page.getByRole('button', { name: w.plans.lock }).click();
    await page.getByText(w.plans.isLocked).waitFor();
    expect((await planOf(server.idOf('rep.east'), day)).locked).toBe(true);
    expect(await page.getByRole('button', { name: w.plans.drag(stopName(1)) }).count()).toBe(0);
    await page.getByRole('button', { name: w.plans.unlock }).click();
    await page.getByRole('button', { name: w.plans.drag(stopName(1)) }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: w.plans.exportGpx }).click();
    expect((await download).suggestedFilename()).toBe(`plan-${day}.gpx`);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('gives a stop to another rep after seeing what it changes for both, and takes it back', async () => {
    const day = dayIn(first);
    const { context, page, errors } = await planner(locale, `/plans?day=${day}&rep=${server.idOf('rep.east')}`);
    const from = (await page.getByRole('button', { name: w.plans.drag(stopName(2)) }).boundingBox())!;
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 30, { steps: 3 });
    const rep = (await page.locator('[data-drop-rep]', { hasText: 'Second rep' }).boundingBox())!;
    await page.mouse.move(rep.x + 20, rep.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.getByText(w.plans.giveSentence(stopName(2), 'Second rep')).waitFor();
    await picture(page, `plans-give-${locale}`);
    expect(codes(await planOf(second, day))).not.toContain('E2');
    await page.getByRole('button', { name: w.plans.giveNow, exact: true }).click();
    await page.locator('.plan-note', { hasText: 'Second rep' }).waitFor();
    expect(codes(await planOf(second, day))).toContain('E2');
    await page.getByRole('button', { name: w.plans.takeBack }).click();
    await page.locator('.plan-note', { hasText: 'rep.east' }).waitFor();
    expect(codes(await planOf(second, day))).not.toContain('E2');

    await page.getByRole('button', { name: w.plans.giveTo(stopName(1)) }).click(); // the same without a mouse
    await page.locator('.plan-give select').selectOption({ label: 'Second rep' });
    await page.getByText(w.plans.giveSentence(stopName(1), 'Second rep')).waitFor();
    await page.getByRole('button', { name: w.cancel, exact: true }).click();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('hears that somebody else changed the plan, and overwrites nothing', async () => {
    const day = dayIn(first);
    const repId = server.idOf('rep.east');
    const { context, page, errors } = await planner(locale, `/plans?day=${day}&rep=${repId}`);
    const [top] = (await planOf(repId, day)).stops;
    await page.getByRole('button', { name: w.plans.drag(top!.name) }).focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-change]', { hasText: w.plans.unsaved }).filter({ hasNotText: '…' }).waitFor();
    const now = await planOf(repId, day);
    await server
      .as('planner.east')
      .put(`/api/v1/plans/${repId}/${day}`)
      .send({ revision: now.revision, retailerIds: now.stops.map((stop) => stop.retailerId).reverse() })
      .expect(200);
    await page.getByRole('button', { name: w.plans.save, exact: true }).click();
    await page.getByRole('button', { name: w.plans.reload }).click();
    await expect.poll(() => numbersOf(page)).toEqual([...now.stops].reverse().map((stop) => stop.name));
    const { items } = (await server.as('planner.east').get(`/api/v1/plans?day=${day}&repId=${repId}`)).body as {
      items: Plan[];
    };
    expect(items[0]!.stops.map((stop) => stop.code)).toEqual(codes(now).reverse());
    expect(errors).toEqual([]);
    await context.close();
  });

  it('finds the plan usable on a phone and by machines that read it out, in light and in dark', async () => {
    const path = `/plans?day=${dayIn(first)}&rep=${server.idOf('rep.east')}`;
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
    ]) {
      const { context, page, errors } = await planner(locale, path, viewport, {
        colorScheme: 'light',
        reducedMotion: 'reduce',
        hasTouch: viewport.width < 500,
      });
      await page.locator('.plan-stop').nth(2).waitFor();
      await page.locator('.plan-number:not(.in-list)').nth(2).waitFor();
      const found = await axeFindsInBoth(page, (scheme) => picture(page, `plan-${locale}-${scheme}-${viewport.width}`));
      expect.soft(found.map((one) => `${viewport.width}: ${one}`)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    }
  });
});
