// Pure: what was answered, as a person reads it.
import type { Answers as Filed } from '../../shared/findings.ts';
import { worded, type Answer, type Answers, type Question, type Questionnaire } from '../../shared/questions.ts';
import { reach } from '../../shared/reach.ts';
import { dayName, type Language } from '../format.ts';
import type { words } from './words.ts';

type Words = typeof words.value;

/** The questions that were asked, each with its answer. */
export function answerLines(
  questionnaire: Questionnaire,
  answers: Filed,
  w: Words,
  l: Language,
): (readonly [question: string, answer: string])[] {
  const { visible } = reach(questionnaire, answers as Answers);
  return questionnaire.questions
    .filter(({ key, kind }) => kind !== 'note' && visible.includes(key) && Object.hasOwn(answers, key))
    .map((question) => [worded(question.label, l), answerText(question, (answers as Answers)[question.key]!, w, l)]);
}

/** Null: the questions give no points. */
export function scoreOf(questionnaire: Questionnaire, answers: Filed): { points: number; most: number } | null {
  const { points, most } = reach(questionnaire, answers as Answers);
  return most > 0 ? { points, most } : null;
}

function answerText(question: Question, answer: Answer, w: Words, l: Language): string {
  if (answer === null) return w.finding.na;
  const named = (options: Extract<Question, { kind: 'one' }>['options'], key: unknown) =>
    worded(options.find((one) => one.key === key)?.label, l) || String(key);
  if (question.kind === 'one') return named(question.options, answer);
  if (question.kind === 'many' && Array.isArray(answer))
    return answer.map((key) => named(question.options, key)).join(w.comma);
  if (question.kind === 'photo' && Array.isArray(answer))
    return answer.map((_, i) => w.finding.photo(String(i + 1))).join(w.comma);
  if (question.kind === 'day' && typeof answer === 'string') return dayName(answer, l);
  if (question.kind === 'table' && typeof answer === 'object' && !Array.isArray(answer))
    return Object.entries(answer)
      .filter(([, cell]) => cell !== null)
      .map(([key, cell]) => `${named(question.rows, key)} ${cell}`)
      .join(w.comma);
  if (typeof answer === 'boolean') return answer ? w.finding.yes : w.finding.no;
  return String(answer);
}
