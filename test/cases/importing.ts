import { strToU8, zipSync } from 'fflate';
import type { Frame } from '../../shared/frames.ts';
import { readFile, type FileRead, type ReadRequest } from '../../server/retailers/readFile.ts';

/** A file of retailers as an import reads it. */
export function imported(file: string | Uint8Array, wish: Partial<ReadRequest> = {}): FileRead {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const reply = readFile({ bytes, frame: 'wgs84' satisfies Frame, mapping: null, unitNames: [], ...wish });
  if (!reply.ok) throw new Error(JSON.stringify(reply.why));
  return reply;
}

export const codesOf = (read: FileRead): string[] => read.good.map(({ row }) => row.code);

interface SheetXml {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** The inside of sheetData and what stands behind it. */
  rows: string;
  behind?: string;
}

/** A workbook written by hand: what spreadsheets and their imitations write, which no library of ours does. */
export function workbookOf(sheets: readonly SheetXml[], formats: readonly string[] = [], shared?: string): Uint8Array {
  const office = 'http://schemas.openxmlformats.org';
  const main = `${office}/spreadsheetml/2006/main`;
  const relations = (links: string) =>
    `<Relationships xmlns="${office}/package/2006/relationships">${links}</Relationships>`;
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '_rels/.rels': relations(link('r', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="r"><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, i) => link(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
        link('st', 'styles', 'styles.xml') +
        link('sh', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`,
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': shared }),
  };
  sheets.forEach(({ rows, behind = '' }, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** A row of cells without references: text, or a number, or a number of a style as [number, style]. */
export function row(...cells: readonly (string | number | readonly [number, number])[]): string {
  const cell = (said: (typeof cells)[number]): string =>
    typeof said === 'string'
      ? said === ''
        ? '<c/>'
        : `<c t="inlineStr"><is><t>${said}</t></is></c>`
      : typeof said === 'number'
        ? `<c><v>${said}</v></c>`
        : `<c s="${said[1]}"><v>${said[0]}</v></c>`;
  return `<row>${cells.map(cell).join('')}</row>`;
}
