// Pure: a property of the presses and the history.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPoint, PastPoint, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/**
 * FROZEN: a press repeats a position to the last digit (lng, lat, accuracy, altitude) that was seen on two other days, or
 * by another person. Cell positions are left out: the tower is always at the same place. A run of equal fixes within one
 * day is no sign: 6.75 % of consecutive real fixes are equal.
 */
export function frozen(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  if (visit.history.points.length === 0) return null;
  let days = 1;
  let people = 1;
  for (const press of [visit.start, visit.end]) {
    const fix = press?.fix;
    const atMs = press?.pressedAtMs ?? fix?.fixAtMs;
    if (!fix || fix.source === 'cell' || typeof atMs !== 'number') continue;
    const same = visit.history.points.filter((past) => isSame(past, fix));
    const others = same.filter((past) => past.repId !== null && visit.repId !== null && past.repId !== visit.repId);
    days = Math.max(days, countDays([atMs, ...same.map((past) => past.fixAtMs!)], rule));
    people = Math.max(people, 1 + new Set(others.map((past) => past.repId)).size);
  }
  return days >= rule.frozenDays || people >= 2 ? { flag: 'FROZEN', days, people } : null;
}

/** Equal to the last digit in all that both say. */
export function isSame(a: PastPoint, b: MeasuredPoint): boolean {
  return (
    a.lng === b.lng &&
    a.lat === b.lat &&
    a.accuracyM === b.accuracyM &&
    (a.altitudeM === null || b.altitudeM === null || a.altitudeM === b.altitudeM)
  );
}

/** Groups of times that lie at least half a day apart. */
function countDays(times: number[], rule: Rule): number {
  times.sort((a, b) => a - b);
  let days = 1;
  for (let i = 1; i < times.length; i++) if (times[i]! - times[i - 1]! >= rule.otherDayS * 1000) days++;
  return days;
}
