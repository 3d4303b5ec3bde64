/** Makes the README's pictures from the running demo: `npm run pictures`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import '../web/build.ts';
import { readConfig } from '../server/config.ts';
import { startDemo } from '../server/demo/demo.ts';
import { DEMO_PASSWORD } from '../shared/demo.ts';
import { start } from '../server/main.ts';
import type { VisitSummary } from '../shared/visits.ts';
import { openBrowser } from './flows/browser.ts';

const docs = fileURLToPath(new URL('../docs', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'rounds-pictures-'));
const said: string[] = [];
const running = await start({ ...readConfig({ LOG_LEVEL: 'error' }, []), dataDir, port: 0 }, ({ en }) =>
  console.log(en),
);
const demo = startDemo({
  url: running.localUrl,
  setupToken: running.setupToken,
  mayCreate: true,
  mayMove: true,
  say: ({ en }) => (console.log(en), void said.push(en)),
});
while (!said.some((line) => line.includes('on their rounds'))) await wait(500);
await wait(20_000); // verdicts come in, reps move

const browser = await openBrowser();
for (const [locale, suffix] of [
  ['en-US', ''],
  ['zh-CN', '.zh-CN'],
] as const) {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.request.post(`${running.localUrl}/api/v1/session`, {
    data: { login: 'supervisor', password: DEMO_PASSWORD },
  });
  const page = await context.newPage();
  await page.goto(running.localUrl);
  await wait(6_000);
  await page.screenshot({ path: join(docs, `live${suffix}.png`) });
  const { items } = (await (
    await context.request.get(`${running.localUrl}/api/v1/visits?state=invalid&limit=1`)
  ).json()) as { items: VisitSummary[] };
  if (items[0]) {
    await page.goto(`${running.localUrl}/visits?visit=${items[0].visitId}`);
    await wait(4_000);
    await page.screenshot({ path: join(docs, `visit${suffix}.png`) });
  }
  await context.close();
}
await browser.close();
await demo.stop();
await running.stop();
rmSync(dataDir, { recursive: true, force: true });
