// Pure: what keeps a calendar from being made.
import { fieldName } from '../../shared/problems/fieldNames.ts';
import { sentenceOf, type ProblemReason } from '../../shared/problems/problems.ts';
import type { Language } from '../../shared/problems/say.ts';
import { SaidError } from '../saidError.ts';

interface Fault {
  /** `body.days.0.from`; none where the file as a whole is wrong. */
  path?: string;
  reason: ProblemReason;
}

/** What keeps a calendar from being made of what was given: everything found, not the first, a line each. */
export class CalendarError extends SaidError {
  override name = 'CalendarError';
  readonly faults: readonly Fault[];

  constructor(...faults: Fault[]) {
    super({ en: linesOf(faults, 'en'), zh: linesOf(faults, 'zh') });
    this.faults = faults;
  }
}

function linesOf(faults: readonly Fault[], language: Language): string {
  return faults
    .map(({ path, reason }) => {
      const sentence = sentenceOf(reason, language)!;
      if (path === undefined) return sentence;
      return `${fieldName(path, language)}${language === 'zh' ? '：' : ' '}${sentence}`;
    })
    .join('\n');
}
