import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioMove } from '../../shared/scenarios.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { daySheet, type DayOnPaper } from '../../web/plans/daySheet.ts';
import { paperTable } from '../../web/ui/print/html.ts';
import { movesSheet } from '../../web/scenarios/movesSheet.ts';
import { drawn } from '../../web/ui/print/picture.ts';
import { en } from '../helpers/words.ts';
import { zh } from '../helpers/words.ts';

const filed = { orgName: 'City', by: 'Ann', at: '2026-03-02T10:00:00.000Z' };
const speech = { w: zh, l: 'zh', zone: 'Asia/Shanghai' } as const;
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function dayWith(text: string, visits: readonly VisitSummary[] = []): DayOnPaper {
  return {
    repName: text,
    unitName: text,
    day: '2026-03-02',
    isOver: true,
    lengthM: 8_630,
    finishS: 13 * 3_600,
    start: null,
    end: null,
    visits,
    stops: [1, 2, 3].map((n) => ({
      retailerId: id(n),
      code: `E${n}`,
      name: `${text}${n}`,
      address: null,
      position: { lng: 120.65 + n / 100, lat: 28 },
      arriveS: 32_400 + n * 600,
      departS: 32_700 + n * 600,
    })),
  };
}

const visit = (n: number, state: VisitSummary['state']): VisitSummary => ({
  visitId: id(100 + n),
  unitId: id(0),
  repId: id(0),
  repName: 'R',
  retailerId: id(n),
  retailerName: `店${n}`,
  retailerPosition: { lng: 120.65, lat: 28 },
  day: '2026-03-02',
  startedAt: '2026-03-02T02:00:00.000Z',
  endedAt: '2026-03-02T02:06:00.000Z',
  dwellS: 360,
  state,
  reasons: [],
  startPosition: null,
  endPosition: null,
});
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map((m) =>
    [...m[1]!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) => cell[1]!),
  );

describe('a day on paper', () => {
  it('before it has the order, the times, the way from stop to stop and a box to tick', () => {
    const { html, running } = daySheet(dayWith('店'), speech, filed);
    const line = '_'.repeat(16); // for what is written by hand
    expect(running).toBe('店 · 店 · 3月2日周一');
    expect(rowsOf(html)).toEqual([
      ['序号', '计划时间', '零售户', '距上一户', '完成', '备注'],
      ['1', '09:10–09:15', '店1 E1', '', '☐', line],
      ['2', '09:20–09:25', '店2 E2', '982 米', '☐', line],
      ['3', '09:30–09:35', '店3 E3', '982 米', '☐', line],
    ]);
    expect(html).toContain('当日走访计划');
  });

  it('says whom to ask for, how to reach them and when to come, where that is known', () => {
    const day = dayWith('店');
    const [first, ...rest] = day.stops;
    const known = { contact: '林老板', phone: '13800000000', hours: '08:00-20:00', grade: 'A' };
    const rows = rowsOf(daySheet({ ...day, stops: [{ ...first!, ...known }, ...rest] }, speech, filed).html);
    expect(rows[0]!.slice(3, 6)).toEqual(['档位', '联系人', '接待时间']);
    expect(rows[1]!.slice(3, 6)).toEqual(['A', '林老板 13800000000', '08:00-20:00']);
    expect(rows[2]!.slice(3, 6)).toEqual(['', '', '']);
  });

  it('after it has what was visited, with the verdict by sign and by word, what was missed, and what was not planned', () => {
    const { html } = daySheet(
      dayWith('店', [visit(1, 'valid'), visit(2, 'invalid'), visit(9, 'suspect')]),
      speech,
      filed,
    );
    const rows = rowsOf(html);
    expect(rows.slice(1, 4).map((row) => row.slice(-3))).toEqual([
      ['10:00–10:06', '6 分钟', '✓ 到位'],
      ['10:00–10:06', '6 分钟', '✕ 未到位'],
      ['', '', '○ 漏访'],
    ]);
    expect(rows.at(-1)).toEqual(['店9', '10:00–10:06', '6 分钟', '? 存疑']);
    expect(html.match(/fill="#000" stroke="#000"/g)).toHaveLength(1); // only a valid visit is filled
    expect([...html.matchAll(/<text[^>]*>(\d[^< ]*)</g)].map(([, label]) => label)).toEqual(['1', '2✕', '3']);
  });

  it('escapes whatever a name holds, in both languages', () => {
    const evil = `<img src=x onerror=alert(1)>"'&`;
    for (const [w, l] of [
      [zh, 'zh'],
      [en, 'en'],
    ] as const) {
      const tags = (text: string) =>
        [
          ...daySheet(
            dayWith(text, [visit(1, 'valid')]),
            { w, l, zone: undefined },
            { ...filed, by: text },
          ).html.matchAll(/<\/?[a-z][^>]*>/gi),
        ].map((m) => m[0].replace(/\s.*/s, '').replace(/\/?>$/, ''));
      expect(tags(evil)).toEqual(tags('x'));
    }
  });
});

describe('a drawing for paper', () => {
  it('never puts a number upon another while there is room, and keeps all inside', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            lng: fc.double({ min: 120, max: 120.1, noNaN: true }),
            lat: fc.double({ min: 28, max: 28.1, noNaN: true }),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        (positions) => {
          const svg = drawn(
            { places: positions.map((position, k) => ({ position, label: String(k + 1) })), way: positions },
            'map',
            'en',
          );
          const discs = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="8.5"/g)].map(
            (m) => [Number(m[1]), Number(m[2])] as const,
          );
          expect(discs).toHaveLength(positions.length);
          for (const [i, [x, y]] of discs.entries()) {
            expect(x > 0 && x < 720 && y > 0 && y < 320).toBe(true);
            for (const [u, v] of discs.slice(0, i)) expect(Math.hypot(x - u, y - v)).toBeGreaterThan(16.5);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of one place, or of several at one point, still has a scale', () => {
    const at = { lng: 120.65, lat: 28 };
    expect(
      drawn(
        {
          places: [
            { position: at, label: '1' },
            { position: at, label: '2' },
          ],
        },
        'map',
        'en',
      ),
    ).toMatch(/>\d+ m</);
    expect(drawn({ places: [] }, 'map', 'en')).toBe('');
  });
});

describe('moves on paper', () => {
  const move = (n: number, from: string | null, to: string | null): ScenarioMove => ({
    retailerId: id(n),
    code: `C${n}`,
    name: `店${n}`,
    fromNo: 1,
    fromName: from,
    fromRep: from && `${from}经理`,
    toNo: 2,
    toName: to,
    toRep: to && `${to}经理`,
    reason: 'relieves',
    measure: 'visits',
  });

  it('say of every territory what it hands over and receives: each move stands at both', () => {
    const { html } = movesSheet(
      { name: '方案', unitName: '东区', kind: '走访片区' },
      [move(1, '甲', '乙'), move(2, '甲', '乙'), move(3, '乙', '甲'), move(4, null, '甲')],
      speech,
      filed,
    );
    expect(rowsOf(html).slice(0, 3)).toEqual([
      ['片区', '客户经理', '移交', '接收'],
      ['甲', '甲经理', '2', '2'],
      ['乙', '乙经理', '1', '2'],
    ]);
    for (const [code, times] of [
      ['C1', 2],
      ['C2', 2],
      ['C3', 2],
      ['C4', 1],
    ] as const)
      expect(html.split(`<td>${code}</td>`).length - 1).toBe(times);
    expect(html).toContain('不属于任何片区');
  });
});

describe('a table for paper', () => {
  it('leaves out a column nobody fills, where it may', () => {
    expect(
      rowsOf(
        paperTable(
          [{ head: 'a' }, { head: 'b', isOptional: true }, { head: 'c' }],
          [
            ['1', '', ''],
            ['2', '', ''],
          ],
        ),
      ),
    ).toEqual([
      ['a', 'c'],
      ['1', ''],
      ['2', ''],
    ]);
  });
});
