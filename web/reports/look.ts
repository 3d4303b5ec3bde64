import { go, open, part } from '../ui/navigate.ts';
import { today } from '../ui/day.ts';
import { readWish, writeWish, type Wish } from './wish.ts';

export const METRIC_PATH = '/reports/metric';

/** What the address asks for. */
export const wishNow = (): Wish => readWish(part.own.value, today.value);

/** Asks for something else; each is a step that the browser's back button takes back. */
export function ask(change: Partial<Wish>, unitId = part.unitId.peek()): void {
  go({ unitId, own: writeWish({ ...readWish(part.own.peek(), today.peek()), ...change }) });
}

/** Opens a metric's page from elsewhere. */
export function openMetric(wish: Partial<Wish> & Pick<Wish, 'metric' | 'period'>): void {
  const whole: Wish = { by: 'person', repId: null, setting: null, rows: null, isFunnel: false, ...wish };
  open(METRIC_PATH, null, writeWish(whole));
}
