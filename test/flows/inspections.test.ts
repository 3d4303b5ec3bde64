import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InspectionPlan } from '../../shared/inspections.ts';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { drawn } from '../inspections/plans.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

async function signedIn(login: string, locale: string, path: string, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ locale, viewport, acceptDownloads: true });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  const { page, errors } = await openPage(context);
  await page.goto(server.url + path);
  return { context, page, errors };
}

/** Pictures of what is open at the three widths that people have. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1920, 1080],
    [390, 844],
    [1280, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `${name} ${width}`);
  }
}

/** A shop that is content: each question's first way, and the highest step. */
async function answerAll(page: Page, w: (typeof languages)[number]['w']): Promise<void> {
  await page.getByRole('button', { name: w.finding.file }).click();
  for (let asked = 0; ; asked++) {
    const questions = page.locator(
      'fieldset.question:has(input[type=radio]), fieldset.question:has(input[type=checkbox])',
    );
    if (asked >= (await questions.count())) break;
    const ways = questions.nth(asked).locator('.question-way input');
    if ((await ways.count()) === 0) await questions.nth(asked).locator('.check input').check();
    else if ((await questions.nth(asked).locator('.is-row').count()) > 0) await ways.last().check();
    else await ways.first().check();
  }
  await page.getByRole('button', { name: w.finding.send }).click();
}

const plansOf = async (login: string) =>
  ((await server.as(login).get('/api/v1/inspections')).body as { items: InspectionPlan[] }).items;

describe.skipIf(!hasChromium).each(languages)('an auditor in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';

  it('plans an inspection, draws it with dice, sees it drawn again, and files what was found', async () => {
    const { context, page, errors } = await signedIn('auditor.east', locale, '/inspections');
    await page.getByRole('button', { name: w.inspections.make }).click();
    await page.getByLabel(w.newInspection.name).fill(`Check ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection new ${l}`);
    await page.getByRole('button', { name: w.newInspection.make }).click();

    await page.getByText(w.sampling.items.retailers(5, '5')).waitFor();
    await page.getByRole('spinbutton', { name: w.sampling.take }).fill('3');
    await page.getByText(w.sampling.ifNone('2', '5')).waitFor();
    await page.getByRole('radio', { name: w.sampling.sources.dice }).check();
    await page.getByLabel(w.sampling.announced.dice).fill('Ann, Bob');
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection freeze ${l}`);
    await page.getByRole('button', { name: w.sampling.freeze }).click();

    await page.getByRole('button', { name: w.draw.throwAll }).click();
    const draw = page.getByRole('button', { name: w.draw.now });
    await draw.and(page.locator(':enabled')).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection dice ${l}`);
    await draw.click();
    await page.getByText(w.draw.same(3, '3')).waitFor();
    const [plan] = (await plansOf('auditor.east')).filter(({ title }) => title === `Check ${l}`);
    expect(plan).toMatchObject({
      state: 'drawn',
      cases: { drawn: 3 },
      frames: [{ source: 'dice', announced: 'Ann, Bob' }],
    });
    await pictures(page, `inspection drawn ${l}`);

    await page.locator('[data-item]').first().click();
    await page.getByText(w.spot.blind).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection case ${l}`);
    await page.getByRole('button', { name: w.finding.file }).click();
    await page.getByRole('button', { name: w.finding.send }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection filing ${l}`);
    await page.getByRole('radio', { name: w.finding.outcome.shut }).check();
    await page.getByLabel(w.finding.note, { exact: true }).fill('closed for a wedding');
    await page.getByRole('button', { name: w.finding.send }).click();
    await page.getByText('closed for a wedding').waitFor();
    await pictures(page, `inspection filed ${l}`);
    await page.getByRole('button', { name: w.spot.next }).click();
    await page.getByText(w.spot.blind).waitFor();
    await answerAll(page, w);
    await page.getByText(w.finding.score('65', '65')).waitFor();
    await pictures(page, `inspection answered ${l}`);
    await page.getByRole('button', { name: w.back, exact: true }).click();
    await page.getByText(w.spot.sentence('2', '3', 0, '0')).waitFor();
    await page.getByText(w.result.bounds('0', '4', '5')).scrollIntoViewIfNeeded();
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection result ${l}`);
    expect(errors).toEqual([]);
    await context.close();
  }, 240_000);

  it('checks an exported draw in the browser: the same, or where it was changed', async () => {
    const { context, page, errors } = await signedIn('auditor.east', locale, '/inspections?state=redraw');
    const { planId } = await drawn(server, { title: `Drawn ${l}` });
    const text = await context.request
      .get(`${server.url}/api/v1/inspections/${planId}/draw/export`)
      .then((answer) => answer.text());
    const file = join(tmpdir(), `draw ${planId}.ndjson`);
    await writeFile(file, text);
    await page.getByLabel(w.redraw.choose).setInputFiles(file);
    await page.getByText(w.redraw.same(`Drawn ${l}`, '1', '3')).waitFor();
    await writeFile(file, text.replace('"pickNo":1', '"pickNo":2'));
    await page.getByLabel(w.redraw.choose).setInputFiles(file);
    await page.getByText(w.redraw.code.FILE_CHANGED()).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await pictures(page, `inspection redraw ${l}`);
    expect(errors).toEqual([]);
    await context.close();
  });
});
