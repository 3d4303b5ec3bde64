import { Reason } from '../../shared/verdicts.ts';
import { words } from './words.ts';

/** A reason's sentence; a code from a newer server is shown as it is. */
export function reasonWords(code: string): string {
  const known = Reason.safeParse(code);
  return known.success ? words.value.reason[known.data] : code;
}
