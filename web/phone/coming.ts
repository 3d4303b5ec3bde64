import { readRepMonth } from '../../shared/calendars.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { shiftDay } from '../format.ts';
import type { KeptCalendar } from './store.ts';

const DAYS = 34;
const FRESH_MS = 3_600_000;

/** The rep's calendar from a day on: the one that is kept while it is fresh. */
export async function comingVisits(
  repId: string,
  day: string,
  kept: KeptCalendar | null | undefined,
): Promise<KeptCalendar> {
  if (kept && kept.day === day && nowMs() - Date.parse(kept.readAt) < FRESH_MS) return kept;
  const query = { from: day, to: shiftDay(day, DAYS) };
  const { published } = await call(readRepMonth, { params: { repId }, query });
  const visits = published.flatMap(({ visits: all, retailers }) => {
    const known = new Map(retailers.map((one) => [one.retailerId, one]));
    return all.flatMap((visit) => {
      const retailer = known.get(visit.retailerId);
      if (!retailer || visit.day < query.from || visit.day > query.to) return [];
      return [{ day: visit.day, name: retailer.name, address: retailer.address }];
    });
  });
  return { readAt: new Date(nowMs()).toISOString(), day, visits };
}
