// Pure: a cell's text made harmless for a spreadsheet, and back.

/** How a formula may begin for a spreadsheet, in full width too, and what may stand before it unseen (OWASP, CSV injection). */
const BEGINNING = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** A spreadsheet runs text that begins like a formula; an apostrophe in front makes it text, also when an XLSX is saved as CSV. */
export function guarded(text: string): string {
  return BEGINNING.test(text) ? `'${text}` : text;
}

/** What an export said, without the guard it put in front. */
export function unguarded(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && BEGINNING.test(text.slice(1)) ? text.slice(1) : text;
}
