import type { OtherFile } from '../../shared/problems/retailers.ts';
import { readCsv } from './csv.ts';
import type { ReadTable, TableWish } from './table.ts';
import { readXlsx } from './xlsx.ts';

/** What files begin with that people take for a table (from the file(1) database). */
const otherKinds: { starts: RegExp; kind: OtherFile }[] = [
  { starts: /^\xd0\xcf\x11\xe0/, kind: 'xls' },
  { starts: /^%PDF/, kind: 'pdf' },
  { starts: /^\x1f\x8b|^Rar!|^7z\xbc\xaf/, kind: 'archive' },
  { starts: /^(\x89PNG|\xff\xd8\xff|GIF8)/, kind: 'picture' },
  { starts: /^SQLite format 3/, kind: 'database' },
  {
    starts: /^(\xef\xbb\xbf)?\s*<(!doctype html|html|table|meta|\?xml|kml|gpx)/i,
    kind: 'markup',
  },
  { starts: /^(\xef\xbb\xbf)?\s*(\{\s*"|\[\s*[{[])/, kind: 'json' },
];

/** What an encrypted workbook calls what it holds ([MS-OFFCRYPTO] 2.3.4.4), as its directory writes names. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Reads a table by what its bytes say, whatever the file is called; or says what it seems to be instead. */
export function readTable(bytes: Uint8Array, wish: TableWish): ReadTable {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const other = otherKinds.find(({ starts }) => starts.test(head));
  if (other) {
    const isLocked =
      other.kind === 'xls' && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED);
    return { ok: false, why: { code: 'OTHER_KIND_OF_FILE', kind: isLocked ? 'locked' : other.kind } };
  }
  return head.startsWith('PK\x03\x04') ? readXlsx(bytes, wish) : readCsv(bytes, wish);
}
