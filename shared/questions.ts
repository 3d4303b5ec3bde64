// Pure: what a questionnaire is. Conditions are values and not text, so that the phone and the server read them the same way.
import { z } from 'zod';
import { plain } from './problems/because.ts';
import { text } from './text.ts';

export const MOST_QUESTIONS = 200;
export const MOST_OPTIONS = 200;
/** All parts of a condition together, and how deep they stand in one another. */
export const MOST_PARTS_OF_CONDITION = 200;

/** Known by this in answers, conditions and files; XLSForm's names without their points and dashes. */
export const QuestionKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, plain('NOT_A_KEY'));

/** A text in Chinese, in English, or in both: where one is missing the other is shown. */
export const Worded = z
  .strictObject({ zh: text(1_000).optional(), en: text(1_000).optional() })
  .refine(({ zh, en }) => Boolean(zh) || Boolean(en), plain('NO_LANGUAGE'));
export type Worded = z.infer<typeof Worded>;

/** No double quotation marks: XLSForm could not say them. */
const ValueText = text(200).regex(/^[^"]*$/);
const Value = z.union([ValueText, z.number(), z.boolean()]);

/** Every comparison with what was not answered is false. `answered` counts "not applicable" as an answer. */
export type Condition =
  | { q: string; is: string | number | boolean }
  | { q: string; has: string }
  | { q: string; atLeast: number }
  | { q: string; atMost: number }
  | { q: string; above: number }
  | { q: string; below: number }
  | { q: string; answered: true }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

const AnyCondition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ q: QuestionKey, is: Value }),
    z.strictObject({ q: QuestionKey, has: ValueText }),
    z.strictObject({ q: QuestionKey, atLeast: z.number() }),
    z.strictObject({ q: QuestionKey, atMost: z.number() }),
    z.strictObject({ q: QuestionKey, above: z.number() }),
    z.strictObject({ q: QuestionKey, below: z.number() }),
    z.strictObject({ q: QuestionKey, answered: z.literal(true) }),
    z.strictObject({ all: z.array(AnyCondition).min(1) }),
    z.strictObject({ any: z.array(AnyCondition).min(1) }),
    z.strictObject({ not: AnyCondition }),
  ]),
);

/** Looked at before it is parsed: what goes too deep would exhaust the stack of whoever reads it. */
function isWithin(condition: unknown): boolean {
  let parts = 0;
  let level: unknown[] = [condition];
  for (let depth = 0; level.length > 0; depth++) {
    parts += level.length;
    if (depth > 30 || parts > MOST_PARTS_OF_CONDITION) return false;
    level = level.flatMap((one) => {
      if (typeof one !== 'object' || one === null) return [];
      const { all, any, not } = one as Record<string, unknown>;
      return [
        ...(Array.isArray(all) ? all : []),
        ...(Array.isArray(any) ? any : []),
        ...(not ? [not] : []),
      ] as unknown[];
    });
  }
  return true;
}
export const Condition = z
  .unknown()
  .refine(isWithin, { error: plain('CONDITION_TOO_LARGE'), abort: true })
  .pipe(AnyCondition);

export const Option = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, plain('NOT_A_KEY')),
  label: Worded,
  points: z.number().min(-1_000).max(1_000).optional(),
  /** Whoever chooses it must show it. */
  needsPhoto: z.literal(true).optional(),
});
export type Option = z.infer<typeof Option>;

const every = {
  key: QuestionKey,
  label: Worded,
  hint: Worded.optional(),
  required: z.boolean().default(false),
  /** Asked only where this holds. */
  when: Condition.optional(),
  /** What an answer must keep to, with its own sentence. */
  check: z.strictObject({ must: Condition, message: Worded.optional() }).optional(),
  /** May be answered with "does not know, does not apply": that is an answer, and takes its points out of what can be had. */
  na: z.literal(true).optional(),
};
const points = z.number().min(-1_000).max(1_000).optional();
const options = z.array(Option).min(1).max(MOST_OPTIONS);
const bound = z.number().optional();

/** `note` is only read. `scale` runs from 1. A table has a number for each of its rows: a brand's price. */
export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...every, kind: z.literal('yesNo'), points }),
  z.strictObject({ ...every, kind: z.literal('one'), options }),
  z.strictObject({ ...every, kind: z.literal('many'), options }),
  z.strictObject({ ...every, kind: z.literal('scale'), steps: z.number().int().min(2).max(10), points }),
  z.strictObject({ ...every, kind: z.literal('number'), least: bound, most: bound, whole: z.literal(true).optional() }),
  z.strictObject({ ...every, kind: z.literal('text') }),
  z.strictObject({ ...every, kind: z.literal('day') }),
  z.strictObject({ ...every, kind: z.literal('photo') }),
  z.strictObject({ ...every, kind: z.literal('note') }),
  z.strictObject({ ...every, kind: z.literal('table'), rows: options, least: bound, most: bound }),
]);
export type Question = z.infer<typeof Question>;
export type QuestionKind = Question['kind'];
export const questionKinds = Question.options.map((one) => one.shape.kind.value);

export const Questionnaire = z.strictObject({
  title: Worded,
  lead: Worded.optional(),
  questions: z.array(Question).min(1).max(MOST_QUESTIONS),
});
export type Questionnaire = z.infer<typeof Questionnaire>;

/** Null is "does not know, does not apply"; a question without an answer is not among them. */
export type Answer = null | boolean | number | string | (string | number)[] | Record<string, string | number | null>;
export type Answers = Record<string, Answer>;

/** Where the photos stand that a chosen option asks for. No question's key has a point. */
export function photoKey(key: string): string {
  return `${key}.photo`;
}

/** A text in the reader's language, else in the other. */
export function worded(of: Worded | undefined, language: 'zh' | 'en'): string {
  return of?.[language] || of?.[language === 'zh' ? 'en' : 'zh'] || '';
}

/** The questions that a condition looks at. */
export function looksAt(condition: Condition): string[] {
  if ('q' in condition) return [condition.q];
  if ('not' in condition) return looksAt(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(looksAt);
}
