// Pure: the bytes of a CSV file to a table; no row that is broken takes another with it.
import { parse, type Info } from 'csv-parse/sync';
import type { FieldOf } from './header.ts';
import { tableOf, type ReadTable, type TableRow, type TableWish } from './table.ts';

const UNREADABLE = '\ufffd';

/** Reads comma, semicolon, tab or bar separated text in UTF-8, UTF-16, GB18030 (what Excel writes in China) or Big5 (in Hong Kong, Macau and Taiwan). */
export function readCsv(bytes: Uint8Array, wish: TableWish): ReadTable {
  const { encoding, text, isLossy } = decode(bytes, wish.fieldOf);
  if (isLossy && count(text, UNREADABLE) > Math.max(10, text.length / 20))
    return { ok: false, why: { code: 'NOT_TEXT' } };
  const clean = text.replace(/\r\n?/g, '\n');
  const separator = /^sep=([,;\t|])\n/i.exec(clean); // Excel's own note to itself
  const body = separator ? clean.slice(separator[0].length) : clean;
  const { records, broken } = readRecords(body, separator?.[1] ?? sniffDelimiter(body), separator ? 2 : 1);
  const read = tableOf(encoding, records, false, wish);
  if (!read.ok) return read;
  const { table } = read;
  for (const { line, endLine } of broken) {
    const upTo = endLine > line ? `; everything up to line ${endLine} is lost` : '';
    table.problems.push({
      line,
      problem: 'UNREADABLE_ROW',
      field: null,
      detail: `a quotation mark is not closed${upTo}`,
      reasons: [{ code: 'QUOTE_NOT_CLOSED', until: endLine }],
      says: '',
    });
  }
  if (isLossy) {
    for (const row of table.rows.filter(isDamaged)) {
      table.problems.push({
        line: row.line,
        problem: 'UNREADABLE_ROW',
        field: null,
        detail: `has bytes that are not ${encoding} text`,
        reasons: [{ code: 'BYTES_BROKEN', encoding }],
        says: '',
      });
    }
    table.rows = table.rows.filter((row) => !isDamaged(row));
  }
  table.problems.sort((a, b) => a.line - b.line);
  return read;
}

function isDamaged(row: TableRow): boolean {
  return row.cells.some((c) => c.includes(UNREADABLE));
}

type Encoding = 'utf-8' | 'utf-16' | 'gb18030' | 'big5';

/**
 * Strictly UTF-8, else strictly GB18030 or Big5, whichever gives a header that is known; else whichever of the usual two loses less:
 * a name that was cut inside a character costs its row only.
 */
export function decode(bytes: Uint8Array, fieldOf: FieldOf): { encoding: Encoding; text: string; isLossy: boolean } {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (wide) {
    const text = new TextDecoder(wide).decode(bytes);
    return { encoding: 'utf-16', text, isLossy: text.includes(UNREADABLE) };
  }
  const found = [...strictly(bytes, ['utf-8'])];
  if (found.length === 0) found.push(...strictly(bytes, ['gb18030', 'big5']));
  if (found.length > 1) found.sort((a, b) => known(b.text, fieldOf) - known(a.text, fieldOf));
  if (found[0]) return { ...found[0], isLossy: false };
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const gb = new TextDecoder('gb18030').decode(bytes);
  return count(utf8, UNREADABLE) <= count(gb, UNREADABLE)
    ? { encoding: 'utf-8', text: utf8, isLossy: true }
    : { encoding: 'gb18030', text: gb, isLossy: true };
}

function strictly(
  bytes: Uint8Array,
  encodings: readonly ('utf-8' | 'gb18030' | 'big5')[],
): { encoding: Encoding; text: string }[] {
  return encodings.flatMap((encoding) => {
    try {
      return [{ encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }];
    } catch {
      return []; // not this one
    }
  });
}

/** How many of the words at the beginning of a text name a field. */
function known(text: string, fieldOf: FieldOf): number {
  const words = text.slice(0, 2_000).split(/[,;\t|\r\n"]+/);
  return new Set(words.map((word) => fieldOf(word.trim())).filter((field) => field !== null)).size;
}

function count(text: string, what: string): number {
  let n = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) n++;
  return n;
}

/** The candidate that occurs most often outside quotes on the first line that has any. */
export function sniffDelimiter(text: string): string {
  for (const line of text.slice(0, 20_000).split('\n', 60)) {
    const bare = line.replace(/"[^"]*"/g, '');
    const best = [',', ';', '\t', '|'].map((d) => ({ d, n: count(bare, d) })).reduce((a, b) => (b.n > a.n ? b : a));
    if (best.n > 0) return best.d;
  }
  return ',';
}

/** A line with a broken quotation mark and the last line that went with it. */
interface Lost {
  line: number;
  endLine: number;
}

interface Span {
  text: string;
  firstLine: number;
}

/** Text read again after broken quotation marks, as a multiple of the file: more is hostile, not damaged. */
const REREAD_LIMIT = 8;

/**
 * Records with the line each begins on. A quotation mark that is never closed swallows the lines after it; such a record
 * (several lines, and not as many cells as the header) gives up its first line, and its other lines are read again.
 */
function readRecords(text: string, delimiter: string, firstLine: number): { records: TableRow[]; broken: Lost[] } {
  const records: TableRow[] = [];
  const broken: Lost[] = [];
  const spans: Span[] = [{ text, firstLine }];
  let width: number | undefined;
  let budget = text.length * REREAD_LIMIT;
  for (let span = spans.pop(); span; span = spans.pop()) {
    budget -= span.text.length;
    let lines: string[] | undefined;
    for (const { line, endLine, cells } of parseSpan(span, delimiter)) {
      if (cells && (endLine === line || width === undefined || cells.length === width)) {
        if (cells.length >= 2) width ??= cells.length;
        records.push({ line, cells });
        continue;
      }
      broken.push({ line, endLine: budget < 0 ? endLine : line });
      if (endLine === line || budget < 0) continue;
      lines ??= span.text.split('\n');
      const inner = lines.slice(line + 1 - span.firstLine, endLine + 1 - span.firstLine);
      spans.push({ text: inner.join('\n'), firstLine: line + 1 });
    }
  }
  return { records: records.sort((a, b) => a.line - b.line), broken };
}

/** A record from its first line to its last; without cells when its quotation mark is still open at the end. */
interface Found {
  line: number;
  endLine: number;
  cells: string[] | null;
}

function parseSpan({ text, firstLine }: Span, delimiter: string): Found[] {
  const found: Found[] = [];
  let isOpen = false;
  // with `info` each record comes with the number of the line it ends on
  const parsed = parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    trim: delimiter !== '\t',
    info: true,
    on_skip: () => void (isOpen = true),
  }) as unknown as { record: string[]; info: Info }[];
  let line = firstLine;
  for (const { record, info } of parsed) {
    const endLine = firstLine + info.lines - 1;
    found.push({ line, endLine, cells: record });
    line = endLine + 1;
  }
  if (isOpen) found.push({ line, endLine: firstLine + count(text, '\n'), cells: null });
  return found;
}
