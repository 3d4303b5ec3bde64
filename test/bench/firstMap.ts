import type { Page } from 'playwright-core';
import { en } from '../helpers/words.ts';
import { TRIAL_LOGIN } from './trialServer.ts';

/** Milliseconds after the press of the sign-in button. */
export interface FirstMap {
  /** Every tile of ground, retailers and reps that is in sight is painted, and the frame after that has begun. */
  wholeMap: number;
  steps: Record<string, number>;
}

/**
 * Looked at from inside the page once a frame, by what its elements say: reading the pixels of a dozen canvases ten times a second, as
 * would be plainer, takes half the page's own time. The pixels are read once, afterwards. As text: what compiles this file puts helpers
 * into functions that the page does not have.
 */
const watcher = `(() => {
  const at = (window.seenAt = {});
  const all = (selector) => [...document.querySelectorAll(selector)];
  // clusters or dots: whichever pane has them, both must be through
  const isPainted = (pane) => { const tiles = all('.pane-' + pane + ' .leaflet-tile'); return tiles.length > 0 && tiles.every((tile) => tile.classList.contains('leaflet-tile-loaded')); };
  const say = (name, isSeen) => { if (isSeen && !(name in at)) at[name] = performance.now(); return isSeen; };
  const look = () => {
    const hasRetailers = say('firstRetailers', all('.pane-retailers canvas, .pane-clusters canvas').length > 0);
    const hasReps = say('firstReps', all('.pane-repDots canvas, .pane-reps .rep').length > 0);
    const isWhole = hasRetailers && hasReps && ['base', 'retailers', 'clusters', 'repDots'].every(isPainted);
    requestAnimationFrame(isWhole ? () => say('wholeMap', true) : look);
  };
  document.addEventListener('submit', () => { say('pressed', true); look(); }, true);
})()`;

export async function signIn(page: Page, url: string): Promise<FirstMap> {
  await page.addInitScript(watcher);
  await page.goto(url);
  await page.getByLabel(en.signIn.login, { exact: true }).fill(TRIAL_LOGIN.login);
  await page.getByLabel(en.signIn.password, { exact: true }).pressSequentially(TRIAL_LOGIN.password, { delay: 60 }); // as somebody types
  await page.getByRole('button', { name: en.signIn.submit, exact: true }).click();
  const startedMs = Date.now();
  for (;;) {
    const read = (await page.evaluate(readout)) as FirstMap | null;
    if (read) break;
    if (Date.now() - startedMs > 120_000) throw new Error('no whole map within two minutes');
    await page.waitForTimeout(250);
  }
  await page.waitForTimeout(500);
  const inked = (await page.evaluate(ink)) as Record<string, number>;
  for (const [name, pixels] of Object.entries(inked))
    if (pixels < 1_000) throw new Error(`the ${name} are said to be drawn, but ${pixels} pixels are`);
  return (await page.evaluate(readout)) as FirstMap;
}

const readout = `(() => {
  const { pressed, wholeMap, ...seen } = window.seenAt;
  if (wholeMap === undefined) return null;
  const answer = (path) => performance.getEntriesByType('resource').find((entry) => entry.name.includes(path) && entry.startTime >= pressed);
  const [session, retailers, snapshot] = ['/session', '/retailers/columns', '/live/snapshot'].map(answer);
  const steps = { 'signed in': session?.responseEnd, 'retailers asked for': retailers?.startTime, 'their first byte': retailers?.responseStart, 'their last byte': retailers?.responseEnd,
    'the day read': snapshot?.responseEnd, 'first retailers drawn': seen.firstRetailers, 'first reps drawn': seen.firstReps };
  return { wholeMap: wholeMap - pressed, steps: Object.fromEntries(Object.entries(steps).map(([name, ms]) => [name, (ms ?? NaN) - pressed])) };
})()`;

const ink = `Object.fromEntries([['retailers', '.pane-retailers canvas, .pane-clusters canvas'], ['reps', '.pane-repDots canvas']].map(([name, canvases]) => [name, [...document.querySelectorAll(canvases)]
  .reduce((sum, canvas) => sum + new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer).reduce((n, pixel) => n + (pixel >>> 24 > 0 ? 1 : 0), 0), 0)]))`;
