import { badField } from '../errors.ts';

/** What may stand beside Latin in a name that people here write; a letter of any other alphabet beside these is there to deceive. */
const TOGETHER =
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]*$/u;
/** Of one alphabet throughout. */
const ALONE = ['Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Thai', 'Devanagari'].map(
  (script) => new RegExp(`^[\\p{Script=${script}}\\p{Script=Common}\\p{Script=Inherited}]*$`, 'u'),
);
/** Invisible, or turning the direction of what follows; unassigned; private. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/u;

/** As it is compared and kept: full-width letters, ligatures and combined accents as what they stand for (RFC 8265, 3.3; case is the database's). */
export function normalLogin(login: string): string {
  return login.normalize('NFKC');
}

/** As it is kept; null for one that could pass for another. */
export function plainLogin(login: string): string | null {
  const normal = normalLogin(login);
  const isPlain = !HIDDEN.test(normal) && !/\s/.test(normal) && [TOGETHER, ...ALONE].some((one) => one.test(normal));
  return isPlain ? normal : null;
}

/** @throws AppError INVALID_INPUT for a new login that could pass for another */
export function newLogin(login: string): string {
  const normal = plainLogin(login);
  if (normal === null) throw badField('body.login', 'LOGIN_LOOKS_LIKE_ANOTHER');
  return normal;
}
