import { fileURLToPath } from 'node:url';
import type { Questionnaire } from '../../shared/questions.ts';
import { bookParts, sheetForm, sheetPart } from '../../shared/tables/forms.ts';
import { AppError } from '../errors.ts';
import { packed } from '../tableFile.ts';
import { readAside } from '../tables/readAside.ts';
import { readFile } from './readFile.ts';
import type { XlsFormRead } from './xlsForm/read.ts';
import { writeXlsForm, type FormSheet } from './xlsForm/write.ts';

/** @throws AppError where the file is no XLSForm */
export async function readForm(bytes: Uint8Array): Promise<XlsFormRead> {
  const read = await readAside({ bytes }, readFile, fileURLToPath(new URL('./readProcess.ts', import.meta.url)));
  if (!read.ok) throw new AppError('XLSFORM_FILE', {}, { cause: read.why.code });
  return { content: read.content, faults: read.faults };
}

/** The same questionnaire gives the same file, whenever it is asked for. */
export function formFile(questionnaire: Questionnaire): Promise<Buffer> {
  return workbookOf(writeXlsForm(questionnaire));
}

export function workbookOf(sheets: readonly FormSheet[]): Promise<Buffer> {
  const parts = [
    ...bookParts(sheets.map(({ name }) => name)),
    ...sheets.map((sheet, i) => ({ name: sheetPart(i), text: sheetText(sheet) })),
  ];
  return packed(parts);
}

function sheetText({ name, columns, rows }: FormSheet): string {
  const table = {
    name,
    zh: name,
    en: name,
    columns: columns.map((key, i) => ({ key, zh: key, en: key, width: 24, of: (row: string[]) => row[i]! })),
  };
  const form = sheetForm(table, { lang: null, zone: undefined, frame: 'wgs84' });
  return form.begin + rows.map((row, i) => form.row(row, i)).join('') + form.end(rows.length);
}
