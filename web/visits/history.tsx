import type { VisitDetail } from '../../shared/visits.ts';
import { dateTime } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { readAnswer } from './answer.ts';
import { flagText } from './flagWords.ts';
import { reasonWords } from '../ui/reasonWords.ts';
import s from './visits.module.css';

/** The flags' own numbers, and every verdict before the present one. */
export function History({ visit }: { visit: VisitDetail }) {
  const w = words.value;
  const l = language.value;
  const answers = visit.verdicts.map((verdict) => ({ ...verdict, read: readAnswer(verdict.answer) }));
  const flags = answers.at(-1)?.read?.flags ?? [];
  const earlier = answers.slice(0, -1).reverse();
  return (
    <>
      {flags.length > 0 && (
        <section class="section">
          <h2>{w.visits.flagNumbers}</h2>
          <div class="inset">
            {flags.map((flag) => (
              <div key={flag.flag} class={s.flag}>
                <p>{reasonWords(flag.flag)}</p>
                <p class="quiet">{flagText(flag, w, l, zone.value)}</p>
              </div>
            ))}
          </div>
        </section>
      )}
      {earlier.length > 0 && (
        <section class="section">
          <h2>
            {w.visits.history} <span class="number">{earlier.length}</span>
          </h2>
          {earlier.map(({ verdictNo, judgedAt, read }) => (
            <div key={verdictNo} class="item">
              {read?.verdict && <StateMark state={read.verdict} />}
              <span class="item-text">
                <span class="item-title">{read?.verdict ? w.state[read.verdict] : `#${verdictNo}`}</span>
                <span class="item-more">{dateTime(judgedAt, l, zone.value)}</span>
              </span>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
