import type { AnswersOf } from '../../shared/inspectionResults.ts';
import { worded, type Question, type Questionnaire } from '../../shared/questions.ts';
import { count } from '../format.ts';
import { language } from '../ui/words.ts';
import { valueText } from './resultTable.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

/** What shops answered, a bar an answer, each with how often. */
export function AnswerBars({ of, questions }: { of: readonly AnswersOf[]; questions: Questionnaire }) {
  const w = words.value.result;
  const byKey = new Map(questions.questions.map((question) => [question.key, question]));
  const shown = of.filter(({ answered, notApplicable }) => answered + notApplicable > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <h3>{w.answers}</h3>
      {shown.map((one) => (
        <Bars key={one.key} of={one} question={byKey.get(one.key)!} />
      ))}
    </>
  );
}

function Bars({ of, question }: { of: AnswersOf; question: Question }) {
  const w = words.value.result;
  const l = language.value;
  const said = [
    w.n(count(of.answered, l)),
    ...(of.mean === null ? [] : [w.mean(count(Math.round(of.mean * 10) / 10, l))]),
    ...(of.notApplicable === 0 ? [] : [w.notApplicable(count(of.notApplicable, l))]),
  ];
  return (
    <figure class={s.inspBars}>
      <figcaption>
        {worded(question.label, l)} <span class="quiet">{said.join(words.value.comma)}</span>
      </figcaption>
      <dl>
        {of.values.map(({ value, n }) => (
          <div key={value}>
            <dt>{valueText(question, value, words.value, l)}</dt>
            <dd>
              <meter min={0} max={of.answered} value={n} aria-label={valueText(question, value, words.value, l)} />
              {count(n, l)}
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
