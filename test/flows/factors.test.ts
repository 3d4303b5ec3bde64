import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
/** Browsers make passkeys for a name, not for a number. */
let home: string;

beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
  // whoever asks others has a second factor already
  await server.running.db.query('update session set is_strong = true');
  home = server.url.replace('127.0.0.1', 'localhost');
});
afterAll(() => closeFlow({ server, browser }));

async function newAuditor(login: string): Promise<void> {
  await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.units.east, role: 'auditor', name: login, login, password: PASSWORD })
    .expect(201);
}

async function ask(of: string): Promise<void> {
  const admin = server.as('admin');
  const { items } = (await admin.get('/api/v1/settings/in-force').expect(200)).body as {
    items: { key: string; revision: number }[];
  };
  const { revision } = items.find(({ key }) => key === 'secondFactor')!;
  const fromDay = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  await admin
    .post('/api/v1/settings/changes')
    .send({ unitId: server.root, key: 'secondFactor', fromDay, value: of, revision })
    .expect(201);
}

describe.skipIf(!hasChromium).each(languages)(
  'somebody who is asked for a second factor, in $locale',
  ({ locale, w }) => {
    const login = `auditor.${locale}`;
    const signIn = async (page: Page, code?: string) => {
      await page.goto(server.url);
      await page.getByLabel(w.signIn.login).fill(login);
      await page.getByLabel(w.signIn.password).fill(PASSWORD);
      await page.getByRole('button', { name: w.signIn.submit, exact: true }).click();
      if (code === undefined) return;
      await page.getByLabel(w.signIn.code).fill(code);
      await page.getByRole('button', { name: w.signIn.submit, exact: true }).click();
    };

    it('adds an app before anything else, keeps the codes on paper, and signs in with each', async () => {
      await newAuditor(login);
      await ask('administratorsAndAuditors');
      const context = await browser.newContext({ locale, viewport: { width: 1280, height: 860 } });
      const { page, errors } = await openPage(context);
      await signIn(page);
      await page.getByRole('heading', { name: w.factors.mustTitle }).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `factors-must-${locale}`);
      await page.getByRole('button', { name: w.factors.addTotp }).click();
      await page.getByLabel(w.factors.withPassword).fill(PASSWORD);
      await page.getByRole('button', { name: w.factors.go, exact: true }).click();
      await page.getByRole('img', { name: w.factors.scan }).waitFor();
      const secret = (await page.locator('code').first().textContent())!;
      const totp = new TOTP({ secret });
      await picture(page, `factors-app-${locale}`);
      await page.getByLabel(w.factors.code).fill('000000');
      await page.getByRole('button', { name: w.factors.confirm }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel(w.factors.code).fill(totp.generate({ timestamp: Date.now() - 30_000 }));
      await page.getByRole('button', { name: w.factors.confirm }).click();
      await page.getByText(w.factors.codesLead).waitFor();
      const paper = await page.locator('li code').allTextContents();
      expect(paper).toHaveLength(10);
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `factors-paper-${locale}`);
      await page.getByRole('button', { name: w.factors.kept }).click();
      await page.getByRole('navigation').first().waitFor();

      for (const code of [totp.generate(), paper[0]!]) {
        await context.clearCookies();
        await signIn(page, code);
        await page.getByRole('navigation').first().waitFor();
      }
      await page.goto(`${server.url}/account`);
      await page.getByText(w.factors.codesLeft(9)).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `account-${locale}`);
      await ask('nobody');
      expect(errors).toEqual([]);
      await context.close();
    });
  },
);

describe.skipIf(!hasChromium)('a passkey', () => {
  it('of the browser’s own device is added on the account page and signs in without a password', async () => {
    const { w } = languages[0];
    const login = 'passkey.auditor';
    await ask('nobody');
    await newAuditor(login);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 844 } });
    const { page, errors } = await openPage(context);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(home);
    await page.getByLabel(w.signIn.login).fill(login);
    await page.getByLabel(w.signIn.password).fill(PASSWORD);
    await page.getByRole('button', { name: w.signIn.submit, exact: true }).click();
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${home}/account`);
    await page.getByLabel(w.factors.label).fill('My phone');
    await page.getByRole('button', { name: w.factors.addPasskey }).click();
    await page.getByLabel(w.factors.withPassword).fill(PASSWORD);
    await page.getByRole('button', { name: w.factors.go, exact: true }).click();
    await page.getByText(w.factors.codesLead).waitFor();
    await picture(page, 'factors-passkey');
    await context.clearCookies();
    await page.goto(home);
    await page.getByRole('button', { name: w.signIn.byPasskey }).click();
    await page.getByRole('navigation').first().waitFor();
    expect(
      (
        await request(server.url)
          .get('/api/v1/me')
          .set('Cookie', await cookieOf(page))
      ).status,
    ).toBe(200);
    expect(errors).toEqual([]);
    await context.close();
  });
});

async function cookieOf(page: Page): Promise<string> {
  return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}
