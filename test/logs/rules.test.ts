import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exceptionsOf } from '../../server/logs/exceptions.ts';
import { dueOn, spanOf, timelinessOf, type LogSpan } from '../../shared/logDue.ts';
import { addSums, changesSince, sumsOf, type DayFacts, type LogVisit } from '../../shared/logFacts.ts';
import { settings } from '../../shared/settings.ts';

const at = (text: string) => new Date(text);
const times = {
  saidAt: at('2026-03-02T08:02:00Z'),
  receivedAt: at('2026-03-02T08:02:05Z'),
  dueAt: at('2026-03-02T16:00:00Z'),
  beginsAt: at('2026-03-01T16:00:00Z'),
};

describe('a log', () => {
  it.each<[string, Partial<typeof times>, ReturnType<typeof timelinessOf>]>([
    ['that comes before it is due', {}, { timeliness: 'inTime', clock: 'right' }],
    [
      'written in time without a network',
      { receivedAt: at('2026-03-03T01:00:00Z') },
      { timeliness: 'saidInTime', clock: 'right' },
    ],
    [
      'written and sent after it was due',
      { saidAt: at('2026-03-03T01:00:00Z'), receivedAt: at('2026-03-03T01:00:02Z') },
      { timeliness: 'late', clock: 'right' },
    ],
    [
      'of a phone two days behind: nobody writes of a day before it begins',
      { saidAt: at('2026-02-28T08:00:00Z'), receivedAt: at('2026-03-03T01:00:00Z') },
      { timeliness: 'late', clock: 'behind' },
    ],
    ['of a phone two days ahead', { saidAt: at('2026-03-04T08:00:00Z') }, { timeliness: 'inTime', clock: 'ahead' }],
  ])('%s says so', (_, more, expected) => expect(timelinessOf({ ...times, ...more })).toEqual(expected));

  it('is due on its day, on a weekday of its week, or some days after its month', () => {
    const rule = settings.logsDue.builtIn;
    expect(dueOn('day', '2026-03-02', rule)).toEqual({ day: '2026-03-02', time: '24:00' });
    expect(dueOn('week', '2026-03-02', rule)).toEqual({ day: '2026-03-06', time: '17:30' });
    expect(dueOn('month', '2026-02-01', rule)).toEqual({ day: '2026-03-02', time: '24:00' });
  });

  it('speaks of days that hold the one that names them, and of no other span’s', () => {
    const some = fc.date({ min: at('1990-01-01'), max: at('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(some, fc.constantFrom<LogSpan>('day', 'week', 'month'), (date, span) => {
        const day = date.toISOString().slice(0, 10);
        const { fromDay, toDay } = spanOf(span, day);
        expect(fromDay <= day && day <= toDay).toBe(true);
        expect([spanOf(span, fromDay), spanOf(span, toDay)]).toEqual([
          { fromDay, toDay },
          { fromDay, toDay },
        ]);
      }),
    );
  });
});

const visit = (n: number, state: LogVisit['state']): LogVisit => ({
  visitId: `00000000-0000-4000-8000-00000000000${n}`,
  retailerId: `10000000-0000-4000-8000-00000000000${n}`,
  code: `E${n}`,
  name: `shop ${n}`,
  startedAt: '2026-03-02T02:00:00.000Z',
  dwellS: 600,
  state,
  isPlanned: n < 4,
  isClaimed: false,
});
const stop = (n: number) => {
  const { retailerId, code, name } = visit(n, 'valid');
  return { retailerId, code, name };
};
const facts = (more: Partial<DayFacts> = {}): DayFacts => ({
  day: '2026-03-02',
  visits: [visit(1, 'valid'), visit(2, 'waiting'), visit(4, 'suspect')],
  planned: 3,
  missing: [stop(3)],
  plannedM: 12_000,
  drivenM: 15_000,
  hours: { basis: 'shift', from: '2026-03-02T00:30:00.000Z', to: null, workedS: null },
  ...more,
});

describe('facts', () => {
  it('are summed by state, and what is not known stays unknown', () => {
    const sums = sumsOf(facts());
    expect(sums).toMatchObject({ valid: 1, waiting: 1, suspect: 1, invalid: 0, planned: 3, missing: 1, offPlan: 1 });
    expect(addSums([sums, { ...sums, drivenM: null, workedS: 60 }])).toMatchObject({
      valid: 2,
      drivenM: 15_000,
      workedS: 60,
    });
    expect(addSums([])).toMatchObject({ valid: 0, drivenM: null, workedS: null });
  });

  it('do not change by being read again', () => expect(changesSince(facts(), facts())).toEqual([]));

  it('that changed are named: another verdict, a visit more, a stop that was made after all', () => {
    const visits = [visit(1, 'invalid'), visit(2, 'valid'), visit(4, 'suspect'), visit(3, 'valid')];
    const now = facts({ visits, missing: [], drivenM: 17_000 });
    expect(changesSince(facts(), now)).toEqual([
      { what: 'visit', name: 'shop 1', from: 'valid', to: 'invalid' },
      { what: 'visit', name: 'shop 3', from: null, to: 'valid' },
      { what: 'driven', from: 15_000, to: 17_000 },
    ]);
  });

  it('that were still to come, or have expired, are no change', () => {
    const now = facts({ visits: [visit(1, 'valid'), visit(2, 'valid'), visit(4, 'suspect')], drivenM: null });
    expect(changesSince(facts(), now)).toEqual([]);
    expect(changesSince(facts(), facts({ drivenM: 15_400 }))).toEqual([]);
  });

  it('of a week change by the day', () => {
    const sums = sumsOf(facts());
    const week = (valid: number) => ({
      sums,
      before: sums,
      days: [
        { day: '2026-03-02', logId: null, sums },
        { day: '2026-03-03', logId: null, sums: { ...sums, valid } },
      ],
    });
    expect(changesSince(week(3), week(3))).toEqual([]);
    expect(changesSince(week(3), week(4))).toEqual([{ what: 'day', day: '2026-03-03' }]);
  });
});

describe('a supervisor’s look', () => {
  const log = { timeliness: 'inTime' as const, clock: 'right' as const, revisionNo: 2, reviews: [] };
  const normal = { log, sums: sumsOf(facts()), stops: [{ why: 'shut' }], changes: [] };
  const returned = (revisionNo: number) => ({
    reviewId: '00000000-0000-4000-8000-000000000001',
    revisionNo,
    deed: 'return' as const,
    line: null,
    note: 'x',
    reviewerName: 'Ann',
    reviewedAt: '',
  });

  it('is not asked for by a log as it should be', () => expect(exceptionsOf(normal)).toEqual([]));

  it('is asked for by each thing that is not', () => {
    const seen = {
      log: { ...log, timeliness: 'late' as const, clock: 'behind' as const, reviews: [returned(2)] },
      sums: { ...normal.sums, suspect: 2, unverifiable: 1 },
      stops: [{ why: null }],
      changes: changesSince(facts(), facts({ visits: [] })),
    };
    expect(exceptionsOf(seen)).toEqual(['returned', 'late', 'stops', 'undecided', 'changed', 'clock']);
  });

  it('ends where the returned revision was revised', () =>
    expect(exceptionsOf({ ...normal, log: { ...log, reviews: [returned(1)] } })).toEqual([]));
});
