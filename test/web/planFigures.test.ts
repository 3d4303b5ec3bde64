import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { looksOf, touchingTerritories } from '../../web/scenarios/colours.ts';
import {
  afterMove,
  afterMoves,
  figuresOf,
  movedCount,
  radiusKm,
  strayUnits,
  type PlanFigures,
} from '../../web/scenarios/figures.ts';
import { modelOf, type PlanModel } from '../../web/scenarios/model.ts';
import { planTown } from './planTown.ts';

function expectSame(model: PlanModel, kept: PlanFigures): void {
  const again = figuresOf(model, kept.at);
  for (const name of ['count', 'out', 'in', 'grade', 'businessType', 'scale', 'pieces'] as const)
    expect(kept[name], name).toEqual(again[name]);
  for (const name of ['sums', 'moments'] as const)
    kept[name].forEach((value, k) => expect(Math.abs(value - again[name][k]!), name).toBeLessThan(1e-6 * model.n));
}

const anyTown = fc.record({
  n: fc.integer({ min: 3, max: 120 }),
  parts: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(1e6),
});

describe('figures that are kept up', () => {
  it('are those counted anew, after any moves, there and back', () => {
    fc.assert(
      fc.property(anyTown, fc.nat(1e6), ({ n, parts, seed }, chance) => {
        const { units, design } = planTown(n, parts, seed);
        const model = modelOf(units, design);
        const random = createRandom(chance);
        const first = figuresOf(
          model,
          Int32Array.from(units.no, (no) => model.indexOf.get(no)!),
        );
        let figures = first;
        for (let step = 0; step < 6; step++) {
          const chosen = Array.from({ length: random.int(n) }, () => random.int(n));
          const to = random.int(parts + 1);
          figures =
            step % 2 === 0
              ? afterMove(model, figures, chosen, to)
              : afterMoves(model, figures, chosen, () => random.int(parts + 1));
          expectSame(model, figures);
        }
        const all = Array.from({ length: n }, (_, i) => i);
        const back = afterMoves(model, figures, all, (u) => first.at[u]!);
        expect(back.at).toEqual(first.at);
        expectSame(model, back);
        expectSame(model, first); // what was before is not touched
      }),
      { numRuns: 60 },
    );
  });

  it('count a retailer as moved against today only while it is elsewhere than today', () => {
    const { units, design } = planTown(60, 4, 3);
    const model = modelOf(units, design);
    const at = Int32Array.from(units.no, (no) => model.indexOf.get(no)!);
    const moved = units.no.filter((no, i) => units.todayNo[i] !== 0 && units.todayNo[i] !== no).length;
    expect(movedCount(figuresOf(model, at))).toBe(moved);
    const i = units.no.findIndex((no, k) => units.todayNo[k] === no);
    const away = afterMove(model, figuresOf(model, at), [i], at[i] === 1 ? 2 : 1);
    expect(movedCount(away)).toBe(moved + 1);
    expect(movedCount(afterMove(model, away, [i], at[i]!))).toBe(moved);
  });

  it('find the pieces that do not touch, and the radius of each territory', () => {
    fc.assert(
      fc.property(anyTown, ({ n, parts, seed }) => {
        const { units, design } = planTown(n, parts, seed);
        const model = modelOf(units, design);
        const random = createRandom(seed);
        const at = Int32Array.from(units.no, () => random.int(parts + 1));
        const figures = figuresOf(model, at);
        const apart = strayUnits(model, at);
        for (let j = 1; j <= parts; j++) {
          const mine = [...at.keys()].filter((i) => at[i] === j);
          expect(figures.pieces[j]! > 1).toBe(apart.some((i) => at[i] === j));
          if (mine.length === 0) continue;
          const [cx, cy] = [model.xKm, model.yKm].map((c) => mine.reduce((sum, i) => sum + c[i]!, 0) / mine.length) as [
            number,
            number,
          ];
          expect(radiusKm(figures, j)).toBeCloseTo(
            Math.sqrt(
              mine.reduce((sum, i) => sum + (model.xKm[i]! - cx) ** 2 + (model.yKm[i]! - cy) ** 2, 0) / mine.length,
            ),
            6,
          );
        }
        const without = afterMove(model, figures, apart, 0);
        expect(Math.max(...without.pieces)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('looks of territories', () => {
  it('are never shared by neighbours, and stay where they need not change', () => {
    fc.assert(
      fc.property(anyTown, fc.nat(1e6), ({ n, parts, seed }, chance) => {
        const { units, design } = planTown(n, parts, seed);
        const model = modelOf(units, design);
        const random = createRandom(chance);
        const proper = (touches: Set<number>[], looks: number[]) =>
          touches.forEach((others, j) => others.forEach((other) => expect(looks[other]).not.toBe(looks[j])));
        let looks: number[] = [];
        for (const chosen of [() => -1, () => random.int(parts + 1)]) {
          const at = Int32Array.from(units.no, (no) => (chosen() === -1 ? model.indexOf.get(no)! : chosen()));
          const touches = touchingTerritories(at, model.door, model, model.nos.length);
          const before = looks;
          looks = looksOf(touches, before);
          proper(touches, looks);
          expect(looksOf(touches, looks)).toEqual(looks);
        }
      }),
      { numRuns: 60 },
    );
  });
});
