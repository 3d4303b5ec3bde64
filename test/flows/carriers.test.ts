import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, PHONE, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'rounds-carriers-'));

beforeAll(async () => {
  const file = join(folder, 'carriers.json');
  const carrier = {
    ...{ name: 'telecom', prefixes: ['133'], speaks: 'json', url: 'http://127.0.0.1:1/position' },
    request: '{"mobile":"{national}"}',
    answer: { number: 'mobile', lng: 'x', lat: 'y' },
  };
  writeFileSync(file, JSON.stringify([carrier]));
  ({ server, browser } = await openFlow(undefined, { CARRIER_FILE: file }));
});
afterAll(async () => {
  await closeFlow({ server, browser });
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasChromium).each(languages)('carriers in $locale', ({ locale, w }) => {
  it('are asked by a rep’s own consent, which is taken back as easily; an administrator sees how each does', async () => {
    const context = await browser.newContext({ locale, ...PHONE });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'rep.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    const c = w.phone.carrier;
    await page.goto(`${server.url}/rep?state=stored`);
    await page.getByLabel(c.number).fill('139 0000 1111');
    await page.getByRole('button', { name: c.agree }).click();
    await page.getByRole('alert').first().waitFor(); // no carrier here has such numbers
    await page.getByLabel(c.number).fill('133 0000 1111');
    await page.getByRole('button', { name: c.agree }).click();
    await page.getByText('+86133****1111', { exact: false }).waitFor();
    expect(await page.getByText('13300001111').count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: c.withdraw }).scrollIntoViewIfNeeded();
    await picture(page, `carriers rep ${locale}`);

    const desk = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await desk.request.post(`${server.url}/api/v1/session`, { data: { login: 'admin', password: PASSWORD } });
    const opened = await openPage(desk);
    await opened.page.goto(`${server.url}/settings?state=carriers`);
    await opened.page.getByRole('heading', { name: 'telecom' }).waitFor();
    expect(await axeFinds(opened.page)).toEqual([]);
    await picture(opened.page, `carriers desk ${locale}`);

    await page.getByRole('button', { name: c.withdraw }).click();
    await page.getByRole('button', { name: c.agree }).waitFor();
    expect([...errors, ...opened.errors]).toEqual([]);
    await context.close();
    await desk.close();
  });
});
