// Pure: bytes to a JSON value, or the reason why not.

export type ReadJson = { ok: true; value: unknown } | { ok: false; why: string };

/** No contract here nests deeper than 10; 125,000 brackets would exhaust whoever walks the value. */
const MAX_DEPTH = 40;

/** Reads bytes as strict UTF-8 JSON of bounded depth; a number that overflows to Infinity is refused, not rounded. */
export function parseJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, why: 'it is not valid UTF-8' };
  }
  if (isDeeperThan(text, MAX_DEPTH)) return { ok: false, why: `it nests deeper than ${MAX_DEPTH} levels` };
  try {
    let overflow = false;
    const value: unknown = JSON.parse(text, (_key, v: unknown) => {
      if (typeof v === 'number' && !Number.isFinite(v)) overflow = true;
      return v;
    });
    return overflow ? { ok: false, why: 'it holds a number that is too large' } : { ok: true, value };
  } catch (error) {
    return { ok: false, why: `it is not JSON (${(error as Error).message.slice(0, 80).replace(/["'].*/, '').trim()})` };
  }
}

function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92 /* \ */) i++;
      else if (c === 34 /* " */) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) {
      if (++depth > limit) return true;
    } else if (c === 125 || c === 93) depth--;
  }
  return false;
}
