// Pure: how a sentence is said in each language. No sentence of its own.
import type { ErrorCode } from '../errors.ts';

export type Language = 'zh' | 'en';

/** One thing that is said as it stands, in both languages. */
export type InBoth = Readonly<Record<Language, string>>;

/** Numbers, times and names as the reader writes them. */
export interface Speaker {
  number(value: number): string;
  /** An instant on the reader's clock; ISO as it came where no zone is known. */
  time(at: string): string;
  percent(share: number): string;
  /** `1 retailer`, `2 retailers`; Chinese has one form and needs none of this. */
  many(n: number, one: string, more: string): string;
  /** The first three names, quoted, and how many more there are. */
  names(list: readonly string[]): string;
}

type Sentence<P> = string | ((parameters: P, say: Speaker) => string);
export type NoParameters = Record<never, never>;

/** One sentence in both languages. */
export interface Sentences<P extends object> {
  en: Sentence<P>;
  zh: Sentence<P>;
}

/** One thing that the server says: the class it belongs to, and its sentence in both languages. */
export interface Said<P extends object, Of extends ErrorCode = ErrorCode> extends Sentences<P> {
  of: Of;
}

/** What is wrong and what to do next, side by side, so that neither language is forgotten. */
export function problem<P extends object = NoParameters>(of: ErrorCode, en: Sentence<P>, zh: Sentence<P>): Said<P> {
  return { of, en, zh };
}

/** What is wrong with one field of a request: a predicate that stands after the field's name. */
export function fault<P extends object = NoParameters>(en: Sentence<P>, zh: Sentence<P>): Said<P, 'INVALID_INPUT'> {
  return { of: 'INVALID_INPUT', en, zh };
}

export type ParametersOf<S> = S extends Said<infer P> ? P : never;

/** One sentence of a table, of its own parameters. */
export function said<P extends object>(
  one: Sentences<P>,
  parameters: P,
  language: Language,
  zone: string | null = null,
): string {
  const sentence = one[language];
  return typeof sentence === 'string' ? sentence : sentence(parameters, speakerOf(language, zone));
}

const speakers = new Map<string, Speaker>();

/** Kept, because an Intl format takes a hundred times as long to make as to use. */
function speakerOf(language: Language, zone: string | null): Speaker {
  const key = `${language} ${zone}`;
  let known = speakers.get(key);
  if (!known) speakers.set(key, (known = speaker(language, zone)));
  return known;
}

const locales: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

function speaker(language: Language, zone: string | null): Speaker {
  const locale = locales[language];
  const rules = new Intl.PluralRules(locale);
  const number = (value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
  const quoted = (name: string): string => (language === 'zh' ? `“${name}”` : `'${name}'`);
  return {
    number,
    time: (at) =>
      zone === null || Number.isNaN(Date.parse(at))
        ? at
        : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
            new Date(at),
          ),
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    many: (n, one, more) => `${number(n)} ${rules.select(n) === 'one' ? one : more}`,
    names: (list) => {
      const first = list
        .slice(0, 3)
        .map(quoted)
        .join(language === 'zh' ? '、' : ', ');
      const rest = list.length - 3;
      if (rest <= 0) return first;
      return language === 'zh' ? `${first}等 ${number(list.length)} 个` : `${first} and ${number(rest)} more`;
    },
  };
}
