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
  const { depth, mayOverflow } = survey(bytes);
  if (depth > MAX_DEPTH) return { ok: false, why: { code: 'NESTS_TOO_DEEPLY', most: MAX_DEPTH } };
  try {
    const value: unknown = JSON.parse(text);
    return mayOverflow && overflows(text) ? { ok: false, why: { code: 'NUMBER_TOO_LARGE' } } : { ok: true, value };
  } catch {
    return { ok: false, why: { code: 'BROKEN_JSON' } };
  }
}

/**
 * How deep it nests at most, and whether a number of it has an exponent or is so long that it may be beyond 1.8e308. In bytes: all
 * that matters is ASCII, no byte of another character looks like it, and a text would take three times as long.
 */
function survey(bytes: Uint8Array): { depth: number; mayOverflow: boolean } {
  let [depth, deepest, digits] = [0, 0, 0];
  let mayOverflow = false;
  for (let i = 0; i < bytes.length && deepest <= MAX_DEPTH; i++) {
    const c = bytes[i]!;
    if (c >= 48 && c <= 57) {
      if (++digits >= 300) mayOverflow = true;
      continue;
    }
    if (digits > 0 && (c === 101 || c === 69)) mayOverflow = true; // 1e…, 1E…
    digits = 0;
    if (c === 34 /* " */) {
      for (i++; i < bytes.length && bytes[i] !== 34; i++) if (bytes[i] === 92 /* \ */) i++;
    } else if (c === 123 || c === 91) {
      if (++depth > deepest) deepest = depth;
    } else if (c === 125 || c === 93) depth--;
  }
  return { depth: deepest, mayOverflow };
}

/** Whether this text nests deeper than anything that is read here: what walks it would run out of stack. */
export function nestsTooDeeply(text: string): boolean {
  return survey(new TextEncoder().encode(text)).depth > MAX_DEPTH;
}

/** Visits every value, which takes ten times as long as parsing. */
function overflows(text: string): boolean {
  let isFound = false;
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) isFound = true;
    return value;
  });
  return isFound;
}
