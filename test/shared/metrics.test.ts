import { describe, expect, it } from 'vitest';
import { countsOf, cutsOf, dayKey, isIn, metricOf, metrics, partsOf, readsOf } from '../../shared/metrics.ts';
import { monthsOf } from '../../shared/period.ts';
import { compareGroups, groupOf } from '../../server/reports/compare.ts';
import { countsOfRetailer, dueVisits, openDays, type RetailerPeriod } from '../../server/reports/retailerPeriod.ts';

const inPlace = metricOf('inPlace');

describe('a metric', () => {
  it('reads only what its rows hold, and has words for all of them', () => {
    for (const metric of metrics) expect(countsOf[metric.of]).toEqual(expect.arrayContaining([...readsOf(metric)]));
  });

  it('puts an undecided visit beside the rate and in neither part of it', () => {
    const doubtful = partsOf(inPlace, { suspect: 1 });
    expect(doubtful).toEqual({ num: 0, den: 0, undecided: 1 });
    expect(['num', 'den', 'undecided', 'all'].map((part) => isIn(part as 'num', doubtful))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('of distinct retailers is not cut by days, which would not add up', () => {
    expect(cutsOf(metricOf('coverage'))).not.toContain('week');
    expect(cutsOf(metricOf('visits'))).toContain('week');
  });
});

describe('a number', () => {
  it('says at least and at most, as undecided visits may turn out', () => {
    const group = groupOf(inPlace, { key: 'a', num: 180, den: 186, undecided: 14 });
    expect(group.value).toBeCloseTo(0.968, 3);
    expect([group.atLeast, group.atMost]).toEqual([0.9, 0.97]);
    expect(group.low).toBeCloseTo(0.931421, 6);
    expect(group.high).toBeCloseTo(0.985134, 6);
  });

  it('of nothing is no number', () => {
    const group = groupOf(inPlace, { key: 'a', num: 0, den: 0, undecided: 3 });
    expect([group.value, group.low, group.atLeast, group.atMost]).toEqual([null, null, 0, 1]);
  });

  it('of three out of three does not win: twelve people, shrunk, in bands and between places', () => {
    const seen = '3/3 48/50 180/200 95/120 140/150 60/80 33/40 150/160 20/20 7/10 88/100 110/130'.split(' ');
    const groups = seen.map((text, i) => {
      const [num, den] = text.split('/').map(Number) as [number, number];
      return groupOf(inPlace, { key: 'ABCDEFGHIJKL'[i]!, num, den, undecided: 0 });
    });
    const { groups: sorted, peers } = compareGroups(inPlace, 'person', groups);
    expect(sorted.map(({ key }) => key).join('')).toBe('BHIECAKLGJDF');
    expect(peers!.mean).toBeCloseTo(0.87345, 4);
    expect(sorted.filter(({ band }) => band === 'above').map(({ key }) => key)).toEqual(['H', 'E']);
    expect(sorted.filter(({ band }) => band === 'below').map(({ key }) => key)).toEqual(['D', 'F']);
    const place = (key: string) => sorted.find((one) => one.key === key)!.place;
    expect([place('A'), place('B'), place('F')]).toEqual([
      { from: 1, to: 12 },
      { from: 1, to: 8 },
      { from: 8, to: 12 },
    ]);
  });

  it('where low is better has the lowest first and in the first place', () => {
    const groups = [1, 2, 3, 30, 90].map((num, i) =>
      groupOf(metricOf('undecided'), { key: String(i), num, den: 100, undecided: 0 }),
    );
    const { groups: sorted } = compareGroups(metricOf('undecided'), 'person', groups);
    expect(sorted.map(({ key }) => key)).toEqual(['0', '1', '2', '3', '4']);
    expect(sorted.at(-1)!.place).toEqual({ from: 5, to: 5 });
  });
});

describe('days', () => {
  it('are of the week of their Monday, and of their month', () => {
    const keys = (day: string) => (['weekday', 'day', 'week', 'month'] as const).map((cut) => dayKey(cut, day));
    expect(keys('2027-01-03')).toEqual(['7', '2027-01-03', '2026-12-28', '2027-01']);
    expect(keys('2026-03-29')).toEqual(['7', '2026-03-29', '2026-03-23', '2026-03']);
  });

  it('make months by the share of each', () => {
    expect(monthsOf('2026-02-01', '2026-02-28')).toBe(1);
    expect(monthsOf('2026-01-01', '2026-12-31')).toBeCloseTo(12, 12);
    expect(monthsOf('2026-01-31', '2026-02-14')).toBeCloseTo(1 / 31 + 1 / 2, 12);
  });
});

const closedOn = (day: string) => [{ day, deed: 'closed' as const }];
const openedOn = (day: string) => [{ day, deed: 'opened' as const }];
const [from, to] = ['2026-11-01', '2026-11-30'];

describe('what is due of a retailer', () => {
  it('is by the days it was open: two a month, closed on the tenth, is none; four, opened on the eleventh, two', () => {
    expect(openDays(closedOn('2026-11-11'), from, to)).toBe(10);
    expect(dueVisits(2, closedOn('2026-11-11'), from, to).due).toBe(0);
    expect(dueVisits(4, openedOn('2026-11-11'), from, to).due).toBe(2);
  });

  it('of one that is visited every second month is one in two months', () => {
    expect(dueVisits(0.5, [], from, to)).toEqual({ due: 1, windowDays: 60 });
    expect(dueVisits(0.5, openedOn('2026-10-20'), from, to).due).toBe(0);
    expect(dueVisits(0, [], from, to).due).toBe(0);
    expect(dueVisits(62, [], from, to).due).toBe(62);
  });

  it('of one opened and closed on one day is nothing', () => {
    const acts = [{ day: '2026-11-05', deed: 'closed' as const }];
    expect(
      openDays([{ day: '2026-11-06', deed: 'opened' }, ...acts.map((a) => ({ ...a, day: '2026-11-06' }))], from, to),
    ).toBe(0);
  });

  const shop = (more: Partial<RetailerPeriod>): RetailerPeriod => ({
    grade: 'B',
    visitsPerMonth: null,
    trust: 'imported',
    acts: [],
    validDays: 0,
    visits: 0,
    lastDay: null,
    ...more,
  });
  const counts = (more: Partial<RetailerPeriod>) =>
    countsOfRetailer(shop(more), { from, to, today: to }, { visitsAMonth: 1, byGrade: { A: 4, B: 2 } });

  it('is kept by days with a valid visit, and two on one day are one', () => {
    expect(counts({ validDays: 1, lastDay: to })).toMatchObject({
      covered: 1,
      due: 1,
      dueKept: 0,
      overdue: 0,
      beyond: 0,
    });
    expect(counts({ validDays: 2, lastDay: to })).toMatchObject({ dueKept: 1, beyond: 0 });
    expect(counts({ validDays: 5, lastDay: to })).toMatchObject({ dueKept: 1, beyond: 2 });
  });

  it('is overdue after one and a half of its intervals, or when nobody ever came', () => {
    expect(counts({}).overdue).toBe(1);
    expect(counts({ lastDay: '2026-11-08' }).overdue).toBe(0);
    expect(counts({ lastDay: '2026-11-07' }).overdue).toBe(1);
    expect(counts({ acts: closedOn('2026-11-20') }).overdue).toBe(0);
  });
});
