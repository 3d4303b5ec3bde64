// Pure: which row of a sheet names the columns. Exports put a title, a date and groups of columns above it, or leave it out.
import type { TableRow } from './table.ts';

/** How far down the header may stand. */
export const HEADER_WITHIN = 60;

/** What a column of this name would be of what is wanted; null for a name that says nothing. */
export type FieldOf = (header: string) => string | null;

export interface Header {
  /** The first record below the header. */
  from: number;
  /** The names; empty where no row gives any. */
  names: string[];
  /** The line of its last row; 0 where there is none. */
  line: number;
  /** How many different fields it names. */
  score: number;
}

/** A number that no header has in it: digits with a fraction, in any script's digits. */
const FRACTION = /^[-+]?\p{Nd}+[.,٫]\p{Nd}+$/u;
const NUMBER = /^[-+]?\p{Nd}+([.,٫]\p{Nd}+)?$/u;

/**
 * The row, or the two rows one above the other, that name the most fields; where none names two, the first row with two
 * words, unless it is a row of data like the next one. null where no row has two words.
 */
export function findHeader(records: readonly TableRow[], fieldOf: FieldOf): Header | null {
  const top = records.slice(0, HEADER_WITHIN);
  const wordy = top.findIndex(({ cells }) => words(cells).length >= 2);
  if (wordy < 0) return null;
  let best: Header | null = null;
  top.forEach((record, i) => {
    if (!mayName(record)) return;
    const alone = headerOf(records, i, fieldOf);
    const both = i > 0 && mayName(top[i - 1]!) ? joined(records, i, fieldOf) : null;
    const above = both ? headerOf(records, i - 1, fieldOf).score : 0;
    const found = both && both.score > Math.max(alone.score, above) ? both : alone;
    if (found.score > (best?.score ?? 0)) best = found;
  });
  if (best !== null && (best as Header).score >= 2) return best;
  const first = headerOf(records, wordy, fieldOf);
  return first.score === 0 && isData(records, wordy) ? { from: wordy, names: [], line: 0, score: 0 } : first;
}

/** The header that a person pointed at; 0: there is none. */
export function headerAt(records: readonly TableRow[], line: number, fieldOf: FieldOf): Header | null {
  if (line === 0) return { from: 0, names: [], line: 0, score: 0 };
  const at = records.findIndex((record) => record.line === line);
  if (at < 0) return null;
  const alone = headerOf(records, at, fieldOf);
  const both = at > 0 && mayName(records[at - 1]!) ? joined(records, at, fieldOf) : null;
  return both && both.score > alone.score && alone.score > 0 ? both : alone;
}

function headerOf(records: readonly TableRow[], at: number, fieldOf: FieldOf): Header {
  const { cells, line } = records[at]!;
  return { from: at + 1, names: cells, line, score: score(cells, fieldOf) };
}

/** The lower row's names, and the upper's where the lower has none. */
function joined(records: readonly TableRow[], at: number, fieldOf: FieldOf): Header {
  const [upper, lower] = [records[at - 1]!.cells, records[at]!.cells];
  const names = Array.from(
    { length: Math.max(upper.length, lower.length) },
    (_, i) => lower[i]?.trim() || (upper[i] ?? ''),
  );
  return { from: at + 1, names, line: records[at]!.line, score: score(names, fieldOf) };
}

function score(cells: readonly string[], fieldOf: FieldOf): number {
  return new Set(
    words(cells)
      .map(fieldOf)
      .filter((field) => field !== null),
  ).size;
}

function words(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
}

function mayName({ cells }: TableRow): boolean {
  const said = words(cells);
  return said.length >= 2 && !said.some((cell) => FRACTION.test(cell));
}

/** A row that says again what the columns are, in the same words or in others: on every page, or in a second language. */
export function isHeaderAgain(cells: readonly string[], names: readonly string[], fieldOf: FieldOf): boolean {
  const pairs = cells.flatMap((cell, i) =>
    cell.trim() === '' ? [] : [[cell.trim(), (names[i] ?? '').trim()] as const],
  );
  if (pairs.every(([cell, name]) => cell === name)) return pairs.length > 0 && pairs.length === words(names).length;
  const fields = pairs.map(([cell, name]) => [fieldOf(cell), fieldOf(name)] as const);
  return fields.filter(([field]) => field !== null).length >= 2 && fields.every(([field, named]) => field === named);
}

/** Numbers in two columns or more, the same as in the row below: a header has words there. */
function isData(records: readonly TableRow[], at: number): boolean {
  const numeric = records[at]!.cells.flatMap((cell, i) => (NUMBER.test(cell.trim()) ? [i] : []));
  const next = records[at + 1];
  const hasFraction = numeric.some((i) => FRACTION.test(records[at]!.cells[i]!.trim()));
  return (
    numeric.length >= 2 && hasFraction && (!next || numeric.every((i) => NUMBER.test((next.cells[i] ?? '').trim())))
  );
}
