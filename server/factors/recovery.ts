import { createHash, randomBytes } from 'node:crypto';

/** No letter that looks like another (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODES = 10;
/** 80 bits: a plain SHA-256 is enough to keep it by. */
const LENGTH = 16;

/** Ten codes such as `7K2M-9QXD-04TB-HWZ3`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () =>
    [...randomBytes(LENGTH)]
      .map((byte) => ALPHABET[byte & 31]!)
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );
}

/** The hash of a code however it was typed; null for what is none. */
export function recoveryHash(typed: string): Buffer | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === LENGTH ? createHash('sha256').update(code).digest() : null;
}
