// Pure: the XML of a workbook's parts. Cells and rows need no reference: without one each follows the one before (ECMA-376 18.3.1.4).
import { shownNumber } from './numberFormat.ts';
import type { TableRow } from './table.ts';

/** Of Excel itself: XFD1048576 is the last cell there is. */
const LAST_COLUMN = 16_384;
const LAST_ROW = 1_048_576;
/** Cells of all rows, empty ones before a row's last included: a row is an array of them. */
const MAX_CELLS = 6_000_000;

/** A cell beyond what a sheet can have, or what a machine can hold. */
export class TooWide extends Error {
  readonly cell: string;
  constructor(cell: string) {
    super(`the cell ${cell} is too far out`);
    this.cell = cell.slice(0, 20);
  }
}

/** How numbers are shown, by the style that a cell names. */
export interface Styles {
  is1904: boolean;
  formats: { id: number; code: string | undefined }[];
}

const NAME = String.raw`(?:[A-Za-z_][\w.-]*:)?`;

/** The tags of these names, each with its attributes and where its content begins. */
function tags(names: string): RegExp {
  return new RegExp(String.raw`<(/?)${NAME}(${names})(?=[\s/>])([^>]*?)(/?)>`, 'g');
}

export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|\s)(?:[\w.-]+:)?${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? plainText(found[1] ?? found[2]!) : undefined;
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plainText(xml: string): string {
  if (!xml.includes('&')) return xml;
  return xml.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The text that begins here, up to the next tag. */
function textAt(xml: string, from: number): string {
  const CDATA = '<![CDATA[';
  if (xml.startsWith(CDATA, from)) return xml.slice(from + CDATA.length, Math.max(from, xml.indexOf(']]>', from)));
  const end = xml.indexOf('<', from);
  const text = plainText(xml.slice(from, end < 0 ? xml.length : end));
  // signs that XML cannot hold (ECMA-376 22.4.2.4)
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Every tag of these names with nothing inside that matters: sheets, relationships, formats. */
export function elements(xml: string, names: string): { name: string; attributes: string }[] {
  return [...xml.matchAll(tags(names))]
    .filter(([, closes]) => closes === '')
    .map(([, , name, attributes]) => ({ name: name!, attributes: attributes! }));
}

/** The texts of the table that cells share, without the readings that Japanese has above its signs. */
export function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let isReading = false;
  const tag = tags('si|t|rPh');
  for (let found = tag.exec(xml); found; found = tag.exec(xml)) {
    const [, closes, name, , isEmpty] = found;
    if (name === 'rPh') isReading = closes === '' && isEmpty === '';
    else if (name === 'si' && closes === '') texts.push('');
    else if (name === 't' && closes === '' && isEmpty === '' && !isReading && texts.length > 0)
      texts[texts.length - 1] += textAt(xml, tag.lastIndex);
  }
  return texts;
}

export function stylesOf(styles: string, workbook: string): Styles {
  const codes = new Map(
    elements(styles, 'numFmt').map(({ attributes }) => [
      Number(attribute(attributes, 'numFmtId')),
      attribute(attributes, 'formatCode'),
    ]),
  );
  const cellXfs = new RegExp(`<${NAME}cellXfs[\\s>]([\\s\\S]*?)</${NAME}cellXfs>`).exec(styles)?.[1] ?? '';
  const ids = elements(cellXfs, 'xf').map(({ attributes }) => Number(attribute(attributes, 'numFmtId') ?? 0));
  const properties = elements(workbook, 'workbookPr')[0]?.attributes ?? '';
  return {
    is1904: /^(1|true)$/.test(attribute(properties, 'date1904') ?? ''),
    formats: ids.map((id) => ({ id, code: codes.get(id) })),
  };
}

interface Cell {
  column: number;
  kind: string;
  style: number;
  value: string | null;
  text: string;
}

/**
 * The rows of a sheet that say something, up to `most` of them; what cells merged downwards say is said in each of their rows.
 * @throws TooWide
 */
export function sheetRows(xml: string, texts: readonly string[], styles: Styles, most = Infinity): TableRow[] {
  const rows: TableRow[] = [];
  let [line, column, cells] = [0, 0, 0];
  let row: string[] = [];
  let cell: Cell | null = null;
  let isReading = false;
  const tag = tags('row|c|v|t|rPh|sheetData');
  const endRow = (): void => {
    if (row.length > 0) rows.push({ line, cells: row });
    cells += row.length;
    if (cells > MAX_CELLS) throw new TooWide(`${columnName(row.length)}${line}`);
    row = [];
  };
  for (let found = tag.exec(xml); found && rows.length < most; found = tag.exec(xml)) {
    const [, closes, name, attributes = '', isEmpty] = found;
    const opens = closes === '';
    if (name === 'sheetData' && !opens) break;
    if (name === 'row' && opens) {
      line = Number(attribute(attributes, 'r') ?? line + 1);
      if (!(line <= LAST_ROW)) throw new TooWide(`A${attribute(attributes, 'r')}`);
      column = 0;
    } else if (name === 'c' && opens) {
      const reference = attribute(attributes, 'r');
      column = reference === undefined ? column + 1 : columnOf(reference);
      const saysLine = reference?.replace(/^[A-Z]+/i, '') ?? '';
      if (row.length === 0 && saysLine !== '') line = Number(saysLine); // a row without a reference of its own
      cell = {
        column,
        kind: attribute(attributes, 't') ?? 'n',
        style: Number(attribute(attributes, 's') ?? 0),
        value: null,
        text: '',
      };
    } else if (name === 'rPh') isReading = opens && isEmpty === '';
    else if (name === 'v' && opens && isEmpty === '' && cell) cell.value = textAt(xml, tag.lastIndex);
    else if (name === 't' && opens && isEmpty === '' && cell && !isReading) cell.text += textAt(xml, tag.lastIndex);
    if (name === 'c' && cell && (!opens || isEmpty !== '')) {
      const said = cellText(cell, texts, styles);
      if (said !== '') fill(row, cell.column - 1, said);
      cell = null;
    }
    if (name === 'row' && (!opens || isEmpty !== '')) endRow();
  }
  endRow();
  spread(xml, rows);
  return rows;
}

function fill(row: string[], at: number, text: string): void {
  while (row.length < at) row.push('');
  row[at] = text;
}

function cellText({ kind, value, text, style }: Cell, texts: readonly string[], { formats, is1904 }: Styles): string {
  if (kind === 'inlineStr') return text === '' ? (value ?? '') : text;
  if (value === null) return text;
  if (kind === 's') return texts[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'true' : 'false';
  if (kind !== 'n') return value;
  const n = value.trim() === '' ? Number.NaN : Number(value);
  const { id, code } = formats[style] ?? { id: 0, code: undefined };
  return Number.isFinite(n) ? shownNumber(n, id, code, is1904) : value;
}

/** What a merged range says stands in its first cell only, and holds for each of its rows. */
function spread(xml: string, rows: readonly TableRow[]): void {
  const at = new Map(rows.map((row) => [row.line, row]));
  let left = MAX_CELLS;
  for (const { attributes } of elements(xml.slice(Math.max(0, xml.lastIndexOf('sheetData'))), 'mergeCell')) {
    const [, column, top, bottom] =
      /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/i.exec(attribute(attributes, 'ref') ?? '') ?? [];
    const said = column === undefined ? '' : (at.get(Number(top))?.cells[columnOf(column) - 1] ?? '');
    if (said === '') continue;
    for (let line = Number(top) + 1; line <= Math.min(Number(bottom), LAST_ROW) && left > 0; line++, left--) {
      const row = at.get(line);
      if (row) fill(row.cells, columnOf(column!) - 1, said);
    }
  }
}

/** A is 1, Z 26, AA 27. */
function columnOf(reference: string): number {
  const [, letters = '', digits = '0'] = /^([A-Z]*)(\d*)$/i.exec(reference) ?? [];
  const column = [...letters.toUpperCase()].reduce((no, letter) => no * 26 + letter.charCodeAt(0) - 64, 0);
  if (!(column >= 1 && column <= LAST_COLUMN) || Number(digits) > LAST_ROW) throw new TooWide(reference);
  return column;
}

function columnName(column: number): string {
  let [name, rest] = ['', column];
  for (; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
