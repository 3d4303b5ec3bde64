/** Hands a table to the browser as a file that Excel opens: UTF-8 with its mark, no text that Excel would run as a formula. */
export function saveCsv(fileName: string, rows: readonly (readonly string[])[]): void {
  const text = '\uFEFF' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** OWASP's rule against formula injection, then RFC 4180's quotes. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
