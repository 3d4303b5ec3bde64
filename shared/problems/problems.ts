// Pure: every code of the server with its parameters, and its sentence in the reader's language.
import type { ErrorCode, SentReason } from '../errors.ts';
import { fieldProblems } from './fields.ts';
import { requestProblems } from './request.ts';
import { speaker, type Language, type ParametersOf, type Said, type Speaker } from './say.ts';

export const problems = {
  ...requestProblems,
  ...fieldProblems,
};

type Problems = typeof problems;
export type ProblemCode = keyof Problems;
/** What a code needs to be said. */
export type Parameters<C extends ProblemCode> = ParametersOf<Problems[C]>;
/** The closed union: a code with exactly its own parameters. */
export type ProblemReason = { [C in ProblemCode]: { code: C } & Parameters<C> }[ProblemCode];
/** Codes that are said without any parameter: what a schema's own check may carry as its message. */
export type PlainCode = { [C in ProblemCode]: keyof Parameters<C> extends never ? C : never }[ProblemCode];

/** Codes that say what is wrong with one field. */
export type FieldCode = { [C in ProblemCode]: Problems[C]['of'] extends 'INVALID_INPUT' ? C : never }[ProblemCode];

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

/** The class that clients and HTTP know a code by. */
export function classOf(code: ProblemCode): ErrorCode {
  return problems[code].of;
}

/** The sentence of a reason; null where the code is one of a newer server. */
export function sentenceOf(reason: SentReason, language: Language, zone: string | null = null): string | null {
  if (!isProblemCode(reason.code)) return null;
  const said = (problems[reason.code] as Said<object>)[language];
  return typeof said === 'string' ? said : said(reason, speakerOf(language, zone));
}

const speakers = new Map<string, Speaker>();

/** Kept, because an Intl format takes a hundred times as long to make as to use. */
function speakerOf(language: Language, zone: string | null): Speaker {
  const key = `${language} ${zone}`;
  let known = speakers.get(key);
  if (!known) speakers.set(key, (known = speaker(language, zone)));
  return known;
}
