import type { VisitDetail } from '../../shared/visits.ts';
import { pressOf, pressRows } from './caseFacts.ts';
import type { Speech } from './words.ts';
import s from './visits.module.css';

/** The two presses side by side: what each said and what it proves. */
export function Presses({ visit, speech }: { visit: VisitDetail; speech: Speech }) {
  const { w } = speech;
  const rows = pressRows(visit, speech);
  return (
    <section class="section">
      <h2>{w.visits.numbers}</h2>
      <div class="inset">
        <table class="presses">
          <thead>
            <tr>
              <td />
              <th scope="col">
                <span class={`${s.pressDot} ${s.start}`} />
                {w.visits.start}
              </th>
              <th scope="col">
                <span class={`${s.pressDot} ${s.end}`} />
                {w.visits.end}
                {!pressOf(visit, 'end') && <span class="quiet"> · {w.visits.notPressed}</span>}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, a, b]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{a ?? '–'}</td>
                <td>{b ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class={`quiet ${s.small}`}>{w.case.pickRule}</p>
      </div>
    </section>
  );
}
