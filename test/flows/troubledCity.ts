import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ImportRun } from '../../shared/imports.ts';
import { E1, PASSWORD, pressAt, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { openFlow } from './browser.ts';

export const HOSTILE = '<img src=x onerror="window.attacked=1">';

const LONG = '很长的名字Long'.repeat(50).slice(0, 200);

export const DAY_MS = 86_400_000;

export let server: TestServer;

export let browser: Browser;

/** Opens a browser on a server with a retailer named in markup, one with the longest name, and a plan of today. */
export async function startTroubledCity(): Promise<void> {
  ({ server, browser } = await openFlow(zoneAtNoon()));
  const csv = [
    `code,name,address,lng,lat,unit`,
    `E1,"${HOSTILE.replaceAll('"', '""')}",A,${E1.lng},${E1.lat},East`,
    `E2,${LONG},${LONG},${E1.lng},${E1.lat + 0.0045},East`,
  ].join('\n');
  const query = {
    fileName: 'names.csv',
    frame: 'wgs84',
    mapping: JSON.stringify({
      code: 'code',
      name: 'name',
      address: 'address',
      lng: 'lng',
      lat: 'lat',
      unit: 'unitName',
    }),
  };
  const { importId } = (
    await server
      .as('admin')
      .post('/api/v1/retailers/imports')
      .query(query)
      .set('Content-Type', 'text/csv')
      .send(csv)
      .expect(202)
  ).body as ImportRun;
  await until(
    async () =>
      ((await server.as('admin').get(`/api/v1/retailers/imports/${importId}`)).body as ImportRun).state === 'done',
  );
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  await server
    .as('planner.east')
    .post('/api/v1/plans')
    .send({
      repId: server.idOf('rep.east'),
      day,
      retailerIds: ['E1', 'E2', 'E3'].map((code) => server.retailers.get(code)),
    })
    .expect(201);
}

export async function signedIn(login: string, options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  return context;
}

/** Whether a page is wider than its window, or anything that a person must read or press stands outside it. */
export const spills = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth;
    const outside = [...document.querySelectorAll('main button, .panel button, h1, .item-title')].filter(
      (one) => one.getBoundingClientRect().right > window.innerWidth + 1,
    );
    return wide || outside.length > 0
      ? outside.map((one) => one.outerHTML.slice(0, 120)).join('\n') || 'the page itself'
      : null;
  });

/** The browser's clock, and nothing else, is ahead. */
export async function aheadBy(context: BrowserContext, ms: number): Promise<void> {
  await context.addInitScript((by) => {
    const Real = Date;
    class Ahead extends Real {
      constructor(...given: []) {
        if (given.length === 0) super(Real.now() + by);
        else super(...given);
      }
      static override now() {
        return Real.now() + by;
      }
    }
    window.Date = Ahead as DateConstructor;
  }, ms);
}

export async function press(login: string, code: string, atMs: number): Promise<void> {
  const visitId = randomUUID();
  await server
    .as(login)
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get(code), ...pressAt(E1, new Date(atMs)), deviceId: login })
    .expect(201);
  await server
    .as(login)
    .post(`/api/v1/visits/${visitId}/end`)
    .send({ ...pressAt(E1, new Date(atMs + 400_000)), deviceId: login })
    .expect(201);
}

export async function plan(login: string, codes: readonly string[]): Promise<void> {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
  await server
    .as('planner.west')
    .post('/api/v1/plans')
    .send({ repId: server.idOf(login), day, retailerIds: codes.map((code) => server.retailers.get(code)) });
}
