import { existsSync } from 'node:fs';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where a Chromium is: the variable CHROMIUM, or one of the usual places; undefined where there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...USUAL].find((path) => path !== undefined && path !== '' && existsSync(path));
}
