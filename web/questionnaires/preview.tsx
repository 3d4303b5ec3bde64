import { worded } from '../../shared/questions.ts';
import { reach } from '../../shared/reach.ts';
import { count } from '../format.ts';
import { QuestionField } from '../ui/questionField.tsx';
import { language } from '../ui/words.ts';
import type { QuestionnaireWork } from './work.ts';
import { words } from './words.ts';
import s from './questionnaires.module.css';

/** As the phone asks it: conditions and points are tried out here. */
export function Preview({ work }: { work: QuestionnaireWork }) {
  const w = words.value.form;
  const l = language.value;
  const content = work.content.value;
  const answers = work.answers.value;
  const { visible, points, most } = reach(content, answers);
  return (
    <section class={s.formPhone} aria-label={w.preview}>
      {content.lead && <p>{worded(content.lead, l)}</p>}
      {content.questions
        .filter(({ key }) => visible.includes(key))
        .map((question, i) => (
          <QuestionField
            key={i}
            question={question}
            answers={answers}
            onAnswer={(key, answer) => {
              const { [key]: _, ...others } = answers;
              work.answers.value = answer === undefined ? others : { ...others, [key]: answer };
            }}
          />
        ))}
      {most > 0 && (
        <p class="quiet" role="status">
          {w.score(count(points, l), count(most, l))}
        </p>
      )}
    </section>
  );
}
