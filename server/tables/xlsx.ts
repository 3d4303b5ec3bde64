import { unzipSync } from 'fflate';
import type { OtherFile } from '../../shared/problems/retailers.ts';
import { unpackedBytes } from './archive.ts';
import { attribute, elements, sharedTexts, sheetRows, stylesOf, TooWide } from './sheetXml.ts';
import { chooseTable, type ReadTable, type Sheet, type TableWish } from './table.ts';

/** A sheet of 100,000 rows with 30 columns is about 150 MB of XML. */
const MAX_UNPACKED_BYTES = 200_000_000;

/** Archives that are no .xlsx, by a name that each of them has. */
const otherArchives: [RegExp, OtherFile][] = [
  [/^xl\/workbook\.bin$/, 'xlsb'],
  [/^(content\.xml|mimetype)$/, 'ods'],
  [/^(word|ppt)\//, 'document'],
  [/^Index\/.*\.iwa$/, 'numbers'],
];

/** Reads the sheet of an Excel workbook (.xlsx) that was chosen, else the visible one that looks most like a table of what is wanted. */
export function readXlsx(bytes: Uint8Array, wish: TableWish): ReadTable {
  const unpacked = unpackedBytes(bytes, MAX_UNPACKED_BYTES);
  if (unpacked === null) return { ok: false, why: { code: 'WORKBOOK_DAMAGED' } };
  if (unpacked > MAX_UNPACKED_BYTES)
    return { ok: false, why: { code: 'WORKBOOK_TOO_LARGE', mb: MAX_UNPACKED_BYTES / 1e6 } };
  try {
    const { names, parts } = unpack(bytes);
    const sheets = sheetsOf(parts);
    const other = otherArchives.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? 'archive';
    if (sheets === null) return { ok: false, why: { code: 'OTHER_KIND_OF_FILE', kind: other } };
    if (sheets.length === 0) return { ok: false, why: { code: 'WORKBOOK_DAMAGED' } };
    return chooseTable('xlsx', sheets, true, wish);
  } catch (error) {
    if (error instanceof TooWide) return { ok: false, why: { code: 'WORKBOOK_TOO_WIDE', cell: error.cell } };
    return { ok: false, why: { code: 'WORKBOOK_DAMAGED' } };
  }
}

/** The names of everything in the archive, and the XML of what a table needs. */
function unpack(bytes: Uint8Array): { names: string[]; parts: Map<string, Uint8Array> } {
  const names: string[] = [];
  const files = unzipSync(bytes, {
    filter: ({ name }) => {
      names.push(name);
      return (
        /\.(rels|xml)$/i.test(name) &&
        !/(theme|drawing|chart|pivot|media|docProps|customXml|printerSettings|comments)/i.test(name)
      );
    },
  });
  return { names, parts: new Map(Object.entries(files).map(([name, part]) => [partName(name), part])) };
}

/** Names of parts are compared without case, and some writers turn the slashes (ECMA-376-2, 9.1.1). */
function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
}

/** The sheets of the workbook in their order; null where the archive holds none. */
function sheetsOf(parts: ReadonlyMap<string, Uint8Array>): Sheet[] | null {
  const xml = (name: string): string => textOf(parts.get(partName(name)));
  const book =
    linksOf(xml('_rels/.rels'), '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!parts.has(partName(book))) return null;
  const workbook = xml(book);
  const folder = book.replace(/[^/]*$/, '');
  const links = linksOf(xml(`${folder}_rels/${book.slice(folder.length)}.rels`), folder);
  const partOf = (type: string): string =>
    xml(links.find((link) => link.type === type)?.target ?? `${folder}${type}.xml`);
  let shared: { texts: string[]; styles: ReturnType<typeof stylesOf> } | undefined;
  return elements(workbook, 'sheet').flatMap(({ attributes }, i) => {
    const id = attribute(attributes, 'id');
    const link = links.find((one) => one.id === id);
    if (link !== undefined && link.type !== 'worksheet') return []; // a chart or a dialogue
    const part = link?.target ?? `${folder}worksheets/sheet${i + 1}.xml`;
    return [
      {
        name: attribute(attributes, 'name') ?? `#${i + 1}`,
        isHidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
        rows: (most?: number) => {
          shared ??= { texts: sharedTexts(partOf('sharedStrings')), styles: stylesOf(partOf('styles'), workbook) };
          return sheetRows(xml(part), shared.texts, shared.styles, most);
        },
      },
    ];
  });
}

function linksOf(xml: string, folder: string): { id: string | undefined; type: string; target: string }[] {
  return elements(xml, 'Relationship').map(({ attributes }) => {
    const target = attribute(attributes, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`.replace(/[^/]+\/\.\.\//g, '');
    return {
      id: attribute(attributes, 'Id'),
      type: (attribute(attributes, 'Type') ?? '').replace(/.*\//, ''),
      target: path,
    };
  });
}

function textOf(part: Uint8Array | undefined): string {
  if (part === undefined) return '';
  const encoding = part[0] === 0xff ? 'utf-16le' : part[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(part);
}
