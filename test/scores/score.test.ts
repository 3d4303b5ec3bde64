import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSchemes } from '../../shared/defaultSchemes.ts';
import { hundredths, over, rationalOf } from '../../shared/rational.ts';
import { byShare, lineOf, placesOf, pointsAt, scoreLines, totalOf, type Evidence } from '../../shared/score.ts';
import { itemsOf, ScoreScheme, type ScoreCurve, type ScoreItem } from '../../shared/scoreScheme.ts';
import { schemeFaults } from '../../shared/schemeCheck.ts';

const t = { zh: '题', en: 'Item' };
const curve = (...at: [number, number][]): ScoreCurve => ({
  form: 'linear',
  over: 'value',
  at: at.map(([x, points]) => ({ x, points })),
});
const inPlace = (over: Partial<Extract<ScoreItem, { source: 'metric' }>> = {}): ScoreItem => ({
  ...{ key: 'inPlace', label: t, points: 20, source: 'metric', metric: 'inPlace' },
  ...{ curve: curve([0.8, 0], [0.98, 20]), minN: 1, tooFew: 'neutral', ...over },
});
const sheet = (...items: ScoreItem[]): ScoreScheme => {
  const points = items.reduce((sum, item) => sum + item.points, 0);
  return { title: t, points, sections: [{ key: 'all', label: t, points, items }] };
};
const visits = (valid: number, judged: number): Evidence[] =>
  Array.from({ length: judged }, (_, i) => ({ id: `v${i}`, num: Number(i < valid), den: 1 }));
const rep = (repId: string, key: string, evidence: Evidence[]) => ({
  repId,
  unitId: 'u',
  facts: new Map([[key, { evidence, undecided: 0 }]]),
});
const points = (of: ScoreCurve, num: number, den: number) =>
  hundredths(pointsAt(of, over(rationalOf(num), rationalOf(den))));

describe('points', () => {
  it('are those of the examples that were reckoned by hand', () => {
    expect(points(curve([0.8, 0], [0.98, 20]), 180, 186)).toBe(1864);
    expect(points(curve([0.7, 0], [1, 15]), 212, 236)).toBe(992);
  });

  it('are rounded half up, also below nothing', () => {
    const half = (num: bigint) => hundredths({ num, den: 1000n });
    expect([half(18645n), half(18644n), half(-5n), half(-6n), half(-15n), half(0n)]).toEqual([
      1865, 1864, 0, -1, -1, 0,
    ]);
  });

  it('are level beyond the ends of a curve, and stay on a step until the next', () => {
    const line = curve([0.8, 0], [0.98, 20]);
    expect([points(line, 1, 2), points(line, 1, 1)]).toEqual([0, 2000]);
    const steps: ScoreCurve = { ...curve([0, 0], [0.9, 10], [1, 20]), form: 'steps' };
    expect([points(steps, 89, 100), points(steps, 9, 10), points(steps, 99, 100), points(steps, 1, 1)]).toEqual([
      0, 1000, 1000, 2000,
    ]);
  });

  it('never pass the ends of their curve, and rise with a rising one', () => {
    const rising = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 2000 })), {
        minLength: 1,
        maxLength: 6,
      })
      .map((pairs) => {
        const xs = [...new Set(pairs.map(([x]) => x))].sort((a, b) => a - b);
        const ys = pairs.map(([, y]) => y).sort((a, b) => a - b);
        return curve(...xs.map((x, i): [number, number] => [x / 1000, ys[i]! / 100]));
      });
    const value = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(rising, fc.constantFrom('linear', 'steps'), value, value, (of, form, one, other) => {
        const read = ([num, den]: [number, number]) => points({ ...of, form }, num, den);
        const ends = [Math.round(of.at[0]!.points * 100), Math.round(of.at.at(-1)!.points * 100)];
        expect(read(one)).toBeGreaterThanOrEqual(ends[0]!);
        expect(read(one)).toBeLessThanOrEqual(ends[1]!);
        const [low, high] = one[0] * other[1] <= other[0] * one[1] ? [one, other] : [other, one];
        expect(read(low)).toBeLessThanOrEqual(read(high));
      }),
    );
  });

  it('are the same in whatever order the facts come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(visits(30, 40), { minLength: 40 }), (shuffled) => {
        const facts = (evidence: Evidence[]) => ({ evidence, undecided: 0 });
        const of = { repId: 'a', unitId: 'u' };
        expect(lineOf(inPlace(), facts(shuffled), of)).toEqual(lineOf(inPlace(), facts(visits(30, 40)), of));
      }),
    );
  });
});

describe('a sheet', () => {
  it('adds up: the total is the sum of its lines, whatever is known', () => {
    const known = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(known, (counts) => {
        const people = counts.map(([a, b], i) => rep(`r${i}`, 'inPlace', visits(Math.min(a, b), b)));
        const scheme = sheet(inPlace({ minN: 10 }), inPlace({ key: 'other', tooFew: 'leaveOut' }));
        const lines = scoreLines(scheme, people);
        for (const { repId } of people) {
          const mine = lines.get(repId)!;
          expect(mine).toHaveLength(2);
          expect(totalOf(mine).points).toBe(mine[0]!.points + mine[1]!.points);
          for (const line of mine) expect(line.points).toBeLessThanOrEqual(line.most);
        }
      }),
    );
  });

  it('gives whoever has too few rows the mean of the others, and marks it', () => {
    const people = [
      rep('a', 'inPlace', visits(98, 100)),
      rep('b', 'inPlace', visits(89, 100)),
      rep('c', 'inPlace', visits(3, 3)),
    ];
    const lines = scoreLines(sheet(inPlace({ minN: 20 })), people);
    expect(lines.get('b')![0]).toMatchObject({ state: 'scored', points: 1000 });
    expect(lines.get('c')![0]).toMatchObject({ state: 'neutral', points: 1500, most: 2000, n: 3 });
  });

  it('leaves an item out where the scheme says so, and where nobody has enough', () => {
    const few = [rep('a', 'inPlace', visits(3, 3)), rep('b', 'inPlace', [])];
    for (const lines of [
      scoreLines(sheet(inPlace({ minN: 20, tooFew: 'leaveOut' })), [...few, rep('c', 'inPlace', visits(90, 100))]),
      scoreLines(sheet(inPlace({ minN: 20 })), few),
    ])
      expect(lines.get('a')![0]).toMatchObject({ state: 'leftOut', points: 0, most: 0 });
  });

  it('measures a figure by the target of the person, else of the unit, else of all', () => {
    const item: ScoreItem = {
      ...{ key: 'sales', label: t, points: 40, source: 'imported', minN: 1, tooFew: 'leaveOut' },
      curve: { ...curve([0.5, 0], [1, 40]), over: 'target' },
      targets: { all: 100, units: { u: 200 }, people: { a: 80 } },
    };
    const figure = { evidence: [{ id: 'f', num: 60, den: 0 }], undecided: 0 };
    const of = (repId: string, unitId: string) => lineOf(item, figure, { repId, unitId });
    expect(of('a', 'u')).toMatchObject({ target: 80, points: 2000 });
    expect(of('b', 'u')).toMatchObject({ target: 200, points: 0 });
    expect(of('b', 'v')).toMatchObject({ target: 100, points: 800 });
  });

  it('keeps what happened between its caps, and begins where the scheme says', () => {
    const item: ScoreItem = {
      ...{ key: 'events', label: t, points: 0, source: 'events', least: -20, most: 20 },
      events: [{ key: 'complaint', label: t, points: -5 }],
    };
    const happened = (...each: number[]) =>
      lineOf(
        item,
        { evidence: each.map((num, i) => ({ id: `e${i}`, num, den: 0 })), undecided: 0 },
        { repId: 'a', unitId: 'u' },
      );
    expect([happened(), happened(-5, 2), happened(-15, -15), happened(30)].map((line) => line.points)).toEqual([
      0, -300, -2000, 2000,
    ]);
  });

  it('gives equal scores the same place, and passes the next one over', () => {
    const totals = [
      [10, 20],
      [5, 20],
      [20, 40],
      [0, 0],
    ]
      .map(([p, m]) => ({ points: p!, most: m! }))
      .sort(byShare);
    expect(placesOf(totals, byShare)).toEqual([1, 1, 3, 4]);
  });
});

describe('a scheme', () => {
  const codes = (scheme: ScoreScheme) => schemeFaults(scheme).map(({ code, at }) => `${code} ${at}`);

  it('of those that are shipped can be published, but for the checklist that is to be filled', () => {
    for (const scheme of defaultSchemes) expect(ScoreScheme.parse(JSON.parse(JSON.stringify(scheme)))).toEqual(scheme);
    expect(defaultSchemes.map(codes)).toEqual([[], [], ['SCHEME_EMPTY sections']]);
    expect(itemsOf(defaultSchemes[0]!).length).toBeGreaterThan(5);
  });

  it('is not published where it does not add up, and says what is said and what it comes to', () => {
    const wrong = { ...sheet(inPlace()), points: 100 };
    expect(schemeFaults(wrong)).toEqual([{ key: '', at: 'points', code: 'SCHEME_SUM', said: 100, sum: 20 }]);
    expect(codes({ ...sheet(inPlace({ points: 0.1, curve: curve([0, 0.1]) })), points: 0.1 })).toEqual([]);
  });

  it.each<[string, ScoreItem]>([
    ['SCHEME_CURVE_ORDER sections.0.items.0.curve', inPlace({ curve: curve([0.9, 0], [0.9, 20]) })],
    ['SCHEME_CURVE_RANGE sections.0.items.0.curve', inPlace({ curve: curve([0.8, 0], [0.9, 19]) })],
    ['SCHEME_CURVE_RANGE sections.0.items.0.curve', inPlace({ curve: curve([0.8, -1], [0.9, 20]) })],
    ['SCHEME_TARGET sections.0.items.0.targets', inPlace({ curve: { ...curve([0.8, 0], [1, 20]), over: 'target' } })],
    [
      'SCHEME_TARGET sections.0.items.0.targets',
      inPlace({ curve: { ...curve([0.8, 0], [1, 20]), over: 'target' }, targets: { all: 0, units: {}, people: {} } }),
    ],
    ['SCHEME_METRIC sections.0.items.0.metric', inPlace({ metric: 'dwell' })],
  ])('is refused with %s', (found, item) => {
    expect(codes(sheet(item))).toEqual([found]);
  });

  it('says which key stands twice', () => {
    expect(schemeFaults(sheet(inPlace(), inPlace()))).toMatchObject([
      { code: 'SCHEME_KEY_TWICE', key: 'inPlace', at: 'sections.0.items.1.key' },
    ]);
  });

  it('takes numbers as they are written, and no others', () => {
    const said = (x: unknown, most: unknown) =>
      ScoreScheme.safeParse({
        ...sheet(inPlace({ curve: { form: 'linear', over: 'value', at: [{ x, points: most }] } as never })),
      }).error?.issues.map(({ message }) => message) ?? [];
    expect(said(0.123456, 20)).toEqual([]);
    expect(said(0.1234567, 20)).toEqual(['NOT_A_DECIMAL']);
    expect(said(1, 20.005)).toEqual(['NOT_POINTS']);
  });
});
