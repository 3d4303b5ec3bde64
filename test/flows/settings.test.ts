import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SettingsInForce } from '../../shared/recording.ts';
import { E1, PASSWORD, pressAt, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
});
afterAll(() => closeFlow({ server, browser }));

async function signedIn(locale: string, login: string, width = 1280): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: 860 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-write'],
  });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  return context;
}

async function saved(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

describe.skipIf(!hasChromium).each([
  { ...languages[0], side: 'east' },
  { ...languages[1], side: 'west' },
])('an administrator in $locale', ({ locale, w, side }) => {
  it('sets up a phone: token once, steps, the app’s own file, and its first position as it comes in', async () => {
    const context = await signedIn(locale, 'admin');
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/people`);
    await page.getByRole('button', { name: w.setup.title }).click();
    await page.getByLabel(w.setup.person).selectOption({ label: `rep.${side} · rep.${side}` });
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: w.setup.make }).click();
    await page.getByText(w.setup.waiting).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `phone-setup-${locale}`);
    await page.getByRole('img', { name: w.setup.scan }).waitFor();
    const config = JSON.parse(await saved(page, w.setup.file)) as { url: string; username: string; password: string };
    expect(await page.getByRole('link', { name: w.setup.openLink }).getAttribute('href')).toMatch(
      /^owntracks:\/\/\/config\?inline=/,
    );

    // what OwnTracks then sends with this file
    await request(server.url)
      .post('/pub')
      .auth(config.username, config.password)
      .send({ _type: 'location', lat: E1.lat, lon: E1.lng, tst: Math.floor(Date.now() / 1000), acc: 14 })
      .expect(200);
    await page.getByText(w.settings.title === '系统设置' ? '±14 米' : '±14 m').waitFor();
    await picture(page, `phone-setup-done-${locale}`);
    await page.getByRole('button', { name: w.setup.another }).click();
    await page.getByRole('button', { name: w.setup.make }).waitFor();
    expect(await page.content()).not.toContain(config.password);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('says when positions are kept, and reads again what could not be read', async () => {
    const token = await server.deviceToken(`rep.${side}`);
    await request(server.url)
      .post('/pub')
      .auth('any', token)
      .send({ _type: 'location', lat: 'north', lon: 120, tst: 1_767_578_400 })
      .expect(200);
    const context = await signedIn(locale, 'admin');
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/settings`);
    const settings = async () => (await server.as('admin').get('/api/v1/settings').expect(200)).body as SettingsInForce;
    const wanted = (await settings()).recording === 'shift' ? 'always' : 'shift';
    await page.getByLabel(w.settings.recordings[wanted]).click();
    await page.getByText(w.settings.saved).waitFor();
    expect((await settings()).recording).toBe(wanted);
    await page.getByText(w.settings.days('90')).first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `settings-${locale}`);
    await server.as('admin').patch('/api/v1/settings').send({ recording: 'always' }).expect(200);

    await page.getByRole('button', { name: w.settings.parts.quarantine }).click();
    const item = page.locator('article.quarantined', { hasText: `rep.${side}` });
    await item.getByText(w.settings.reason.POSITION_UNREADABLE).waitFor();
    await item.getByRole('button', { name: w.settings.replay }).click();
    await item.getByText(w.settings.still).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `quarantine-${locale}`);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('as an auditor computes a day of the ledger again, and finds an entry that was changed', async () => {
    const rep = server.as(`rep.${side}`);
    const visitId = crypto.randomUUID();
    await rep
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get(side === 'east' ? 'E1' : 'W1'), ...pressAt(E1, new Date()) })
      .expect(201);
    await rep.post(`/api/v1/visits/${visitId}/end`).send(pressAt(E1, new Date())).expect(201);
    await until(
      async () => ((await rep.get(`/api/v1/visits/${visitId}`)).body as { state: string }).state !== 'waiting',
    );
    const context = await signedIn(locale, `auditor.${side}`);
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/settings`);
    await page.getByRole('button', { name: w.settings.verify }).click();
    await page.locator('p.good').filter({ hasText: /\d/ }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `ledger-${locale}`);
    const heads = JSON.parse(await saved(page, w.settings.saveHeads)) as { heads: { no: number }[] };
    expect(heads.heads[0]!.no).toBeGreaterThan(2);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

    await page.route('**/api/v1/ledger/export*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('"kind":"press"', '"kind":"Press"') });
    });
    await page.getByRole('button', { name: w.settings.verify }).click();
    await page.getByText(w.settings.wrong(1, '1')).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
