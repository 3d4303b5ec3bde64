import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysByRule, followsRule, ruleOf } from '../../server/calendar/ruleOf.ts';
import { readDays } from '../../server/calendar/readDays.ts';
import { repDays, canWork, shiftOf } from '../../server/calendar/repDays.ts';
import { movesOf } from '../../server/calendar/moves.ts';
import { icsOf, type VisitOnFile } from '../../web/calendar/visitTable.ts';

const monday = fc.integer({ min: 0, max: 200 }).map((week) => later('2026-01-05', 7 * week));

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + 86_400_000 * days).toISOString().slice(0, 10);
}

describe('the rule of a retailer’s days', () => {
  it('is found again from its own days, whichever it is', () => {
    const rule = fc.constantFrom(12, 8, 4, 2, 1, 0.5).chain((frequency) => {
      const every = Math.max(1, 4 / frequency);
      const size = Math.max(1, frequency / 4);
      return fc.record({
        frequency: fc.constant(frequency),
        style: fc.constant('weekday' as const),
        weekdays: fc.subarray([1, 2, 3, 4, 5], { minLength: size, maxLength: size }),
        everyWeeks: fc.constant(every),
        phase: fc.integer({ min: 0, max: every - 1 }),
      });
    });
    fc.assert(
      fc.property(rule, monday, (one, from) => {
        const days = daysByRule(one, from, later(from, 16 * 7 - 1));
        expect(ruleOf(one.frequency, 'weekday', days)).toEqual(one);
      }),
    );
  });

  it('stays when a holiday moves one of its days', () => {
    const rule = { frequency: 4, style: 'weekday' as const, weekdays: [2], everyWeeks: 1, phase: 0 };
    const days = daysByRule(rule, '2026-03-02', '2026-04-26');
    const moved = [...days.slice(0, 3), later(days[3]!, 1), ...days.slice(4)];
    expect(ruleOf(4, 'weekday', moved)).toEqual(rule);
    expect(moved.filter((day) => !followsRule(rule, day))).toEqual([later(days[3]!, 1)]);
  });

  it('of a frequency that no weekday keeps says even gaps', () => {
    expect(ruleOf(3, 'weekday', ['2026-03-02', '2026-03-11']).style).toBe('spread');
  });
});

describe('the days of a rep', () => {
  it('are weekdays, but for what is said of a day, and none on which they are away', () => {
    const said = [
      { day: '2026-03-03', kind: 'holiday' as const, name: '' },
      { day: '2026-03-07', kind: 'workday' as const, name: '' },
    ];
    const away = [{ fromDay: '2026-03-05', toDay: '2026-03-05', part: 'day' as const, kind: 'ill' as const }];
    const days = repDays('2026-03-02', '2026-03-08', said, away);
    expect(days.filter(canWork).map(({ day }) => day)).toEqual([
      '2026-03-02',
      '2026-03-04',
      '2026-03-06',
      '2026-03-07',
    ]);
  });

  it('hold half where half a day is worked, and lunch is no work', () => {
    const frame = {
      dayStart: '08:00',
      dayEnd: '18:00',
      lunch: { minutes: 60, from: '11:30', to: '13:00' },
      start: null,
      end: null,
    };
    const [day] = repDays('2026-03-02', '2026-03-02', [], []);
    expect(shiftOf(day!, frame)).toEqual({ day: '2026-03-02', from: '08:00', to: '17:00', share: 1 });
    expect(shiftOf({ ...day!, kind: 'half' }, frame)).toMatchObject({ from: '08:00', to: '13:00', share: 0.5 });
    expect(shiftOf({ ...day!, absence: 'meeting', part: 'morning' }, frame)).toMatchObject({
      from: '13:00',
      to: '18:00',
    });
  });
});

describe('a year’s list', () => {
  it('is read as it is written here and there', () => {
    const rows = [
      ['2026年10月1日', '节假日', '国庆节'],
      ['2026/10/10', '调休', ''],
      ['20261231', 'half', 'x'],
    ].map((cells, k) => ({ line: k + 2, cells }));
    expect(readDays(['日期', '类型', '名称'], rows)).toEqual({
      days: [
        { day: '2026-10-01', kind: 'holiday', name: '国庆节' },
        { day: '2026-10-10', kind: 'workday', name: '' },
        { day: '2026-12-31', kind: 'half', name: 'x' },
      ],
      faults: [],
    });
  });

  it('with words that every object has names none of them', () => {
    const { days, faults } = readDays(
      ['day', 'kind', 'toString'],
      [{ line: 2, cells: ['2026-10-01', 'constructor', ''] }],
    );
    expect([days, faults.map(({ reason }) => reason.code)]).toEqual([[], ['NOT_A_DAY_KIND']]);
  });
});

describe('what moves', () => {
  const visits = (...days: string[]) => days.map((day) => ({ retailerId: 'a', day, why: 'pattern' as const }));
  const rules = new Map([['a', { frequency: 4 }]]);

  it('is said with its reason, and who stays is counted', () => {
    const days = new Map(
      repDays('2026-03-02', '2026-03-08', [{ day: '2026-03-03', kind: 'holiday', name: '' }], []).map((day) => [
        day.day,
        day,
      ]),
    );
    const before = { visits: visits('2026-03-03'), rules };
    const after = { visits: visits('2026-03-04'), rules };
    expect(movesOf(before, after, days)).toMatchObject({ moves: [{ why: 'holiday' }], same: 0 });
    expect(movesOf(before, before, days)).toEqual({ moves: [], same: 1 });
    expect(movesOf({ visits: [], rules: new Map() }, after, days).moves).toMatchObject([{ why: 'newcomer' }]);
    expect(movesOf(before, { visits: [], rules: new Map() }, days).moves).toMatchObject([{ why: 'left' }]);
  });
});

describe('a file for other calendars', () => {
  const visit: VisitOnFile = {
    day: '2026-12-31',
    no: 1,
    repName: 'Ann',
    code: 'E1',
    name: '东门烟酒店；, "\\'.repeat(8),
    address: null,
    grade: 'A',
    position: { lng: 120, lat: 28 },
    pinned: false,
    rule: '',
  };

  it('has lines of at most 75 octets that cut no character, and ends the day after', () => {
    const text = icsOf('rep', [visit], () => '走访', '2026-12-01T08:00:00.000Z');
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
    expect(text.replaceAll('\r\n ', '')).toContain('东门烟酒店；\\, "\\\\');
  });
});
