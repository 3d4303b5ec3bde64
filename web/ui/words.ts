import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Language } from '../format.ts';
import { common } from './commonWords.ts';
import { pick, together, type Matching, type Picked, type Sentences } from './sentences.ts';

export { many, type Said } from './sentences.ts';

export const language = signal<Language>('zh');

type Words<T> = Picked<typeof common> & Picked<T>;

export interface WordsSignal<T> extends ReadonlySignal<Words<T>> {
  /** For whoever is not on the page: a file that is written in a language of its own, a test. */
  in(language: Language): Words<T>;
}

/**
 * A feature's own sentences together with the common ones, in the reader's language: a component that reads its value is
 * drawn again when the language changes.
 */
export function wordsOf<T extends Sentences>(own: T & Matching<T>): WordsSignal<T> {
  const known = new Map<Language, Words<T>>();
  const wordsIn = (chosen: Language): Words<T> => {
    const words = known.get(chosen) ?? (together(pick(common, chosen), pick<T>(own, chosen)) as Words<T>);
    known.set(chosen, words);
    return words;
  };
  return Object.assign(
    computed(() => wordsIn(language.value)),
    { in: wordsIn },
  );
}

/** The common sentences alone. */
export const words = wordsOf({});

export type CommonWords = typeof words.value;
