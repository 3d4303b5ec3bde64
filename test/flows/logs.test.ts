import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboxItem, WorkLog } from '../../shared/logs.ts';
import { createRandom } from '../../shared/random.ts';
import { words as deskWords } from '../../web/logs/words.ts';
import { writeWords } from '../../web/phone/logs/words.ts';
import { logWords } from '../../web/ui/logWords.ts';
import { PASSWORD, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { newLog, review, said } from '../logs/ground.ts';
import { ask } from '../problems/provoke.ts';
import { PHONE, axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

/** At how many moments the page is killed; `LOG_KILLS=50 npx vitest run test/flows/logs.test.ts` for the bar. */
const KILLS = Number(process.env.LOG_KILLS ?? 9);
const SEED = Number(process.env.LOG_SEED ?? 17);

let server: TestServer;
let browser: Browser;
const today = new Intl.DateTimeFormat('en-CA', { timeZone: zoneAtNoon() }).format(new Date());

beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
  for (const side of ['east', 'west']) {
    const retailerIds = [1, 2, 3].map((n) => server.retailers.get(`${side[0]!.toUpperCase()}${n}`));
    const body = { repId: server.idOf(`rep.${side}`), day: today, retailerIds };
    await server.as(`planner.${side}`).post('/api/v1/plans').send(body).expect(201);
  }
});
afterAll(() => closeFlow({ server, browser }));

async function phoneOf(login: string, locale: string): Promise<BrowserContext> {
  const context = await browser.newContext({ locale, ...PHONE, reducedMotion: 'reduce' });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  return context;
}

/** The page with all of its files on the phone, without a network. */
async function openOffline(context: BrowserContext): Promise<Page> {
  const { page } = await openPage(context);
  await page.goto(`${server.url}/rep`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match('/rep'))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.reload(); // served by the worker from now on
  return page;
}

const own = async (login: string) =>
  (await ask<{ items: WorkLog[] }>(server, login, 'get', '/me/logs')).items.filter(({ span }) => span === 'day');

describe.skipIf(!hasChromium).each([
  { ...languages[0], login: 'rep.east', side: 'east', shop: 'East shop' },
  { ...languages[1], login: 'rep.west', side: 'west', shop: 'West shop' },
])('a rep in $locale', ({ locale, login, side, shop }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { write } = writeWords.in(l);
  const { log } = logWords.in(l);

  it('writes the day’s log without a network; it is sent with its own time, returned, read again and revised', async () => {
    const context = await phoneOf(login, locale);
    const page = await openOffline(context);
    const row = page.locator('li').filter({ hasText: write.today });
    await row.getByText(write.missing(3, '3')).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await context.setOffline(true);
    await row.getByRole('button', { name: write.begin }).click();
    await page.getByLabel(log.text.done).fill('走访三户 Three shops');
    for (const n of [1, 2]) await page.getByLabel(`${shop} ${n}: ${write.why}`).selectOption('shut');
    await page.getByRole('button', { name: write.send }).click();
    await page.getByText(write.unexplained(1, '1')).waitFor();
    await page.getByLabel(`${shop} 3: ${write.why}`).selectOption('other');
    await page.getByLabel(`${shop} 3: ${write.other}`).fill('道路施工 Road works');
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `log writing ${l}`);
    await page.getByRole('button', { name: write.send }).click();
    await row.getByText(write.state.waiting).waitFor();
    const beforeMs = Date.now();
    expect(await own(login)).toEqual([]);
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until(async () => (await own(login)).length === 1);
    const [sent] = await own(login);
    expect(sent).toMatchObject({
      said: { texts: { done: '走访三户 Three shops' }, reasons: [{}, {}, { note: '道路施工 Road works' }] },
      timeliness: 'inTime',
    });
    expect(Date.parse(sent!.saidAt)).toBeLessThanOrEqual(beforeMs);

    await review(server, sent!.logId, { deed: 'return', note: '写具体些 Say more' }, `supervisor.${side}`);
    await page.reload();
    await row.getByText(write.state.returned).waitFor();
    await row.getByText('写具体些 Say more').waitFor();
    await picture(page, `log returned ${l}`);
    await row.getByRole('button', { name: write.begin }).click();
    await page.getByRole('button', { name: write.revise }).click();
    expect(await page.getByLabel(`${shop} 1: ${write.why}`).inputValue()).toBe('shut');
    await page.getByLabel(log.text.problems).fill('无 None');
    await page.getByRole('button', { name: write.send }).click();
    await until(async () => (await own(login))[0]!.revisionNo === 2);
    await review(server, (await own(login))[0]!.logId, {}, `supervisor.${side}`);
    await page.reload();
    await row.getByText(write.state.read, { exact: true }).waitFor();
    await row.getByText(`supervisor.${side}`).last().waitFor();
    await context.close();
  });
});

/** Kills the page as the phone does that needs its memory: no event is heard in it. */
async function kill(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await page.waitForEvent('crash').catch(() => undefined);
  await page.close({ runBeforeUnload: false });
}

describe.skipIf(!hasChromium)('a phone that is killed while a log is written', () => {
  const { write } = writeWords.in('en');
  const { log } = logWords.in('en');

  it(`loses nothing older than a second at ${KILLS} moments, and sends nothing twice`, async () => {
    const random = createRandom(SEED);
    const login = 'killed';
    const rep = await addRep(login);
    const sentText = async () =>
      ((await rep.get('/api/v1/me/logs')).body as { items: WorkLog[] }).items[0]?.said.texts.done;
    const context = await phoneOf(login, 'en-US');
    const first = await openOffline(context);
    await first.getByText(write.today).waitFor();
    await context.setOffline(true);
    await first.close();
    let typed = '';
    let sure = 0;
    let tries = 0;
    for (let k = 0; k <= KILLS; k++) {
      const { page } = await openPage(context);
      await page.goto(`${server.url}/rep?log=day.${today}`);
      const area = page.getByLabel(log.text.done);
      const revise = page.getByRole('button', { name: write.revise });
      await area.or(revise).waitFor();
      if (await revise.isVisible()) await revise.click();
      const kept = await area.inputValue();
      expect(typed.startsWith(kept), `moment ${k}: '${kept}' is no beginning of '${typed}'`).toBe(true);
      expect(kept.length, `moment ${k}: '${kept}' of '${typed}'`).toBeGreaterThanOrEqual(sure);
      if (k === KILLS) break;
      typed = kept;
      const at: number[] = [];
      let killedAt = 0;
      const killing = wait(random.int(1_600)).then(async () => {
        killedAt = Date.now();
        await kill(context, page);
      });
      const isSent = k % 3 === 2;
      try {
        await area.focus();
        for (let n = 0; n < 14 && killedAt === 0; n++) {
          const letter = 'abcdefghij'[random.int(10)]!;
          typed += letter;
          await page.keyboard.type(letter);
          at.push(Date.now());
          await wait(random.int(120));
        }
        if (isSent) {
          tries++;
          await page.getByRole('button', { name: write.send }).click({ timeout: 1_000 });
        }
      } catch {
        // killed in the middle of it
      }
      await killing;
      sure = kept.length + at.filter((ms) => ms < killedAt - 1_000).length;
    }
    await context.setOffline(false);
    const { page } = await openPage(context);
    await page.goto(`${server.url}/rep?log=day.${today}`);
    await page.getByRole('button', { name: write.send }).click();
    await until(async () => (await sentText()) === typed);
    await expect.poll(() => page.getByText(write.state.waiting).count(), { timeout: 30_000 }).toBe(0);
    const { rows } = await server.running.db.query<{ done: string }>(
      `select said #>> '{texts,done}' as done from log where author_id = (select person_id from person where login = $1) order by revision_no`,
      [login],
    );
    expect(rows.length).toBeLessThanOrEqual(tries + 1);
    const before = rows.slice(0, -1).map(({ done }) => done); // the last was sent by hand once more
    expect(new Set(before).size).toBe(before.length);
    await context.close();
  });
});

async function addRep(login: string): Promise<request.Agent> {
  const body = { unitId: server.units.east, role: 'rep', name: login, login, password: PASSWORD };
  await server.as('admin').post('/api/v1/people').send(body).expect(201);
  const agent = request.agent(server.url);
  await agent.post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
  return agent;
}

/** Twenty logs of the east: fourteen as they should be, three with a stop that has no reason, three by a clock that runs ahead. */
async function fileTwenty(prefix: string): Promise<void> {
  for (let k = 0; k < 20; k++) {
    const agent = await addRep(`${prefix}${String(k).padStart(2, '0')}`);
    if (k < 3) {
      const repId = ((await agent.get('/api/v1/me')).body as { person: { personId: string } }).person.personId;
      const plan = { repId, day: today, retailerIds: [server.retailers.get('E5')] };
      await server.as('planner.east').post('/api/v1/plans').send(plan).expect(201);
    }
    const saidAt = new Date(Date.now() + (k >= 17 ? 2 * 86_400_000 : 0)).toISOString();
    const log = newLog({ day: today, saidAt, said: said({ done: `Day of ${k}` }), logId: randomUUID() });
    await agent.post('/api/v1/me/logs').send(log).expect(201);
  }
}

describe.skipIf(!hasChromium).each(languages)('a supervisor in $locale', ({ locale }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { logs } = deskWords.in(l);
  const unread = async (prefix: string) =>
    (await ask<{ items: InboxItem[] }>(server, 'supervisor.east', 'get', `/logs/inbox?day=${today}`)).items.filter(
      ({ repName, log, isRead }) => log !== null && repName.startsWith(prefix) && !isRead,
    );

  it('reads twenty logs with at most 25 presses: the exceptions first, the normal ones in one', async () => {
    await fileTwenty(l);
    const isPhone = l === 'zh';
    const context = await browser.newContext({
      locale,
      reducedMotion: 'reduce',
      ...(isPhone ? PHONE : { viewport: { width: 1280, height: 800 } }),
    });
    await context.request.post(`${server.url}/api/v1/session`, {
      data: { login: 'supervisor.east', password: PASSWORD },
    });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/logs`);
    await page.getByRole('button', { name: logs.readAll(14, '14').slice(0, 4) }).waitFor();
    await page.locator('[aria-expanded=true]').first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `logs inbox ${l}`);
    let presses = 0;
    const press = async (key: string, name: string | RegExp) => {
      presses++;
      if (isPhone)
        await page
          .getByRole('button', { name, exact: typeof name === 'string' })
          .last()
          .tap();
      else await page.keyboard.press(key);
    };
    await press('a', new RegExp(logs.readAll(14, '14').slice(0, 4)));
    await until(async () => (await unread(l)).length === 6);
    await press('c', new RegExp(`^${logs.comment}`));
    await page.getByRole('button', { name: logs.phrases.comment[0]! }).click();
    presses++;
    await picture(page, `logs comment ${l}`);
    await page.getByRole('button', { name: logs.send, exact: true }).click();
    presses++;
    await until(async () => (await unread(l)).length === 5);
    await press('b', new RegExp(`^${logs.return}`));
    await page.getByRole('button', { name: logs.phrases.return[0]! }).click();
    await page.getByRole('button', { name: logs.send, exact: true }).click();
    presses += 2;
    for (let left = 4; left > 0; left--) {
      await until(async () => (await unread(l)).length === left);
      await press('r', new RegExp(`^${logs.read}`));
    }
    await until(async () => (await unread(l)).length === 0);
    expect(presses).toBeLessThanOrEqual(25);
    if (!isPhone) {
      await page.keyboard.press('j');
      await page.keyboard.press('k');
    }
    await picture(page, `logs read ${l}`);
    expect(errors).toEqual([]);
    await context.close();
  });
});
