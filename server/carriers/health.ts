// Pure: whether a carrier is asked just now.
import type { CarrierFailure } from '../../shared/carriers.ts';

/** The service itself does not work; that a phone is switched off says nothing of it. */
const BROKEN: readonly string[] = [
  'TIMED_OUT',
  'UNREACHABLE',
  'REDIRECTED',
  'BROKE',
  'TOO_LARGE',
  'UNREADABLE',
] satisfies CarrierFailure[];
const FAILURES_IN_A_ROW = 5;
const REST_MS = 60_000;

/** Until when a carrier is left alone whose last answers, the newest first, were failures of its own; null: it is asked. */
export function restsUntil(last: readonly { outcome: string; at: Date }[], nowMs: number): number | null {
  if (
    last.length < FAILURES_IN_A_ROW ||
    !last.slice(0, FAILURES_IN_A_ROW).every(({ outcome }) => BROKEN.includes(outcome))
  )
    return null;
  const untilMs = last[0]!.at.getTime() + REST_MS;
  return untilMs > nowMs ? untilMs : null;
}
