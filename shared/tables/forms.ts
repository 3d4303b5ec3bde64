import { guarded } from './formula.ts';
import { frameName, heading, inFrame, type Cell, type Saying, type Table, type TableFormat } from './table.ts';

/** A text that is written row by row: what comes first, each row, and what comes last once the number of rows is known. */
export interface Form<Row> {
  begin: string;
  row(row: Row, index: number): string;
  end(count: number): string;
}

export const contentType: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json; charset=utf-8',
};

/** What a cell says as plain text, made harmless for a spreadsheet. */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? guarded(cell) : typeof cell === 'number' ? String(cell) : cell.day;
}

/** RFC 4180, UTF-8 with the mark that Excel needs to see Chinese. */
export function csvForm<Row>({ columns }: Table<Row>, say: Saying): Form<Row> {
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;
  return {
    begin: `\uFEFF${line(columns.map((column) => heading(column, say)))}`,
    row: (row) => line(columns.map((column) => textOf(column.of(row, say)))),
    end: () => '',
  };
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 7946, whose only frame is WGS-84: in another the file says so, in a member of its own and in its name. */
export function geoJsonForm<Row>({ columns, place }: Table<Row>, say: Saying): Form<Row> {
  const shown = columns.filter((column) => !column.isPlace);
  const property = (cell: Cell) => (cell !== null && typeof cell === 'object' ? cell.day : cell);
  return {
    begin: `{"type":"FeatureCollection","frame":${JSON.stringify(frameName[say.frame])},"features":[`,
    row: (row, index) => {
      const point = place!(row);
      const at = point && inFrame(point, say.frame);
      const geometry = at && { type: 'Point', coordinates: [at.lng, at.lat] };
      const properties = Object.fromEntries(shown.map((column) => [column.key, property(column.of(row, say))]));
      return `${index === 0 ? '\n' : ',\n'}${JSON.stringify({ type: 'Feature', geometry, properties })}`;
    },
    end: () => '\n]}\n',
  };
}

/** Excel takes no more in one cell. */
const MOST_CHARACTERS = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet, after its leap day of 1900 that never was. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
const style = { plain: 0, day: 1, head: 2 } as const;

/** The sheet of an XLSX (ECMA-376, part 1, 18.3): texts in their cells, typed as text, which no spreadsheet runs; the guard is for whoever saves it as CSV. */
export function sheetForm<Row>({ columns }: Table<Row>, say: Saying): Form<Row> {
  const letters = columns.map((_, i) => columnLetters(i));
  const line = (number: number, cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;
  const widths = columns
    .map(({ width = 12 }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const head = columns.map((column, i) => textCell(`${letters[i]}1`, heading(column, say), style.head));
  return {
    begin: `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${line(1, head)}`,
    row: (row, index) =>
      line(
        index + 2,
        columns.map((column, i) => sheetCell(`${letters[i]}${index + 2}`, column.of(row, say))),
      ),
    end: (count) => `</sheetData><autoFilter ref="A1:${letters.at(-1)}${count + 1}"/></worksheet>`,
  };
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

function sheetCell(at: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : '';
  if (typeof cell === 'object')
    return `<c r="${at}" s="${style.day}"><v>${(Date.parse(cell.day) - DAY_ZERO_MS) / DAY_MS}</v></c>`;
  return textCell(at, guarded(cell), style.plain);
}

function textCell(at: string, text: string, s: number): string {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return `<c r="${at}" t="inlineStr"${s === 0 ? '' : ` s="${s}"`}><is><t xml:space="preserve">${xml(cut)}</t></is></c>`;
}

/** XML 1.0 knows no other control characters than these, escaped or not, and no halves of characters. */
function xml(text: string): string {
  const known = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return /[&<>\r]/.test(known)
    ? known.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
    : known;
}

function columnLetters(index: number): string {
  return (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Where a sheet stands in an XLSX. */
export function sheetPart(at: number): string {
  return `xl/worksheets/sheet${at + 1}.xml`;
}
export const SHEET_PART = sheetPart(0);

/** The parts of an XLSX of one table beside its sheet. */
export function workbookParts<Row>(table: Table<Row>, { lang }: Saying): { name: string; text: string }[] {
  return bookParts([lang === null ? table.name : table[lang]]);
}

/** The parts of an XLSX beside its sheets, which stand at `sheetPart`. */
export function bookParts(names: readonly string[]): { name: string; text: string }[] {
  const sheets = names.map((name) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  const styles = sheets.length + 1;
  const link = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const kind = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      text: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${kind('xl/workbook.xml', 'sheet.main')}${sheets.map((_, i) => kind(sheetPart(i), 'worksheet')).join('')}${kind('xl/styles.xml', 'styles')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((name, i) => `<sheet name="${xml(name).replaceAll('"', '&quot;')}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => link(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${link(styles, 'styles', 'styles.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      text: `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    },
  ];
}

/** The one text of CSV and GeoJSON; of an XLSX its sheet. */
export function formOf<Row>(table: Table<Row>, format: TableFormat, say: Saying): Form<Row> {
  if (format === 'geojson' && !table.place) throw new RangeError(`the rows of ${table.name} have no place`);
  return format === 'csv'
    ? csvForm(table, say)
    : format === 'geojson'
      ? geoJsonForm(table, say)
      : sheetForm(table, say);
}
