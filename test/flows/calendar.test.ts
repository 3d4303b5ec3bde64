import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayPlan } from '../../shared/plans.ts';
import { dayName } from '../../web/format.ts';
import { dayIn, giveTerritory, mondayIn, month } from '../calendar/drafts.ts';
import { PASSWORD, until, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
  await giveTerritory(server);
});
afterAll(() => closeFlow({ server, browser }));

async function planner(locale: string, path: string, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ locale, viewport });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'planner.east', password: PASSWORD } });
  const { page, errors } = await openPage(context);
  await page.goto(server.url + path);
  return { context, page, errors };
}

describe.skipIf(!hasChromium).each(languages)('a planner in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { cal } = w;

  it('drafts a calendar, moves a visit, publishes it, and the plan of the day has its visits', async () => {
    await server.running.db.query('delete from calendar');
    const repId = server.idOf('rep.east');
    const monday = mondayIn(1);
    const { context, page, errors } = await planner(locale, `/calendar?rep=${repId}&day=${monday}`);
    await page.getByText(cal.noCalendar).waitFor();
    await page.getByRole('button', { name: cal.draftOne }).click();
    await page.getByText(cal.made(1, '1')).waitFor();

    const { draft } = await month(server, monday, monday);
    const first = draft!.visits[0]!;
    const name = draft!.retailers.find(({ retailerId }) => retailerId === first.retailerId)!.name;
    await page.getByRole('button', { name: new RegExp(`^${dayName(first.day, l)}:`) }).click();
    await page.getByRole('button', { name: `${cal.moveTo} ${name}` }).click();
    const toDay = draft!.measures.days.find(
      ({ day, stops }) => stops === 0 && day > first.day && day < mondayAfter(monday),
    )!.day;
    await page.getByLabel(cal.chooseDay).last().selectOption(toDay);
    await page.getByText(cal.nobodyElse).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `calendar move ${l}`);
    await page.getByRole('button', { name: cal.doIt, exact: true }).click();
    await page.getByText(cal.noStops).waitFor();

    await page.getByRole('button', { name: cal.publish }).click();
    await page.getByRole('heading', { name: cal.whatMoves }).waitFor();
    await picture(page, `calendar publish ${l}`);
    await page.getByRole('button', { name: cal.publishNow, exact: true }).click();
    await page.getByText(cal.published(dayName(draft!.fromDay, l), dayName(draft!.toDay, l))).waitFor();
    const { published } = await month(server, monday, mondayAfter(monday));
    expect(published[0]!.visits.filter(({ day }) => day === toDay)).toMatchObject([
      { retailerId: first.retailerId, why: 'byHand', pinned: true },
    ]);

    await server
      .as('planner.east')
      .post('/api/v1/plans/day')
      .send({ unitId: server.units.east, day: toDay, replace: true })
      .expect(202);
    let plan: DayPlan | undefined;
    await until(async () => {
      const answer = await server.as('planner.east').get(`/api/v1/plans/${repId}/${toDay}`);
      plan = answer.body as DayPlan;
      return answer.status === 200;
    });
    expect(plan!.stops.map(({ retailerId }) => retailerId)).toEqual([first.retailerId]);
    expect(errors).toEqual([]);
    await server.running.db.query('delete from plan_stop');
    await server.running.db.query('delete from plan');
    await context.close();
  });

  it('sees the weeks of everybody, who is away and which days are worked', async () => {
    const { context, page, errors } = await planner(locale, `/calendar?day=${mondayIn(1)}`, {
      width: 390,
      height: 800,
    });
    await page.getByRole('columnheader', { name: cal.rep, exact: true }).waitFor();
    await page.getByText(w.away.title).click();
    await page.getByLabel(w.away.from, { exact: true }).fill(dayIn(60));
    await page.getByLabel(w.away.to, { exact: true }).fill(dayIn(61));
    await page.getByRole('button', { name: w.away.add, exact: true }).click();
    await page.getByRole('button', { name: w.away.remove('rep.east') }).waitFor();
    await page.getByText(w.days.title).click();
    await page.getByLabel(w.days.import).setInputFiles({
      name: 'days.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('day,kind,name\n2026-10-01,holiday,国庆节\n2026-10-10,workday,'),
    });
    await page.getByText(w.days.preview('2', '0', '0')).waitFor();
    await page.getByRole('button', { name: w.days.store, exact: true }).click();
    await page.getByRole('button', { name: w.days.remove(dayName('2026-10-10', l)) }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `calendar unit ${l}`);
    await page.getByRole('button', { name: w.away.remove('rep.east') }).click();
    await page.getByText(w.away.none).waitFor();
    expect(errors).toEqual([]);
    await server.running.db.query('delete from working_day');
    await context.close();
  });
});

function mondayAfter(monday: string): string {
  return new Date(Date.parse(monday) + 7 * 86_400_000).toISOString().slice(0, 10);
}
