// Pure: days that hold more than their shift lose visits until they fit: to another day, or to nobody.
import { drive, withOne } from './drive.ts';
import type { RepProblem } from './repProblem.ts';
import { canVisit } from './choices.ts';
import type { CalendarRequest } from '../../../shared/calendar.ts';

export interface Dropped {
  node: number;
  day: number;
}

/** Rounding of sums of minutes. */
const EPSILON = 1e-6;

/** Changes `orders`; answers what found no other day within half a gap. The least frequent goes first, then the longest. */
export function relieve(rep: RepProblem, request: CalendarRequest, orders: number[][]): Dropped[] {
  const { problem, gapOf, retailerOf, horizon } = rep;
  const dropped: Dropped[] = [];
  const isPinned = (node: number, day: number): boolean =>
    request.retailers[retailerOf[node]!]!.pins.includes(horizon.days[day]!);
  for (let day = 0; day < orders.length; day++) {
    while (drive(problem, day, orders[day]!).over > EPSILON) {
      const leaving = orders[day]!.filter((node) => !isPinned(node, day)).sort(
        (a, b) => gapOf[b]!.regular - gapOf[a]!.regular || problem.service[b]! - problem.service[a]! || a - b,
      )[0];
      const node = leaving ?? orders[day]![0]!;
      orders[day] = orders[day]!.filter((other) => other !== node);
      const reach = gapOf[node]!.regular / 2;
      const place = orders
        .map((_, d) => d)
        .filter(
          (d) => d !== day && Math.abs(d - day) <= reach && canVisit(horizon, request.retailers[retailerOf[node]!]!, d),
        )
        .sort((a, b) => Math.abs(a - day) - Math.abs(b - day) || a - b)
        .map((d) => ({ d, ...withOne(problem, d, orders[d]!, node) }))
        .find(({ d, driven }) => driven.over <= EPSILON && !orders[d]!.includes(node));
      if (place) orders[place.d] = place.order;
      else dropped.push({ node, day });
    }
  }
  return dropped;
}
