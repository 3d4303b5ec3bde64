import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import { en } from '../../web/words/en.ts';
import { zh } from '../../web/words/zh.ts';
import { findChromium } from '../helpers/chromium.ts';

/** The same journeys are made in both languages. */
export const languages = [{ locale: 'en-US', w: en }, { locale: 'zh-CN', w: zh }] as const;

export const hasChromium = findChromium() !== undefined;

/** Where the pictures of the last run are kept. */
const PICTURES = join(fileURLToPath(new URL('../..', import.meta.url)), 'test-results', 'flows');

export function openBrowser(): Promise<Browser> {
  const quiet = ['--no-first-run', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu'];
  return chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox', ...quiet] });
}

/** A page whose errors are collected: a journey without them is part of what is tested. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) errors.push(message.text());
  });
  onTestFailed(() => picture(page, `failed ${expect.getState().currentTestName?.replace(/\W+/g, ' ') ?? ''}`).catch(() => {}));
  return { page, errors };
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
