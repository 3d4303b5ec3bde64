import { computed, signal } from '@preact/signals';

/** The server's clock less this browser's, ms. */
const offMs = signal(0);
/** The Date header has whole seconds and the answer was on its way: a clock this near is as good as the server's. */
const NEAR_MS = 60_000;

/** How far this browser's clock is ahead of the server's, ms; 0 while they agree within a minute. Negative: it is behind. */
export const aheadMs = computed(() => -offMs.value);

/** The server's time as far as it is known: what is shown beside the server's facts is reckoned by one clock. */
export function nowMs(): number {
  return Date.now() + offMs.peek();
}

/** The time, moved on every 10 s: what says 'heard 4 min ago' reads it. */
export const now = signal(Date.now());
const moveOn = () => (now.value = nowMs());
setInterval(moveOn, 10_000);

/** An answer says what the server's clock showed: a browser whose clock is wrong takes that. What the person does keeps the browser's own time. */
export function heardTime(dateHeader: string | null): void {
  const off = Date.parse(dateHeader ?? '') - Date.now();
  if (Number.isNaN(off)) return;
  const next = Math.abs(off) < NEAR_MS ? 0 : off;
  if (Math.abs(next - offMs.peek()) < NEAR_MS) return;
  offMs.value = next;
  moveOn();
}
