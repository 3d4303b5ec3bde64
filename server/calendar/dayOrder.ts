// Pure: the order and the work of one day when a retailer leaves it or joins it.
import type { DayLoad } from '../../shared/calendars.ts';
import type { Ways } from './request.ts';

/** Of the places that `ways` are between. */
export interface DayToLoad {
  day: string;
  holdsMin: number;
  order: readonly number[];
}

export function loadOfDay({ day, holdsMin, order }: DayToLoad, minutes: readonly number[], ways: Ways): DayLoad {
  const along = (cells: Float64Array): number =>
    order.slice(1).reduce((sum, j, k) => sum + cells[order[k]! * ways.n + j]!, 0);
  const service = order.reduce((sum, i) => sum + minutes[i]!, 0);
  return {
    day,
    holdsMin,
    stops: order.length,
    workMin: service + along(ways.travelS) / 60,
    km: along(ways.travelM) / 1000,
  };
}

/** The order with one more place where it is least longer. */
export function joined(order: readonly number[], place: number, { n, travelS }: Ways): number[] {
  const way = (i: number | undefined, j: number | undefined): number =>
    i === undefined || j === undefined ? 0 : travelS[i * n + j]!;
  const longer = (k: number): number => way(order[k - 1], place) + way(place, order[k]) - way(order[k - 1], order[k]);
  let best = 0;
  for (let k = 1; k <= order.length; k++) if (longer(k) < longer(best)) best = k;
  return [...order.slice(0, best), place, ...order.slice(best)];
}
