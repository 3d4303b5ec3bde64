// Pure: a retailer's code as it was meant. Two codes that look the same to everybody are the same.
import type { FieldReason } from '../../shared/problems/problems.ts';
import { asciiNumber } from '../../shared/numbers.ts';
import { unguarded } from '../../shared/tables/formula.ts';

export type ReadCode = { ok: true; value: string | null } | { ok: false; why: FieldReason };

/** Signs that take no place and cannot be seen: format characters, variation selectors, fillers that fonts draw as nothing. */
const INVISIBLE = /[\p{Cf}\p{Cc}\ufe00-\ufe0f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;
/** Excel shows a long code as 3.30302E+11 and saves it so: the digits are gone. A column too narrow saves ####. */
const SHORTENED = /^[-+]?\d([.,]\d+)?E\+\d+$|^#{2,}$|^#(REF|NAME|VALUE|DIV\/0|NUM|NULL|SPILL|CALC)[!?]?$/i;

/** `Ｑ０００１`, `Q0001` with a zero-width space in it, `="0001"`, `=0001` and `'0001` as everybody reads them; refused where the digits are gone. */
export function readCode(cell: string): ReadCode {
  const seen = cell
    .normalize('NFKC')
    .replace(/[\t\r\n]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
  // what computes something is no code in disguise
  const [, quoted, bare] = /^=\s*(?:"([^"]*)"?|([\p{L}\p{N}_.-]+))$/u.exec(seen) ?? [];
  const formula = quoted ?? bare ?? seen;
  const text = asciiNumber(
    unguarded(formula)
      .replace(/^['’](?=\S)/, '')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .trim(),
  );
  if (text === '') return { ok: true, value: null };
  if (SHORTENED.test(text)) return { ok: false, why: { code: 'SHORTENED_BY_SPREADSHEET' } };
  const foreign = /\p{sc=Latin}/u.test(text) ? /[\p{sc=Cyrillic}\p{sc=Greek}]/u.exec(text)?.[0] : undefined;
  if (foreign !== undefined) return { ok: false, why: { code: 'LOOKS_LIKE_ANOTHER', sign: foreign } };
  return { ok: true, value: text };
}

export function isShortened(cell: string): boolean {
  const read = readCode(cell);
  return !read.ok && read.why.code === 'SHORTENED_BY_SPREADSHEET';
}

/**
 * What a program put around every code of a column: `.0` behind whole numbers (pandas), commas between thousands. A column of which
 * each cell looks so was written by one; a single code may be meant.
 */
export function codeDress(cells: readonly string[]): (code: string) => string {
  const codes = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (codes.length < 2) return (code) => code;
  if (codes.every((code) => /^\d+\.0$/.test(code))) return (code) => code.replace(/\.0$/, '');
  if (codes.every((code) => /^\d{1,3}(,\d{3})+$/.test(code))) return (code) => code.replaceAll(',', '');
  return (code) => code;
}
