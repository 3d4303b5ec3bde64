import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/main.ts';
import type { Running } from '../../server/start.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { structureWords } from '../../web/retailers/importWords.ts';
import { words as startWords } from '../../web/start/words.ts';
import { placeDatabase, type PlacedDatabase } from '../helpers/database.ts';
import { PASSWORD, until, zoneAtNoon } from '../helpers/server.ts';
import { PHONE, axeFinds, hasChromium, languages, openBrowser, openPage, picture } from './browser.ts';
import { cityFile, type City } from './ownCity.ts';

type Place = { longitude: number; latitude: number };

const CHOSEN = 'kingfisher over the estuary';
/** A visit that is believed takes three minutes: it is waited for in one language. */
const DWELL_S = 185;
const JUDGED_IN = 'zh-CN';

const cities: City[] = [
  {
    head: 'Shop no,Shop name,Longitude,Latitude,Branch,Territory,Sales rep,Contact,Telephone,Monthly orders,Grade',
    at: { lng: 5.3, lat: 60.39 },
    branches: ['Harbour', 'Hills'],
    reps: ['Anna Lind', 'Bo Berg', 'Cara Dahl', 'Dag Eng', 'Eva Foss', 'Finn Gran'],
    shop: 'Corner shop',
  },
  {
    head: '客户编码,客户名称,经度,纬度,所属营销部,走访片区,客户经理,联系人,联系电话,月订单数,档位',
    at: { lng: 102.7, lat: 25.04 },
    branches: ['盘龙营销部', '西山营销部'],
    reps: ['李娜', '王强', '赵敏', '陈刚', '周洁', '吴磊'],
    shop: '滇池便利店',
  },
];

let browser: Browser;
let running: Running;
let database: PlacedDatabase;
let dataDir: string;

/** A server as it is started with --no-demo: nobody has been here. */
async function startEmpty(): Promise<void> {
  database = await placeDatabase();
  dataDir = database.connection.dataDir ?? mkdtempSync(join(tmpdir(), 'rounds-first-'));
  const config = readConfig({ LOG_LEVEL: 'error' }, []);
  running = await start({ ...config, ...database.connection, dataDir, port: 0, demo: false });
}

beforeAll(async () => {
  await import('../../web/build.ts');
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.skipIf(!hasChromium).each(languages.map((language, i) => ({ ...language, city: cities[i]! })))(
  'the first day in $locale',
  ({ locale, w, city }) => {
    const language = locale === 'zh-CN' ? 'zh' : 'en';
    const s = startWords.in(language);
    const structure = structureWords.in(language);
    beforeAll(startEmpty);
    afterAll(async () => {
      await running.stop();
      await database.remove();
      rmSync(dataDir, { recursive: true, force: true });
    });

    it('goes from nothing to a first judged visit by what people press alone', { timeout: 600_000 }, async () => {
      const begun = Date.now();
      const context = await browser.newContext({
        locale,
        timezoneId: zoneAtNoon(),
        viewport: { width: 1280, height: 900 },
      });
      const { page, errors } = await openPage(context);
      await setUp(page);
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `first-day-start-${locale}`);

      await page.getByRole('button', { name: s.retailers.door, exact: true }).click();
      const file = { name: language === 'zh' ? '客户.csv' : 'shops.csv', mimeType: 'text/csv', buffer: cityFile(city) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText(structure.units(2, '2')).waitFor();
      await page.getByText(structure.territories(6, '6')).waitFor();
      await page.getByText(structure.unknown(6, '6')).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      await picture(page, `first-day-preview-${locale}`);
      await importAll(page);
      await picture(page, `first-day-imported-${locale}`);

      const [people] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: structure.addThem(6, '6') }).click(),
      ]);
      await people.getByRole('button', { name: w.invited.submit(6, '6') }).waitFor();
      expect(await axeFinds(people)).toEqual([]);
      await picture(people, `first-day-people-${locale}`);
      await people.getByRole('button', { name: w.invited.submit(6, '6') }).click();
      await people.getByText(w.invited.done(6, '6')).waitFor();
      const links = await people.locator('output').allTextContents();
      expect(await axeFinds(people)).toEqual([]);
      await picture(people, `first-day-links-${locale}`);
      await people.close();

      await page.getByRole('button', { name: w.import.again }).click();
      await page.getByText(structure.made.nothing).waitFor();
      await importAll(page);
      await page.goto(`${running.localUrl}/start`);
      await page.getByText(s.territories.has('6', '6')).waitFor();
      await page.getByRole('button', { name: s.plan.door, exact: true }).click();
      await page.getByRole('button', { name: w.plans.planUnit, exact: true }).click();
      await until(async () => (await plansOf(page)) > 0);
      // its territories share out the ground, each with its name
      const names = city.branches.flatMap((branch) => [1, 2, 3].map((no) => `${branch} ${no}`));
      await expect.poll(async () => (await page.locator('.area-name').allTextContents()).sort()).toEqual(names.sort());
      await picture(page, `first-day-plans-${locale}`);

      const { rep, shop, at } = await arrive(links[0]!);
      await rep.getByRole('button', { name: w.phone.start }).first().click();
      await rep.getByRole('button', { name: w.phone.send(w.phone.start) }).click();
      await rep.getByText(w.phone.under(shop)).waitFor();
      await picture(rep, `first-day-phone-${locale}`);
      if (locale === JUDGED_IN) await endAndBelieve(page, rep, at);
      expect(errors).toEqual([]);
      process.stdout.write(`first day in ${locale}: ${((Date.now() - begun) / 60_000).toFixed(1)} minutes\n`);
      await context.close();
    });

    async function setUp(page: Page): Promise<void> {
      await page.goto(`${running.localUrl}/setup?token=${running.setupToken}`);
      await page.getByLabel(w.setUp.orgName).fill(language === 'zh' ? '滇池公司' : 'Fjord Trade');
      await page.getByLabel(w.setUp.name, { exact: true }).fill('Root');
      await page.getByLabel(w.setUp.login, { exact: true }).fill('chief');
      await page.getByLabel(w.setUp.password).fill(PASSWORD);
      await page.getByRole('button', { name: w.setUp.submit }).click();
      await page.getByRole('heading', { name: s.title }).waitFor();
    }

    async function importAll(page: Page): Promise<void> {
      await page.getByRole('button', { name: w.import.start(300, '300') }).click();
      await page.getByText(w.import.done, { exact: true }).waitFor();
    }

    /** A rep opens the link on a phone, chooses a password and stands at the door of the first stop. */
    async function arrive(link: string): Promise<{ rep: Page; shop: string; at: Place }> {
      const context = await browser.newContext({
        locale,
        timezoneId: zoneAtNoon(),
        ...PHONE,
        permissions: ['geolocation'],
      });
      const { page: rep } = await openPage(context);
      await rep.goto(link);
      await rep.getByLabel(w.join.password).fill(CHOSEN);
      await rep.getByLabel(w.join.again).fill(CHOSEN);
      expect(await axeFinds(rep)).toEqual([]);
      await picture(rep, `first-day-join-${locale}`);
      await rep.getByRole('button', { name: w.join.submit }).click();
      const first = rep.getByText(new RegExp(`^${city.shop} \\d+$`)).first();
      const shop = (await first.textContent())!;
      const { lng, lat } = city.places!.get(shop)!;
      const at = { longitude: lng + 0.00004, latitude: lat + 0.00005 };
      await context.setGeolocation({ ...at, accuracy: 12 });
      return { rep, shop, at };
    }

    /** The visit is ended once it was long enough, and the server believes it. */
    async function endAndBelieve(page: Page, rep: Page, at: Place): Promise<void> {
      // a phone that lies still says a little else each time; the very same for minutes is a flag
      for (let i = 0; i < DWELL_S; i += 5) {
        await rep
          .context()
          .setGeolocation({ ...at, longitude: at.longitude + ((i % 7) - 3) * 4e-6, accuracy: 9 + (i % 4) });
        await rep.waitForTimeout(5_000);
      }
      await rep.getByRole('button', { name: w.phone.end, exact: true }).click();
      await rep.getByRole('button', { name: w.phone.send(w.phone.end) }).click();
      await until(async () => !['open', 'waiting'].includes((await visitsOf(page))[0]!.state));
      const [judged] = await visitsOf(page);
      expect([judged!.state, judged]).toEqual(['valid', judged]);
      await picture(rep, `first-day-judged-${locale}`);
    }

    const plansOf = async (page: Page): Promise<number> => {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());
      const reply = await page.request.get(`${running.localUrl}/api/v1/plans?day=${day}`);
      return ((await reply.json()) as { items: unknown[] }).items.length;
    };
    const visitsOf = async (page: Page): Promise<VisitSummary[]> =>
      ((await (await page.request.get(`${running.localUrl}/api/v1/visits`)).json()) as { items: VisitSummary[] }).items;
  },
);
