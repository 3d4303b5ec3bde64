// Pure: sentences in both languages, side by side.
import type { Language } from '../format.ts';

/** One sentence in both languages: a text, or a function of what it shows. */
export interface Pair<T> {
  zh: T;
  en: T;
}

/** A sentence for each code of a closed list. */
export type Said<Code extends string> = Record<Code, Pair<string>>;

export interface Sentences {
  [name: string]: Sentences | Pair<unknown>;
}

/** The sentences of one language, as they are read: `words.value.live.title`. */
export type Picked<T> = { [K in keyof T]: T[K] extends { zh: unknown; en: infer English } ? English : Picked<T[K]> };

/** Where the Chinese of a pair is not of the English one's kind, what it should be. */
export type Matching<T> = {
  [K in keyof T]: T[K] extends { zh: infer Chinese; en: infer English }
    ? Chinese extends English
      ? T[K]
      : Pair<English>
    : Matching<T[K]>;
};

export function pick<T>(sentences: T, language: Language): Picked<T> {
  const entries = Object.entries(sentences as Sentences).map(([name, one]) => [
    name,
    isPair(one) ? one[language] : pick(one, language),
  ]);
  return Object.fromEntries(entries) as Picked<T>;
}

function isPair(one: Sentences | Pair<unknown>): one is Pair<unknown> {
  return 'zh' in one && 'en' in one;
}

/** What features say in common, and what one says itself: of a part that both have, both. */
export function together<A extends object, B extends object>(common: A, own: B): A & B {
  const parts = Object.entries(own).map(([name, part]: [string, unknown]) => {
    const shared = (common as Record<string, unknown>)[name];
    return [name, isObject(shared) && isObject(part) ? { ...shared, ...part } : part];
  });
  return { ...common, ...Object.fromEntries(parts) } as A & B;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const plural = new Intl.PluralRules('en');

/** How many of a thing, with its English word: `shown` is the number as the reader's locale writes it. */
export function many(n: number, shown: string, one: string, more: string): string {
  return `${shown} ${plural.select(n) === 'one' ? one : more}`;
}

/** The same of a number that is written already, as `count` writes it in English. */
export const written = (shown: string, one: string, other: string): string => `${shown} ${shown === '1' ? one : other}`;
