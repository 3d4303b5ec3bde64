import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../helpers/server.ts';
import { hasChromium, languages, openBrowser, openPage } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await import('../../web/build.ts');
  [server, browser] = [await startTestServer(), await openBrowser()];
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Every page there is, and who has it. */
const pages: [path: string, login: string | null][] = [
  ['/', null], ['/setup', null], ['/', 'supervisor.east'], ['/plans', 'planner.east'], ['/visits', 'auditor.east'], ['/retailers', 'planner.east'],
  ['/retailers/import', 'admin'], ['/people', 'admin'], ['/territories', 'planner.east'], ['/rep', 'rep.east'],
  ['/rep?state=stored', 'rep.east'], ['/people/phone', 'admin'], ['/settings', 'admin'], ['/settings?state=quarantine', 'admin'], ['/settings?state=ledger', 'auditor.east'],
  ['/visits?state=review', 'auditor.east'],
];

describe.skipIf(!hasChromium).each(languages)('axe in $locale', ({ locale }) => {
  it.each(['light', 'dark'] as const)('finds nothing on any page in %s', async (colorScheme) => {
    for (const [path, login] of pages) {
      const viewport = /^\/rep\b/.test(path) ? { width: 390, height: 844 } : { width: 1280, height: 800 };
      const context = await browser.newContext({ locale, colorScheme, viewport, reducedMotion: 'reduce' });
      if (login) await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
      const { page, errors } = await openPage(context);
      await page.goto(server.url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => {}); // a live page may never rest
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map((v) => `${path} as ${login}: ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    }
  }, 180_000);
});
