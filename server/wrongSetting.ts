// Pure: what is wrong with a setting of the environment, in both languages.
import type { z } from 'zod';
import { issueReason } from '../shared/problems/issue.ts';
import { sentenceOf } from '../shared/problems/problems.ts';
import type { InBoth } from '../shared/problems/say.ts';

/** Forms that a setting of text must have; what else may be wrong with one, a schema says in shared/problems. */
export const forms = {
  postgres: { en: 'must begin with postgres://', zh: '应以 postgres:// 开头' },
  hours: { en: 'must look like 08:30-17:30', zh: '应形如 08:30-17:30' },
  lunch: { en: 'must look like 11:30-13:00/60, or be none', zh: '应形如 11:30-13:00/60，或为 none' },
  grades: { en: 'must look like A:4,B:2,C:1, or be none', zh: '应形如 A:4,B:2,C:1，或为 none' },
} satisfies Record<string, InBoth>;

/** A line of what is wrong. @param given what the environment says */
export function wrongSetting(issue: z.core.$ZodIssue, given: object): InBoth {
  const name = issue.path.join('.');
  const { message } = issue;
  const zh =
    Object.values(forms).find(({ en }) => en === message)?.zh ?? sentenceOf(issueReason(issue, given), 'zh') ?? message;
  return { en: `  ${name}: ${sentenceOf({ code: message }, 'en') ?? message}`, zh: `  ${name}：${zh}` };
}
