import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnPlaces } from '../../server/places/look.ts';
import type { ProposalSummary } from '../../shared/placeProposals.ts';
import { E1, PASSWORD, pressAt, until, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

const shop = { lng: E1.lng + 45 / 98_300, lat: E1.lat };
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Nine days of visits 45 m from where two shops are stored, and a shop that its rep says has moved. */
beforeAll(async () => {
  ({ server, browser } = await openFlow());
  const rep = server.as('rep.east');
  await rep
    .post('/api/v1/places/moved')
    .send({ retailerId: server.retailers.get('E3'), fromDay: dayBefore(2), position: shop, accuracyM: 9 })
    .expect(201);
  await visitDaily('E2', 0.0045, 14);
  await proposed(2);
  await visitDaily('E1', 0, 12); // the newest of what visits taught
  await proposed(3);
});
afterAll(() => closeFlow({ server, browser }));

/** Nine days of visits 45 m from a shop that stands so far north of the first one, at an hour. */
async function visitDaily(code: string, northDeg: number, hour: number): Promise<void> {
  const rep = server.as('rep.east');
  for (let days = 1; days <= 9; days++) {
    const visitId = randomUUID();
    const at = new Date(`${dayBefore(days)}T${hour}:00:00+08:00`);
    const press = (n: number) => {
      const near = { lng: shop.lng + ((n * 37) % 11) * 2e-6, lat: shop.lat + northDeg + ((n * 53) % 13) * 2e-6 };
      return pressAt(near, new Date(at.getTime() + 480_000 * (n % 2)), { accuracyM: hour - 6 + n / 16 });
    };
    await rep
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get(code), ...press(2 * days) })
      .expect(201);
    await rep
      .post(`/api/v1/visits/${visitId}/end`)
      .send(press(2 * days + 1))
      .expect(201);
  }
}

const proposed = (count: number) =>
  until(async () => {
    await learnPlaces(server.running.db, new Date(Date.now() + 1000));
    return (await proposals()).length === count;
  });
const proposals = async () =>
  ((await server.as('auditor.east').get('/api/v1/places/proposals').expect(200)).body as { items: ProposalSummary[] })
    .items;

describe.skipIf(!hasChromium).each(languages)('an auditor in $locale', ({ locale, w }) => {
  const { propose } = w;

  it('works through proposed places by keyboard, takes the last answer back, and finds both open again', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/places`);
    await page.getByRole('heading', { name: propose.sentence(3, '3') }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'East shop 3' }).waitFor(); // what a person says comes first
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'East shop 1' }).waitFor();
    await page.getByText(propose.would(9, '9')).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `places proposal ${locale}`);
    await page.keyboard.press('a');
    await page.getByText(propose.done.corrected('East shop 1')).waitFor();
    await page.getByRole('heading', { name: 'East shop 2' }).waitFor();
    expect((await proposals()).map(({ code }) => code)).toEqual(['E3', 'E2']);
    await page.keyboard.press('Control+z');
    await page.getByText(propose.done.undone('East shop 1')).waitFor();
    await until(async () => (await proposals()).length === 3);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: propose.sentence(3, '3') }).waitFor();
    await picture(page, `places list ${locale}`);
    await page.getByRole('checkbox', { name: propose.chooseAll('2') }).check();
    await page.getByText(propose.would(18, '18')).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `places several ${locale}`);
    await page.keyboard.press('a');
    await page.getByText(propose.done.corrected(propose.several(2, '2'))).waitFor();
    expect((await proposals()).map(({ code }) => code)).toEqual(['E3']);
    await page.keyboard.press('Control+z');
    await page.getByText(propose.done.undone(propose.several(2, '2'))).waitFor();
    expect((await proposals()).length).toBe(3);
    await page.getByRole('button', { name: propose.parts.stands, exact: true }).click();
    await page.getByText(propose.noStands).waitFor();
    for (const [width, height, colorScheme] of [
      [390, 844, 'light'],
      [1920, 1080, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.getByRole('button', { name: propose.parts.open, exact: true }).click();
      await page.getByRole('button', { name: /^East shop 1 E1/ }).click();
      await page.getByText(propose.would(9, '9')).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `places ${width} ${locale}`);
      await page.keyboard.press('Escape');
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});
