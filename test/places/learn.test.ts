import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameMixUp, readAs, type Reading } from '../../server/places/learn/frames.ts';
import { findPlace, type PersonsWitness } from '../../server/places/learn/people.ts';
import { learnPlace, type Witness } from '../../server/places/learn/place.ts';
import { offset } from '../../server/visits/simulate/place.ts';
import { distanceM, toPlane, type LngLat } from '../../shared/geo.ts';
import { createRandom } from '../../shared/random.ts';

const SHOP: LngLat = { lng: 120.65, lat: 28.01 };
const at = (east: number, north: number, sigmaM: number, wifiShare = 0): Witness => ({
  at: offset(SHOP, east, north),
  sigmaM,
  wifiShare,
});

describe('the place that visits tell', () => {
  it('is the likeliest one, computed by a grid of 5 cm too', () => {
    const place = learnPlace([at(4, -3, 8), at(-6, 5, 10), at(10, 12, 20), at(210, -40, 12), at(35, 60, 100)])!;
    const { xM, yM } = toPlane(SHOP, place.at);
    expect(xM).toBeCloseTo(1.133, 1);
    expect(yM).toBeCloseTo(2.043, 1);
    expect(place.sigmaM).toBeCloseTo(9.34, 1);
  });

  it('is not known without a visit, and never better than a fix and a house allow', () => {
    expect(learnPlace([])).toBeNull();
    expect(learnPlace([at(0, 0, 0.1)])!.sigmaM).toBeGreaterThanOrEqual(10);
    expect(learnPlace(Array.from({ length: 400 }, () => at(0, 0, 8)))!.sigmaM).toBeGreaterThanOrEqual(6);
  });

  it('is no surer by any number of WiFi positions than WiFi is at one shop, and one visit by satellites decides', () => {
    const random = createRandom(4);
    const wifi = (n: number) =>
      Array.from({ length: n }, () => at(40 + 5 * random.normal(), 5 * random.normal(), 20, 1));
    const [few, many] = [learnPlace(wifi(8))!, learnPlace(wifi(24))!];
    expect(many.sigmaM).toBeGreaterThan(15); // too unsure to be proposed
    expect(many.sigmaM).toBeGreaterThan(0.85 * few.sigmaM);
    const decided = learnPlace([...wifi(24), at(0, 0, 8), at(2, 1, 8)])!;
    expect(distanceM(decided.at, SHOP)).toBeLessThan(12);
    expect(decided.sigmaM).toBeLessThan(many.sigmaM);
  });

  it('does not depend on the order of the visits, and one visit 10 km away moves it by less than a metre', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: -40, max: 40, noNaN: true })),
          {
            minLength: 5,
            maxLength: 20,
          },
        ),
        (offsets) => {
          const witnesses = offsets.map(([east, north], i) => at(east, north, 10 + i));
          const place = learnPlace(witnesses)!;
          expect(distanceM(learnPlace([...witnesses].reverse())!.at, place.at)).toBeLessThan(0.05);
          expect(distanceM(learnPlace([...witnesses, at(10_000, 0, 12)])!.at, place.at)).toBeLessThan(1);
        },
      ),
      { numRuns: 300 },
    ));
});

let days = 0;
const seen = (n: number, personId: string, [east, north]: [number, number], isAnchor = false): PersonsWitness[] => {
  const random = createRandom(n + east + 7 * north + personId.length);
  return Array.from({ length: n }, () => ({
    ...at(east + 8 * random.normal(), north + 8 * random.normal(), 10),
    personId,
    isAnchor,
    day: `day ${100_000 + days++}`,
  }));
};
/** What is found of a shop that is registered at `SHOP` and, where said, was moved since. */
const found = (witnesses: PersonsWitness[], stored: LngLat = SHOP) =>
  findPlace({ registered: SHOP, stored, thresholdM: 100 }, witnesses);

describe('a place is proposed', () => {
  const there: [number, number] = [140, 0];
  const near: [number, number] = [42, 0];

  it('where two people and one who gains nothing agree, for many at once from eight visits on', () => {
    expect(found([...seen(6, 'rep', there), ...seen(3, 'inspector', there, true)])).toMatchObject({
      is: 'proposed',
      mayBeInBulk: true,
      movedM: expect.closeTo(140, -1),
    });
    expect(found([...seen(3, 'rep', there), ...seen(2, 'inspector', there, true)])).toMatchObject({
      mayBeInBulk: false,
    });
  });

  it('by one person alone only for a short move, and from eight days on', () => {
    expect(found(seen(9, 'rep', near)).is).toBe('proposed');
    expect(found(seen(7, 'rep', near)).is).toBe('onePersonOnly');
    expect(found(seen(24, 'rep', there)).is).toBe('onePersonOnly');
  });

  it.each([
    ['all faked', () => seen(24, 'rep', there), 'onePersonOnly'],
    ['with an honest deputy', () => [...seen(12, 'rep', there), ...seen(2, 'deputy', [0, 0])], 'disagreement'],
    [
      'with an inspector once',
      () => [...seen(12, 'rep', there), ...seen(1, 'inspector', [0, 0], true)],
      'disagreement',
    ],
    ['with a colleague in the plot', () => [...seen(8, 'rep', there), ...seen(4, 'deputy', there)], 'noAnchor'],
    ['by too few', () => seen(2, 'rep', there), 'tooFew'],
  ] as const)('never to a tea house: %s', (_, witnesses, is) => expect(found(witnesses()).is).toBe(is));

  it('and ten small moves of one person do not add up to a long one', () => {
    let stored = SHOP;
    let furthestM = 0;
    for (let step = 1; step <= 10; step++) {
      const answer = found(seen(9, 'rep', [35 * step, 0]), stored);
      if (answer.is !== 'proposed') continue;
      stored = answer.place.at;
      furthestM = distanceM(stored, SHOP);
    }
    expect(furthestM).toBeLessThanOrEqual(50);
  });

  it('not where the shop stands already, nor where visits tell too little', () => {
    expect(found(seen(9, 'rep', [10, 5])).is).toBe('fits');
    expect(found(seen(9, 'rep', near).map((witness) => ({ ...witness, sigmaM: 90 }))).is).toBe('unclear');
  });
});

describe('a file in the wrong frame', () => {
  const learned = (real: LngLat) => ({ at: real, sigmaM: 9 });
  const file = (n: number, reading: Reading) =>
    Array.from({ length: n }, (_, i) => {
      const real = offset(SHOP, 900 * i, 400 * i);
      const meant = offset(real, 15, -10 * (i % 3));
      return {
        stored: readAs(meant, { numbersIn: reading.takenFor, takenFor: reading.numbersIn }),
        learned: learned(real),
      };
    });

  it.each<Reading>([
    { numbersIn: 'gcj02', takenFor: 'wgs84' },
    { numbersIn: 'bd09', takenFor: 'wgs84' },
    { numbersIn: 'wgs84', takenFor: 'gcj02' },
    { numbersIn: 'wgs84', takenFor: 'bd09' },
    { numbersIn: 'gcj02', takenFor: 'bd09' },
    { numbersIn: 'bd09', takenFor: 'gcj02' },
  ])('is known by three of its shops: $numbersIn taken for $takenFor', (reading) => {
    expect(frameMixUp(file(3, reading))).toEqual(reading);
    expect(frameMixUp(file(2, reading))).toBeNull();
  });

  it('is none where the shops are where they stand, or anywhere', () => {
    expect(frameMixUp(file(8, { numbersIn: 'wgs84', takenFor: 'wgs84' }))).toBeNull();
    const anywhere = file(8, { numbersIn: 'wgs84', takenFor: 'wgs84' }).map((one, i) => ({
      ...one,
      stored: offset(one.stored, 500 * Math.cos(i), 500 * Math.sin(i)),
    }));
    expect(frameMixUp(anywhere)).toBeNull();
  });
});
