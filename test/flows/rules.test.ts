import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingKeys, settingName } from '../../shared/settings.ts';
import type { SettingsOfDay } from '../../shared/settingChanges.ts';
import { PASSWORD, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
});
afterAll(() => closeFlow({ server, browser }));

const inForce = async (key: string, day?: string) => {
  const asked = await server
    .as('admin')
    .get('/api/v1/settings/in-force')
    .query(day === undefined ? {} : { day })
    .expect(200);
  return (asked.body as SettingsOfDay).items.find((item) => item.key === key)!.value;
};

describe.skipIf(!hasChromium).each([
  { ...languages[0], language: 'en' as const, kmh: 31 },
  { ...languages[1], language: 'zh' as const, kmh: 32 },
])('an administrator in $locale', ({ locale, w, language, kmh }) => {
  it('finds every setting with where it is from, changes one from a day on and takes that back', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 860 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'admin', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/settings`);
    await page.getByRole('button', { name: w.settings.parts.rules, exact: true }).click();
    for (const key of settingKeys) await page.getByText(settingName(key, language), { exact: true }).first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `rules-${locale}`);

    const speed = settingName('travelKmh', language);
    const before = await inForce('travelKmh');
    await page.getByRole('button', { name: w.rules.changeOf(speed) }).click();
    await page.getByLabel(w.rules.value).fill('900');
    await page.getByRole('button', { name: w.rules.save, exact: true }).click();
    await page.getByRole('alert').waitFor(); // faster than anybody drives: nothing is lost
    await page.getByLabel(w.rules.value).fill(String(kmh));
    await page.getByLabel(w.rules.fromDay).fill('2031-03-04');
    await page.getByLabel(w.rules.reason).fill('e-bikes');
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `rules-form-${locale}`);
    await page.getByRole('button', { name: w.rules.save, exact: true }).click();
    await page
      .getByText(new RegExp(`2031-03-04 · ${w.rules.state.coming}`))
      .first()
      .waitFor();
    expect([await inForce('travelKmh'), await inForce('travelKmh', '2031-03-04')]).toEqual([before, kmh]);

    await page.getByRole('button', { name: w.rules.withdraw, exact: true }).click();
    await page
      .getByText(new RegExp(`2031-03-04 · ${w.rules.state.withdrawn}`))
      .first()
      .waitFor();
    expect(await inForce('travelKmh', '2031-03-04')).toEqual(before);
    expect(errors).toEqual([]);
    await context.close();
  });
});
