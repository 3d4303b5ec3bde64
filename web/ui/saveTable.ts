import { signal } from '@preact/signals';
import type { Frame } from '../../shared/frames.ts';
import { contentType, formOf } from '../../shared/tables/forms.ts';
import { fileName, type Saying, type Table, type TableFormat } from '../../shared/tables/table.ts';
import { language } from './words.ts';
import { zone } from './me.ts';
import { saveFile } from './saveFile.ts';
import { workbook } from './workbook.ts';

/** The frame of exported coordinates, kept while the page is open. */
export const exportFrame = signal<Frame>('wgs84');

/** Hands a table that this page has to the browser as a file, in the language that is shown. */
export function saveTable<Row>(
  table: Table<Row>,
  rows: readonly Row[],
  format: TableFormat,
  named: readonly (string | null | undefined)[],
): void {
  const say: Saying = { lang: language.value, zone: zone.value, frame: exportFrame.value };
  const form = formOf(table, format, say);
  const text = [form.begin, ...rows.map((row, index) => form.row(row, index)), form.end(rows.length)].join('');
  const parts = format === 'xlsx' ? [workbook(table, say, text)] : [text];
  saveFile(fileName(table, format, say, named), contentType[format], parts);
}
