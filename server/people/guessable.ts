import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Words that guessing programs try first, with anything around them, and what is specific to this place: the product, the trade
 * and its roles (ASVS 5.0, 6.1.2 and 6.2.11). Keyboard walks are found by their rows.
 */
const COMMON = [
  'password',
  'passwort',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'welcome',
  'letmein',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'dragon',
  'monkey',
  'shadow',
  'master',
  'login',
  'secret',
  'changeme',
  'default',
  'trustno1',
  'woaini',
  'mima',
  '5201314',
  '1314520',
  'admin',
  'administrator',
  'root',
  'test',
  'user',
  'guest',
  'hello',
  'rounds',
  'demo',
  'spring',
  'summer',
  'autumn',
  'winter',
  'company',
  'computer',
  'qwerty',
  'asdf',
  'xunfang',
  '巡访',
  'tobacco',
  'yancao',
  '烟草',
  'retailer',
  'planner',
  'auditor',
  'supervisor',
  'kehujingli',
  '客户经理',
  '密码',
];
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '!@#$%^&*()',
];
const LONGEST_ROW = Math.max(...ROWS.map(({ length }) => length));
/** So much of a password must be its own: four characters beside a known word are tried in a second. */
const OWN_CHARACTERS = 5;

/** The 49,233 passwords that leaks hold most often: four characters beside one of them are tried next. */
const LISTED = new Set(dictionary['passwords-common']);
const LONGEST_LISTED = Math.max(...[...LISTED].map(({ length }) => length));
/** A shorter one is a syllable of many words that nobody guesses. */
const SHORTEST_LISTED = 5;
/** How people write letters as signs so that a rule is content. */
const SIGNS = new Map([...'4a@a3e1l!i0o5s$s7t'].flatMap((c, i, all) => (i % 2 === 0 ? [[c, all[i + 1]!]] : [])));

/** Why a password would be among the first guesses, or null. `words` are its person's own: login, name, organisation. */
export function guessable(
  password: string,
  words: readonly string[],
): 'PASSWORD_TOO_UNIFORM' | 'PASSWORD_GUESSABLE' | null {
  const lower = password.toLowerCase();
  if (new Set(lower).size < 5) return 'PASSWORD_TOO_UNIFORM';
  const parts = words
    .flatMap((word) => [word.replace(/\s/g, ''), ...word.split(/[\s.@_-]+/)])
    .filter((part) => part.length >= 3 || /\p{Script=Han}{2}/u.test(part));
  const known = [...parts, ...COMMON].map((w) => w.toLowerCase()).sort((a, b) => b.length - a.length);
  const isMostlyKnown = (text: string): boolean =>
    known.reduce((rest, word) => rest.replaceAll(word, ''), withoutWalks(text)).replace(/\s/g, '').length <
    OWN_CHARACTERS;
  const asLetters = lower.replace(/[4@31!05$7]/g, (sign) => SIGNS.get(sign)!);
  return [lower, withoutListed(lower), withoutListed(asLetters)].some(isMostlyKnown) ? 'PASSWORD_GUESSABLE' : null;
}

/** Without the longest listed password in it: one alone, since a few common words in a row are a good passphrase. */
function withoutListed(text: string): string {
  for (let length = Math.min(text.length, LONGEST_LISTED); length >= SHORTEST_LISTED; length--)
    for (let at = 0; at + length <= text.length; at++)
      if (LISTED.has(text.slice(at, at + length))) return text.slice(0, at) + text.slice(at + length);
  return text;
}

/** Without runs of four or more along a row of keys or of the alphabet, either way, and without years and repeated characters. */
function withoutWalks(text: string): string {
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  let rest = '';
  for (let i = 0; i < text.length;) {
    let length = 1;
    for (let n = Math.min(text.length - i, LONGEST_ROW); n >= 4; n--) {
      if (rows.some((row) => row.includes(text.slice(i, i + n)))) {
        length = n;
        break;
      }
    }
    if (length === 1) rest += text[i];
    i += length;
  }
  return rest.replace(/(19|20)\d\d/g, '').replace(/(.)\1{2,}/g, '$1');
}
