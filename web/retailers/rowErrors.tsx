import type { RowError } from '../../shared/imports.ts';
import { said } from '../../shared/tables/said.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import type { Table } from '../../shared/tables/table.ts';
import { count } from '../format.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import s from './retailers.module.css';

const rowErrorsTable: Table<RowError> = {
  name: 'problems',
  zh: '导入问题',
  en: 'Import problems',
  columns: [
    { key: 'line', zh: '行号', en: 'Line', of: (row) => row.line },
    { key: 'problem', zh: '问题', en: 'Problem', width: 32, of: (row, say) => said('rowProblem', row.problem, say) },
    {
      key: 'field',
      zh: '字段',
      en: 'Field',
      width: 18,
      of: (row, { lang }) => row.field && (lang === null ? row.field : words.value.field[row.field]),
    },
    { key: 'says', zh: '文件内容', en: 'The file says', width: 40, of: (row) => row.says },
    {
      key: 'detail',
      zh: '说明',
      en: 'Detail',
      width: 50,
      of: ({ reasons, detail }, { lang }) =>
        lang === 'zh' ? reasons.map((reason) => sentenceOf(reason, 'zh') ?? '').join('；') : detail,
    },
  ],
};

/** More than this many are not read on a screen; the list can be saved. */
const MOST_SHOWN = 100;

/** The rows that are not stored, or are stored without something, each with its line in the file, why, and what it says. */
export function RowErrors({
  errors,
  total,
  fileName,
  areStored = false,
}: {
  errors: readonly RowError[];
  total: number;
  fileName: string;
  areStored?: boolean;
}) {
  const w = words.value;
  const l = language.value;
  if (total === 0) return null;
  const problem = (error: RowError) =>
    w.rowProblem[error.problem] + (error.field && error.problem === 'BAD_VALUE' ? `: ${w.field[error.field]}` : '');
  const shown = errors.slice(0, MOST_SHOWN);
  return (
    <section class="section">
      <h2 class="panel-bar">
        <span class="warn">
          {areStored ? w.import.notes(total, count(total, l)) : w.import.problems(total, count(total, l))}
          {shown.length < total && <span class="quiet"> · {w.import.firstProblems(count(shown.length, l))}</span>}
        </span>
        <span class="spread" />
        <ExportMenu
          of={{ table: rowErrorsTable, rows: errors, named: [fileName.replace(/\.\w+$/, '')] }}
          label={w.import.problem}
        />
      </h2>
      <div class={`inset ${s.errors}`} tabIndex={0} role="region" aria-label={w.import.problem}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="figure">
                {w.import.line}
              </th>
              <th scope="col">{w.import.problem}</th>
              <th scope="col">{w.import.says}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((error, i) => (
              <tr key={i}>
                <td class="figure">{error.line}</td>
                <td>{problem(error)}</td>
                <td class={s.said}>{error.says}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
