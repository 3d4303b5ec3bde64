import { z } from 'zod';
import { plain } from './problems/because.ts';

/** A time of the working day on the unit's clock, `08:30`; `24:00` is the day's end. */
export const ClockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, plain('TIME_OF_DAY'));
export type ClockTime = z.infer<typeof ClockTime>;

/** Seconds since midnight. */
export function secondsOf(time: ClockTime): number {
  return Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3)) * 60;
}

/** `08:30` of seconds since midnight, to the nearest minute; beyond midnight the hours go on: `25:10`. */
export function clockOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/**
 * The spans of `09:00-12:00,14:00-18:30` in which it is open on a day, seconds since its midnight. One that ends before it begins lasts
 * over midnight: it is the morning that is left of the night before, and the evening with the morning after.
 */
export function spansOf(hours: string): { fromS: number; toS: number }[] {
  return hours.split(',').flatMap((span) => {
    const [fromS, toS] = span.trim().split('-').map(secondsOf) as [number, number];
    if (toS > fromS) return [{ fromS, toS }];
    const overnight = { fromS, toS: toS + 86_400 };
    return toS === 0 ? [overnight] : [{ fromS: 0, toS }, overnight];
  });
}
