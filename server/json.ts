// Pure: bytes to a JSON value, or the reason why not.
import type { ProblemReason } from '../shared/problems/problems.ts';

export type ReadJson = { ok: true; value: unknown } | { ok: false; why: ProblemReason };

/** No contract here nests deeper than 10; 125,000 brackets would exhaust whoever walks the value. */
const MAX_DEPTH = 40;

/**
 * What is small in bytes and dear to build: a list or record takes V8 about 100 ns and 60 bytes, one with a name never seen
 * before ten times as much, and whatever is done with a number or text afterwards about as much. No body of a contract here
 * comes near to a list or record in 12 bytes (a pair of coordinates takes 20) or a value in 6, nor to so many different names.
 */
const BYTES_PER_PART = 12;
const FREE_PARTS = 200;
const BYTES_PER_VALUE = 6;
const FREE_VALUES = 2_000;
const MAX_NAMES = 1_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads bytes as strict UTF-8 JSON of bounded depth and intricacy; a number that overflows to Infinity is refused, not
 * rounded.
 */
export function parseJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, why: { code: 'NOT_UTF8' } };
  }
  const found = survey(bytes);
  if (found.depth > MAX_DEPTH) return { ok: false, why: { code: 'NESTS_TOO_DEEPLY', most: MAX_DEPTH } };
  if (isIntricate(found, bytes.length)) return { ok: false, why: { code: 'TOO_INTRICATE' } };
  try {
    const value: unknown = JSON.parse(text);
    return found.overflows ? { ok: false, why: { code: 'NUMBER_TOO_LARGE' } } : { ok: true, value };
  } catch {
    return { ok: false, why: { code: 'BROKEN_JSON' } };
  }
}

function isIntricate({ parts, values, names }: Survey, length: number): boolean {
  return (
    parts > FREE_PARTS + length / BYTES_PER_PART || values > FREE_VALUES + length / BYTES_PER_VALUE || names > MAX_NAMES
  );
}

interface Survey {
  /** How deep it nests at most. */
  depth: number;
  /** Lists and records. */
  parts: number;
  /** Members of lists and records, about: as many as there are commas between them. */
  values: number;
  /** Different names of fields, about: two names in 65,536 are taken for one. */
  names: number;
  /** Whether a number of it is beyond 1.8e308. */
  overflows: boolean;
}

/**
 * What a body is made of, in one pass over the bytes, where a second reading of the whole would take ten times as long as
 * the first. All that matters is ASCII, no byte of another character looks like it, and a text would take three times as long.
 */
function survey(bytes: Uint8Array): Survey {
  let [depth, deepest, parts, values] = [0, 0, 0, 0];
  let overflows = false;
  const names = createNames();
  for (let i = 0; i < bytes.length && deepest <= MAX_DEPTH && names.count() <= MAX_NAMES; i++) {
    const c = bytes[i]!;
    if (isDigit(c)) {
      const from = i;
      const { end, tens } = numberAt(bytes, from);
      i = end - 1;
      if (tens > 308 && !overflows) overflows = !Number.isFinite(Number(ascii(bytes, from, end)));
    } else if (c === 34 /* " */) {
      let hash = 0;
      for (i++; i < bytes.length && bytes[i] !== 34; i++) {
        if (bytes[i] === 92 /* \ */) i++;
        hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
      }
      if (isNameBefore(bytes, i + 1)) names.add(hash);
    } else if (c === 123 || c === 91) {
      parts++;
      if (++depth > deepest) deepest = depth;
    } else if (c === 125 || c === 93) depth--;
    else if (c === 44 /* , */) values++;
  }
  return { depth: deepest, parts, values, names: names.count(), overflows };
}

/** Where the number that begins at `from` ends, and the power of ten that it is below. */
function numberAt(bytes: Uint8Array, from: number): { end: number; tens: number } {
  let i = from;
  while (isDigit(bytes[i])) i++;
  let tens = i - from;
  if (bytes[i] === 46 /* . */) for (i++; isDigit(bytes[i]);) i++;
  if ((bytes[i]! | 32) === 101 /* e, E */) {
    const sign = bytes[i + 1];
    i += sign === 43 /* + */ || sign === 45 /* - */ ? 2 : 1;
    let exponent = 0;
    for (; isDigit(bytes[i]); i++) exponent = Math.min(exponent * 10 + bytes[i]! - 48, 999_999_999);
    tens += sign === 45 ? -exponent : exponent;
  }
  return { end: i, tens };
}

/** Whether a colon follows: what stands before it is a name. */
function isNameBefore(bytes: Uint8Array, after: number): boolean {
  let i = after;
  while (bytes[i] === 32 || (bytes[i]! >= 9 && bytes[i]! <= 13)) i++;
  return bytes[i] === 58; /* : */
}

/** Counts different hashes by a bit each. */
function createNames(): { add(hash: number): void; count(): number } {
  const seen = new Uint8Array(65_536 / 8);
  let count = 0;
  return {
    add(hash) {
      const mixed = (hash ^ (hash >>> 16)) & 0xffff;
      const [byte, bit] = [mixed >>> 3, 1 << (mixed & 7)];
      if ((seen[byte]! & bit) === 0) count++;
      seen[byte]! |= bit;
    },
    count: () => count,
  };
}

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 57;

function ascii(bytes: Uint8Array, from: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1');
}

/** Whether this text nests deeper than anything that is read here, so that what walks it would run out of stack, or is too dear to build. */
export function isTooMuch(text: string): boolean {
  const bytes = new TextEncoder().encode(text);
  const found = survey(bytes);
  return found.depth > MAX_DEPTH || isIntricate(found, bytes.length);
}
