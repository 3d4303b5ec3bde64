import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
const day = new Date(Date.now() + 86_400_000 * 3).toISOString().slice(0, 10);
let scenarioId: string;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
  const planner = server.as('planner.east');
  const shops = (...codes: string[]) => codes.map((code) => server.retailers.get(code)!);
  await planner
    .post('/api/v1/plans')
    .send({ repId: server.idOf('rep.east'), day, retailerIds: shops('E1', 'E2', 'E3') })
    .expect(201);
  for (const [name, repId, retailerIds] of [
    ['South', server.idOf('rep.east'), shops('E1', 'E2', 'E3')],
    ['North', null, shops('E4', 'E5')],
  ] as const) {
    await planner
      .post('/api/v1/territories')
      .send({ unitId: server.units.east, kind: 'visit', name, repId, retailerIds })
      .expect(201);
  }
  const made = (
    await planner
      .post('/api/v1/scenarios')
      .send({ unitId: server.units.east, kind: 'visit', name: 'Spring' })
      .expect(201)
  ).body as { scenarioId: string; revision: number; territories: { no: number; name: string }[] };
  scenarioId = made.scenarioId;
  const north = made.territories.find((one) => one.name === 'North')!.no;
  await planner
    .post(`/api/v1/scenarios/${scenarioId}/moves`)
    .send({ revision: made.revision, moves: [{ to: north, retailerIds: shops('E3') }] })
    .expect(200);
});
afterAll(() => closeFlow({ server, browser }));

async function open(locale: string, path: string) {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
  const { page, errors } = await openPage(context);
  await page.goto(server.url + path);
  return { context, page, errors };
}

/** How many pages the browser makes of what is open, and what stands on them while it does. */
async function printed(page: Page, name: string): Promise<{ pages: number; text: string; shown: number }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await picture(page, name);
  const seen = await page.evaluate(() => ({
    text: document.querySelector<HTMLElement>('.paper')!.innerText,
    shown: [...document.body.children].filter(
      (one) => getComputedStyle(one).display !== 'none' && one.tagName !== 'SCRIPT',
    ).length,
  }));
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  expect(await page.locator('.paper').count()).toBe(0); // nothing of it stays
  return { pages: pdf.match(/\/Type\s*\/Page\b/g)!.length, ...seen };
}

describe.skipIf(!hasChromium).each(languages)('a table in $locale', ({ locale, w }) => {
  it('goes out by the keyboard alone, with the frame chosen and the search that is on', async () => {
    const { context, page, errors } = await open(locale, '/retailers?q=shop');
    const way = page.getByRole('button', { name: w.sheets.export, exact: true });
    await way.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(w.sheets.frame).selectOption('gcj02');
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('link', { name: w.sheets.format.xlsx }).focus();
    const [sheet] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(sheet.suggestedFilename()).toMatch(
      locale === 'zh-CN' ? /^零售户-.*-gcj02\.xlsx$/ : /^retailers-.*-gcj02\.xlsx$/,
    );
    const [read] = await readXlsxFile(await sheet.path());
    expect(read!.data).toHaveLength(6);
    expect(String(read!.data[0]![2])).toContain('GCJ-02');
    await way.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('link', { name: w.sheets.format.csv }).count()).toBe(0);
    expect(await way.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('that the page itself has goes out too: the measures, the retailers and the moves of a scenario', async () => {
    const { context, page, errors } = await open(locale, `/territories?scenario=${scenarioId}`);
    const save = async (name: string, format: 'csv' | 'xlsx' | 'geojson') => {
      await page.getByRole('button', { name }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('group', { name }).getByRole('button', { name: w.sheets.format[format] }).click(),
      ]);
      return file.path();
    };
    const [measures] = await readXlsxFile(await save(`${w.sheets.export} · ${w.sheets.measures}`, 'xlsx'));
    expect(
      measures!.data
        .slice(1)
        .map((row) => [row[0], row[2]])
        .sort(),
    ).toEqual([
      ['North', 3],
      ['South', 2],
    ]);
    const json = JSON.parse(
      await readFile(await save(`${w.sheets.export} · ${w.sheets.retailers}`, 'geojson'), 'utf8'),
    ) as { features: { properties: { code: string; territory: string; today: string } }[] };
    expect(json.features.find((one) => one.properties.code === 'E3')!.properties).toMatchObject({
      territory: 'North',
      today: 'South',
    });
    await page
      .getByRole('navigation', { name: w.planning.title })
      .getByRole('button', { name: w.planning.tabs.moves })
      .click();
    const moves = parse(await readFile(await save(`${w.sheets.export} · ${w.planning.tabs.moves}`, 'csv')), {
      bom: true,
    }) as string[][];
    expect(moves.map((row) => [row[0], row[2], row[4]])).toEqual([
      [expect.any(String), expect.any(String), expect.any(String)],
      ['E3', 'South', 'North'],
    ]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('and the day, the territories and the moves print on A4 without the screen around them', async () => {
    const { context, page, errors } = await open(locale, `/plans?day=${day}&rep=${server.idOf('rep.east')}`);
    await page.locator('.plan-stop').nth(2).waitFor();
    const plan = await printed(page, `paper day ${locale}`);
    expect([plan.pages, plan.shown]).toEqual([1, 1]);
    for (const text of ['rep.east', 'East', w.sheets.dayPlan, 'East shop 1', 'E3']) expect(plan.text).toContain(text);
    await page.goto(`${server.url}/territories?scenario=${scenarioId}`);
    await page.locator('.territory').nth(1).waitFor();
    const territories = await printed(page, `paper territories ${locale}`);
    expect([territories.pages, territories.shown]).toEqual([2, 1]); // a page each
    expect(territories.text).toContain(`${w.sheets.today} South`);
    await page
      .getByRole('navigation', { name: w.planning.title })
      .getByRole('button', { name: w.planning.tabs.moves })
      .click();
    await page.locator('.pair').waitFor();
    const moves = await printed(page, `paper moves ${locale}`);
    expect(moves.pages).toBe(1);
    expect(moves.text).toContain(`${w.sheets.gives} 1`);
    expect(errors).toEqual([]);
    await context.close();
  });
});
