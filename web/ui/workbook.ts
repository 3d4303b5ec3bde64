// The XLSX of a table that a page has, in memory.
import { strToU8, zipSync } from 'fflate';
import { SHEET_PART, workbookParts } from '../../shared/tables/forms.ts';
import type { Saying, Table } from '../../shared/tables/table.ts';

/** The container around a sheet's text (sheetForm in shared/tables/forms.ts). */
export function workbook<Row>(table: Table<Row>, say: Saying, sheet: string): Uint8Array<ArrayBuffer> {
  const parts = [...workbookParts(table, say), { name: SHEET_PART, text: sheet }];
  return zipSync(Object.fromEntries(parts.map(({ name, text }) => [name, strToU8(text)])));
}
