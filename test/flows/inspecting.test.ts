import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_FINDINGS } from '../../shared/findings.ts';
import type { InspectionCase, WholeCase } from '../../shared/inspectionCases.ts';
import { published } from '../inspections/asked.ts';
import { casesOf, drawn } from '../inspections/plans.ts';
import { E1, PASSWORD, until, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { inspectWords } from '../../web/phone/inspections/words.ts';
import { photoWords } from '../../web/ui/findingWords.ts';
import { questionWords } from '../../web/ui/questionWords.ts';
import { PHONE, axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

/** A phone of an inspector, at the door of E1. */
async function phone(locale: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale,
    ...PHONE,
    reducedMotion: 'reduce',
    permissions: ['geolocation'],
    geolocation: { latitude: E1.lat, longitude: E1.lng, accuracy: 9 },
  });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
  // how often it was touched, over all pages that were killed
  await context.addInitScript(() =>
    addEventListener(
      'pointerdown',
      () => localStorage.setItem('touched', String(Number(localStorage.getItem('touched')) + 1)),
      true,
    ),
  );
  return context;
}

/** The page as it is kept, opened anew: the one before was killed. */
async function again(context: BrowserContext, page: Page): Promise<Page> {
  const next = (await openPage(context)).page;
  await page.close({ runBeforeUnload: false });
  await next.goto(`${server.url}/rep`);
  return next;
}

/** A picture of a size that travels in several parts. */
const photoFile = async (page: Page, pattern = Math.floor(Math.random() * 256)): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate((seed) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [900, 700];
      const drawing = canvas.getContext('2d')!;
      const pixels = drawing.createImageData(900, 700);
      pixels.data.forEach((_, i, data) => (data[i] = i % 4 === 3 ? 255 : ((i * (seed + 31)) >> (i % 7)) & 255));
      drawing.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
    }, pattern),
    'base64',
  );

const findingsOf = async ({ caseId }: InspectionCase) =>
  (await ask<WholeCase>(server, 'auditor.east', 'get', `/inspections/cases/${caseId}`)).findings;

describe.skipIf(!hasChromium).each(languages)('an inspector with a phone in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { inspect } = inspectWords.in(l);
  const { question } = questionWords.in(l);
  const { photos } = photoWords.in(l);

  it('asks and takes photos without a network, loses nothing when the page is killed, and sends it once', async () => {
    const plan = await drawn(server, { take: 2, title: `Shops ${l}`, questionnaire: await published(server) });
    const [first, second] = await casesOf(server, plan);
    const context = await phone(locale);
    let { page } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    const entry = (one: InspectionCase, state: string) =>
      page.getByRole('button', { name: one.name }).filter({ hasText: state }).filter({ hasText: inspect.kind.field });
    await entry(first!, inspect.state.todo).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `inspecting list ${l}`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.evaluate(async () => {
      while (!(await caches.match('/rep'))) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await context.setOffline(true);

    await entry(first!, inspect.state.todo).click();
    await page.getByRole('button', { name: inspect.arrive }).click();
    await page.getByLabel(inspect.outcome.met).check();
    await page.getByRole('button', { name: inspect.file }).click(); // what is missing is named
    await page.getByText(inspect.missing(l === 'en' ? 'Question' : '题目')).waitFor();
    const ways = page.locator('fieldset.question');
    await ways.nth(1).locator('input').first().check(); // today
    await page.getByLabel(question.no, { exact: true }).check();
    const camera = page.getByLabel(new RegExp(`^${inspect.addPhoto}`));
    const shelf = { name: 'shelf.png', mimeType: 'image/png' };
    const two = [await photoFile(page, 31), await photoFile(page, 32)];
    await Promise.all(two.map((buffer) => camera.setInputFiles({ ...shelf, buffer }))); // at the same moment: both are kept
    await page.getByAltText(photos.one('2')).waitFor();
    await picture(page, `inspecting case ${l}`);
    expect(await axeFinds(page)).toEqual([]);

    page = await again(context, page);
    await entry(first!, inspect.state.begun).click();
    await page.getByAltText(photos.one('2')).waitFor();
    expect(await page.getByLabel(inspect.outcome.met).isChecked()).toBe(true);
    expect(await page.getByLabel(question.no, { exact: true }).isChecked()).toBe(true);
    await page.getByRole('button', { name: inspect.file }).click();
    await entry(first!, inspect.state.waiting).waitFor();
    // beside two photos: the case, here, met, two answers, filed; and here the one that was too early, and the case again
    expect(await page.evaluate(() => Number(localStorage.getItem('touched')))).toBeLessThanOrEqual(8);

    await entry(second!, inspect.state.todo).click();
    await page.getByRole('button', { name: inspect.arrive }).click();
    await page.getByLabel(inspect.outcome.shut).check();
    await page.getByLabel(inspect.note, { exact: true }).fill('卷帘门已关');
    await page.getByRole('button', { name: inspect.file }).click();
    await page.getByText(inspect.waiting(2, '2')).waitFor();
    await picture(page, `inspecting waiting ${l}`);

    page = await again(context, page);
    await page.getByText(inspect.waiting(2, '2')).waitFor();
    expect(await findingsOf(first!)).toEqual([]);
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until(async () => (await findingsOf(first!))[0]?.photos.every(({ isWhole }) => isWhole) === true);
    await until(async () => (await findingsOf(second!)).length === 1);
    await page.getByText(inspect.waiting(2, '2')).waitFor({ state: 'hidden' });
    await page.reload();
    await entry(first!, inspect.state.filed).waitFor();
    expect(await findingsOf(first!)).toMatchObject([
      {
        outcome: 'met',
        answers: { lastVisit: 'today', prices: false },
        photos: [{ isWhole: true }, { isWhole: true }],
        isLate: false,
      },
    ]);
    expect((await findingsOf(first!))[0]!.accuracyM).toBe(9);
    expect(await findingsOf(second!)).toMatchObject([{ outcome: 'shut', note: '卷帘门已关' }]);
    await ask(server, 'auditor.east', 'post', `/inspections/${plan.planId}/close`, {});
    await context.close();
  });

  it('is told of a finding that was refused, and sends no photo of one that was let go', async () => {
    const plan = await drawn(server, { take: 1, title: `Refused ${l}`, questionnaire: await published(server) });
    const [one] = await casesOf(server, plan);
    const context = await phone(locale);
    const { page } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    const entry = page.getByRole('button', { name: one!.name }).filter({ hasText: inspect.kind.field });
    await entry.filter({ hasText: inspect.state.todo }).click();
    await page.getByRole('button', { name: inspect.arrive }).click();
    await page.getByLabel(inspect.outcome.shut).check();
    const shelf = { name: 'shelf.png', mimeType: 'image/png', buffer: await photoFile(page) };
    await page.getByLabel(new RegExp(`^${inspect.addPhoto}`)).setInputFiles(shelf);
    await page.getByAltText(photos.one('1')).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: inspect.file }).click();
    await page.getByText(inspect.waiting(1, '1')).waitFor();
    for (let n = 0; n < MOST_FINDINGS; n++) {
      const other = {
        findingId: randomUUID(),
        outcome: 'notFound',
        arrive: null,
        leave: null,
        answers: {},
        photos: [],
      };
      await ask(server, 'auditor.east', 'post', `/me/inspections/${one!.caseId}/finding`, {
        ...other,
        questionnaire: null,
      });
    }
    const sent: string[] = [];
    page.on('request', (request) => void sent.push(new URL(request.url()).pathname));
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const refused = page.getByRole('alert').filter({ hasText: w.phone.refused });
    await refused.getByRole('button', { name: w.phone.discard }).click();
    await refused.waitFor({ state: 'hidden' });
    const before = sent.length;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until(() => sent.slice(before).some((path) => path.endsWith('/me/inspections'))); // it was all sent before that
    expect(sent.filter((path) => path.includes('/photos/'))).toEqual([]);
    await ask(server, 'auditor.east', 'post', `/inspections/${plan.planId}/close`, {});
    await context.close();
  });

  it('calls a shop, notes each call, and asks whoever answers', async () => {
    const plan = await drawn(server, {
      take: 1,
      kind: 'phone',
      title: `Calls ${l}`,
      questionnaire: await published(server),
    });
    const [one] = await casesOf(server, plan);
    const context = await phone(locale);
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/rep`);
    await page.getByRole('button', { name: one!.name }).filter({ hasText: inspect.kind.phone }).click();
    await page.getByRole('button', { name: inspect.calledAs.busy }).click();
    await page.getByRole('listitem').filter({ hasText: inspect.calledAs.busy }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `inspecting call ${l}`);
    await page.getByRole('button', { name: inspect.calledAs.answered }).click();
    await page.getByLabel(inspect.outcome.met).check();
    await page.getByLabel(question.yes, { exact: true }).check();
    await page.getByRole('button', { name: inspect.fileCall }).click();
    await until(async () => (await findingsOf(one!)).length === 1);
    expect(await findingsOf(one!)).toMatchObject([{ arrivedAt: null, answers: { prices: true } }]);
    expect(errors).toEqual([]);
    await ask(server, 'auditor.east', 'post', `/inspections/${plan.planId}/close`, {});
    await context.close();
  });
});
