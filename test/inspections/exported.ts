import { drawOrder, frameSha256, sha256 } from '../../server/inspections/draw.ts';
import type { ExportLine } from '../../shared/redraw.ts';
import { frameText, takeFirst, type FrameItem } from '../../shared/sample.ts';

export const PLAN = '0195a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b';
export const SEED = '60714 88235 09417 33962';
export const items: FrameItem[] = Array.from({ length: 20 }, (_, i) => ({
  id: `R${String(i + 1).padStart(3, '0')}`,
  stratum: i < 12 ? 'rep01' : 'rep02',
  tickets: 1,
}));

/** An export of a plan with a frame that was thrown away and one that counts. */
export function exported(): ExportLine[] {
  const frameAt = '2026-03-02T08:00:00.000Z';
  const of = (frameNo: number, all: FrameItem[], seed: string): ExportLine[] => [
    {
      ...{ kind: 'frame', frameNo, itemCount: all.length, sha256: frameSha256(all), stratum: 'rep' },
      ...{ source: 'public', announced: 'a lottery', take: 5, byStratum: false, frozenAt: frameAt },
      lines: frameText(all),
    },
    { kind: 'draw', frameNo, seed, number: null, revealed: null, drawnAt: '2026-03-02T09:00:00.000Z' },
    ...takeFirst(drawOrder(all, PLAN, seed), 5, false).map(({ id, stratum, ticket, rank }, i): ExportLine => ({
      ...{ kind: 'pick', frameNo, pickNo: i + 1 },
      ...{ id, stratum, ticket, rank },
    })),
  ];
  return [
    {
      ...{ kind: 'plan', format: 'rounds-sample/1', planId: PLAN, title: 'March', unitName: 'East' },
      ...{ counts: 'retailers', frames: 2 },
    },
    ...of(1, items.slice(4, 18), 'thrown away, and on record'),
    { kind: 'void', frameNo: 1, reason: 'wrongFrame', note: 'x', at: '2026-03-02T10:00:00.000Z', by: 'Ann' },
    ...of(2, items, SEED),
  ];
}

/** As it is written, with an end that fits: whoever forges a file mends that too. */
export function textOf(lines: readonly ExportLine[]): string {
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${body}${JSON.stringify({ kind: 'end', sha256: sha256(body) })}\n`;
}

/** What the ledger has of it. */
export function ledgerOf(lines: readonly ExportLine[]): string {
  const counts = lines[0]!.kind === 'plan' ? lines[0].counts : '';
  const fact = (line: ExportLine): [string, object][] => {
    if (line.kind === 'frame') {
      const { kind: _, lines: __, frozenAt: at, ...about } = line;
      return [['frame', { counts, ...about, at: micro(at) }]];
    }
    if (line.kind === 'void')
      return [['drawVoid', { frameNo: line.frameNo, reason: line.reason, note: line.note, at: micro(line.at) }]];
    if (line.kind !== 'draw') return [];
    const { frameNo, seed, revealed, number, drawnAt } = line;
    return [
      ...(number === null ? [] : ([['drawNumber', { frameNo, number }]] as [string, object][])),
      ['draw', { frameNo, seed, revealed, at: micro(drawnAt) }],
    ];
  };
  const hash = '0'.repeat(64);
  return lines
    .flatMap(fact)
    .map(([kind, said], no) =>
      JSON.stringify({
        ...{ org: 1, unit: PLAN, day: '2026-03-02', no: no + 1, kind, at: '2026-03-02T08:00:00Z' },
        ...{ fact: JSON.stringify({ planId: PLAN, ...said }), previous: hash, hash },
      }),
    )
    .join('\n');
}

const micro = (at: string): string => at.replace('Z', '123Z');
