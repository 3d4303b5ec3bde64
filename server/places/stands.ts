// Pure: where an inspector stands to settle most doubts with fewest stands, in the order of a walk.
import { distanceM, type LngLat } from '../../shared/geo.ts';
import type { Stand } from '../../shared/placeProposals.ts';

export interface DoubtfulShop {
  retailerId: string;
  code: string;
  name: string;
  /** Where it is most likely. */
  at: LngLat;
  why: Stand['retailers'][number]['why'];
  /** Visits that wait for somebody to say whether they were real. */
  undecided: number;
}

/** Whoever stands at one shop sees the doors of others as near as this. */
const SEEN_FROM_M = 60;
/** A day's work. */
const MOST_STANDS = 30;

/** Greedy cover by undecided visits, then the order of a short walk. */
export function standsFor(shops: readonly DoubtfulShop[]): Stand[] {
  const left = [...shops].sort(
    (a, b) =>
      Number(b.why === 'inspect') - Number(a.why === 'inspect') ||
      b.undecided - a.undecided ||
      (a.code < b.code ? -1 : 1),
  );
  const covers: DoubtfulShop[][] = [];
  while (left.length > 0 && covers.length < MOST_STANDS) {
    const isSent = left[0]!.why === 'inspect'; // somebody asked for this one
    const best = isSent ? left[0]! : mostSettled(left);
    const seen = left.filter((shop) => distanceM(shop.at, best.at) <= SEEN_FROM_M);
    covers.push([best, ...seen.filter((shop) => shop !== best)]);
    for (const shop of seen) left.splice(left.indexOf(shop), 1);
  }
  const order = shortWalk(covers.map(([first]) => first!.at));
  return order.map((index, no) => {
    const retailers = covers[index]!.map(({ at: _, ...shop }) => shop);
    const at = covers[index]![0]!.at;
    return {
      no: no + 1,
      at,
      retailers,
      undecided: retailers.reduce((sum, { undecided }) => sum + undecided, 0),
      metres: no === 0 ? 0 : distanceM(covers[order[no - 1]!]![0]!.at, at),
    };
  });
}

/** The shop from which most undecided visits are settled; of equal ones the first. */
function mostSettled(shops: readonly DoubtfulShop[]): DoubtfulShop {
  const candidates = shops.slice(0, 4 * MOST_STANDS); // sorted: beyond these a shop alone settles less than those before it
  const settledAt = (at: LngLat): number =>
    shops.reduce((sum, shop) => sum + (distanceM(shop.at, at) <= SEEN_FROM_M ? Math.max(1, shop.undecided) : 0), 0);
  return candidates.reduce(
    (best, shop) => {
      const settled = settledAt(shop.at);
      return settled > best.settled ? { shop, settled } : best;
    },
    { shop: candidates[0]!, settled: -1 },
  ).shop;
}

/** An open walk through all points: from one to the nearest left, from the northernmost on, and then 2-opt until it gets no shorter. */
export function shortWalk(points: readonly LngLat[]): number[] {
  const left = points.map((_, i) => i).sort((a, b) => points[b]!.lat - points[a]!.lat);
  const order: number[] = left.splice(0, 1);
  while (left.length > 0) {
    const from = points[order.at(-1)!]!;
    const nearest = left.reduce((a, b) => (distanceM(from, points[b]!) < distanceM(from, points[a]!) ? b : a));
    order.push(nearest);
    left.splice(left.indexOf(nearest), 1);
  }
  const metres = (i: number, j: number): number =>
    i < 0 || j >= order.length ? 0 : distanceM(points[order[i]!]!, points[order[j]!]!);
  for (let isShorter = true; isShorter;) {
    isShorter = false;
    for (let i = 0; i < order.length - 1; i++) {
      for (let j = i + 1; j < order.length; j++) {
        const now = metres(i - 1, i) + metres(j, j + 1);
        const reversed =
          (i > 0 ? distanceM(points[order[i - 1]!]!, points[order[j]!]!) : 0) +
          (j + 1 < order.length ? distanceM(points[order[i]!]!, points[order[j + 1]!]!) : 0);
        if (reversed < now - 0.01) {
          order.splice(i, j - i + 1, ...order.slice(i, j + 1).reverse());
          isShorter = true;
        }
      }
    }
  }
  return order;
}
