import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT, startProvider, type TestProvider } from '../helpers/provider.ts';
import { zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let provider: TestProvider;
let server: TestServer;
let browser: Browser;
const names = { zh: '员工门户', en: 'Staff portal' };

beforeAll(async () => {
  provider = await startProvider();
  ({ server, browser } = await openFlow(zoneAtNoon(), {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_CLAIM: 'staff_no',
    OIDC_NAME: names.zh,
  }));
});
afterAll(async () => {
  await closeFlow({ server, browser });
  provider.stop();
});

describe.skipIf(!hasChromium).each(languages)(
  'a sign-in by the organisation’s service, in $locale',
  ({ locale, w }) => {
    it('goes to its page and comes back signed in, or says why not', async () => {
      const context = await browser.newContext({ locale, viewport: { width: 390, height: 844 } });
      const { page, errors } = await openPage(context);
      provider.person = { staff_no: 'nobody.here' };
      await page.goto(server.running.url);
      const button = page.getByRole('button', { name: w.signIn.byProvider(names.zh) });
      await button.click();
      await page.getByRole('alert').waitFor();
      expect(new URL(page.url()).search).toBe('');
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `oidc-${locale}`);
      provider.person = { staff_no: 'supervisor.east' };
      provider.misbehaves = { back: { scope: 'openid' } }; // some providers say more than they must
      await button.click();
      await page.getByRole('navigation').first().waitFor();
      await page.getByRole('button', { name: w.map.zoomIn }).click(); // which writes the place into the address
      await page.waitForURL((url) => url.searchParams.has('at'));
      expect([...new URL(page.url()).searchParams.keys()]).toEqual(['at']);
      expect(await page.evaluate(async () => (await fetch('/api/v1/me')).status)).toBe(200);
      expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
      await context.close();
    });
  },
);
