// Pure: when a day driven in an order ends.
import type { CalendarProblem } from '../solve/problem.ts';

export interface Driven {
  travel: number;
  work: number;
  /** Minutes by which the day is longer than its shift; Infinity where somebody is closed before they are reached. */
  over: number;
}

/** Recomputed from the order alone: what reasons and their cures are checked with. */
export function drive(
  { n, travel, service, workLimit, hours }: CalendarProblem,
  day: number,
  order: readonly number[],
): Driven {
  const size = n + 1;
  let way = 0;
  let work = 0;
  let clock = hours ? hours.startMin[day]! : 0;
  let before = 0;
  for (const i of [...order, 0]) {
    const leg = travel[before * size + i]!;
    way += leg;
    work += leg + service[i]!;
    clock += leg;
    if (i > 0 && hours) clock = openFrom(hours.open[i]!, clock);
    clock += service[i]!;
    before = i;
  }
  const late = hours && order.length > 0 ? clock - hours.endMin[day]! : 0;
  return { travel: way, work, over: Math.max(0, work - workLimit[day]!, late) };
}

/** The order with one more retailer where the day becomes least too long, then longest least. */
export function withOne(
  problem: CalendarProblem,
  day: number,
  order: readonly number[],
  i: number,
): { order: number[]; driven: Driven } {
  const all = Array.from({ length: order.length + 1 }, (_, k) => {
    const longer = [...order.slice(0, k), i, ...order.slice(k)];
    return { order: longer, driven: drive(problem, day, longer) };
  });
  return all.reduce((best, one) =>
    one.driven.over < best.driven.over || (one.driven.over === best.driven.over && one.driven.work < best.driven.work)
      ? one
      : best,
  );
}

function openFrom(open: readonly number[], t: number): number {
  if (open.length === 0) return t;
  for (let k = 0; k < open.length; k += 2) if (t <= open[k + 1]!) return Math.max(t, open[k]!);
  return Infinity;
}
