import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiClient } from '../../server/apiClient.ts';
import { makePhones } from '../../server/load/phones.ts';
import { readImport, startImport } from '../../shared/imports.ts';
import { readRetailerPoints } from '../../shared/retailers.ts';
import { readMe } from '../../shared/sessions.ts';
import { endVisit, startVisit } from '../../shared/visits.ts';
import { METRICS_TOKEN, onDurablePostgres, startTrialServer, type TrialServer } from './trialServer.ts';

/**
 * `npm run bench:busyday -- [VISITS] [embedded|postgresql]`: one rep makes so many visits on one day (1,100 once ended the server), one
 * press after the other, and then some more at the pace of a hasty person while the day is judged. How long a press of that rep, of
 * one of the same unit, of one elsewhere, and a page of somebody else takes, and how long after the last press all is judged.
 */
const VISITS = Number(process.argv[2] ?? 1_100);
const ONLY = process.argv[3];
const SLOW_VISITS = 100;
const PACE_MS = 300;
const SHOP = { lng: 120.65, lat: 28 };

async function main(): Promise<void> {
  console.log(
    '| database | who waits | requests | median ms | p99 ms | longest ms |\n| --- | --- | --- | --- | --- | --- |',
  );
  if (ONLY !== 'embedded') await onDurablePostgres((databaseUrl) => trial('PostgreSQL', { DATABASE_URL: databaseUrl }));
  if (ONLY !== 'postgresql') await trial('embedded', {});
}

async function trial(database: string, env: Record<string, string>): Promise<void> {
  const server = await startTrialServer(env);
  try {
    const near = await makePhones(server.admin, 2);
    const far = await makePhones(server.admin, 1);
    const shops = new Map<string, string>();
    for (const { unitId } of [near, far]) shops.set(unitId, await addShop(server.admin, unitId));
    const press = (token: string, unitId: string) => presser(server.url, token, shops.get(unitId)!);
    const [busy, ofUnit, elsewhere] = [
      press(near.tokens[0]!, near.unitId),
      press(near.tokens[1]!, near.unitId),
      press(far.tokens[0]!, far.unitId),
    ];
    const waits = { busy: [], ofUnit: [], elsewhere: [], page: [] } as Record<string, number[]>;
    let isOver = false;
    const others = [
      again(
        () => isOver,
        () => ofUnit(waits.ofUnit!),
      ),
      again(
        () => isOver,
        () => elsewhere(waits.elsewhere!),
      ),
      again(
        () => isOver,
        () => timed(waits.page!, () => server.admin.call(readMe)),
      ),
    ];
    for (let i = 0; i < VISITS; i++) await busy(waits.busy!);
    for (let i = 0; i < SLOW_VISITS; i++) {
      await busy(waits.busy!);
      await wait(PACE_MS);
    }
    const fromMs = performance.now();
    isOver = true;
    await Promise.all(others);
    const names = {
      busy: 'the rep of the busy day',
      ofUnit: 'a rep of the same unit',
      elsewhere: 'a rep elsewhere',
      page: 'a page',
    };
    for (const [who, name] of Object.entries(names)) console.log(`| ${database} | ${name} | ${figures(waits[who]!)} |`);
    while ((await daysDue(server)) > 0) await wait(500);
    const judgedS = (performance.now() - fromMs) / 1_000;
    console.log(`| ${database} | all judged | ${judgedS.toFixed(0)} s after the last press | | | |`);
  } finally {
    await server.stop();
  }
}

/** Presses a start and an end of a rep's own day again and again, each pair at the next minute of it. */
function presser(url: string, token: string, retailerId: string): (waits: number[]) => Promise<void> {
  const phone = new ApiClient(url, new AbortController().signal).useToken(token);
  let atMs = Date.parse(`${new Date(Date.now() - 40 * 3_600_000).toISOString().slice(0, 10)}T00:00:00+08:00`);
  const said = () => {
    const pressedAt = new Date((atMs += 30_000)).toISOString();
    const fix = {
      position: SHOP,
      accuracyM: 8,
      accuracyLevel: 0.68 as const,
      source: 'gnss' as const,
      fixAt: pressedAt,
      mock: false,
    };
    return { pressedAt, fix };
  };
  return async (waits) => {
    const visitId = randomUUID();
    await timed(waits, () => phone.call(startVisit, { body: { visitId, retailerId, ...said() } }));
    await timed(waits, () => phone.call(endVisit, { params: { visitId }, body: said() }));
  };
}

async function timed(waits: number[], ask: () => Promise<unknown>): Promise<void> {
  const fromMs = performance.now();
  await ask();
  waits.push(performance.now() - fromMs);
}

async function again(isOver: () => boolean, ask: () => Promise<void>): Promise<void> {
  while (!isOver()) {
    await ask();
    await wait(PACE_MS);
  }
}

async function addShop(admin: ApiClient, unitId: string): Promise<string> {
  const code = `T-${randomUUID().slice(0, 8)}`;
  const body = `code,name,lng,lat\n${code},Trial,${SHOP.lng},${SHOP.lat}`;
  let run = await admin.call(startImport, { query: { fileName: 'trial.csv', frame: 'wgs84', unitId }, body });
  while (run.state === 'running') {
    await wait(100);
    run = await admin.call(readImport, { params: { importId: run.importId } });
  }
  const points = await admin.call(readRetailerPoints, { query: { unitId } });
  return points.retailerId[points.code.indexOf(code)]!;
}

async function daysDue({ url }: TrialServer): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
  return Number(/^rounds_days_due (\S+)/m.exec(text)?.[1] ?? NaN);
}

function figures(waits: number[]): string {
  waits.sort((a, b) => a - b);
  const at = (share: number): string => waits[Math.floor(share * (waits.length - 1))]!.toFixed(0);
  return [waits.length, at(0.5), at(0.99), at(1)].join(' | ');
}

await main();
