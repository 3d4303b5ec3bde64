import { readCsv } from './csv.ts';
import type { ReadTable } from './table.ts';
import { readXlsx } from './xlsx.ts';

/** What files begin with that people take for a table (from the file(1) database). */
const otherKinds: { starts: RegExp; what: string }[] = [
  { starts: /^\xd0\xcf\x11\xe0/, what: 'an old Excel workbook (.xls): save it as .xlsx or CSV' },
  { starts: /^(\xff\xfe|\xfe\xff)/, what: 'UTF-16 text ("Unicode text" in Excel): save it as CSV UTF-8 or .xlsx' },
  { starts: /^%PDF/, what: 'a PDF document' },
  { starts: /^\x1f\x8b|^Rar!|^7z\xbc\xaf/, what: 'a packed archive: unpack it first' },
  { starts: /^(\x89PNG|\xff\xd8\xff|GIF8)/, what: 'a picture' },
  { starts: /^SQLite format 3/, what: 'a database' },
  {
    starts: /^(\xef\xbb\xbf)?\s*<(!doctype html|html|table|meta|\?xml|kml|gpx)/i,
    what: 'a web page or XML: open it in Excel and save it as .xlsx or CSV',
  },
  { starts: /^(\xef\xbb\xbf)?\s*(\{\s*"|\[\s*[{[])/, what: 'JSON' },
];

/** Reads a file of retailers by what its bytes say, whatever it is called; or says what it seems to be instead. */
export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const other = otherKinds.find((kind) => kind.starts.test(head));
  if (other) return { ok: false, why: `The file is ${other.what}. Retailers are read from CSV or .xlsx.` };
  return head.startsWith('PK\x03\x04') ? readXlsx(bytes) : readCsv(bytes);
}
