// Pure: why a row was not stored, in words that can be printed.
import type { ImportField, RowError, RowProblem } from '../../shared/imports.ts';
import type { FieldReason } from '../../shared/problems/problems.ts';

export interface Reason {
  problem: RowProblem;
  field: ImportField | null;
  detail: string;
  why: FieldReason;
  /** The cell as it stands; nothing for an empty one. */
  says?: string;
}

export function rowError(line: number, reasons: readonly Reason[]): RowError {
  const { problem, field } = reasons[0]!;
  const joined = (texts: readonly (string | undefined)[]) => printable(texts.filter(Boolean).join('; ')).slice(0, 500);
  return {
    line,
    problem,
    field,
    detail: joined(reasons.map((r) => r.detail)),
    says: joined(reasons.map((r) => r.says)),
    reasons: reasons.map((r) => r.why),
  };
}

export function quoted(cell: string): string {
  return `'${cell.length > 60 ? `${cell.slice(0, 60)}…` : cell}'`;
}

/** Without control characters and halves of characters: reasons are stored and shown. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/gu, '\ufffd');
}
