import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import '../../web/build.ts';
import type { ApiClient } from '../../server/apiClient.ts';
import { makePhones } from '../../server/load/phones.ts';
import { createRandom } from '../../shared/random.ts';
import { readImport, startImport } from '../../shared/imports.ts';
import { openBrowser } from '../flows/browser.ts';
import { city, CITY, CITY_FROM } from '../tiles/city.ts';
import { vectorArchive } from '../tiles/town.ts';
import { signIn, type FirstMap } from './firstMap.ts';
import { cityPlace, moveReps } from './movingReps.ts';
import { startTrialServer } from './trialServer.ts';

/**
 * `npm run bench:web [RETAILERS] [REPS] [RUNS] [--tiles|--streets]`: a whole city on the dashboard in Chromium without a GPU. Server, database, phones and
 * browser share the machine. Prints how long the first map takes after the sign-in and what that consists of, how long frames are while
 * somebody drags and zooms as reps ride about, and what the page holds in memory: each the median of the runs and the worst one.
 * With `--tiles` the same over a base map of vector tiles of a dense city (TILE_FILE), with `--streets` over the demo's city map, which
 * the server cuts as it is asked; without either over the land alone.
 */
const [retailers, reps, runs] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const RETAILERS = Number(retailers ?? 60_000);
const REPS = Number(reps ?? 500);
const RUNS = Number(runs ?? 3);
const HAS_TILES = process.argv.includes('--tiles');
const HAS_STREETS = process.argv.includes('--streets');
/** Each rep tells its position this often. */
const EVERY_S = 10;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-tiles-'));
  const server = await startTrialServer(HAS_TILES ? { TILE_FILE: cityFile(folder) } : {}, HAS_STREETS);
  const browser = await openBrowser();
  try {
    const reps = moveReps(server.url, await fill(server.admin), EVERY_S);
    await wait((EVERY_S + 2) * 1_000); // everybody has told once
    console.log(
      `${RETAILERS} retailers, ${REPS} reps riding about, each telling its position every ${EVERY_S} s; ${RUNS} runs each; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, no GPU`,
    );
    for (const [name, query, then] of views) {
      const runs: Run[] = [];
      for (let i = 0; i < RUNS; i++) runs.push(await run(browser, server.url, query, then));
      print(name, runs);
    }
    await reps.stop();
    console.log(`positions told: ${reps.told.good}, refused or lost: ${reps.told.bad}`);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function cityFile(folder: string): string {
  const file = join(folder, 'city.pmtiles');
  const bytes = vectorArchive(city(), CITY, { from: CITY_FROM, leaf: 500 });
  writeFileSync(file, bytes);
  console.log(`a base map of ${(bytes.length / 1e6).toFixed(1)} MB from a file`);
  return file;
}

/** As the map opens, and as it is hardest to draw. */
const views: [name: string, query: string, then?: string][] = [
  ['clusters where the city is far off', '/'],
  ['every retailer a dot of its own', '/?off=clusters'],
  ['among the streets, zoom 14', '/', '/?at=27.98,120.72,14'],
  ['among the houses, zoom 16', '/', '/?at=27.98,120.72,16'],
];

interface Run {
  first: FirstMap;
  dragging: Frames;
  zooming: Frames;
  watching: Frames;
  heapMb: number;
  pageMb: number;
}

/** One person signs in with an empty cache, waits for the map, and uses it. */
async function run(browser: Browser, url: string, query: string, then?: string): Promise<Run> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const first = await signIn(page, url + query);
  if (then) await page.goto(url + then);
  await wait(then ? 6_000 : 2_000);
  const dragging = await frames(page, () => drag(page));
  const zooming = await frames(page, () => zoom(page));
  const { heapMb, pageMb } = await memory(await context.newCDPSession(page));
  const watching = await frames(page, () => wait(5_000));
  await context.close();
  return { first, dragging, zooming, watching, heapMb, pageMb };
}

function print(view: string, runs: readonly Run[]): void {
  const of = (value: (run: Run) => number, digits = 0): string => {
    const sorted = runs.map(value).sort((a, b) => a - b);
    return `${sorted[sorted.length >> 1]!.toFixed(digits)} | ${sorted.at(-1)!.toFixed(digits)}`;
  };
  const acts = ['dragging', 'zooming', 'watching'] as const;
  console.log(
    [
      `\n| ${view}; load of the machine ${loadavg()[0]!.toFixed(1)} | median of runs | worst |`,
      '| --- | --- | --- |',
      `| whole first map after the press of sign-in, ms | ${of((r) => r.first.wholeMap)} |`,
      ...Object.keys(runs[0]!.first.steps).map((step) => `| · ${step} | ${of((r) => r.first.steps[step]!)} |`),
      ...acts.flatMap((act) =>
        [
          ['median', 'p50'],
          ['95th percentile', 'p95'],
          ['longest', 'max'],
        ].map(([name, key]) => `| ${act}, ${name} frame, ms | ${of((r) => r[act][key as keyof Frames])} |`),
      ),
      `| JavaScript heap, MB | ${of((r) => r.heapMb)} |`,
      `| whole page, MB | ${of((r) => r.pageMb)} |`,
    ].join('\n'),
  );
}

/** A city of dense quarters, and its reps with their phones; gives the phones' tokens. */
async function fill(admin: ApiClient): Promise<string[]> {
  const random = createRandom(1);
  const rows = ['code,name,lng,lat'];
  for (let i = 0; i < RETAILERS; i++) {
    const { lng, lat } = cityPlace(random);
    rows.push(`R${i},Shop ${i},${lng.toFixed(6)},${lat.toFixed(6)}`);
  }
  let run = await admin.call(startImport, { query: { fileName: 'city.csv', frame: 'wgs84' }, body: rows.join('\n') });
  while (run.state === 'running') {
    await wait(1_000);
    run = await admin.call(readImport, { params: { importId: run.importId } });
  }
  return (await makePhones(admin, REPS)).tokens;
}

interface Frames {
  p50: number;
  p95: number;
  max: number;
}

/** The time between pictures while something is done. */
async function frames(page: Page, act: () => Promise<void>): Promise<Frames> {
  // as text: what compiles this file puts helpers into functions that the page does not have
  await page.evaluate(
    'window.seen = []; window.next = (ms) => { seen.push(ms); window.frame = requestAnimationFrame(next); }; window.frame = requestAnimationFrame(next);',
  );
  await act();
  const seen = (await page.evaluate('cancelAnimationFrame(window.frame), window.seen')) as number[];
  const gaps = seen
    .slice(1)
    .map((ms, i) => ms - seen[i]!)
    .sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: gaps.at(-1) ?? 0 };
}

async function drag(page: Page): Promise<void> {
  const box = (await page.locator('.map').boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (const [dx, dy] of [
    [-250, 120],
    [200, -150],
    [150, 200],
    [-200, -180],
  ] as const) {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    for (let step = 1; step <= 30; step++) {
      await page.mouse.move(middle.x + (dx * step) / 30, middle.y + (dy * step) / 30);
      await wait(16);
    }
    await page.mouse.up();
    await wait(300);
  }
}

async function zoom(page: Page): Promise<void> {
  const box = (await page.locator('.map').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const by of [-400, -400, 400, 400, 400, -400]) {
    await page.mouse.wheel(0, by);
    await wait(1_000);
  }
}

async function memory(cdp: CDPSession): Promise<{ heapMb: number; pageMb: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const heapMb = (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6;
  return { heapMb, pageMb: Math.max(...renderers()) };
}

/** What the page processes of our own Chromium hold for themselves. */
function renderers(): number[] {
  const all = (existsSync('/proc') ? readdirSync('/proc') : [])
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer') && isOurs(pid));
  return all.map((pid) => Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024);
}

function isOurs(pid: string): boolean {
  const parent = /PPid:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? '0';
  return parent === String(process.pid) || (Number(parent) > 1 && isOurs(parent));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

await main();
