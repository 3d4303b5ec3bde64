import { saveFile } from './saveFile.ts';

/** Hands a table to the browser as a file that Excel opens: UTF-8 with its mark, no text that Excel would run as a formula. */
export function saveCsv(fileName: string, rows: readonly (readonly string[])[]): void {
  saveFile(fileName, 'text/csv', '\uFEFF' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n');
}

/** OWASP's rule against formula injection, then RFC 4180's quotes. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
