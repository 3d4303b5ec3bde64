import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

/** A file as Excel writes it in China: GB 18030, Chinese columns, a row without a coordinate and one that is upside down. */
function excelFile(tag: string): Buffer {
  const text = [
    '客户编码,店名,地址,经度,纬度,客户分类',
    `${tag}1,瓯江便利店,"江滨路1号
二楼",120.6601,28.0101,A`,
    `${tag}2,东海烟酒店,解放街2号,120.6702,28.0202,B`,
    `${tag}3,无坐标食杂店,人民路3号,,,C`,
    `${tag}4,颠倒超市,公园路4号,28.0303,120.6803,D`,
  ].join('\n');
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });
}

describe.skipIf(!hasChromium).each(languages)('an administrator in $locale', ({ locale, w }) => {
  it('imports a file, sees what was wrong with which line, and imports it again without any change', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'admin', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    const bytes = excelFile(locale === 'en-US' ? 'X' : 'Y');
    const choose = async () => {
      await page.goto(`${server.url}/retailers`);
      await page
        .getByRole('button', { name: w.retailers.import, exact: true })
        .or(page.getByRole('link', { name: w.retailers.import, exact: true }))
        .first()
        .click();
      await page.locator('input[type=file]').setInputFiles({ name: '零售户.csv', mimeType: 'text/csv', buffer: bytes });
      await page.getByText(w.import.sentence('2', '4')).waitFor();
    };

    await choose();
    await page.getByText(w.import.encoding('GB18030')).waitFor();
    await page.getByText(w.rowProblem.NO_COORDINATE).first().waitFor();
    await page.getByText(w.rowProblem.SWAPPED_COORDINATE).first().waitFor();
    await picture(page, `import-${locale}`);
    await page.getByRole('button', { name: w.import.start(2, '2') }).click();
    await page.getByText(w.import.done).waitFor();

    await choose();
    await page.getByRole('button', { name: w.import.start(2, '2') }).click();
    await page.getByText(w.import.done).waitFor();
    const { body } = await server
      .as('admin')
      .get('/api/v1/retailers')
      .query({ q: locale === 'en-US' ? 'X' : 'Y' })
      .expect(200);
    expect(
      (body as { items: { code: string; name: string; address: string }[] }).items.map((r) => [
        r.code,
        r.name,
        r.address,
      ]),
    ).toEqual([
      [locale === 'en-US' ? 'X1' : 'Y1', '瓯江便利店', '江滨路1号\n二楼'],
      [locale === 'en-US' ? 'X2' : 'Y2', '东海烟酒店', '解放街2号'],
    ]);

    // of all that are there, those of the file's grade that nobody visits
    await page.goto(`${server.url}/retailers?q=${locale === 'en-US' ? 'X' : 'Y'}`);
    await page.getByText(w.filters.title(0), { exact: true }).click();
    await page.getByRole('combobox', { name: w.field.visitTerritory }).selectOption('none');
    await page.getByLabel(w.filters.notVisitedSince, { exact: true }).fill('2020-01-01');
    await page.getByText(w.filters.title(2), { exact: true }).waitFor();
    await page.getByRole('heading', { level: 1 }).getByText(/\b2\b/).waitFor();
    await picture(page, `retailers-filtered-${locale}`);
    await page.getByRole('combobox', { name: w.filters.state }).selectOption('closed');
    await page.getByText(w.retailers.none).waitFor();
    await page.reload(); // the address says it all
    await page.getByText(w.retailers.none).waitFor();
    await page.getByRole('button', { name: w.filters.clear, exact: true }).click();
    await page.getByText('瓯江便利店').first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
