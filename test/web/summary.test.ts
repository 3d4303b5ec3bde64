import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/live.ts';
import type { LivePosition } from '../../shared/positions.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { fromSnapshot } from '../../web/live/state.ts';
import { dayFacts, LATE_AFTER_MIN, repRows } from '../../web/live/summary.ts';

const [unitId, repId] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const shop = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const atMinute = (minute: number) => Date.UTC(2026, 2, 2, 1, minute);
const place = { lng: 120, lat: 28 };

function visit(n: number, minute: number): VisitSummary {
  const at = new Date(atMinute(minute)).toISOString();
  return {
    visitId: `00000000-0000-7000-8000-${String(minute).padStart(12, '0')}`,
    unitId,
    repId,
    repName: 'Ann',
    retailerId: shop(n),
    retailerName: `Shop ${n}`,
    retailerPosition: place,
    day: '2026-03-02',
    startedAt: at,
    endedAt: at,
    dwellS: 0,
    state: 'valid',
    reasons: [],
    startPosition: null,
    endPosition: null,
  };
}

const last = {
  repId,
  position: place,
  accuracyM: 8,
  source: 'gnss' as const,
  fixAt: new Date(atMinute(0)).toISOString(),
  receivedAt: new Date(atMinute(0)).toISOString(),
} as LivePosition;

function rowOf(planned: number[], visits: VisitSummary[], minute: number, isToday = true) {
  const stops = planned.map((n) => ({
    retailerId: shop(n),
    code: String(n),
    name: `Shop ${n}`,
    address: null,
    position: place,
    state: 'open' as const,
  }));
  const snapshot: Snapshot = {
    cursor: 's:1',
    day: '2026-03-02',
    units: [],
    territories: [],
    visits,
    reps: [{ repId, unitId, name: 'Ann', last }],
    plans:
      planned.length === 0
        ? []
        : [{ repId, unitId, day: '2026-03-02', stops, lengthM: 0, lowerBoundM: 0, provedOptimal: true }],
  };
  const view = fromSnapshot(snapshot);
  return repRows(view, dayFacts(view, isToday), atMinute(minute), isToday)[0]!;
}

describe('a rep’s day', () => {
  it('counts a stop of the plan once, however often it is visited, and what is not in the plan beside it', () => {
    const row = rowOf([1, 2, 3], [visit(1, 0), visit(1, 5), visit(8, 10), visit(9, 15)], 20);
    expect(row.made).toBe(1);
    expect(row.extra.map(({ retailerId }) => retailerId)).toEqual([shop(9), shop(8)]);
  });

  it('without a plan is all beside it', () => {
    expect(rowOf([], [visit(1, 0), visit(2, 5)], 20)).toMatchObject({
      made: 0,
      extra: [{ retailerId: shop(2) }, { retailerId: shop(1) }],
    });
  });

  it('is late after half an hour of silence with stops to go, and never when all are done', () => {
    expect(rowOf([1, 2], [visit(1, 0)], LATE_AFTER_MIN).isLate).toBe(false);
    expect(rowOf([1, 2], [visit(1, 0)], LATE_AFTER_MIN + 1).isLate).toBe(true);
    expect(rowOf([1], [visit(1, 0)], LATE_AFTER_MIN + 1).isLate).toBe(false);
  });
});

describe('another day than today', () => {
  it('shows nobody where they are now, nor when they were last heard, nor in a visit that never ended', () => {
    const open = { ...visit(1, 0), state: 'open' as const, endedAt: null };
    expect(rowOf([1, 2], [open], 5)).toMatchObject({ rep: { last }, ageMin: 5, open });
    expect(rowOf([1, 2], [open], 5, false)).toMatchObject({
      rep: { last: null },
      ageMin: null,
      open: null,
      isLate: false,
      visits: [open],
    });
  });
});

describe('what is valid', () => {
  it('is said apart from what was made: of the planned stops those whose last visit was judged so', () => {
    const { plan } = rowOf([1, 2, 3], [], 0);
    const made = [visit(1, 0), { ...visit(2, 5), state: 'invalid' as const }, visit(9, 10)];
    const facts = dayFacts(
      { plans: new Map([[repId, plan!]]), visits: new Map(made.map((one) => [one.visitId, one])) },
      true,
    );
    expect(facts).toMatchObject({ made: 2, valid: 1, planned: 3 });
  });
});

describe('what was missed', () => {
  const view = (state: 'valid' | 'invalid') => ({
    plans: new Map([[repId, { ...rowOf([1, 2, 3], [], 0).plan!, repId }]]),
    visits: new Map([{ ...visit(2, 5), state }].map((one) => [one.visitId, one])),
  });

  it('are the planned stops of a day that is over which nobody made, whatever the verdict of the others', () => {
    for (const state of ['valid', 'invalid'] as const) {
      const { missed, counts } = dayFacts(view(state), false);
      expect(missed.map(({ name }) => name)).toEqual(['Shop 1', 'Shop 3']);
      expect(missed.every((stop) => stop.repId === repId)).toBe(true);
      expect(counts.missed).toBe(missed.length);
    }
  });

  it('is nothing yet while the day lasts', () => {
    expect(dayFacts(view('valid'), true).missed).toEqual([]);
  });
});
