import { words } from './words.ts';
import s from './factors.module.css';

/** Codes for paper, shown once. */
export function PaperCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const w = words.value;
  return (
    <div class="form inset" role="status">
      <h3>{w.factors.codes}</h3>
      <p>{w.factors.codesLead}</p>
      <ul class={s.paperCodes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="row no-print">
        <button type="button" onClick={() => print()}>
          {w.factors.print}
        </button>
        <button type="button" class="primary" onClick={onKept}>
          {w.factors.kept}
        </button>
      </div>
    </div>
  );
}
