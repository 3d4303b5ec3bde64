// Pure: which questions are asked, what is wrong with the answers, and how many points they come to. The same on phone and server.
import {
  photoKey,
  type Answer,
  type Answers,
  type Condition,
  type Option,
  type Question,
  type Questionnaire,
} from './questions.ts';
import { Day } from './text.ts';

export const MOST_TEXT = 2_000;
const MOST_PHOTOS = 10;

/** What is wrong with the answer to a question that is asked. */
export type AnswerFault =
  | 'REQUIRED'
  | 'WRONG_KIND'
  | 'NOT_AN_OPTION'
  | 'OUT_OF_RANGE'
  | 'TOO_LONG'
  | 'NOT_APPLICABLE_NOT_OFFERED'
  | 'CHECK'
  | 'PHOTO_NEEDED';

export interface Reached {
  /** The keys of the questions that are asked, in order. */
  visible: string[];
  errors: { key: string; fault: AnswerFault }[];
  points: number;
  /** What could be had of the questions that are asked and apply. */
  most: number;
}

/**
 * Goes down the questions once. A condition looks at the answers above it; of a question that is not asked there is none, so what
 * depended on it is not asked either. Total: any answers to any questionnaire, published or not, come to something.
 */
export function reach({ questions }: Questionnaire, answers: Answers): Reached {
  const seen = new Map<string, Answer>();
  const reached: Reached = { visible: [], errors: [], points: 0, most: 0 };
  for (const question of questions) {
    const { key, when } = question;
    if (when && !holds(when, seen)) continue;
    reached.visible.push(key);
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
    const fault = faultOf(question, answer);
    if (fault === null && answer !== undefined) {
      seen.set(key, answer);
      const { check } = question;
      if (check && answer !== null && !holds(check.must, seen)) reached.errors.push({ key, fault: 'CHECK' });
      if (photosAsked(question, answer) && !isPhotos(own(answers, photoKey(key))))
        reached.errors.push({ key, fault: 'PHOTO_NEEDED' });
    } else if (fault !== null) reached.errors.push({ key, fault });
    else if (question.required && question.kind !== 'note') reached.errors.push({ key, fault: 'REQUIRED' });
    if (answer === null) continue; // it does not apply: nothing to be had
    reached.most += mostOf(question);
    if (fault === null && answer !== undefined) reached.points += pointsOf(question, answer);
  }
  return reached;
}

function own(answers: Answers, key: string): Answer | undefined {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

/** The answers that are filed: of questions that are asked, and no others. While filling, hidden ones are kept. */
export function answersToFile(questionnaire: Questionnaire, answers: Answers): Answers {
  const { visible } = reach(questionnaire, answers);
  const keys = visible.flatMap((key) => [key, photoKey(key)]).filter((key) => Object.hasOwn(answers, key));
  return Object.fromEntries(keys.map((key) => [key, answers[key]!]));
}

/** The photos that answers name. */
export function photosIn(questionnaire: Questionnaire, answers: Answers): string[] {
  const keys = questionnaire.questions.flatMap(({ key, kind }) => (kind === 'photo' ? [key] : [photoKey(key)]));
  return [...new Set(keys.flatMap((key) => (isPhotos(own(answers, key)) ? (answers[key] as string[]) : [])))];
}

export function holds(condition: Condition, answers: ReadonlyMap<string, Answer>): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, answers));
  if ('any' in condition) return condition.any.some((one) => holds(one, answers));
  if ('not' in condition) return !holds(condition.not, answers);
  const answer = answers.get(condition.q);
  if (answer === undefined) return false;
  if ('answered' in condition) return true;
  if ('is' in condition) return answer === condition.is;
  if ('has' in condition) return Array.isArray(answer) ? answer.includes(condition.has) : answer === condition.has;
  if (typeof answer !== 'number') return false;
  if ('atLeast' in condition) return answer >= condition.atLeast;
  if ('atMost' in condition) return answer <= condition.atMost;
  return 'above' in condition ? answer > condition.above : answer < condition.below;
}

/** What is wrong with an answer by itself; null also where there is none. */
function faultOf(question: Question, answer: Answer | undefined): AnswerFault | null {
  if (answer === undefined) return null;
  if (answer === null) return question.na ? null : 'NOT_APPLICABLE_NOT_OFFERED';
  switch (question.kind) {
    case 'yesNo':
      return typeof answer === 'boolean' ? null : 'WRONG_KIND';
    case 'one':
      return chosenFault(question.options, typeof answer === 'string' ? [answer] : null);
    case 'many':
      return chosenFault(question.options, Array.isArray(answer) && answer.length > 0 ? answer : null);
    case 'scale':
      if (typeof answer !== 'number' || !Number.isInteger(answer)) return 'WRONG_KIND';
      return answer >= 1 && answer <= question.steps ? null : 'OUT_OF_RANGE';
    case 'number':
      if (question.whole && !Number.isInteger(answer)) return 'WRONG_KIND';
      return numberFault(question, answer);
    case 'text':
      if (typeof answer !== 'string' || answer.trim() === '') return 'WRONG_KIND';
      return answer.length > MOST_TEXT ? 'TOO_LONG' : null;
    case 'day':
      return typeof answer === 'string' && Day.safeParse(answer).success ? null : 'WRONG_KIND';
    case 'photo':
      return isPhotos(answer) ? null : 'WRONG_KIND';
    case 'note':
      return 'WRONG_KIND';
    case 'table':
      return tableFault(question, answer);
  }
}

function chosenFault(options: readonly Option[], chosen: readonly (string | number)[] | null): AnswerFault | null {
  if (chosen === null) return 'WRONG_KIND';
  if (new Set(chosen).size !== chosen.length) return 'WRONG_KIND';
  return chosen.every((one) => options.some(({ key }) => key === one)) ? null : 'NOT_AN_OPTION';
}

/** JSON reads 1e999 as infinite: no number that anybody means. */
function numberFault(
  { least, most }: { least?: number | undefined; most?: number | undefined },
  answer: unknown,
): AnswerFault | null {
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'WRONG_KIND';
  return answer >= (least ?? -Infinity) && answer <= (most ?? Infinity) ? null : 'OUT_OF_RANGE';
}

function tableFault(question: Extract<Question, { kind: 'table' }>, answer: Answer): AnswerFault | null {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return 'WRONG_KIND';
  const cells = Object.entries(answer).filter(([, cell]) => cell !== null);
  if (cells.length === 0) return 'WRONG_KIND';
  if (!Object.keys(answer).every((row) => question.rows.some(({ key }) => key === row))) return 'NOT_AN_OPTION';
  return cells.reduce<AnswerFault | null>((fault, [, cell]) => fault ?? numberFault(question, cell), null);
}

function isPhotos(answer: Answer | undefined): boolean {
  return (
    Array.isArray(answer) &&
    answer.length > 0 &&
    answer.length <= MOST_PHOTOS &&
    answer.every((one) => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one))
  );
}

/** Whether what was chosen must be shown. */
export function photosAsked(question: Question, answer: Answer | undefined): boolean {
  if (question.kind !== 'one' && question.kind !== 'many') return false;
  return question.options.some(
    ({ key, needsPhoto }) => needsPhoto && (answer === key || (Array.isArray(answer) && answer.includes(key))),
  );
}

function mostOf(question: Question): number {
  switch (question.kind) {
    case 'yesNo':
    case 'scale':
      return Math.max(0, question.points ?? 0);
    case 'one':
      return Math.max(0, ...question.options.map(({ points = 0 }) => points));
    case 'many':
      return question.options.reduce((sum, { points = 0 }) => sum + Math.max(0, points), 0);
    default:
      return 0;
  }
}

/** Of a scale its share of the points of the highest step. */
function pointsOf(question: Question, answer: Answer): number {
  switch (question.kind) {
    case 'yesNo':
      return answer === true ? (question.points ?? 0) : 0;
    case 'scale':
      return ((question.points ?? 0) * ((answer as number) - 1)) / (question.steps - 1);
    case 'one':
      return question.options.find(({ key }) => key === answer)?.points ?? 0;
    case 'many':
      return question.options.reduce(
        (sum, { key, points = 0 }) => sum + ((answer as string[]).includes(key) ? points : 0),
        0,
      );
    default:
      return 0;
  }
}
