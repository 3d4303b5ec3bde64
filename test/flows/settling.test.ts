import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, until, type TestServer } from '../helpers/server.ts';
import { raise, seenCase } from '../inspections/settled.ts';
import type { KnownContradiction } from '../../shared/settlements.ts';
import { ask } from '../problems/provoke.ts';
import { askWords } from '../../web/phone/asks/words.ts';
import { PHONE, axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

/** Kept by the worker, so that it opens without a network. */
async function keepPage(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.evaluate(async () => {
    while (!(await caches.match('/rep'))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

const open = async () =>
  (await ask<{ items: KnownContradiction[] }>(server, 'admin', 'get', '/inspections/contradictions')).items;

describe.skipIf(!hasChromium).each(languages)('a contradiction in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { asks } = askWords.in(l);

  it('is answered by the rep without a network, and settled at the desk by keys', async () => {
    const one = await seenCase(server);
    const { contradictionId } = await raise(server, one);
    const phone = await browser.newContext({ locale, ...PHONE, reducedMotion: 'reduce' });
    await phone.request.post(`${server.url}/api/v1/session`, { data: { login: 'rep.east', password: PASSWORD } });
    const { page, errors } = await openPage(phone);
    await page.goto(`${server.url}/rep`);
    const word = page.getByRole('textbox', { name: asks.note });
    await word.waitFor();
    await keepPage(page);
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `settling asked ${l}`);
    await phone.setOffline(true);
    await word.fill('手机没电了 My phone was flat.');
    await page.getByRole('button', { name: asks.send }).click();
    await page.getByText(asks.waits).waitFor();
    await page.reload();
    await page.getByText(asks.waits).waitFor();
    await phone.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(asks.said).waitFor();
    await picture(page, `settling answered ${l}`);
    expect((await open()).find((other) => other.contradictionId === contradictionId)).toMatchObject({
      state: 'answered',
    });

    const desk = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await desk.request.post(`${server.url}/api/v1/session`, { data: { login: 'admin', password: PASSWORD } });
    const at = await openPage(desk);
    await at.page.goto(`${server.url}/inspections`);
    await at.page.getByRole('button', { name: w.settle.open, exact: true }).click();
    await at.page.getByText('My phone was flat.').waitFor();
    expect(await axeFinds(at.page)).toEqual([]);
    await picture(at.page, `settling desk ${l} 1280`);
    await at.page.setViewportSize({ width: 390, height: 844 });
    await picture(at.page, `settling desk ${l} 390`);
    await at.page.setViewportSize({ width: 1280, height: 900 });
    await at.page.keyboard.press('a');
    await at.page.getByText(w.settle.why).waitFor(); // whoever upholds says why
    await at.page.keyboard.type('The shop is sure.');
    await at.page.keyboard.press('Escape');
    await at.page.keyboard.press('a');
    await until(async () => !(await open()).some((other) => other.contradictionId === contradictionId));
    await at.page.getByRole('button', { name: w.settle.showSettled }).click();
    await at.page.getByText('The shop is sure.').waitFor();
    await picture(at.page, `settling settled ${l}`);

    expect([...errors, ...at.errors]).toEqual([]);
    await phone.close();
    await desk.close();
  });
});
