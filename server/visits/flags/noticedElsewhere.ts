// Pure: a property of the phone's own geofence, where it has one around this retailer.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/**
 * NOTICED_ELSEWHERE: the phone noticed that it left the retailer and did not come back for the visit. A geofence is slow and
 * misses crossings (Android's guide: usually within 2 minutes, later when the phone rests), so one word of it is not enough:
 * either it left before the start and came back only after the end, or it left within the first half of the required stay and
 * was not back at the end. A missed crossing alone then accuses nobody.
 */
export function noticedElsewhere(
  { start, end, notices, requiredDwellS }: VisitEvidence,
  rule: Rule,
): FlagNumbers | null {
  if (notices.length === 0) return null;
  const fromMs = start?.pressedAtMs ?? null;
  const untilMs = end?.pressedAtMs ?? null;
  if (fromMs === null || untilMs === null || untilMs <= fromMs) return null;
  const lagMs = rule.noticedLagS * 1000;
  const before = notices.findLast((notice) => notice.atMs < fromMs);
  const during = notices.filter((notice) => notice.atMs >= fromMs && notice.atMs <= untilMs);
  const back = notices.find((notice) => notice.atMs > untilMs);
  if (before?.event === 'leave' && during.length === 0 && back?.event === 'enter' && back.atMs > untilMs + lagMs)
    return raise(before.atMs, back.atMs);
  const last = during.at(-1);
  const isEarly =
    last?.event === 'leave' && last.atMs < fromMs + Math.min(requiredDwellS * 500, (untilMs - fromMs) / 2);
  // that it left is told late, never early: it was gone at the end, unless the border was crossed again just then
  const isBackAtOnce = back?.event === 'enter' && back.atMs <= untilMs + lagMs;
  return isEarly && !isBackAtOnce ? raise(last.atMs, null) : null;
}

function raise(leftAtMs: number, backAtMs: number | null): FlagNumbers {
  return {
    flag: 'NOTICED_ELSEWHERE',
    leftAt: new Date(leftAtMs).toISOString(),
    ...(backAtMs === null ? {} : { backAt: new Date(backAtMs).toISOString() }),
  };
}

/** The phone noticed the arrival around the start, and no departure before the end. */
export function isNoticedInside({ start, end, notices }: VisitEvidence, rule: Rule): boolean {
  const fromMs = start?.pressedAtMs ?? null;
  const untilMs = end?.pressedAtMs ?? null;
  if (notices.length === 0 || fromMs === null || untilMs === null) return false;
  const arrival = notices.findLast(
    (notice) =>
      notice.event === 'enter' &&
      notice.atMs >= fromMs - rule.noticedFromS * 1000 &&
      notice.atMs <= fromMs + rule.noticedLagS * 1000,
  );
  return (
    arrival !== undefined &&
    !notices.some((notice) => notice.event === 'leave' && notice.atMs >= arrival.atMs && notice.atMs < untilMs)
  );
}
