import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import '../../web/build.ts';
import type { ApiClient } from '../../server/apiClient.ts';
import { drive } from '../../server/load/drive.ts';
import { makePhones } from '../../server/load/phones.ts';
import { createRandom } from '../../shared/random.ts';
import type { ImportRun } from '../../shared/retailers.ts';
import { en } from '../../web/words/en.ts';
import { openBrowser } from '../flows/browser.ts';
import { startTrialServer, TRIAL_LOGIN } from './trialServer.ts';

/**
 * `npm run bench:web [RETAILERS] [REPS]`: a whole city on the dashboard in Chromium without a GPU. Server, database, phones and
 * browser share the machine. Prints how long the first map takes after the sign-in, how long frames are while somebody drags
 * and zooms as reps move, and what the page holds in memory.
 */
const RETAILERS = Number(process.argv[2] ?? 60_000);
const REPS = Number(process.argv[3] ?? 500);
/** Each rep tells its position this often. */
const EVERY_S = 10;

async function main(): Promise<void> {
  const server = await startTrialServer();
  const { url } = server;
  const browser = await openBrowser();
  try {
    const phones = await fill(server.admin);
    const moving = drive({ url, tokens: phones, fixesARequest: 1, atOnce: 50, seconds: 90, perSecond: REPS / EVERY_S, firstFixAt: new Date(Date.now() - 60_000) });
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const firstMapMs = await signIn(page, url);
    await wait(5_000); // reps come in
    const dragging = await frames(page, () => drag(page));
    const zooming = await frames(page, () => zoom(page));
    const memory = await memoryMb(cdp);
    const watching = await frames(page, () => wait(10_000));
    console.log(`${RETAILERS} retailers, ${REPS} reps each telling its position every ${EVERY_S} s; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, no GPU`);
    const row = (name: string, f: Frames): string => `| ${name} | ${f.p50.toFixed(0)} | ${f.p95.toFixed(0)} | ${f.max.toFixed(0)} |`;
    console.log(['| frame, ms | median | p95 | longest |', '| --- | --- | --- | --- |', row('dragging', dragging), row('zooming', zooming), row('watching', watching)].join('\n'));
    console.log(`first map ${(firstMapMs / 1_000).toFixed(2)} s after sign-in; JavaScript heap ${memory.heap.toFixed(0)} MB, whole page ${memory.page.toFixed(0)} MB`);
    void moving;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A city of dense quarters, and its reps with their phones; gives the phones' tokens. */
async function fill(admin: ApiClient): Promise<string[]> {
  const random = createRandom(1);
  const rows = ['code,name,lng,lat'];
  for (let i = 0; i < RETAILERS; i++) {
    const quarter = random.int(60);
    rows.push(`R${i},Shop ${i},${(120.5 + (quarter % 10) * 0.05 + random.normal() * 0.012).toFixed(6)},${(27.8 + Math.floor(quarter / 10) * 0.06 + random.normal() * 0.012).toFixed(6)}`);
  }
  let run = await admin.post<ImportRun>('/retailers/imports?fileName=city.csv&frame=wgs84', rows.join('\n'));
  while (run.state === 'running') {
    await wait(1_000);
    run = await admin.get<ImportRun>(`/retailers/imports/${run.importId}`);
  }
  return (await makePhones(admin, REPS)).tokens;
}

/** From the press of the button to retailers on the map. */
async function signIn(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.getByLabel(en.signIn.login, { exact: true }).fill(TRIAL_LOGIN.login);
  await page.getByLabel(en.signIn.password, { exact: true }).fill(TRIAL_LOGIN.password);
  const startMs = performance.now();
  await page.getByRole('button', { name: en.signIn.submit, exact: true }).click();
  await page.waitForFunction(() => [...document.querySelectorAll<HTMLCanvasElement>('.pane-retailers canvas')].some((canvas) =>
    canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data.some((value, i) => i % 4 === 3 && value > 0)), undefined, { timeout: 120_000, polling: 100 });
  return performance.now() - startMs;
}

interface Frames {
  p50: number;
  p95: number;
  max: number;
}

/** The time between pictures while something is done. */
async function frames(page: Page, act: () => Promise<void>): Promise<Frames> {
  // as text: what compiles this file puts helpers into functions that the page does not have
  await page.evaluate('window.seen = []; window.next = (ms) => { seen.push(ms); window.frame = requestAnimationFrame(next); }; window.frame = requestAnimationFrame(next);');
  await act();
  const seen = (await page.evaluate('cancelAnimationFrame(window.frame), window.seen')) as number[];
  const gaps = seen.slice(1).map((ms, i) => ms - seen[i]!).sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: gaps.at(-1) ?? 0 };
}

async function drag(page: Page): Promise<void> {
  const box = (await page.locator('.map').boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (const [dx, dy] of [[-250, 120], [200, -150], [150, 200], [-200, -180]] as const) {
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

async function memoryMb(cdp: CDPSession): Promise<{ heap: number; page: number }> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const heap = (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6;
  return { heap, page: Math.max(...renderers()) };
}

/** What Chromium's page processes hold for themselves. */
function renderers(): number[] {
  const all = (existsSync('/proc') ? readdirSync('/proc') : []).filter((name) => /^\d+$/.test(name)).filter((pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer'));
  return all.map((pid) => Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1_024);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

await main();
