import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { en } from '../helpers/words.ts';
import { zh } from '../helpers/words.ts';
import { findChromium } from '../helpers/chromium.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

/** The same journeys are made in both languages. */
export const languages = [
  { locale: 'en-US', w: en },
  { locale: 'zh-CN', w: zh },
] as const;

export const hasChromium = findChromium() !== undefined;

/** Where the pictures of the last run are kept. */
const PICTURES = join(fileURLToPath(new URL('../..', import.meta.url)), 'test-results', 'flows');

export function openBrowser(): Promise<Browser> {
  const quiet = [
    '--no-first-run',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
  ];
  return chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox', ...quiet] });
}

/** A rep's phone, upright. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** A page whose errors are collected: a journey without them is part of what is tested. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text()))
      errors.push(message.text());
  });
  onTestFailed(() =>
    picture(page, `failed ${expect.getState().currentTestName?.replace(/\W+/g, ' ') ?? ''}`).catch(() => {}),
  );
  return { page, errors };
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** What a journey needs: the built pages, a server as the tests know it, and a browser. */
export interface Flow {
  server: TestServer;
  browser: Browser;
}

/** Builds the pages unless they are newer than every source. The arguments are startTestServer's. */
export async function openFlow(...args: Parameters<typeof startTestServer>): Promise<Flow> {
  await import('../../web/build.ts');
  return { server: await startTestServer(...args), browser: await openBrowser() };
}

export async function closeFlow({ server, browser }: Partial<Flow>): Promise<void> {
  await browser?.close();
  await server?.stop();
}

/** What axe sees of colours: a scheme changes nothing else of a page, and the other rules take 60 % of the time. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page as it is now, each with the elements it is about. */
export async function axeFinds(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (what === 'colours' ? axe.withRules(COLOUR_RULES) : axe).analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

/** What axe finds on a light page as it is now, and of its colours in dark; each scheme is shown to `seen`. The page is light again afterwards. */
export async function axeFindsInBoth(page: Page, seen: (scheme: 'light' | 'dark') => Promise<void>): Promise<string[]> {
  const turn = async (scheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.locator(`html[data-theme=${scheme}]`).waitFor({ state: 'attached' });
  };
  const inLight = await axeFinds(page);
  await seen('light');
  await turn('dark');
  const inDark = await axeFinds(page, 'colours');
  await seen('dark');
  await turn('light');
  return [...inLight.map((found) => `light: ${found}`), ...inDark.map((found) => `dark: ${found}`)];
}
