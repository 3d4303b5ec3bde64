import type { Random } from '../../../../shared/random.ts';
import type { WindowModel } from './model.ts';
import type { WindowRoute } from './route.ts';

/** The other stops, nearest first by the cheaper direction: near[v * (n − 1) + k]. */
export function nearestStops(model: WindowModel): Int32Array {
  const { n, size, cost } = model;
  const near = new Int32Array(n * Math.max(0, n - 1));
  for (let v = 0; v < n; v++) {
    const others = Array.from({ length: n }, (_, w) => w).filter((w) => w !== v);
    const apart = (w: number) => Math.min(cost[v * size + w]!, cost[w * size + v]!);
    others.sort((a, b) => apart(a) - apart(b) || a - b);
    near.set(others, v * (n - 1));
  }
  return near;
}

/**
 * Marks in `gone` some stops of the route to take out, and returns how many: mostly one string of neighbours in the order
 * (with a piece in the middle kept, half the time), else a stop with those nearest to it on the ground. After
 * Christiaens & Vanden Berghe 2020, 'Slack Induction by String Removals', section 5.2.
 */
export function chooseRuin(
  model: WindowModel,
  route: WindowRoute,
  near: Int32Array,
  random: Random,
  most: number,
  gone: Uint8Array,
): number {
  const served = route.length - 2;
  const count = Math.min(served, 1 + random.int(most));
  if (count === 0) return 0;
  const kind = random.next();
  if (kind < 0.7) return markString(route, random, count, kind < 0.35, gone);
  const seed = route.order[1 + random.int(served)]!;
  gone[seed] = 1;
  let marked = 1;
  for (let k = 0; k < model.n - 1 && marked < count; k++) {
    if (random.next() < 0.2) continue;
    const v = near[seed * (model.n - 1) + k]!;
    gone[v] = 1; // marking a stop that is not served does no harm
    marked++;
  }
  return marked;
}

function markString(route: WindowRoute, random: Random, count: number, isSplit: boolean, gone: Uint8Array): number {
  const served = route.length - 2;
  const kept = isSplit ? Math.min(served - count, random.int(count + 1)) : 0;
  const first = 1 + random.int(served - count - kept + 1);
  const keepFrom = first + random.int(count + 1);
  for (let p = first; p < first + count + kept; p++) {
    if (p < keepFrom || p >= keepFrom + kept) gone[route.order[p]!] = 1;
  }
  return count;
}
