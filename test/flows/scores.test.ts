import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import {
  before,
  closeMonth,
  deed,
  enter,
  entry,
  lastMonth,
  object,
  publishScheme,
  standing,
  visitIn,
} from '../scores/months.ts';
import { standingWords } from '../../web/phone/scores/words.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, PHONE, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
const closed = before(lastMonth);

beforeAll(async () => {
  ({ server, browser } = await openFlow());
  await publishScheme(server);
  for (const month of [closed, lastMonth]) {
    await visitIn(server, month);
    await enter(server, month, entry(server, { value: 7 }), entry(server, { itemKey: 'sales', value: 150 }));
  }
  await closeMonth(server, closed);
  await deed(server, 'supervisor.east', lastMonth, 'draft');
  await deed(server, 'supervisor.east', lastMonth, 'show');
  await object(server, lastMonth);
  await object(server, lastMonth, { itemKey: 'sales', note: 'The file has last year’s figure' });
});
afterAll(() => closeFlow({ server, browser }));

describe.skipIf(!hasChromium).each(languages)('an auditor in $locale', ({ locale, w }) => {
  const s = w.scores;
  const l = locale === 'en-US' ? 'en' : 'zh';
  const item = l === 'en' ? { first: 'Manner', second: 'In place' } : { first: '服务态度', second: '到位率' };
  const [note, asked] = l === 'en' ? ['manner', 'inPlace'] : ['sales', 'inPlace'];

  const open = async (page: Page, month: string) => {
    await page.goto(`${server.url}/scores?month=${month}`);
    await page.getByRole('columnheader', { name: s.total }).waitFor();
  };

  it('opens a line into what it stands on, answers an objection, and reads the bulletin', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await open(page, lastMonth);
    await picture(page, `scores shown ${l}`);
    expect(await axeFinds(page)).toEqual([]);

    await page.getByRole('button', { name: 'rep.east', exact: true }).click();
    await picture(page, `scores person ${l}`);
    await page.getByRole('button', { name: s.whyOf(item.second) }).click();
    await page.getByRole('img', { name: s.curve }).waitFor();
    expect(new URL(page.url()).searchParams.get('item')).toBe(asked);
    await picture(page, `scores line ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `scores line ${l} 390`);
    await page.setViewportSize({ width: 1280, height: 900 });

    await open(page, lastMonth);
    const objection = page.getByRole('article').filter({ hasText: note === 'manner' ? 'I was there' : 'last year' });
    await objection.getByLabel(s.answerWhy).fill('seen');
    await objection.getByLabel(s.newPoints).fill('9.5');
    await objection.getByRole('button', { name: s.uphold, exact: true }).click();
    await objection.getByText(s.answered('auditor.east', s.upheld)).waitFor();
    expect(await page.getByRole('button', { name: s.sign, exact: true }).isDisabled()).toBe(true); // the term is not over

    await open(page, closed);
    await page.getByText(s.sinceNone).waitFor();
    await page.getByText(s.signed.auditor('auditor.east')).waitFor();
    await picture(page, `scores closed ${l}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `scores closed ${l} 390`);
    await page.getByRole('button', { name: w.account, exact: true }).click(); // the last of the rail is reached on a phone, too
    await page.getByText('auditor.east').first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe.skipIf(!hasChromium).each([
  { ...languages[0], l: 'en' as const, item: 'In place', itemKey: 'inPlace' },
  { ...languages[1], l: 'zh' as const, item: '加减分', itemKey: 'events' },
])('a rep in $locale', ({ locale, w, l, item, itemKey }) => {
  it('reads their own lines on the phone, and objects to one without a network', async () => {
    const context = await browser.newContext({ locale, ...PHONE });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'rep.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    const s = standingWords.in(l).standing;
    await page.goto(`${server.url}/rep`);
    const month = page.locator('details').filter({ hasText: w.scores.state.shown }).first();
    await month.locator('summary').first().click();
    const line = month.locator('details').filter({ hasText: item });
    await line.locator('summary').click();
    await line.getByText(s.why).waitFor();
    await picture(page, `scores rep ${l}`);
    expect(await axeFinds(page)).toEqual([]);

    await context.setOffline(true);
    await line.getByLabel(s.note).fill(`not so ${l}`);
    await line.getByRole('button', { name: s.object, exact: true }).click();
    await line.getByText(s.waits).waitFor();
    const said = async () =>
      (await standing(server, 'rep.east', lastMonth)).objections.filter((one) => one.note === `not so ${l}`);
    expect(await said()).toEqual([]);
    await context.setOffline(false);
    await line.getByText(s.said).waitFor({ timeout: 60_000 });
    expect(await said()).toMatchObject([{ itemKey, answer: null }]);
    expect(await page.getByText('Second rep').count()).toBe(0); // nobody else's
    expect(errors).toEqual([]);
    await context.close();
  });
});
