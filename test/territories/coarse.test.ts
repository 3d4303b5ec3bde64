import { expect, test } from 'vitest';
import { coarsen } from '../../server/territories/solve/coarse.ts';
import { graphFromPairs } from '../../server/territories/solve/neighbours.ts';
import { planOf } from '../../server/territories/solve/plan.ts';
import { inertiaOf } from '../../server/territories/solve/run.ts';
import { townOf } from '../../server/territories/solve/town.ts';
import { pieces } from '../../shared/pieces.ts';
import { createRandom } from '../../shared/random.ts';
import { randomTown } from './randomTown.ts';

test('on the town of pairs any two assignments differ in inertia and loads as they do on the whole town', () => {
  const town = townOf(randomTown(200, 4, 5));
  const first = coarsen(town)!;
  const second = coarsen(first.town)!;
  expect(second.town.n).toBeLessThan(0.4 * town.n);
  const random = createRandom(2);
  const gaps = [1, 2, 3].map(() => {
    const label = Int32Array.from({ length: second.town.n }, () => random.int(4));
    const coarse = planOf(second.town, label);
    const whole = planOf(
      town,
      first.of.map((c) => label[second.of[c]!]!),
    );
    coarse.load.forEach((load, i) => expect(load).toBeCloseTo(whole.load[i]!, 9));
    expect([...coarse.units]).toEqual([...whole.units]);
    return inertiaOf(town, whole) - inertiaOf(second.town, coarse);
  });
  expect(gaps[0]).toBeGreaterThan(0);
  for (const gap of gaps) expect(gap / gaps[0]!).toBeCloseTo(1, 9);
});

test('what is merged touches, and what did not hang together before does not afterwards', () => {
  const river = randomTown(120, 3, 8);
  const middle = river.xM.slice().sort()[60]! + 1e-6;
  const town = townOf({ ...river, barriers: [Float64Array.of(middle, -1e6, middle, 1e6)] });
  const { town: coarse, of } = coarsen(town)!;
  for (let c = 0; c < coarse.n; c++) {
    const members = [...of.keys()].filter((v) => of[v] === c);
    expect([1, 2]).toContain(members.length);
    if (members.length === 2)
      expect([...town.graph.to.slice(town.graph.start[members[0]!], town.graph.start[members[0]! + 1])]).toContain(
        members[1],
      );
  }
  expect(pieces(coarse.graph).count).toBe(pieces(town.graph).count);
});

test('a star, whose arms only touch its middle, is not merged', () => {
  const arms = Array.from({ length: 20 }, (_, i) => i + 1);
  const angle = (i: number): number => (2 * Math.PI * i) / 20;
  const star = townOf({
    n: 21,
    parts: 2,
    xM: Float64Array.from({ length: 21 }, (_, i) => (i === 0 ? 0 : Math.cos(angle(i)))),
    yM: Float64Array.from({ length: 21 }, (_, i) => (i === 0 ? 0 : Math.sin(angle(i)))),
    measures: [{ name: 'shops', values: new Float64Array(21).fill(1), tolerance: 0.1 }],
    neighbours: graphFromPairs(
      21,
      arms.map(() => 0),
      arms,
    ),
  });
  expect(coarsen(star)).toBeNull();
});
