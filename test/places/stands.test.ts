import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { movedSince } from '../../server/places/movedSince.ts';
import { shortWalk, standsFor, type DoubtfulShop } from '../../server/places/stands.ts';
import { witnessOf, type JudgedPress } from '../../server/places/witness.ts';

const at = (east: number, north = 0) => ({ lng: 120.65 + east / 98_300, lat: 28 + north / 111_000 });
const shop = (code: string, east: number, undecided: number, why: DoubtfulShop['why'] = 'noAnchor'): DoubtfulShop => ({
  retailerId: code,
  code,
  name: code,
  at: at(east),
  why,
  undecided,
});

describe('stands of an inspector', () => {
  it('settle neighbours together, most doubts first, and those that were asked for before all', () => {
    const stands = standsFor([shop('a', 0, 3), shop('b', 40, 2), shop('c', 500, 4), shop('d', 900, 0, 'inspect')]);
    expect(stands.map(({ retailers }) => retailers.map(({ code }) => code)).sort()).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(stands.map(({ no, undecided }) => [no, undecided])).toEqual([
      [1, stands[0]!.undecided],
      [2, 4],
      [3, stands[2]!.undecided],
    ]); // c lies between the others
  });

  it('leave no shop out and see none twice while a day has room for them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.nat(5)), { maxLength: 25 }), (shops) => {
        const codes = shops.map((_, i) => `s${i}`);
        const seen = standsFor(shops.map(([east, undecided], i) => shop(codes[i]!, east, undecided))).flatMap(
          ({ retailers }) => retailers.map(({ code }) => code),
        );
        expect(seen.sort()).toEqual(codes.sort());
      }),
    );
  });

  it('are walked along a line from one end to the other', () => {
    const walk = shortWalk([at(200), at(0, 1), at(300), at(100)]);
    expect([walk, walk.toReversed()]).toContainEqual([1, 3, 0, 2]);
  });
});

describe('a shop that seems to have moved', () => {
  const visit = (day: string, east: number) => ({ day, at: at(east) });

  it('did so on the first day of the visits that were all at the new place', () => {
    const visits = [visit('2026-01-05', 2), visit('2026-01-01', 1), visit('2026-01-03', -3), visit('2026-01-07', 80)];
    expect(movedSince([...visits, visit('2026-01-09', 78)], at(0), at(80))).toBe('2026-01-07');
  });

  it('is not said to have moved where visits are mixed or were never at the stored place', () => {
    const days = ['2026-01-01', '2026-01-03', '2026-01-05', '2026-01-07', '2026-01-09'];
    expect(
      movedSince(
        days.map((day, i) => visit(day, i % 2 === 0 ? 0 : 80)),
        at(0),
        at(80),
      ),
    ).toBeNull();
    expect(
      movedSince(
        days.map((day) => visit(day, 80)),
        at(0),
        at(80),
      ),
    ).toBeNull();
  });
});

describe('a visit as a witness', () => {
  const press = (east: number, accuracyM: number, source: NonNullable<JudgedPress['numbers']>['source'] = 'gnss') => ({
    position: at(east),
    numbers: { accuracyM, accuracyLevel: 0.68, source },
  });

  it('is where the finer press was, and no better than that one', () => {
    const witness = witnessOf([press(0, 15.096), press(100, 150.96)])!;
    expect(witness.sigmaM).toBeCloseTo(10, 2);
    expect((witness.at.lng - at(0).lng) * 98_300).toBeCloseTo(100 / 101, 1);
  });

  it('says how much of it may be off as WiFi is off there: what satellites did not measure', () => {
    expect(witnessOf([press(0, 20), press(0, 20)])!.wifiShare).toBe(0);
    expect(witnessOf([press(0, 20, 'wifi'), press(0, 20)])!.wifiShare).toBe(0.5);
    expect(witnessOf([press(0, 65, null), press(0, 65, null)])!.wifiShare).toBe(1); // an iPhone indoors
    expect(witnessOf([press(0, 5, null), press(0, 5, null)])!.wifiShare).toBe(0);
  });

  it('is none without a measured position', () => {
    expect(
      witnessOf([
        { position: null, numbers: null },
        { position: at(0), numbers: null },
      ]),
    ).toBeNull();
  });
});
