import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleCommand } from '../../server/inspections/command.ts';
import { sha256 } from '../../server/inspections/draw.ts';
import { redraw } from '../../server/inspections/redraw.ts';
import { readDrawExport, type ExportLine } from '../../shared/redraw.ts';
import { frameText } from '../../shared/sample.ts';
import { createRandom } from '../../shared/random.ts';
import { exported, items, PLAN, SEED, textOf } from './exported.ts';

const folder = mkdtempSync(join(tmpdir(), 'rounds-sample-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const status = await sampleCommand.run(args, {
    stdin: (async function* () {})(),
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
  });
  return { status, out, err };
}

function keep(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('sample draw', () => {
  const frame = keep('frame.tsv', frameText(items));
  const args = ['draw', frame, '--plan', PLAN, '--seed', SEED];
  const idsOf = (out: string) => (JSON.parse(out) as { picks: { id: string }[] }).picks.map(({ id }) => id);

  it('prints the hash of the frame and the picks with their tickets and ranks', async () => {
    const { status, out } = await run(...args, '--take', '5');
    expect(status).toBe(0);
    const said = JSON.parse(out) as { frameSha256: string; picks: object[] };
    expect(said.frameSha256).toBe('7b398d0c58453c6088c4fe052252f9604c1b0d122f8a0a60e95bc5676cbab9d6');
    expect(said.picks[0]).toEqual({
      id: 'R003',
      stratum: 'rep01',
      ticket: '09601a3911e1d7fed600d0f8ca6cbc2d77fbfb599544c70dfd6b6bcaaa536f59',
      rank: 1,
    });
    expect(idsOf(out)).toEqual(['R003', 'R009', 'R002', 'R007', 'R006']);
    expect(idsOf((await run(...args, '--take', '3', '--by-stratum')).out)).toEqual(
      ['R003', 'R009', 'R002', 'R014', 'R019', 'R013'], // as `sha256sum` has them
    );
  });

  it.each([
    ['a doubled id', 'R1\t\t1\nR1\t\t1\n', "'R1' is in the frame twice"],
    ['too many columns', 'R1\ta\t1\nR2\ta\t1\tx\n', 'Line 2 is not id, stratum'],
    ['tickets of none', 'R1\ta\t0\n', "'R1' must have 1 to 1000 tickets"],
    ['an id that is not normalised', 'Cafe\u0301\t\t1\n', 'cannot be drawn'],
    ['nothing', '', 'nothing to draw from'],
    ['fewer than are taken', 'R1\t\t1\n', 'of only 1 items'],
  ])('refuses a frame of %s with its reason', async (_, text, reason) => {
    const said = await run('draw', keep('bad.tsv', text), '--plan', PLAN, '--seed', SEED, '--take', '5');
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain(reason);
  });

  it('refuses a seed that nobody could read out', async () => {
    for (const seed of [' '.repeat(20), 'x'.repeat(301), `${SEED}\ud800`]) {
      expect(await run('draw', frame, '--plan', PLAN, '--seed', seed, '--take', '5')).toMatchObject({ status: 1 });
    }
    expect(await run('draw', frame, '--plan', PLAN, '--take', '5')).toMatchObject({ status: 2 });
  });
});

describe('sample bound', () => {
  const bound = async (of: number, drawn: number, x: number, u: number) =>
    JSON.parse(
      (await run('bound', ...['--of', `${of}`, '--drawn', `${drawn}`, '--false', `${x}`, '--unanswered', `${u}`])).out,
    ) as unknown;

  it('says what so many false and unanswered ones prove', async () => {
    expect(await bound(200, 30, 1, 4)).toEqual({ atLeast: 1, atMost: 61 });
    expect(await bound(200, 30, 0, 0)).toEqual({ atLeast: 0, atMost: 17 });
    expect(await run('bound', '--of', '10', '--drawn', '11', '--false', '0', '--unanswered', '0')).toMatchObject({
      status: 1,
    });
  });
});

describe('sample redraw', () => {
  it('says that an export is the same', async () => {
    expect(await run('redraw', keep('same.ndjson', textOf(exported())))).toEqual({
      status: 0,
      out: 'the same: 2 draws, 10 picks\n',
      err: '',
    });
    expect(await run('redraw', keep('none.ndjson', 'hello\n'))).toMatchObject({ status: 1, out: '' });
  });

  it('finds every one of 1,000 exports in which one thing was changed', () => {
    const random = createRandom(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;
    const hex = (text: string): string => text.replace(/./, (c) => (c === '0' ? '1' : '0'));
    const forge: ((lines: ExportLine[]) => ExportLine[])[] = [
      (lines) => lines.filter((line) => line !== pick(lines.filter((l) => l.kind === 'void'))),
      (lines) => lines.filter((line) => line.kind !== 'frame' || line.frameNo !== 1),
      (lines) => lines.toSpliced(pick(indexesOf(lines, 'pick')), 1),
      (lines) => swap(lines, pick(indexesOf(lines, 'pick').filter((i) => lines[i + 1]?.kind === 'pick'))),
      (lines) => edit(lines, 'draw', (l) => ({ ...l, seed: `${l.seed}.` })),
      (lines) => edit(lines, 'frame', (l) => ({ ...l, take: l.take + (random.next() < 0.5 ? 1 : -1) })),
      (lines) => edit(lines, 'frame', (l) => ({ ...l, byStratum: !l.byStratum })),
      (lines) => edit(lines, 'frame', (l) => ({ ...l, sha256: hex(l.sha256) })),
      (lines) => edit(lines, 'frame', (l) => ({ ...l, itemCount: l.itemCount + 1 })),
      (lines) => edit(lines, 'frame', (l) => ({ ...l, lines: withoutOne(l, lines, pick) })),
      (lines) => edit(lines, 'frame', (l) => ({ ...l, lines: l.lines.split('\n').reverse().join('\n') })),
      (lines) => edit(lines, 'frame', (l) => rehashed({ ...l, lines: withoutOne(l, lines, pick) })),
      (lines) => edit(lines, 'draw', (l) => ({ ...l, drawnAt: '2026-03-02T07:00:00.000Z' })),
      (lines) => edit(lines, 'pick', (l) => ({ ...l, ticket: hex(l.ticket) })),
      (lines) => edit(lines, 'pick', (l) => ({ ...l, rank: l.rank + 1 })),
      (lines) => edit(lines, 'pick', (l) => ({ ...l, id: 'R999' })),
    ];
    function edit<K extends ExportLine['kind']>(
      lines: ExportLine[],
      kind: K,
      change: (line: Extract<ExportLine, { kind: K }>) => ExportLine,
    ): ExportLine[] {
      const at = pick(indexesOf(lines, kind));
      return lines.with(at, change(lines[at] as Extract<ExportLine, { kind: K }>));
    }
    let unseen = 0;
    for (let i = 0; i < 1_000; i++) {
      const forged = forge[i % forge.length]!(exported());
      if (redraw(readDrawExport(textOf(forged))!).length === 0) unseen++;
    }
    expect(unseen).toBe(0);
  });

  it('finds an export in which any byte was changed and its end was not mended', () => {
    const text = textOf(exported());
    const random = createRandom(8);
    let unseen = 0;
    for (let i = 0; i < 200; i++) {
      const at = Math.floor(random.next() * text.length);
      const changed = text.slice(0, at) + (text[at] === '7' ? '8' : '7') + text.slice(at + 1);
      const read = readDrawExport(changed);
      if (read !== null && redraw(read).length === 0) unseen++;
    }
    expect(unseen).toBe(0);
  });
});

const indexesOf = (lines: readonly ExportLine[], kind: ExportLine['kind']): number[] =>
  lines.flatMap((line, index) => (line.kind === kind ? [index] : []));
const swap = (lines: ExportLine[], at: number): ExportLine[] => lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!);
const rehashed = (line: Extract<ExportLine, { kind: 'frame' }>): ExportLine => ({
  ...line,
  itemCount: line.itemCount - 1,
  sha256: sha256(line.lines),
});
/** Without a line that was drawn: without another one the picks would be the same, and only the ledger knows. */
function withoutOne(
  { frameNo, lines }: Extract<ExportLine, { kind: 'frame' }>,
  all: readonly ExportLine[],
  pick: (list: readonly string[]) => string,
): string {
  const drawn = pick(all.flatMap((line) => (line.kind === 'pick' && line.frameNo === frameNo ? [line.id] : [])));
  return lines.replace(new RegExp(`${drawn}\t.*\n`), '');
}
