// Pure: what zod found wrong, as a code with parameters. A check of our own carries its code as its message.
import type { z } from 'zod';
import { isProblemCode, sentenceOf, type PlainCode, type ProblemReason } from './problems.ts';

type Issue = z.core.$ZodIssue;

/** `value` is what was read: zod does not say whether something was left out. */
export function issueReason(issue: Issue, value: unknown): ProblemReason {
  if (issue.code === 'custom' && issue.params?.reason) return issue.params.reason as ProblemReason;
  if (isProblemCode(issue.message)) return { code: issue.message as PlainCode } as ProblemReason;
  switch (issue.code) {
    case 'invalid_type':
      return at(value, issue.path) === undefined
        ? { code: 'MISSING' }
        : { code: 'WRONG_TYPE', expected: issue.expected };
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooLarge(issue);
    case 'invalid_value':
      return at(value, issue.path) === undefined
        ? { code: 'MISSING' }
        : { code: 'NOT_ONE_OF', values: issue.values.map(String) };
    case 'invalid_format':
      return { code: 'WRONG_FORMAT', format: issue.format };
    case 'not_multiple_of':
      return { code: 'NOT_A_MULTIPLE', of: issue.divisor };
    case 'invalid_key': // of a record: what is wrong with the name itself
      return issueReason(issue.issues[0]!, undefined);
    case 'unrecognized_keys':
      return { code: 'UNKNOWN_FIELDS', names: issue.keys };
    default:
      return { code: 'NO_FORM_FITS' };
  }
}

/** The same in English, for programs' logs and files. */
export function issueText(issue: Issue, value: unknown): string {
  return sentenceOf(issueReason(issue, value), 'en')!;
}

function tooSmall({ origin, minimum, inclusive = true }: z.core.$ZodIssueTooSmall): ProblemReason {
  const least = Number(minimum);
  if (origin === 'string') return least <= 1 ? { code: 'EMPTY' } : { code: 'TEXT_TOO_SHORT', least };
  if (isCounted(origin)) return { code: 'LIST_TOO_SHORT', least };
  return { code: 'LESS_THAN', least, inclusive };
}

function tooLarge({ origin, maximum, inclusive = true }: z.core.$ZodIssueTooBig): ProblemReason {
  const most = Number(maximum);
  if (origin === 'string') return { code: 'TEXT_TOO_LONG', most };
  if (isCounted(origin)) return { code: 'LIST_TOO_LONG', most };
  return { code: 'MORE_THAN', most, inclusive };
}

function isCounted(origin: string): boolean {
  return ['array', 'set', 'map', 'object'].includes(origin);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
