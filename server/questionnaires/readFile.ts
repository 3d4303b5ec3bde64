import type { FileReason } from '../../shared/problems/problems.ts';
import { readTable } from '../tables/readTable.ts';
import { readXlsForm, type XlsFormRead } from './xlsForm/read.ts';
import type { FormTable } from './xlsForm/sheetRow.ts';

export interface ReadRequest {
  bytes: Uint8Array;
}
/** `noForm`: it is no workbook, or has no sheet of this name. */
export type ReadReply = ({ ok: true } & XlsFormRead) | { ok: false; why: FileReason | { code: 'noForm' } };

/** Bytes to a questionnaire, all of it computation. */
export function readFile({ bytes }: ReadRequest): ReadReply {
  const survey = sheetOf(bytes, 'survey');
  if (!survey) return { ok: false, why: { code: 'noForm' } };
  return {
    ok: true,
    ...readXlsForm({ survey, choices: sheetOf(bytes, 'choices'), settings: sheetOf(bytes, 'settings') }),
  };
}

/** XLSForm's header is the first row. */
function sheetOf(bytes: Uint8Array, name: string): FormTable | null {
  const read = readTable(bytes, { fieldOf: () => null, sheet: name, headerLine: 1 });
  if (!read.ok || read.table.sheet !== name) return null;
  const { columns, rows, problems } = read.table;
  return { name, columns: columns.map((column) => column.trim()), rows, tooWide: problems.map(({ line }) => line) };
}
