import type { RowError } from '../../shared/retailers.ts';
import { count } from '../format.ts';
import { Icon } from '../shell/icons.tsx';
import { saveCsv } from '../shell/saveCsv.ts';
import { language, words } from '../words/words.ts';

/** More than this many are not read on a screen; the list can be saved. */
const MOST_SHOWN = 100;

/** The rows that are not stored, each with its line in the file, why, and what it says. */
export function RowErrors({ errors, total, fileName }: { errors: readonly RowError[]; total: number; fileName: string }) {
  const w = words.value;
  const l = language.value;
  if (total === 0) return null;
  const problem = (error: RowError) => w.rowProblem[error.problem] + (error.field && error.problem === 'BAD_VALUE' ? `: ${w.field[error.field]}` : '');
  const save = () => saveCsv(`${fileName.replace(/\.\w+$/, '')}-problems.csv`, [[w.import.line, w.import.problem, w.import.says], ...errors.map((error) => [String(error.line), problem(error), error.says])]);
  const shown = errors.slice(0, MOST_SHOWN);
  return (
    <section class="section">
      <h2 class="panel-bar">
        <span class="warn">{w.import.problems(total, count(total, l))}{shown.length < total && <span class="quiet"> · {w.import.firstProblems(count(shown.length, l))}</span>}</span>
        <button type="button" class="tool spread" aria-label={w.import.saveErrors} title={w.import.saveErrors} onClick={save}><Icon name="download" size={16} /></button>
      </h2>
      <div class="inset errors" tabIndex={0} role="region" aria-label={w.import.problem}>
        <table>
          <thead><tr><th scope="col" class="figure">{w.import.line}</th><th scope="col">{w.import.problem}</th><th scope="col">{w.import.says}</th></tr></thead>
          <tbody>
            {shown.map((error, i) => (
              <tr key={i}>
                <td class="figure">{error.line}</td>
                <td>{problem(error)}</td>
                <td class="said">{error.says}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
