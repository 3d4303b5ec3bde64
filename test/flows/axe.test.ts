import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

/** Every page there is, and who has it. */
const pages: [path: string, login: string | null][] = [
  ['/', null],
  ['/setup', null],
  ['/', 'supervisor.east'],
  ['/plans', 'planner.east'],
  ['/visits', 'auditor.east'],
  ['/reports', 'supervisor.east'],
  ['/reports/metric?metric=inPlace', 'supervisor.east'],
  ['/retailers', 'planner.east'],
  ['/retailers/import', 'admin'],
  ['/places', 'auditor.east'],
  ['/places?state=stands', 'auditor.east'],
  ['/people', 'admin'],
  ['/territories', 'planner.east'],
  ['/rep', 'rep.east'],
  ['/rep?state=stored', 'rep.east'],
  ['/people/phone', 'admin'],
  ['/settings', 'admin'],
  ['/settings?state=quarantine', 'admin'],
  ['/settings?state=ledger', 'auditor.east'],
  ['/visits?state=review', 'auditor.east'],
  ['/inspections', 'auditor.east'],
  ['/inspections?state=contradictions', 'auditor.east'],
  ['/inspections?state=remedies', 'supervisor.east'],
  ['/calendar', 'planner.east'],
  ['/logs', 'supervisor.east'],
  ['/scores', 'supervisor.east'],
  ['/settings?state=rules', 'admin'],
  ['/settings?state=carriers', 'admin'],
];

describe.skipIf(!hasChromium).each(languages)('axe in $locale', ({ locale }) => {
  it.each(pages)(
    'finds nothing on %s as %s, in light and in dark',
    async (path, login) => {
      const viewport = /^\/rep\b/.test(path) ? { width: 390, height: 844 } : { width: 1280, height: 800 };
      const context = await browser.newContext({ locale, colorScheme: 'light', viewport, reducedMotion: 'reduce' });
      if (login) await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
      const { page, errors } = await openPage(context);
      await page.goto(server.url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => {}); // a live page may never rest
      expect.soft(await axeFinds(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
      expect.soft(await axeFinds(page, 'colours')).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
    180_000,
  );
});
