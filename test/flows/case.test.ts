import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitDetail } from '../../shared/visits.ts';
import { E1, PASSWORD, pressAt, until, zoneAtNoon, type TestServer } from '../helpers/server.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;
const HOSTILE = '<img src=x onerror=alert(1)> "A & B"';

beforeAll(async () => {
  ({ server, browser } = await openFlow(zoneAtNoon()));
});
afterAll(() => closeFlow({ server, browser }));

/** A visit with a mock position and a track around it: suspect, so that an auditor has to look. */
async function suspectVisit(
  side: 'east' | 'west',
  code: string,
  hoursAgo: number,
  note: string | null = null,
): Promise<string> {
  const rep = server.as(`rep.${side}`);
  const at = { lng: E1.lng - (side === 'west' ? 0.5 : 0), lat: E1.lat + (Number(code.slice(1)) - 1) * 0.0045 };
  const startedAt = new Date(Date.now() - hoursAgo * 3_600_000);
  const visitId = randomUUID();
  const token = await server.deviceToken(`rep.${side}`);
  const fixes = Array.from({ length: 9 }, (_, n) => ({
    position: { lng: at.lng + (n - 4) * 6e-5, lat: at.lat + ((n % 3) - 1) * 5e-5 },
    fixAt: new Date(startedAt.getTime() + (n - 1) * 60_000).toISOString(),
    accuracyM: 9 + n,
    source: 'gnss',
  }));
  await request(server.url)
    .post('/api/v1/positions')
    .set('Authorization', `Bearer ${token}`)
    .send({ fixes })
    .expect(200);
  await rep
    .post('/api/v1/visits')
    .send({
      visitId,
      retailerId: server.retailers.get(code),
      note,
      ...pressAt({ lng: at.lng + 0.0002, lat: at.lat + 0.0001 }, startedAt, { mock: true }),
    })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(
      pressAt({ lng: at.lng - 0.0003, lat: at.lat + 0.0002 }, new Date(startedAt.getTime() + 420_000), {
        mock: true,
        accuracyM: 35,
      }),
    )
    .expect(201);
  await until(async () => (await caseOf(visitId)).verdicts.length > 0);
  return visitId;
}

async function caseOf(visitId: string): Promise<VisitDetail> {
  return (await server.as('admin').get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
}

async function saved(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return readFile(await file.path(), 'utf8');
}

async function signedIn(locale: string, login: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
  });
  await context.request.post(`${server.url}/api/v1/session`, { data: { login, password: PASSWORD } });
  return context;
}

describe.skipIf(!hasChromium).each([
  { ...languages[0], side: 'east' as const, c: 'E' },
  { ...languages[1], side: 'west' as const, c: 'W' },
])('an auditor in $locale', ({ locale, w, side, c }) => {
  it('goes through the queue by keyboard: next, accept, reject with its reason, undo', async () => {
    const [third, second, first] = [
      await suspectVisit(side, `${c}3`, 5),
      await suspectVisit(side, `${c}2`, 4),
      await suspectVisit(side, `${c}1`, 3),
    ];
    const context = await signedIn(locale, `auditor.${side}`);
    const { page, errors } = await openPage(context);
    await page.goto(server.url);
    await page.getByRole('button', { name: w.rail.visits, exact: true }).click(); // an auditor finds first what waits
    await page.getByText(w.case.toReviewAll(3, '3')).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const title = (n: number) =>
      page.getByRole('heading', { level: 1, name: `${side === 'east' ? 'East' : 'West'} shop ${n}` });
    await title(1).waitFor();
    await page.getByText(w.case.place('1', '3')).waitFor();
    await page.keyboard.press('j');
    await title(2).waitFor();
    await page.keyboard.press('k');
    await title(1).waitFor();
    await page.getByRole('button', { name: w.case.accept }).waitFor();
    await page.keyboard.press('?');
    await page.getByText(w.keys.reject).waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('menu'));
    await page.keyboard.press('Escape'); // closes the list of keys and not the case under it

    await page.keyboard.press('a');
    await page.getByText(w.case.accepted(`${side === 'east' ? 'East' : 'West'} shop 1`)).waitFor();
    await title(2).waitFor();
    expect(await caseOf(first)).toMatchObject({ state: 'valid', decision: 'valid' });

    await page.getByRole('button', { name: w.case.reject }).waitFor();
    await page.keyboard.press('r');
    await page.getByText(w.case.whyReject).waitFor();
    await page.keyboard.type('The shop was closed.');
    await page.keyboard.press('Control+Enter');
    await title(3).waitFor();
    expect((await caseOf(second)).decisions).toMatchObject([{ word: 'invalid', note: 'The shop was closed.' }]);

    await page.keyboard.press('Control+z');
    await title(2).waitFor();
    await until(async () => (await caseOf(second)).decision === null);
    await page.getByRole('button', { name: w.case.accept }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `case-${locale}`);
    await page.getByRole('button', { name: w.case.accept }).click();
    await page.getByRole('button', { name: w.case.accept }).waitFor();
    await title(3).waitFor();
    await page.keyboard.press('a');
    await page.getByText(w.case.queueDone).waitFor();
    expect((await caseOf(third)).decision).toBe('valid');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('files a case: one printed page, a page that stands alone, and JSON whose evidence has the hash it says', async () => {
    const visitId = await suspectVisit(side, `${c}4`, 6, HOSTILE);
    const context = await signedIn(locale, `auditor.${side}`);
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/visits?visit=${visitId}`); // a link is enough
    await page.getByRole('heading', { name: w.case.coordinates }).waitFor();

    const json = JSON.parse(await saved(page, w.case.exportJson)) as { visit: VisitDetail };
    const { evidence, evidenceSha256 } = json.visit.verdicts.at(-1)!;
    expect(createHash('sha256').update(JSON.stringify(evidence)).digest('hex')).toBe(evidenceSha256);
    expect(json.visit.ledger.map((entry) => entry.kind)).toEqual(['press', 'press', 'verdict']);

    const html = await saved(page, w.case.exportHtml);
    expect(html).not.toContain('<img');
    const alone = await openPage(context);
    await alone.page.setContent(html);
    const text = await alone.page.locator('body').innerText();
    for (const shown of [
      HOSTILE,
      evidenceSha256,
      json.visit.ledger[2]!.hash,
      w.verdict.suspect,
      w.reason.MOCK,
      w.case.signed,
    ])
      expect(text).toContain(shown);
    expect(await alone.page.locator('svg circle').count()).toBeGreaterThan(9);
    await picture(alone.page, `case-page-${locale}`);
    for (const printed of [page, alone.page])
      expect(pagesOf(await printed.pdf({ format: 'A4', preferCSSPageSize: true }))).toBe(1);
    expect([...errors, ...alone.errors]).toEqual([]);
    await context.close();
  });
});

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
