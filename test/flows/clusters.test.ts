import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

describe.skipIf(!hasChromium).each(languages)('clusters in $locale', ({ locale, w }) => {
  it('open into lists that are links, by mouse and by keyboard, and are switched off in the legend', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'admin', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/?at=28,120.4,9`);
    const five = page.getByRole('heading', { name: w.map.retailerCount(5, '5') });
    const toggle = page.getByRole('button', { name: w.map.layer.clusters });
    await toggle.waitFor();
    await expect
      .poll(async () => {
        await page.locator('body').press('c'); // as soon as the retailers are there
        return five.count();
      })
      .toBe(1);
    const first = page.url();
    expect(first).toMatch(/cluster=9\/\d+\/\d+/);
    await page.getByRole('button', { name: /shop 1\D/ }).waitFor();
    await page.locator('body').press('c');
    await expect.poll(() => page.url()).not.toBe(first);
    await picture(page, `clusters-${locale}`);
    expect(await axeFinds(page)).toEqual([]);
    await page.reload(); // every view is a link
    await five.waitFor();
    await page.keyboard.press('Escape');
    await five.waitFor({ state: 'detached' });

    await toggle.click();
    await page.locator('body').press('c');
    expect(page.url()).not.toContain('cluster=');
    await toggle.click();
    const map = (await page.locator('.map').boundingBox())!;
    const px = 256 * 2 ** 9; // E1 to E5 lie a quarter of a degree east of the middle
    const x = map.x + map.width / 2 + ((120.65 - 120.4) / 360) * px;
    await expect
      .poll(async () => {
        for (const dy of [0, -20, 20]) {
          // the circle stands a little beside its retailers, so that it does not leave its square; beside it nothing is hit
          await page.mouse.click(x, map.y + map.height / 2 + dy);
          if (
            await five.waitFor({ timeout: 1_000 }).then(
              () => true,
              () => false,
            )
          )
            return 1;
        }
        return 0;
      })
      .toBe(1);
    await page.getByRole('button', { name: /East shop 2\D/ }).click();
    await page.waitForURL(/retailer=/);
    expect(errors).toEqual([]);
    await context.close();
  });
});
