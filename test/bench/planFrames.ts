import { cpus, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import '../../web/build.ts';
import type { ApiClient } from '../../server/apiClient.ts';
import { createRandom } from '../../shared/random.ts';
import { readImport, startImport } from '../../shared/imports.ts';
import { readScenarioUnits } from '../../shared/scenarios.ts';
import { openBrowser } from '../flows/browser.ts';
import { actWatcher, TRACED, workOf, type Act } from './planActs.ts';
import { startTrialServer, TRIAL_LOGIN } from './trialServer.ts';
import { listUnits } from '../../shared/units.ts';
import { addScenario, moveRetailers } from '../../shared/scenarioEdits.ts';

/**
 * `npm run bench:plan [RETAILERS] [TERRITORIES] [MOVED] [REPEATS]`: a planner's hand on a draft of 10,000 retailers in Chromium without a
 * GPU. A lasso chooses 500, which are carried over the map and dropped again and again; clicks select. Each act is measured from its event
 * to the picture in which every figure and every part of the map that it changes is painted: what the page's thread worked for it, and the
 * time until then, which has the wait for the screen's next frame in it, and whatever else the machine does.
 * What the hand does not wait for comes later and is not counted: the request (after the picture), colours that clash (120 ms), the places
 * of names (150 ms), the order of the cards (400 ms). The server's answer comes here after REPLY_MS, so that it is an act of its own.
 */
const RETAILERS = Number(process.argv[2] ?? 10_000);
const TERRITORIES = Number(process.argv[3] ?? 50);
const MOVED = Number(process.argv[4] ?? 500);
const REPEATS = Number(process.argv[5] ?? 16);

const REPLY_MS = 650;

async function main(): Promise<void> {
  const server = await startTrialServer();
  const browser = await openBrowser();
  try {
    const scenarioId = await makeDraft(server.admin);
    for (const height of [800, 1_080])
      await measure(browser, server.url, scenarioId, { width: height === 800 ? 1_280 : 1_920, height });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A town of dense quarters, shared out by a grid. */
async function makeDraft(admin: ApiClient): Promise<string> {
  const random = createRandom(1);
  const quarters = Array.from({ length: 12 }, () => ({
    lng: 120.65 + 0.06 * random.normal(),
    lat: 28 + 0.05 * random.normal(),
    spread: 0.008 + 0.02 * random.next(),
  }));
  const rows = Array.from({ length: RETAILERS }, (_, i) => {
    const { lng, lat, spread } = quarters[random.int(quarters.length)]!;
    return `R${i},Shop ${i},${(lng + spread * random.normal()).toFixed(6)},${(lat + spread * random.normal()).toFixed(6)},${'ABCD'[random.int(4)]!},${1 + random.int(8)},${10 + random.int(90)}`;
  });
  const mapping = JSON.stringify({
    code: 'code',
    name: 'name',
    lng: 'lng',
    lat: 'lat',
    grade: 'grade',
    orders: 'ordersPerMonth',
    volume: 'volumePerMonth',
  });
  let run = await admin.call(startImport, {
    query: { fileName: 'town.csv', frame: 'wgs84', mapping },
    body: ['code,name,lng,lat,grade,orders,volume', ...rows].join('\n'),
  });
  while (run.state === 'running') {
    await wait(1_000);
    run = await admin.call(readImport, { params: { importId: run.importId } });
  }
  const { items: units } = await admin.call(listUnits);
  const { scenarioId } = await admin.call(addScenario, {
    body: { unitId: units[0]!.unitId, kind: 'visit', name: 'Bench', from: 'empty', parts: TERRITORIES },
  });
  const { retailerId, lng, lat } = await admin.call(readScenarioUnits, { params: { scenarioId } });
  const strips = Math.max(1, Math.round(Math.sqrt(TERRITORIES)));
  const byLng = [...retailerId.keys()].sort((a, b) => lng[a]! - lng[b]!);
  const moves: { to: number; retailerIds: string[] }[] = [];
  for (let s = 0, from = 0; s < strips; s++) {
    const parts = Math.floor(((s + 1) * TERRITORIES) / strips) - Math.floor((s * TERRITORIES) / strips);
    const strip = byLng
      .slice(from, (from += Math.ceil((RETAILERS * parts) / TERRITORIES)))
      .sort((a, b) => lat[a]! - lat[b]!);
    for (let p = 0; p < parts; p++)
      moves.push({
        to: moves.length + 1,
        retailerIds: strip
          .slice(Math.floor((p * strip.length) / parts), Math.floor(((p + 1) * strip.length) / parts))
          .map((i) => retailerId[i]!),
      });
  }
  await admin.call(moveRetailers, { params: { scenarioId }, body: { revision: 1, moves } });
  return scenarioId;
}

async function measure(
  browser: Browser,
  url: string,
  scenarioId: string,
  viewport: { width: number; height: number },
): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport });
  await context.request.post(`${url}/api/v1/session`, { data: TRIAL_LOGIN });
  const page = await context.newPage();
  await page.addInitScript(actWatcher);
  await page.route('**/moves', async (route) => {
    await wait(REPLY_MS);
    await route.continue();
  });
  await page.goto(`${url}/territories?scenario=${scenarioId}`);
  await page
    .locator('.territory')
    .nth(TERRITORIES - 1)
    .waitFor({ timeout: 60_000 });
  await wait(3_000);
  await page.getByRole('button', { name: 'Zoom in' }).click(); // as one does to choose a twentieth of a town
  await wait(2_000);
  const box = (await page.locator('.map').boundingBox())!;
  const middle = { x: box.x + box.width * 0.45, y: box.y + box.height * 0.5 };
  let radius = 90;
  for (let n = 0; n < 5; n++) radius *= Math.sqrt(MOVED / Math.max(5, await lasso(page, middle, radius)));
  const acts: Record<string, Act[]> = {
    lasso: [],
    'carry within a territory': [],
    'carry into another': [],
    drop: [],
    'move by the list': [],
    click: [],
    reply: [],
  };
  const seen = async (name: string, what: string): Promise<void> => {
    await wait(450); // beyond the colours
    await page.getByText('Saved', { exact: true }).waitFor();
    await wait(150);
    const all = (await page.evaluate('window.acts.splice(0)')) as Act[];
    acts[name]!.push(...all.filter((act) => act.name === what));
    acts['reply']!.push(...all.filter((act) => act.name === 'reply'));
  };
  let chosen = 0;
  await browser.startTracing(page, { categories: TRACED });
  for (let n = 0; n < REPEATS; n++) {
    await page.evaluate('window.acts.length = 0');
    chosen = await lasso(page, middle, radius);
    await seen('lasso', 'pointerup');
    const turn = (n * 2.4) % (2 * Math.PI);
    const away = { x: Math.cos(turn) * (radius + 110), y: Math.sin(turn) * (radius + 110) };
    const target = { x: middle.x + away.x, y: middle.y + away.y };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    for (let step = 1; step <= 6; step++) {
      await page.mouse.move(middle.x - (away.x * step) / 6, middle.y - (away.y * step) / 6);
      await wait(40);
    }
    await seen('carry into another', ''); // settled
    await page.mouse.move(target.x, target.y);
    await seen('carry into another', 'pointermove');
    await page.mouse.move(target.x + 2, target.y + 2);
    await seen('carry within a territory', 'pointermove');
    await page.mouse.up();
    await seen('drop', 'pointerup');
    await page.getByRole('combobox', { name: 'Move to …' }).focus();
    await page.keyboard.press(String(1 + ((n * 7) % 9))); // the first of the list whose name begins so
    await seen('move by the list', 'change');
    await page.mouse.click(target.x, target.y);
    await seen('click', 'pointerup');
    await page.keyboard.press('Escape');
    await wait(200);
  }
  const work = workOf(await browser.stopTracing());
  for (const act of Object.values(acts).flat()) act.workMs = work.get(act.id) ?? NaN;
  const long = (await page.evaluate('window.longTasks')) as number[];
  print(viewport, chosen, acts, long);
  await context.close();
}

/** Draws a ring with the mouse, as a planner does; how many it chose. */
async function lasso(page: Page, middle: { x: number; y: number }, radius: number): Promise<number> {
  const at = (turn: number) => [middle.x + radius * Math.cos(turn), middle.y + radius * Math.sin(turn)] as const;
  await page.keyboard.press('l');
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let k = 1; k <= 24; k++) await page.mouse.move(...at((k / 24) * 2 * Math.PI));
  await page.evaluate('window.acts.length = 0');
  await page.mouse.up();
  await wait(200); // the key is an act of its own
  await page.keyboard.press('l');
  const said = await page
    .locator('.selection-bar strong')
    .textContent()
    .catch(() => '0');
  return Number((said ?? '0').replace(/\D/g, ''));
}

function print(
  viewport: { width: number; height: number },
  chosen: number,
  acts: Record<string, Act[]>,
  long: readonly number[],
): void {
  const of = (values: readonly number[]): string => {
    const sorted = [...values].sort((a, b) => a - b);
    return [
      sorted[sorted.length >> 1],
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))],
      sorted.at(-1),
    ]
      .map((ms) => (ms ?? NaN).toFixed(1))
      .join(' | ');
  };
  console.log(
    [
      `\n${chosen} of ${RETAILERS} retailers in hand, ${TERRITORIES} territories, ${viewport.width} × ${viewport.height}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, no GPU, load of the machine ${loadavg()[0]!.toFixed(1)}`,
      '| act | n | CPU, ms: median | 95 % | worst | until painted, ms: median | 95 % | worst | parts |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      ...Object.entries(acts).map(
        ([name, all]) =>
          `| ${name} | ${all.length} | ${of(all.map((act) => act.workMs))} | ${of(all.map((act) => act.paintedMs))} | ${all.length === 0 ? '' : (all.reduce((sum, act) => sum + act.parts, 0) / all.length).toFixed(1)} |`,
      ),
      `tasks over 50 ms: ${long.length}${long.length > 0 ? `, the longest ${Math.max(...long).toFixed(0)} ms` : ''}`,
    ].join('\n'),
  );
}

await main();
