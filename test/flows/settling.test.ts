import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, until, type TestServer } from '../helpers/server.ts';
import { dayFrom } from '../inspections/plans.ts';
import { check, filedCase, order } from '../inspections/remedied.ts';
import { raise, seenCase } from '../inspections/settled.ts';
import type { Remedy } from '../../shared/remedies.ts';
import type { KnownContradiction } from '../../shared/settlements.ts';
import { ask } from '../problems/provoke.ts';
import { askWords } from '../../web/phone/asks/words.ts';
import { photoWords } from '../../web/ui/findingWords.ts';
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

const toMend = async () =>
  (await ask<{ items: Remedy[] }>(server, 'auditor.east', 'get', '/inspections/remedies')).items;

const drawnPng = async (page: Page): Promise<Buffer> =>
  Buffer.from(await page.evaluate(() => document.createElement('canvas').toDataURL().split(',')[1]!), 'base64');

describe.skipIf(!hasChromium).each(languages)('a contradiction in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { asks, remedies } = askWords.in(l);
  const { photos } = photoWords.in(l);

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

  it('leads to what is to be mended: ordered at the desk, closed with a photo without a network, looked at again', async () => {
    const one = await filedCase(server);
    const desk = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await desk.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
    const { page, errors } = await openPage(desk);
    await page.goto(`${server.url}/inspections?case=${one.caseId}`);
    await page.getByRole('button', { name: w.remedy.order }).click();
    await page.getByLabel(w.remedy.what).fill('补贴价签 Put up the price tags');
    await page.getByLabel(w.remedy.who).selectOption({ label: `rep.east · ${w.role.rep}` });
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: w.remedy.send, exact: true }).click();
    await page.getByText(w.remedy.state.open).waitFor();

    const phone = await browser.newContext({ locale, ...PHONE, reducedMotion: 'reduce' });
    await phone.request.post(`${server.url}/api/v1/session`, { data: { login: 'rep.east', password: PASSWORD } });
    const rep = await openPage(phone);
    await rep.page.goto(`${server.url}/rep`);
    await rep.page.getByText(remedies.needsPhoto).waitFor();
    await keepPage(rep.page);
    expect(await axeFinds(rep.page)).toEqual([]);
    await phone.setOffline(true);
    const shelf = { name: 'shelf.png', mimeType: 'image/png', buffer: await drawnPng(rep.page) };
    await rep.page.getByLabel(new RegExp(`^${remedies.photo}`)).setInputFiles(shelf);
    await rep.page.getByAltText(photos.one('1')).waitFor();
    await rep.page.reload(); // the camera killed the page: the photo is there
    await rep.page.getByAltText(photos.one('1')).waitFor();
    await picture(rep.page, `settling remedy ${l}`);
    await rep.page.getByRole('button', { name: remedies.send }).click();
    await rep.page.getByText(remedies.waits).waitFor();
    await phone.setOffline(false);
    await rep.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await rep.page.getByText(remedies.state.reported).waitFor();

    await page.reload();
    await page.getByAltText(w.finding.photo('1')).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `settling checked ${l} 1280`);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `settling checked ${l} 390`);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: w.remedy.notMended }).click();
    await page.getByLabel(w.remedy.why).fill('Still none.');
    await page.getByRole('button', { name: w.remedy.again }).click();
    await page.getByText(w.remedy.reopened(1, '1')).waitFor();
    await rep.page.reload();
    await rep.page.getByText(remedies.again('Still none.')).waitFor({ state: 'attached' });
    await order(server, one, { dueDay: dayFrom(-2) });
    await page.goto(`${server.url}/`);
    await page.getByRole('heading', { name: w.live.overdue }).waitFor();
    await picture(page, `settling overdue ${l}`);
    await page.goto(`${server.url}/inspections?state=remedies`);
    await page.getByText(w.remedy.sentence(2, '2', '1')).waitFor();
    expect([...errors, ...rep.errors]).toEqual([]);
    for (const { remedyId, checks } of await toMend())
      await check(server, { remedyId }, { word: 'mended', checks: checks.length });
    await phone.close();
    await desk.close();
  });
});
