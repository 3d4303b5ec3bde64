// Pure: a row of an XLSForm's sheet by the names of its columns; what nobody reads of it is a fault and is not dropped.
import type { FieldReason } from '../../../shared/problems/problems.ts';
import { unguarded } from '../../../shared/tables/formula.ts';
import type { TableRow } from '../../tables/table.ts';

export interface FormTable {
  name: string;
  columns: string[];
  rows: TableRow[];
  /** Lines that have more cells than the header has columns. */
  tooWide: number[];
}

const WORDED = /^(label|hint|constraint_message|title|form_title|lead)(?:::(.*))?$/;

export class SheetRow {
  readonly line: number;
  readonly #table: FormTable;
  readonly #cells: readonly string[];
  readonly #find: (sheet: string, row: number, reason: FieldReason) => void;

  constructor(table: FormTable, row: TableRow, find: (sheet: string, row: number, reason: FieldReason) => void) {
    this.line = row.line;
    this.#table = table;
    this.#cells = row.cells.map((cell) => unguarded(cell).trim());
    this.#find = find;
  }

  fault(reason: FieldReason): void {
    this.#find(this.#table.name, this.line, reason);
  }

  text(column: string): string {
    const at = this.#table.columns.indexOf(column);
    return at < 0 ? '' : (this.#cells[at] ?? '');
  }

  /** A text in the languages that it is in; a column without a language is of the one it is written in. */
  worded(of: string): { zh?: string; en?: string } | undefined {
    const said: { zh?: string; en?: string } = {};
    this.#table.columns.forEach((column, i) => {
      const [, name, language] = WORDED.exec(column) ?? [];
      const cell = this.#cells[i] ?? '';
      if (name !== of || cell === '') return;
      const known = languageOf(language ?? (/\p{Script=Han}/u.test(cell) ? 'zh' : 'en'));
      if (known === null) this.fault({ code: 'XLSFORM_COLUMN', column });
      else said[known] = cell;
    });
    return said.zh === undefined && said.en === undefined ? undefined : said;
  }

  yes(column: string): true | undefined {
    const text = this.text(column).toLowerCase();
    if (['yes', 'true', 'true()', '1', '是'].includes(text)) return true;
    if (!['', 'no', 'false', 'false()', '0', '否'].includes(text))
      this.fault({ code: 'XLSFORM_VALUE', column, text: text.slice(0, 100) });
    return undefined;
  }

  number(column: string): number | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
    this.fault({ code: 'XLSFORM_VALUE', column, text: text.slice(0, 100) });
    return undefined;
  }

  /** Cells outside the columns that are read. */
  refuseRest(read: readonly string[]): void {
    this.#table.columns.forEach((column, i) => {
      if ((this.#cells[i] ?? '') === '' || read.includes(column) || WORDED.test(column)) return;
      this.fault({ code: 'XLSFORM_COLUMN', column: column.slice(0, 100) });
    });
  }
}

function languageOf(name: string): 'zh' | 'en' | null {
  if (/\bzh\b|中文|汉语|chinese/i.test(name)) return 'zh';
  return /\ben\b|english|英/i.test(name) ? 'en' : null;
}
