// Pure: bytes to a JSON value, or the reason why not.
import type { ProblemReason } from '../shared/problems/problems.ts';

export type ReadJson = { ok: true; value: unknown } | { ok: false; why: ProblemReason };

/** No contract here nests deeper than 10; 125,000 brackets would exhaust whoever walks the value. */
const MAX_DEPTH = 40;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads bytes as strict UTF-8 JSON of bounded depth; a number that overflows to Infinity is refused, not rounded. */
export function parseJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, why: { code: 'NOT_UTF8' } };
  }
  const { depth, overflows } = survey(bytes);
  if (depth > MAX_DEPTH) return { ok: false, why: { code: 'NESTS_TOO_DEEPLY', most: MAX_DEPTH } };
  try {
    const value: unknown = JSON.parse(text);
    return overflows ? { ok: false, why: { code: 'NUMBER_TOO_LARGE' } } : { ok: true, value };
  } catch {
    return { ok: false, why: { code: 'BROKEN_JSON' } };
  }
}

/**
 * How deep it nests at most, and whether a number of it is beyond 1.8e308: in one pass over the bytes, where a second reading of the
 * whole would take ten times as long as the first. All that matters is ASCII, no byte of another character looks like it, and a text
 * would take three times as long.
 */
function survey(bytes: Uint8Array): { depth: number; overflows: boolean } {
  let [depth, deepest] = [0, 0];
  let overflows = false;
  for (let i = 0; i < bytes.length && deepest <= MAX_DEPTH; i++) {
    const c = bytes[i]!;
    if (isDigit(c)) {
      const from = i;
      while (isDigit(bytes[i + 1])) i++;
      let tens = i - from + 1; // the number is below 10 to this power
      if (bytes[i + 1] === 46 /* . */) for (i++; isDigit(bytes[i + 1]);) i++;
      if ((bytes[i + 1]! | 32) === 101 /* e, E */) {
        const sign = bytes[i + 2];
        i += sign === 43 /* + */ || sign === 45 /* - */ ? 2 : 1;
        let exponent = 0;
        for (; isDigit(bytes[i + 1]); i++) exponent = Math.min(exponent * 10 + bytes[i + 1]! - 48, 999_999_999);
        tens += sign === 45 ? -exponent : exponent;
      }
      if (tens > 308 && !overflows) overflows = !Number.isFinite(Number(ascii(bytes, from, i + 1)));
    } else if (c === 34 /* " */) {
      for (i++; i < bytes.length && bytes[i] !== 34; i++) if (bytes[i] === 92 /* \ */) i++;
    } else if (c === 123 || c === 91) {
      if (++depth > deepest) deepest = depth;
    } else if (c === 125 || c === 93) depth--;
  }
  return { depth: deepest, overflows };
}

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 57;

function ascii(bytes: Uint8Array, from: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1');
}

/** Whether this text nests deeper than anything that is read here: what walks it would run out of stack. */
export function nestsTooDeeply(text: string): boolean {
  return survey(new TextEncoder().encode(text)).depth > MAX_DEPTH;
}
