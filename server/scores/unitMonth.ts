// Pure: a unit's month, which is what is scored, shown and closed.
import { dayAfter } from '../../shared/period.ts';

export interface UnitMonth {
  orgId: number;
  unitId: string;
  month: string;
}

/** The days of a month. */
export function daysOf(month: string): { from: string; to: string } {
  const [year, no] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return { from: `${month}-01`, to: new Date(Date.UTC(year, no, 0)).toISOString().slice(0, 10) };
}

export const monthAfter = (month: string): string => dayAfter(daysOf(month).to, 1).slice(0, 7);
export const monthBefore = (month: string): string => dayAfter(`${month}-01`, -1).slice(0, 7);
