import { count } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** More than this many rows are in the file. */
export const SHOWN = 50;

/** Says that a list goes on. */
export function FirstOf({ shown, all }: { shown: number; all: number }) {
  return all > shown ? (
    <p class="quiet pad">
      {words.value.phone.stored.firstOf(count(shown, language.value), count(all, language.value))}
    </p>
  ) : null;
}
