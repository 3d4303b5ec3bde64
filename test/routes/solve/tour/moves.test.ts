import { describe, expect, it } from 'vitest';
import { reduce } from '../../../../server/routes/solve/tour/core.ts';
import { applyDoubleBridge, doubleBridgeDelta } from '../../../../server/routes/solve/tour/doubleBridge.ts';
import { applyOrOpt, orOptDelta } from '../../../../server/routes/solve/tour/orOpt.ts';
import { applyBothTurned, applyTwoTurns, threeOptDelta } from '../../../../server/routes/solve/tour/threeOpt.ts';
import { Tour } from '../../../../server/routes/solve/tour/tour.ts';
import { applyTwoOpt, twoOptDelta } from '../../../../server/routes/solve/tour/twoOpt.ts';
import { closed, randomMatrix } from './smallRoutes.ts';

/**
 * The search works on the symmetric form of every problem, so the instance is a directed one of seven cities
 * in that form: fourteen nodes, half of whose edges are free and half of whose pairs are forbidden.
 */
const core = reduce(closed(randomMatrix(5, 7, false), 7));
const { n, costs } = core;
const between = (a: number, b: number) => costs.between(a, b);
let checks = 0;

/** Checks a move at places p, q, … of the tour, forwards and backwards: the delta and that every node is still there. */
function check(places: number[], move: (tour: Tour, at: (place: number) => number) => number): void {
  for (const direction of [1, -1]) {
    const tour = new Tour(n);
    tour.load(Array.from({ length: n }, (_, k) => (k * 5) % n));
    const before = tour.length(between);
    const old = tour.order.slice();
    const mark = tour.mark();
    const at = (place: number) => old[(((direction * place) % n) + n) % n]!;
    const delta = move(tour, at);
    const changed = tour.length(between) - before;
    const isWhole = new Set(tour.order).size === n && tour.order.every((node, k) => tour.place[node] === k);
    tour.undo(mark);
    const isBack = tour.order.every((node, k) => node === old[k]);
    if (changed !== delta || !isWhole || !isBack)
      expect.fail(`at ${places}, direction ${direction}: ${JSON.stringify({ changed, delta, isWhole, isBack })}`);
    checks++;
  }
}

describe('a move changes the length by its delta, at every position and in both directions', () => {
  it('2-opt', () => {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < p + n - 1; q++) {
        check([p, q], (tour, at) => {
          const delta = twoOptDelta(costs, at(p), at(p + 1), at(q), at(q + 1));
          applyTwoOpt(tour, at(p), at(p + 1), at(q));
          return delta;
        });
      }
    }
    expect(checks).toBe(14 * 12 * 2);
  });

  it('Or-opt and the two 3-opt moves that turn runs', () => {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < p + n - 1; q++) {
        for (let r = q + 1; r < p + n; r++) {
          const ends = (at: (place: number) => number) =>
            [at(p), at(p + 1), at(q), at(q + 1), at(r), at(r + 1)] as const;
          check([p, q, r], (tour, at) => {
            const [a, b, c, d, e, f] = ends(at);
            const delta = orOptDelta(costs, a, b, c, d, e, f);
            expect(delta).toBe(threeOptDelta(costs, a, b, e, f, c, d));
            applyOrOpt(tour, a, b, c, d, e, f);
            return delta;
          });
          check([p, q, r], (tour, at) => {
            const [a, b, c, d, e, f] = ends(at); // a [b…c] [d…e] f → a [e…d] [b…c] f
            applyTwoTurns(tour, a, b, c, e);
            return threeOptDelta(costs, a, b, d, c, f, e);
          });
          check([p, q, r], (tour, at) => {
            const [a, b, c, d, e, f] = ends(at); // a [b…c] [d…e] f → a [c…b] [e…d] f
            applyBothTurned(tour, a, b, e, d, c);
            return threeOptDelta(costs, a, b, e, f, d, c);
          });
        }
      }
    }
  });

  it('the double bridge', () => {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < p + n - 2; q++) {
        for (let r = q + 1; r < p + n - 1; r++) {
          for (let s = r + 1; s < p + n; s++) {
            check([p, q, r, s], (tour, at) => {
              const delta = doubleBridgeDelta(
                costs,
                at(p),
                at(p + 1),
                at(q),
                at(q + 1),
                at(r),
                at(r + 1),
                at(s),
                at(s + 1),
              );
              applyDoubleBridge(tour, at(p), at(p + 1), at(q), at(q + 1), at(r), at(r + 1), at(s));
              return delta;
            });
          }
        }
      }
    }
  });
});
