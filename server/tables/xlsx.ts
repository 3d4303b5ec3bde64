import { inflateRawSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { tableOf, type ReadTable, type TableRow } from './table.ts';

/** A sheet of 100,000 rows with 30 columns is about 150 MB of XML. */
const MAX_UNPACKED_BYTES = 200_000_000;

/** Reads the first sheet of an Excel workbook (.xlsx): numbers, dates and yes/no become text. */
export async function readXlsx(bytes: Uint8Array): Promise<ReadTable> {
  const unpacked = unpackedBytes(bytes, MAX_UNPACKED_BYTES);
  if (unpacked === null) return { ok: false, why: { code: 'WORKBOOK_DAMAGED' } };
  if (unpacked > MAX_UNPACKED_BYTES)
    return { ok: false, why: { code: 'WORKBOOK_TOO_LARGE', mb: MAX_UNPACKED_BYTES / 1e6 } };
  let sheet: unknown[][];
  try {
    const far = farCell(bytes);
    if (far !== null) return { ok: false, why: { code: 'WORKBOOK_TOO_WIDE', cell: far } };
    const copy = new Uint8Array(bytes); // the reader wants an ArrayBuffer of its own
    sheet = await readSheet(copy.buffer, 1, { trim: false });
  } catch {
    return { ok: false, why: { code: 'WORKBOOK_DAMAGED' } };
  }
  const records: TableRow[] = sheet.map((row, i) => ({ line: i + 1, cells: row.map(cellText) }));
  return tableOf('xlsx', records, true);
}

/** Of Excel itself: XFD1048576 is the last cell there is. */
const LAST_COLUMN = 16_384;
const LAST_ROW = 1_048_576;
/** Cells from A1 to the last that is named, empty ones included: the reader makes an array of all of them. */
const MAX_CELLS = 6_000_000;

/** A cell that the reader must not be shown, because the array up to it would be too large; null where there is none. */
function farCell(bytes: Uint8Array): string | null {
  const sheets = unzipSync(bytes, { filter: ({ name }) => /^xl\/worksheets\/[^/]*\.xml$/i.test(name) });
  for (const sheet of Object.values(sheets)) {
    let [lastColumn, lastRow] = [1, 1];
    for (const [, letters, digits] of Buffer.from(sheet)
      .toString('latin1')
      .matchAll(/\br\s*=\s*["']([A-Z]+)(\d+)["']/gi)) {
      const column = letters!.length > 3 ? Infinity : columnNo(letters!.toUpperCase());
      lastColumn = Math.max(lastColumn, column);
      lastRow = Math.max(lastRow, Number(digits));
      if (lastColumn > LAST_COLUMN || lastRow > LAST_ROW || lastColumn * lastRow > MAX_CELLS)
        return `${letters}${digits}`.slice(0, 20);
    }
  }
  return null;
}

/** A is 1, Z 26, AA 27. */
function columnNo(letters: string): number {
  return [...letters].reduce((no, letter) => no * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return '';
  const iso = value.toISOString();
  if (iso.startsWith('1899-12-3')) return iso.slice(11, 16); // a time without a day counts from Excel's day 0
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * How many bytes a ZIP archive's entries really unpack to, never unpacking more than `limit` of them: what the archive says of
 * itself may be a lie. More than `limit` when there are more; null when the archive is damaged (APPNOTE 6.3, sections 4.3.7 and 4.3.12).
 */
export function unpackedBytes(bytes: Uint8Array, limit: number): number | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  try {
    for (let n = zip.readUInt16LE(end + 10); n > 0 && total <= limit; n--) {
      if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
      const packed = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const isDeflated = zip.readUInt16LE(at + 10) !== 0;
      total += isDeflated ? inflatedBytes(zip.subarray(data, data + packed), limit - total) : packed;
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
  } catch {
    return null; // an offset that points out of the file, or a stream that does not inflate
  }
  return total;
}

function inflatedBytes(packed: Buffer, limit: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return limit + 1;
    throw error;
  }
}
