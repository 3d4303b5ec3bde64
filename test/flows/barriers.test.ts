import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Barrier } from '../../shared/barriers.ts';
import type { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import { PASSWORD, until, type TestServer } from '../helpers/server.ts';
import { importTown, mapOfStrips } from '../scenarios/town.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  ({ server, browser } = await openFlow());
  folder = await mkdtemp(join(tmpdir(), 'barriers-'));
  const { ids } = await importTown(server, 300, 'T');
  await mapOfStrips(
    server,
    'visit',
    [...[1, 2, 3, 4, 5].map((n) => server.retailers.get(`E${n}`)!), ...ids],
    [0.25, 0.25, 0.25, 0.25],
  );
});
afterAll(async () => {
  await closeFlow({ server, browser });
  await rm(folder, { recursive: true });
});

const planner = () => server.as('planner.east');
const listed = async () => ((await planner().get('/api/v1/barriers').expect(200)).body as { items: Barrier[] }).items;
const scenario = async (id: string) => (await planner().get(`/api/v1/scenarios/${id}`).expect(200)).body as Scenario;
const units = async (id: string) =>
  (await planner().get(`/api/v1/scenarios/${id}/units`).expect(200)).body as ScenarioUnits;

describe.skipIf(!hasChromium).each(languages)('a planner with barriers in $locale', ({ locale, w }) => {
  const [p, b] = [w.planning, w.barriers];
  it('draws a river by clicks, sees who is cut off, renames it, switches it off and on, imports a railway, and hears of another’s change', async () => {
    const made = (
      await planner()
        .post('/api/v1/scenarios')
        .send({ unitId: server.units.east, kind: 'visit', name: `Rivers ${locale}` })
        .expect(201)
    ).body as Scenario;
    const context = await browser.newContext({
      locale,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/territories?scenario=${made.scenarioId}`);
    await page.locator('.territory').nth(3).waitFor();
    await page.getByRole('navigation', { name: p.title }).getByRole('button', { name: b.tab, exact: true }).click();
    await page.getByText(b.none).waitFor();

    // a line that is left is none; a point that is taken back is none
    const box = (await page.locator('.map').boundingBox())!;
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
    await page.getByRole('button', { name: b.draw, exact: true }).click();
    await page.mouse.click(...at(0.3, 0.5));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: b.draw, exact: true }).click();
    for (const [x, y] of [
      [0.08, 0.33],
      [0.3, 0.8],
      [0.4, 0.52],
    ] as const)
      await page.mouse.click(...at(x, y));
    await page.getByText(b.points(3, '3')).waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.getByText(b.points(1, '1')).waitFor();
    await page.mouse.click(...at(0.5, 0.33));
    await page.waitForTimeout(600);
    await page.mouse.move(...at(0.56, 0.3));
    await picture(page, `barriers-drawing-${locale}`);
    await page.mouse.dblclick(...at(0.58, 0.335));
    await until(async () => (await listed()).length === 1);
    const river = (await listed())[0]!;
    expect(river).toMatchObject({ name: b.newName('1') });
    expect(river.lines.map((line) => line.length)).toEqual([3]);
    await page.locator('.barrier-row').waitFor();
    expect(await page.getByText(new RegExp(p.selected(1, '\\d+'))).count()).toBe(0); // its clicks are no clicks on retailers
    await until(async () => (await page.locator('path.barrier').count()) > 0);
    const cut = (await units(made.scenarioId)).edges.length;
    await picture(page, `barriers-drawn-${locale}`);

    await page.getByRole('button', { name: `${p.rename}: ${river.name}` }).click();
    await page.getByLabel(b.nameOf(river.name)).fill(`Ou ${locale}`);
    await page.keyboard.press('Enter');
    await until(async () => (await listed())[0]!.name === `Ou ${locale}`);
    const box1 = page.getByRole('checkbox', { name: b.isOn(`Ou ${locale}`) });
    await box1.uncheck();
    await until(async () => (await scenario(made.scenarioId)).settings.barriersOff.includes(river.barrierId));
    expect((await units(made.scenarioId)).edges.length).toBeGreaterThan(cut);
    await page.getByText(b.legendOff).waitFor();
    await page.locator('.hint').click(); // keys are the page's again
    await page.keyboard.press('Control+z');
    await until(async () => (await scenario(made.scenarioId)).settings.barriersOff.length === 0);
    await page.getByRole('checkbox', { name: b.isOn(`Ou ${locale}`), checked: true }).waitFor();

    // a file: what is wrong is said in one's own words, then one that is good, with an area and a line right across
    await importText(
      page,
      'bad.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { name: 'Peak' }, geometry: { type: 'Point', coordinates: [121, 28] } },
          {
            type: 'Feature',
            properties: { name: 'Far' },
            geometry: {
              type: 'LineString',
              coordinates: [
                [28, 121],
                [28.1, 121],
              ],
            },
          },
        ],
      }),
    );
    for (const sentence of [b.fault.NOT_A_LINE, b.fault.SWAPPED])
      await page.getByRole('alert').getByText(sentence).waitFor();
    const lake = [
      [121.2, 28.41],
      [121.21, 28.41],
      [121.21, 28.42],
      [121.2, 28.41],
    ];
    await importText(
      page,
      'rail.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { name: `Rail ${locale}` },
            geometry: {
              type: 'LineString',
              coordinates: [
                [120.5, 28.401],
                [121.9, 28.401],
              ],
            },
          },
          {
            type: 'Feature',
            properties: { name: `Lake ${locale}` },
            geometry: { type: 'Polygon', coordinates: [lake] },
          },
        ],
      }),
    );
    await page.getByText(b.imported(2, '2')).waitFor();
    await page.getByText(b.outlines(1, '1')).waitFor();
    await page.getByText(new RegExp(b.groups('\\d+', '\\d+').replace(/[.]/g, '\\.'))).waitFor();
    await picture(page, `barriers-imported-${locale}`);
    await page
      .locator('.hint')
      .getByText(p.hint.unbalanced('0', '0').slice(0, 3))
      .or(page.locator('.hint').getByText(p.findApart('4')))
      .first()
      .waitFor();
    await page
      .locator('.hint')
      .getByRole('button', { name: p.findApart('4') })
      .click();
    await page.getByText(new RegExp(p.selected(2, '\\d+'))).waitFor();
    await page.getByRole('button', { name: p.clear, exact: true }).click();
    expect(await axeFinds(page)).toEqual([]);

    // solved, nobody is across
    await page
      .getByRole('navigation', { name: p.title })
      .getByRole('button', { name: p.tabs.solve, exact: true })
      .click();
    await page.getByRole('radio', { name: new RegExp(p.from.nothing) }).check();
    await page.locator('.solve-form').getByRole('button', { name: p.solve }).click();
    await page.getByText(p.result, { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText(b.used(3, '3')).waitFor();
    await picture(page, `barriers-solved-${locale}`);

    // somebody else was first
    await page.getByRole('navigation', { name: p.title }).getByRole('button', { name: b.tab, exact: true }).click();
    const rail = (await listed()).find((one) => one.name === `Rail ${locale}`)!;
    await server
      .as('admin')
      .patch(`/api/v1/barriers/${rail.barrierId}`)
      .send({ revision: 1, name: `Old rail ${locale}` })
      .expect(200);
    await page.getByRole('button', { name: b.removeOf(`Rail ${locale}`) }).click();
    await page
      .getByRole('alert')
      .getByText(new RegExp(`Root.*Old rail ${locale}|Old rail ${locale}.*Root`))
      .waitFor();
    expect(await listed()).toHaveLength(3);
    await page.getByRole('button', { name: b.removeOf(`Old rail ${locale}`) }).click();
    await page.getByText(b.removed(`Old rail ${locale}`)).waitFor();
    await page.getByRole('button', { name: b.undoRemove, exact: true }).click();
    await until(async () => (await listed()).length === 3);
    for (const one of await listed())
      await planner().delete(`/api/v1/barriers/${one.barrierId}`).query({ revision: one.revision }).expect(204);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  async function importText(page: Page, name: string, text: string): Promise<void> {
    const file = join(folder, name);
    await writeFile(file, text);
    await page.locator('.button-like input').setInputFiles(file);
  }
});
