import { fileOf } from '../../server/tableFile.ts';
import type { Saying, Table, TableFormat } from '../../shared/tables/table.ts';

export const plain: Saying = { lang: null, zone: 'Asia/Shanghai', frame: 'wgs84' };

/** The whole file of a table, its rows in pages of 7. */
export async function bytesOf<Row>(
  table: Table<Row>,
  format: TableFormat,
  rows: readonly Row[],
  say: Saying = plain,
): Promise<Buffer> {
  async function* pages() {
    for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of fileOf(table, format, say, pages())) pieces.push(piece);
  return Buffer.concat(pieces);
}
