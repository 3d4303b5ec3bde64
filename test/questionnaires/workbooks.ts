import { workbookOf } from '../../server/questionnaires/file.ts';

interface Sheet {
  columns: string[];
  /** Rows may end early. */
  rows: string[][];
}

/** An XLSForm of these sheets, as bytes. */
export function xlsForm(survey: Sheet, choices?: Sheet): Promise<Buffer> {
  const full = ({ columns, rows }: Sheet) => ({
    columns,
    rows: rows.map((row) => columns.map((_, i) => row[i] ?? '')),
  });
  return workbookOf([
    { name: 'survey', ...full(survey) },
    ...(choices ? [{ name: 'choices' as const, ...full(choices) }] : []),
  ]);
}
