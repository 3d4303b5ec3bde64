import { describe, expect, it } from 'vitest';
import { redraw, unlikeLedger } from '../../server/inspections/redraw.ts';
import { createRandom } from '../../shared/random.ts';
import { readDrawExport, type ExportLine } from '../../shared/redraw.ts';
import { exported, ledgerOf, textOf } from './exported.ts';

/** How many forgeries are tried: a sweep says more, CI enough. */
const RUNS = Number(process.env['FORGERIES'] ?? 1_000);
/** Names as people are called now: they are in no draw, and the ledger knows people by their ids. */
const NAMES = new Set(['plan title', 'plan unitName', 'void by']);

describe('a forged export, with an end that fits again', () => {
  const original = exported();
  const ledger = ledgerOf(original);
  const isFound = (lines: readonly ExportLine[], text = textOf(lines)): boolean => {
    const given = readDrawExport(text);
    return given === null || redraw(given).length + unlikeLedger(given, ledger).length > 0;
  };

  it('is not found where nothing is forged', () => {
    expect(isFound(original)).toBe(false);
  });

  it('is found whichever field, line or order was changed', () => {
    const random = createRandom(11);
    const below = (n: number) => Math.floor(random.next() * n);
    const unseen: string[] = [];
    for (let i = 0; i < RUNS; i++) {
      const [lines, what] = forge(original, below);
      if (!isFound(lines)) unseen.push(what);
    }
    expect(unseen.filter((what) => !NAMES.has(what))).toEqual([]);
  });

  it('is found where the same is written in another way', () => {
    const text = textOf(original);
    for (const other of [
      text.replace('"frameNo":2,', '"frameNo":2, '),
      text.replace('"frameNo":2,"seed"', '"frameNo":1,"frameNo":2,"seed"'),
    ]) {
      expect(other).not.toBe(text);
      expect(isFound([], other)).toBe(true);
    }
  });
});

/** One thing is changed; and what it was. */
function forge(lines: readonly ExportLine[], below: (n: number) => number): [ExportLine[], string] {
  const at = below(lines.length);
  const line = lines[at]!;
  const way = below(10);
  if (way === 0) return [lines.toSpliced(at, 1), `without ${line.kind}`];
  if (way === 1) return [lines.toSpliced(at, 0, line), `twice ${line.kind}`];
  if (way === 2) {
    const to = (at + 1 + below(lines.length - 1)) % lines.length;
    return [lines.with(at, lines[to]!).with(to, line), `swapped ${line.kind}`];
  }
  const names = Object.keys(line);
  const name = names[below(names.length)]!;
  const value = (line as Record<string, unknown>)[name];
  return [lines.with(at, { ...line, [name]: other(value, below) } as ExportLine), `${line.kind} ${name}`];
}

function other(value: unknown, below: (n: number) => number): unknown {
  if (typeof value === 'number') return value + (below(2) === 0 ? 1 : -1);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'x';
  if (/^\d{4}-.*Z$/.test(value))
    return new Date(Date.parse(value) + (below(2) === 0 ? 1 : -1) * (1 + below(9e6))).toISOString();
  const at = below(value.length + 1);
  const letter = value[at] === '7' ? '8' : '7';
  return below(4) === 0 ? `${value}${letter}` : `${value.slice(0, at)}${letter}${value.slice(at + 1)}`;
}
