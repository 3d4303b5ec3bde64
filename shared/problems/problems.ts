// Pure: every code of the server with its parameters, and its sentence in the reader's language.
import type { ErrorCode, SentReason } from '../errors.ts';
import { calendarProblems } from './calendar.ts';
import { carrierProblems } from './carriers.ts';
import { fieldProblems } from './fields.ts';
import { oidcProblems } from './oidc.ts';
import { inspectionProblems } from './inspections.ts';
import { logProblems } from './logs.ts';
import { optimizeProblems } from './optimize.ts';
import { peopleProblems } from './people.ts';
import { planProblems } from './plans.ts';
import { placeProblems } from './places.ts';
import { positionProblems } from './positions.ts';
import { questionnaireProblems } from './questionnaires.ts';
import { reportProblems } from './reports.ts';
import { requestProblems } from './request.ts';
import { fileProblems, retailerProblems } from './retailers.ts';
import { rowProblems } from './rows.ts';
import { runningProblems } from './running.ts';
import { said, type InBoth, type Language, type ParametersOf, type Said } from './say.ts';
import { searchProblems } from './search.ts';
import { territoryProblems } from './territories.ts';
import { unreadProblems } from './unread.ts';
import { visitProblems } from './visits.ts';
import { scoreProblems } from './scores.ts';
import { settingProblems } from './settings.ts';

export const problems = {
  ...requestProblems,
  ...fieldProblems,
  ...peopleProblems,
  ...oidcProblems,
  ...retailerProblems,
  ...fileProblems,
  ...rowProblems,
  ...placeProblems,
  ...positionProblems,
  ...unreadProblems,
  ...visitProblems,
  ...planProblems,
  ...optimizeProblems,
  ...territoryProblems,
  ...searchProblems,
  ...runningProblems,
  ...settingProblems,
  ...calendarProblems,
  ...carrierProblems,
  ...questionnaireProblems,
  ...reportProblems,
  ...inspectionProblems,
  ...scoreProblems,
  ...logProblems,
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

/** Why a file of retailers is no table. */
export type FileReason = Extract<ProblemReason, { code: keyof typeof fileProblems }>;
/** Why a part of what a phone sent could not be read. */
export type UnreadReason = Extract<ProblemReason, { code: keyof typeof unreadProblems }>;
export type FieldReason = Extract<ProblemReason, { code: FieldCode }>;

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
  return said(problems[reason.code] as Said<object>, reason, language, zone);
}

/** The same as it stands, in both. */
export function reasonInBoth(reason: ProblemReason): InBoth {
  return { en: sentenceOf(reason, 'en')!, zh: sentenceOf(reason, 'zh')! };
}
