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

/** The spans of `09:00-12:00,14:00-18:30`, seconds since midnight; one that ends before it begins runs to midnight. */
export function spansOf(hours: string): { fromS: number; toS: number }[] {
  return hours.split(',').map((span) => {
    const [from, to] = span.trim().split('-').map(secondsOf) as [number, number];
    return { fromS: from, toS: to > from ? to : 86_400 };
  });
}
