import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedMap } from '../../shared/maps.ts';
import type { Scenario, ScenarioStand } from '../../shared/scenarios.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import { PASSWORD, until, type TestServer } from '../helpers/server.ts';
import { importTown, mapOfStrips } from '../scenarios/town.ts';
import { axeFindsInBoth, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

/** Nobody publishes a map of this kind here: what today's map cannot meet stays so. */
const UNTOUCHED = 'order_call';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  ({ server, browser } = await openFlow());
  const { ids } = await importTown(server, 300, 'T');
  const strays = [1, 2, 3, 4, 5].map((n) => server.retailers.get(`E${n}`)!);
  for (const kind of ['visit', 'delivery', UNTOUCHED] as const)
    await mapOfStrips(server, kind, [...strays, ...ids], [0.4, 0.2, 0.2, 0.2]);
  await server
    .as('admin')
    .post('/api/v1/retailers/imports')
    .query({
      fileName: 'o.csv',
      frame: 'wgs84',
      mapping: JSON.stringify({
        code: 'code',
        name: 'name',
        lng: 'lng',
        lat: 'lat',
        o: 'ordersPerMonth',
        v: 'volumePerMonth',
      }),
    })
    .set('Content-Type', 'text/csv')
    .send(
      [
        'code,name,lng,lat,o,v',
        ...[1, 2, 3, 4, 5].map((n) => `E${n},East shop ${n},120.65,${28 + (n - 1) * 0.0045},4,40`),
      ].join('\n'),
    )
    .expect(202);
});
afterAll(() => closeFlow({ server, browser }));

/** Each language plans a kind of its own: what one publishes is not the other's. */
const journeys = [
  { ...languages[0], kind: 'visit' as TerritoryKind },
  { ...languages[1], kind: 'delivery' as TerritoryKind },
];

describe.skipIf(!hasChromium).each(journeys)('a planner in $locale', ({ locale, w, kind }) => {
  const p = w.planning;
  it('comes from today’s map to a published rebalance, moves with the lasso, and takes it back', async () => {
    const context = await browser.newContext({
      locale,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.locator('h1').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: p.title, exact: true }).waitFor();
    await page.getByRole('button', { name: p.kind[kind], exact: true }).click();
    await page.getByRole('button', { name: p.start }).click();
    await page.locator('.territory').nth(3).waitFor();
    const scenarioId = new URL(page.url()).searchParams.get('scenario')!;
    await page.locator('.hint').getByText(/4/).first().waitFor();
    await picture(page, `territories-today-${locale}`);

    await page.getByRole('status').getByRole('button', { name: p.tabs.solve }).click();
    await page.locator('.solve-form').getByRole('button', { name: p.solve }).click();
    await page.getByText(p.result, { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText(p.whole).waitFor();
    await picture(page, `territories-solved-${locale}`);

    await page
      .getByRole('navigation', { name: p.title })
      .getByRole('button', { name: p.tabs.moves, exact: true })
      .click();
    await page.locator('.pair').first().waitFor();
    await page.locator('.pair button').first().click();
    await picture(page, `territories-moves-${locale}`);
    await page.keyboard.press('Escape');

    await page
      .getByRole('navigation', { name: p.title })
      .getByRole('button', { name: p.tabs.balance, exact: true })
      .click();
    const before = await stand(scenarioId);
    await page.keyboard.press('l');
    await lassoRound(page);
    const chosen = await page.getByText(new RegExp(p.selected(2, '\\d+'))).textContent();
    const n = Number(/\d+/.exec(chosen!)![0]);
    expect(n).toBeGreaterThan(5);
    await picture(page, `territories-lasso-${locale}`);
    await page.getByRole('combobox', { name: p.moveTo }).selectOption({ label: 'Strip 4' });
    await until(async () => (await scenario(scenarioId)).steps.at(-1)?.what === 'move');
    const moved = await stand(scenarioId);
    expect(moved.no.filter((no, i) => no !== before.no[i]).length).toBeGreaterThan(0);
    expect(moved.no.filter((no, i) => no !== before.no[i]).every((no) => no === 4)).toBe(true);
    await page.keyboard.press('Control+z');
    await until(async () => (await stand(scenarioId)).no.every((no, i) => no === before.no[i]));
    await page.keyboard.press('Control+Shift+Z');
    await until(async () => (await stand(scenarioId)).no.every((no, i) => no === moved.no[i]));
    await page.reload();
    await page.getByRole('button', { name: p.undo, exact: true }).click(); // also tomorrow
    await until(async () => (await stand(scenarioId)).no.every((no, i) => no === before.no[i]));

    await page
      .getByRole('navigation', { name: p.title })
      .getByRole('button', { name: p.tabs.publish, exact: true })
      .click();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    await page.getByLabel(p.publishDay).fill(today);
    await page.locator('.panel-body').getByRole('button', { name: p.publish, exact: true }).click();
    await page.getByText(p.mapState.live, { exact: true }).waitFor();
    await picture(page, `territories-published-${locale}`);
    const { items } = (await (
      await context.request.get(`${server.url}/api/v1/territories/maps?kind=${kind}`)
    ).json()) as { items: PublishedMap[] };
    expect(items.map((m) => m.state)).toEqual(['live', 'past']);
    expect(items[0]!.movedCount).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  it('hears who was first when two write at once, and loses nothing of the other’s', async () => {
    const made = (
      await server
        .as('planner.east')
        .post('/api/v1/scenarios')
        .send({ unitId: server.units.east, kind, name: `Two ${locale}` })
        .expect(201)
    ).body as Scenario;
    const context = await browser.newContext({
      locale,
      viewport: { width: 390, height: 844 },
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/territories?scenario=${made.scenarioId}`);
    const lock = page.getByRole('button', { name: p.lockTerritory('Strip 1') });
    await lock.waitFor();
    await picture(page, `territories-phone-${locale}`);
    const { retailerId } = await stand(made.scenarioId);
    await server
      .as('admin')
      .post(`/api/v1/scenarios/${made.scenarioId}/moves`)
      .send({ revision: 1, moves: [{ to: 1, retailerIds: retailerId.slice(0, 9) }] })
      .expect(200);
    await lock.click();
    await page.getByRole('alert').getByText(/Root/).waitFor();
    const after = await scenario(made.scenarioId);
    expect(after.lastChange).toMatchObject({ what: 'move' });
    expect(after.territories.every((t) => !t.isLocked)).toBe(true);
    await page.getByRole('button', { name: p.dismiss }).click();
    await lock.click();
    await until(async () => (await scenario(made.scenarioId)).territories.some((t) => t.isLocked));
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is hindered by nothing that axe finds on any page of a scenario, in light and in dark', async () => {
    const planner = server.as('planner.east');
    const [made, other] = (await Promise.all(
      ['a', 'b'].map(
        async (tag) =>
          (
            await planner
              .post('/api/v1/scenarios')
              .send({ unitId: server.units.east, kind: UNTOUCHED, name: `Axe ${locale} ${tag}` })
              .expect(201)
          ).body as Scenario,
      ),
    )) as [Scenario, Scenario];
    const shut = (
      await planner
        .patch(`/api/v1/scenarios/${made.scenarioId}`)
        .send({ revision: 1, territories: made.territories.map((t) => ({ ...t, isLocked: t.no === 1 })) })
        .expect(200)
    ).body as Scenario;
    await planner
      .post(`/api/v1/scenarios/${made.scenarioId}/solve`)
      .send({ revision: shut.revision, seconds: 1 })
      .expect(202);
    const context = await browser.newContext({
      locale,
      colorScheme: 'light',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, {
      data: { login: 'planner.east', password: PASSWORD },
    });
    const { page, errors } = await openPage(context);
    const check = async (where: string) => {
      const found = await axeFindsInBoth(page, (scheme) => picture(page, `territories-${where}-${locale}-${scheme}`));
      expect.soft(found.map((one) => `${where}: ${one}`)).toEqual([]);
    };
    await page.goto(`${server.url}/territories?scenario=${made.scenarioId}`);
    await page.locator('.territory-name').first().click();
    await page.getByText(p.composition).click();
    await check('balance');
    for (const tab of ['solve', 'moves', 'publish', 'settings'] as const) {
      await page
        .getByRole('navigation', { name: p.title })
        .getByRole('button', { name: p.tabs[tab], exact: true })
        .click();
      if (tab === 'solve') await page.getByText(p.proven).first().waitFor();
      await page.waitForTimeout(300);
      await check(tab);
    }
    await page.getByRole('button', { name: w.back, exact: true }).click();
    await page.getByRole('button', { name: p.kind[UNTOUCHED], exact: true }).click();
    for (const { name } of [made, other]) await page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await page.getByRole('button', { name: p.compare, exact: true }).click();
    await comparedTogether(page);
    await page.reload(); // a comparison is a link
    await comparedTogether(page);
    await page.getByRole('button', { name: w.map.fit }).first().click();
    await check('compare');
    expect(errors).toEqual([]);
    await context.close();
  }, 240_000);

  const stand = async (id: string) =>
    (await server.as('planner.east').get(`/api/v1/scenarios/${id}/stand`).expect(200)).body as ScenarioStand;
  const scenario = async (id: string) =>
    (await server.as('planner.east').get(`/api/v1/scenarios/${id}`).expect(200)).body as Scenario;
});

/** Three maps that move as one. */
async function comparedTogether(page: Page): Promise<void> {
  const maps = page.locator('.compare-map');
  await maps.nth(2).locator('canvas').first().waitFor();
  expect(await maps.count()).toBe(3);
  const scales = () => maps.locator('.leaflet-control-scale-line').allTextContents();
  const before = await scales();
  expect(new Set(before).size).toBe(1);
  await maps.nth(1).hover();
  await page.mouse.wheel(0, -240);
  await expect.poll(async () => new Set([...(await scales()), ...before]).size).toBe(2);
  expect(new Set(await scales()).size).toBe(1);
}

/** Draws a ring round the middle of the map. */
async function lassoRound(page: Page): Promise<void> {
  const box = (await page.locator('.map').boundingBox())!;
  const at = (turn: number) =>
    [box.x + box.width * 0.55 + 130 * Math.cos(turn), box.y + box.height * 0.5 + 130 * Math.sin(turn)] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let k = 1; k <= 16; k++) await page.mouse.move(...at((k / 16) * 2 * Math.PI));
  await page.mouse.up();
}
