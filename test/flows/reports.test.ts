import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollAll } from '../../server/reports/rollDue.ts';
import type { Group, ReportEffect, ReportValues } from '../../shared/reports.ts';
import { giveTerritory } from '../calendar/drafts.ts';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { someDays, storeDays } from '../reports/saidDays.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

const period = 'from=2026-03-01&to=2026-03-31';
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
  await giveTerritory(server);
  await storeDays(server, someDays(11, '2026-02-02', 60));
  await rollAll(server.running.db);
});
afterAll(() => closeFlow({ server, browser }));

async function open(locale: string, path: string, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ locale, viewport, reducedMotion: 'reduce' });
  const data = { login: 'admin', password: PASSWORD };
  await context.request.post(`${server.url}/api/v1/session`, { data });
  const { page, errors } = await openPage(context);
  await page.goto(server.url + path);
  return { context, page, errors };
}

const values = (metric: string, more = '') =>
  ask<ReportValues>(server, 'admin', 'get', `/reports/values?metric=${metric}&${period}${more}`);

describe.skipIf(!hasChromium).each(languages)('somebody who reads figures in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { report } = w;

  it('opens a number into its rows, a row into its case, and goes back the way they came', async () => {
    const { context, page, errors } = await open(locale, `/reports?${period}`);
    await page.getByRole('button', { name: w.metricName.inPlace, exact: true }).click();
    const { groups, total } = await values('inPlace', '&by=person');
    const east = groups.find(({ name }) => name === 'rep.east')!;
    const row = page.getByRole('row').filter({ hasText: 'rep.east' });
    await row.getByRole('button', { name: new RegExp(`· ${w.metricNum.inPlace}$`) }).waitFor();
    await picture(page, `reports league ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await row.getByRole('button', { name: new RegExp(`· ${w.metricNum.inPlace}$`) }).click();

    await page.getByText(report.rows.sum(String(east.num), String(east.num), String(east.num))).waitFor();
    expect(await page.locator('.panel-body [data-item]').count()).toBe(east.num);
    await picture(page, `reports rows ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await page.locator('.panel-body [data-item]').first().click();
    await page.waitForURL(/visit=/);
    await page.goBack();
    await page.getByText(report.rows.sum(String(east.num), String(east.num), String(east.num))).waitFor();
    const rowsLink = page.url();
    await page.goBack();
    await page.getByRole('button', { name: report.undecidedOf(total.undecided, String(total.undecided)) }).waitFor();

    await page.goto(rowsLink);
    await page.getByText(report.rows.sum(String(east.num), String(east.num), String(east.num))).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('sees days as a line, weekdays as bars, and saves what is shown', async () => {
    const { context, page, errors } = await open(locale, `/reports/metric?metric=inPlace&${period}&by=day`);
    const { groups } = await values('inPlace', '&by=day');
    await page.locator('.chart-line').first().waitFor();
    expect(await page.locator('.chart-dots circle').count()).toBe(groups.filter(({ value }) => value !== null).length);
    await picture(page, `reports days ${l}`);
    await page.getByRole('button', { name: report.cut.weekday, exact: true }).click();
    await page.locator('.chart-bar').first().waitFor();
    await page.getByRole('button', { name: w.sheets.export }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: w.sheets.format.csv }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    const byWeekday: Group[] = (await values('inPlace', '&by=weekday')).groups;
    expect(csv.trim().split('\n').length - 1).toBe(byWeekday.length);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('has it all on a phone, too, and on paper', async () => {
    const { context, page, errors } = await open(locale, `/reports?${period}`, { width: 390, height: 844 });
    await page.getByRole('heading', { name: report.overview.figures, exact: true }).waitFor();
    await page.getByRole('button', { name: w.showPanel }).first().click();
    await page.waitForLoadState('networkidle').catch(() => {});
    await picture(page, `reports overview phone ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await page.goto(`${server.url}/reports/metric?metric=visits&${period}&by=person`);
    await page.getByRole('row').filter({ hasText: 'rep.east' }).waitFor();
    await picture(page, `reports metric phone ${l}`);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.paper').innerText()).toContain('rep.east');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('sees why a figure changed, and what changed for some against all others', async () => {
    const { context, page, errors } = await open(locale, `/reports?${period}`);
    await page.getByRole('button', { name: report.changes.title, exact: true }).click();
    await page.getByText(report.changes.composition).waitFor();
    await picture(page, `reports changes ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await page.goto(`${server.url}/reports/effect?metric=visits&on=2026-03-09&weeks=4&unit=${server.units.east}`);
    await page.getByRole('row').filter({ hasText: 'rep.west' }).waitFor();
    const effect = await ask<ReportEffect>(
      server,
      'admin',
      'get',
      `/reports/effect?metric=visits&on=2026-03-09&weeks=4&unitId=${server.units.east}`,
    );
    const east = effect.reps.find(({ isConcerned }) => isConcerned)!;
    const row = page.getByRole('row').filter({ hasText: east.name });
    expect(await row.getByRole('button').allInnerTexts()).toEqual([String(east.before), String(east.after)]);
    await picture(page, `reports effect ${l}`);
    expect(await axeFinds(page)).toEqual([]);
    await row.getByRole('button').first().click();
    await page.waitForURL(new RegExp(`who=${east.repId}`));
    expect(errors).toEqual([]);
    await context.close();
  });
});
