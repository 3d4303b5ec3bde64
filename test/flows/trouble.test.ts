import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Retailer } from '../../shared/retailers.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { E1, PASSWORD, until } from '../helpers/server.ts';
import { connect, cookieOf } from '../helpers/watcher.ts';
import { PHONE, closeFlow, hasChromium, languages, openPage, picture } from './browser.ts';
import {
  HOSTILE,
  startTroubledCity,
  DAY_MS,
  server,
  browser,
  signedIn,
  spills,
  aheadBy,
  press,
  plan,
} from './troubledCity.ts';

beforeAll(startTroubledCity);
afterAll(() => closeFlow({ server, browser }));

describe.skipIf(!hasChromium).each(languages)('in $locale, trouble', ({ locale, w }) => {
  it('with names: markup is text and a name of 200 characters breaks no screen, at the desk and on the phone', async () => {
    const context = await signedIn('supervisor.east', { locale });
    const { page, errors } = await openPage(context);
    for (const path of ['/', '/retailers', '/plans', '/visits']) {
      await page.goto(server.url + path);
      await page.locator('.panel h1').first().waitFor();
      expect(await spills(page), path).toBeNull();
    }
    for (const code of ['E1', 'E2']) {
      await page.goto(`${server.url}/retailers?retailer=${server.retailers.get(code)}`);
      const { name } = (
        await server
          .as('admin')
          .get(`/api/v1/retailers/${server.retailers.get(code)}`)
          .expect(200)
      ).body as Retailer;
      await page.getByRole('heading', { name, exact: true }).waitFor();
      expect(await spills(page), code).toBeNull();
    }
    await picture(page, `long-name-${locale}`);
    expect(errors).toEqual([]);
    await context.close();

    const phone = await signedIn('rep.east', {
      locale,
      ...PHONE,
    });
    const { page: rep, errors: repErrors } = await openPage(phone);
    await rep.goto(`${server.url}/rep`);
    await rep.getByText(HOSTILE, { exact: true }).first().waitFor();
    expect(await spills(rep)).toBeNull();
    await picture(rep, `phone-long-name-${locale}`);
    expect(await rep.evaluate(() => 'attacked' in window)).toBe(false);
    expect(repErrors).toEqual([]);
    await phone.close();
  });

  it('with the browser’s clock a day ahead: today is the server’s, ages are right, and a rep is told', async () => {
    const token = await server.deviceToken('rep.east');
    await fetch(`${server.url}/api/v1/positions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ fixes: [{ position: E1, fixAt: new Date().toISOString(), accuracyM: 9 }] }),
    });
    const context = await signedIn('supervisor.east', { locale });
    await aheadBy(context, DAY_MS);
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();
    await page.locator('.panel h1', { hasText: w.live.today }).waitFor();
    const rep = page.getByRole('button', { name: /rep\.east/ }).first();
    await rep.waitFor();
    expect(await rep.textContent()).not.toMatch(/24 h|1 d|24 小时|1 天/);
    expect(errors).toEqual([]);
    await context.close();

    const phone = await signedIn('rep.east', { locale, viewport: { width: 390, height: 844 } });
    await aheadBy(phone, DAY_MS);
    const { page: own } = await openPage(phone);
    await own.goto(`${server.url}/rep`);
    await own
      .getByRole('alert')
      .filter({ hasText: locale === 'en-US' ? 'ahead' : '快' })
      .waitFor();
    await own.getByText(HOSTILE, { exact: true }).first().waitFor(); // the plan of the server's day
    await phone.close();
  });

  it('with a session that ends: the door opens, and behind it is what was looked at', async () => {
    const context = await signedIn('auditor.east', { locale });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/visits`);
    await page.locator('.panel h1', { hasText: w.live.today }).waitFor();
    await server.running.db.query('delete from session where person_id = $1', [server.idOf('auditor.east')]);
    await page.reload();
    await page.getByLabel(w.signIn.login, { exact: true }).fill('auditor.east');
    await page.getByLabel(w.signIn.password, { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: w.signIn.submit, exact: true }).click();
    await page.locator('.panel h1', { hasText: w.live.today }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/visits');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('with a server that is gone, slow, and back with newer pages: it says so, goes on, and offers them', async () => {
    const context = await signedIn('supervisor.east', { locale });
    const { page, errors } = await openPage(context);
    let mode: 'gone' | 'slow' | 'newer' = 'gone';
    await page.route('**/api/v1/retailers?*', async (route) => {
      if (mode === 'gone')
        return route.fulfill({ status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' });
      const answer = await route.fetch();
      if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 10_000));
      return route.fulfill({
        response: answer,
        headers: { ...answer.headers(), ...(mode === 'newer' && { 'x-rounds-page': 'index-newer.js' }) },
      });
    });
    await page.goto(`${server.url}/retailers`);
    await page.locator('.panel h1', { hasText: '5' }).waitFor(); // the map has its retailers: from here on nothing is asked again by itself
    await page.waitForTimeout(500);
    await page.getByRole('alert').filter({ hasText: w.failure.UNREACHABLE }).waitFor();
    mode = 'slow';
    await page.getByRole('button', { name: w.again }).click();
    await page.getByRole('status', { name: w.loading }).waitFor();
    await page
      .getByRole('link', { name: w.rail.live })
      .or(page.getByRole('button', { name: w.rail.live }))
      .first()
      .click(); // the page is not held
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();
    mode = 'newer';
    await page.goto(`${server.url}/retailers`);
    await page.getByText('East shop 3').first().waitFor();
    await page.getByRole('status').filter({ hasText: w.outdated }).waitFor();
    await page.unroute('**/api/v1/retailers?*');
    await page.getByRole('button', { name: w.reload }).click();
    await page.getByText('East shop 3').first().waitFor();
    expect(await page.getByText(w.outdated).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('with a line that breaks every second: nothing that was made meanwhile is missing or twice', async () => {
    const context = await signedIn('supervisor.west', { locale });
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor();
    const codes = locale === 'en-US' ? ['W1', 'W2'] : ['W3', 'W4'];
    for (const [i, code] of codes.entries()) {
      await context.setOffline(true);
      await press('rep.west', code, Date.now() - (locale === 'en-US' ? 120 : 60) * 60_000 + i * 1_200_000);
      await page.waitForTimeout(1_000);
      await context.setOffline(false);
      await page.waitForTimeout(1_000);
    }
    const all = (await server.as('supervisor.west').get('/api/v1/visits').expect(200)).body as {
      items: VisitSummary[];
    };
    await page.getByText(w.live.states.live, { exact: true }).first().waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: `${w.live.latest} ${all.items.length}` }).waitFor({ timeout: 60_000 });
    for (const code of codes)
      expect(
        await page
          .locator('section', { has: page.getByRole('heading', { name: w.live.latest }) })
          .getByRole('button', { name: `West shop ${code[1]}` })
          .count(),
      ).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('with a place that is refused or never comes: the rep is told why, and may press without one', async () => {
    const refused = await signedIn('rep.west', { locale, viewport: { width: 390, height: 844 }, permissions: [] });
    await plan('rep.west', ['W5']);
    const { page } = await openPage(refused);
    await page.goto(`${server.url}/rep`);
    await page.getByRole('button', { name: `${w.phone.start}: West shop 5` }).click();
    await page.getByText(w.phone.denied).waitFor();
    await page.getByRole('button', { name: w.phone.sendWithout(w.phone.start) }).waitFor();
    await refused.close();

    const silent = await signedIn('rep.west', { locale, viewport: { width: 390, height: 844 } });
    await silent.addInitScript(() => {
      navigator.geolocation.watchPosition = (_found, failed) => (
        setTimeout(
          () =>
            failed?.({
              code: 3,
              message: 'Timeout expired',
              PERMISSION_DENIED: 1,
              POSITION_UNAVAILABLE: 2,
              TIMEOUT: 3,
            }),
          1_500,
        ),
        1
      );
    });
    const { page: own } = await openPage(silent);
    await own.goto(`${server.url}/rep`);
    await own.getByRole('button', { name: `${w.phone.start}: West shop 5` }).click();
    await own.getByText(w.phone.locating).waitFor();
    await own.getByText(w.phone.noPosition).waitFor();
    await own.getByRole('button', { name: w.phone.retry }).waitFor();
    await own.getByRole('button', { name: w.phone.sendWithout(w.phone.start) }).waitFor();
    await picture(own, `phone-no-place-${locale}`);
    await silent.close();
  });
});

describe('fifty tabs of one person', () => {
  it('all hear what happens', async () => {
    const cookie = await cookieOf(server.url, 'supervisor.east');
    const tabs = await Promise.all(Array.from({ length: 50 }, () => connect(server.url, { cookie })));
    await Promise.all(tabs.map((tab) => tab.watch({})));
    await press('rep.east', 'E5', Date.now() - 3_600_000);
    await until(() => tabs.every((tab) => tab.events.some((event) => event.kind === 'visit')));
    for (const tab of tabs) tab.cut();
  });
});
