import { describe, expect, it } from 'vitest';
import { assignmentPrices } from '../../../../server/routes/solve/tour/assignment.ts';
import { BasisMove, NONE } from '../../../../server/routes/solve/tour/basisMove.ts';
import { type Core, reduce } from '../../../../server/routes/solve/tour/core.ts';
import { Crossover } from '../../../../server/routes/solve/tour/crossover.ts';
import { applyDoubleBridge, doubleBridgeDelta } from '../../../../server/routes/solve/tour/doubleBridge.ts';
import { LinKernighan } from '../../../../server/routes/solve/tour/linKernighan.ts';
import { neighbours } from '../../../../server/routes/solve/tour/neighbours.ts';
import { Tour } from '../../../../server/routes/solve/tour/tour.ts';
import { createRandom } from '../../../../shared/random.ts';
import { closed, randomMatrix } from './smallRoutes.ts';

/** The search works on the symmetric form of every problem: of a directed one half of the edges are free and must stay. */
const cores = [1, 2, 3, 4].flatMap((seed) => [
  reduce(closed(randomMatrix(seed, 7, false), 7)),
  reduce(closed(randomMatrix(seed, 15, true), 15)),
]);

const nearOf = (core: Core) => neighbours(core, 10, assignmentPrices(core));
const lengthOf = (core: Core, tour: Tour) => tour.length((a, b) => core.costs.between(a, b));

/** A tour that no search has touched. Of a directed problem the pairs that belong together stay together. */
function randomTour(core: Core, seed: number): Tour {
  const random = createRandom(seed);
  const starts = [...Array(core.n).keys()].filter((i) => core.mate[i]! < 0 || core.mate[i]! > i);
  for (let k = starts.length - 1; k > 0; k--) {
    const j = random.int(k + 1);
    [starts[k], starts[j]] = [starts[j]!, starts[k]!];
  }
  const tour = new Tour(core.n);
  tour.load(starts.flatMap((i) => (core.mate[i]! < 0 ? [i] : [i, core.mate[i]!])));
  return tour;
}

function improve(core: Core, tour: Tour): number {
  const local = new LinKernighan(core, nearOf(core), tour);
  for (let node = 0; node < core.n; node++) local.push(node);
  const change = local.run();
  tour.keep();
  return change;
}

function expectWhole(tour: Tour): void {
  expect(new Set(tour.order).size).toBe(tour.n);
  expect(tour.order.every((node, k) => tour.place[node] === k)).toBe(true);
}

describe('the gain the search goes by', () => {
  it('of a basis move of every kind is what the tour becomes shorter by when it is made', () => {
    const made = new Map<string, number>();
    cores.forEach((core, c) => {
      const near = nearOf(core);
      for (let seed = 0; seed < 20; seed++) {
        const tour = randomTour(core, 100 * c + seed);
        if (seed % 2 === 1) improve(core, tour); // where little can be saved at once, moves are left open
        const move = new BasisMove(core, near, tour, 1e-7);
        const before = lengthOf(core, tour);
        const order = tour.order.slice();
        for (let t1 = 0; t1 < core.n; t1++) {
          for (const t2 of [tour.next(t1), tour.previous(t1)]) {
            if (core.mate[t1] === t2) continue;
            for (const isLast of [false, true]) {
              const isClosed = move.find(t1, t2, core.costs.between(t1, t2), isLast);
              if (move.kind === NONE) continue;
              const mark = tour.mark();
              move.apply(t1, t2);
              expectWhole(tour);
              const saved = isClosed ? move.gain : move.gain - core.costs.between(move.t6, t1);
              expect(before - lengthOf(core, tour)).toBeCloseTo(saved, 6);
              tour.undo(mark);
              expect(tour.order).toEqual(order);
              const kind = `${move.kind} ${isClosed ? 'closed' : 'open'}`;
              made.set(kind, (made.get(kind) ?? 0) + 1);
            }
          }
        }
      }
    });
    expect([...made.keys()].sort()).toEqual([
      '1 closed',
      '2 closed',
      '2 open',
      '3 closed',
      '3 open',
      '4 closed',
      '4 open',
    ]);
  });

  it('of whole chains of them is what the tour becomes shorter by', () => {
    cores.forEach((core, c) => {
      const tour = randomTour(core, c);
      const before = lengthOf(core, tour);
      const change = improve(core, tour);
      expect(change).toBeLessThan(0);
      expect(lengthOf(core, tour) - before).toBeCloseTo(change, 6);
      expectWhole(tour);
    });
  });

  it('of the double bridge is what the tour changes by, at every position and in both directions', () => {
    const { n, costs } = cores[0]!;
    const tour = new Tour(n);
    tour.load(Array.from({ length: n }, (_, k) => (k * 5) % n));
    const before = lengthOf(cores[0]!, tour);
    const order = tour.order.slice();
    for (const direction of [1, -1]) {
      const at = (place: number): number => order[(((direction * place) % n) + n) % n]!;
      for (let p = 0; p < n; p++) {
        for (let q = p + 1; q < p + n - 2; q++) {
          for (let r = q + 1; r < p + n - 1; r++) {
            for (let s = r + 1; s < p + n; s++) {
              const [a, b, c, d] = [at(p), at(p + 1), at(q), at(q + 1)];
              const [e, f, g, h] = [at(r), at(r + 1), at(s), at(s + 1)];
              const mark = tour.mark();
              const delta = doubleBridgeDelta(costs, a, b, c, d, e, f, g, h);
              applyDoubleBridge(tour, a, b, c, d, e, f, g);
              const changed = lengthOf(cores[0]!, tour) - before;
              if (changed !== delta) expect.fail(`at ${p}, ${q}, ${r}, ${s}: ${changed}, said ${delta}`);
              expectWhole(tour);
              tour.undo(mark);
            }
          }
        }
      }
    }
    expect(tour.order).toEqual(order);
  });

  it('of a child of two tours is what it is shorter by than the first', () => {
    let born = 0;
    cores.forEach((core, c) => {
      const random = createRandom(c);
      const crossover = new Crossover(core, nearOf(core), random);
      for (let seed = 0; seed < 30; seed++) {
        const [first, second] = [randomTour(core, 2 * seed), randomTour(core, 2 * seed + 1)];
        const before = lengthOf(core, first);
        const order = first.order.slice();
        const saved = crossover.cross(order, second.order, (gain) => gain);
        if (saved < 0) continue;
        born++;
        first.load(order);
        expectWhole(first);
        expect(before - lengthOf(core, first)).toBeCloseTo(saved, 6);
      }
    });
    expect(born).toBeGreaterThan(50);
  });
});
