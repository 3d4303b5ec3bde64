// Pure: columns of today's map as numbers.
import { UnreadableUnits } from './readUnits.ts';

/**
 * Territories of today from a column: whole numbers 1 … parts as they are, otherwise names in alphabetical order.
 * Blank is unassigned. Names are returned in the order of their numbers.
 */
export function currentOf(
  column: string,
  cells: string[],
  parts: number,
): { current: Int32Array; names: string[] | undefined } {
  const distinct = [...new Set(cells.filter((cell) => cell !== ''))];
  const isNumbered = distinct.every((cell) => /^\d+$/.test(cell) && Number(cell) >= 1 && Number(cell) <= parts);
  if (isNumbered)
    return { current: Int32Array.from(cells, (cell) => (cell === '' ? -1 : Number(cell) - 1)), names: undefined };
  if (distinct.length > parts) {
    throw new UnreadableUnits([
      {
        en: `column '${column}' names ${distinct.length} territories, --parts is ${parts}: blank the units of those that are to close`,
        zh: `“${column}”列有 ${distinct.length} 个片区，--parts 为 ${parts}：请将要撤销片区的零售户留空`,
      },
    ]);
  }
  const names = distinct.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const index = new Map(names.map((name, j) => [name, j]));
  return { current: Int32Array.from(cells, (cell) => index.get(cell) ?? -1), names };
}

const NO = new Set(['', '0', 'false', 'no', 'n', 'f', '否']);

/** 1 for every cell that does not say no. */
export function lockedOf(cells: string[]): Uint8Array {
  return Uint8Array.from(cells, (cell) => (NO.has(cell.toLowerCase()) ? 0 : 1));
}
