import { MAX_FIXES_A_REQUEST } from '../../../shared/positions.ts';
import type { Fix, Quarantined } from '../../../shared/positions.ts';
import { content, header, isRecord, parameters } from './reading.ts';
import type { Reading, ReadingRequest } from './reading.ts';
import { isRefusal, unread, type Refusal } from './refusal.ts';

/** Twice what any of the apps sends at once (Overland's largest batch is 1,000): the rest is quarantined in one piece. */
export const MAX_PARTS_A_REQUEST = 2 * MAX_FIXES_A_REQUEST;

/** Headers that a reader reads; none of them is a credential. */
const KEPT_HEADERS = ['x-limit-u', 'x-limit-d'];

/** Names under which a phone sends its token; the ids only where nothing else could be the token. */
const TOKEN_NAMES = ['token'];
export const ID_NAMES = ['id', 'deviceid', 'device_id'];

export function carriesToken(request: ReadingRequest): boolean {
  const known = carriers.get(request);
  if (known !== undefined) return known;
  const carries = header(request, 'authorization') !== null || parameters(request).has('token');
  carriers.set(request, carries);
  return carries;
}
/** What was found of a request: it is asked for each of its parts, and to look takes as long as the request is large. */
const carriers = new WeakMap<ReadingRequest, boolean>();

/** Keeps a part of the request (without `part`: all of it) as a request of its own, for an administrator and for a replay. */
export function quarantined(request: ReadingRequest, { reason, why }: Refusal, part?: unknown): Quarantined {
  const secret = carriesToken(request) ? TOKEN_NAMES : [...TOKEN_NAMES, ...ID_NAMES];
  const headers = Object.fromEntries(
    KEPT_HEADERS.map((name) => [name, header(request, name)]).filter(([, value]) => value !== null),
  );
  const body = part === undefined ? content(request) : part;
  return {
    reason,
    why: brief(why),
    raw: jsonText({
      method: request.method,
      query: without(secret, request.query),
      headers,
      contentType: request.contentType,
      body: Array.isArray(body) ? body.map((item) => without(secret, item)) : without(secret, body),
    }),
  };
}

/** Parameters may quote the phone: nothing that a table or a page cannot hold, and of a long text or list its beginning. */
function brief<T>(value: T): T {
  if (typeof value === 'string') return value.replace(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, 60) as T;
  if (Array.isArray(value)) return value.slice(0, 60).map(brief) as T;
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, brief(item)])) as T;
  return value;
}

/** The request that a quarantined part is; null if `raw` was not made by `quarantined`. Give it to the reader of its app. */
export function replayRequest(raw: string): ReadingRequest | null {
  const kept: unknown = JSON.parse(raw);
  if (!isRecord(kept) || !isRecord(kept.query) || !isRecord(kept.headers) || typeof kept.method !== 'string')
    return null;
  return {
    method: kept.method,
    path: '',
    query: kept.query as ReadingRequest['query'],
    headers: kept.headers as ReadingRequest['headers'],
    contentType: typeof kept.contentType === 'string' ? kept.contentType : null,
    body: kept.body,
  };
}

/** Adds what was read; a fix that is there already is not there twice. */
export function addFix(reading: Reading, request: ReadingRequest, fix: Fix | Refusal, part?: unknown): void {
  if (isRefusal(fix)) {
    reading.quarantine.push(quarantined(request, fix, part));
    return;
  }
  const twin = reading.fixes.find((other) => other.fixAt === fix.fixAt);
  if (!twin) reading.fixes.push(fix);
  else if (twin.position.lng !== fix.position.lng || twin.position.lat !== fix.position.lat) {
    reading.quarantine.push(quarantined(request, unread('ELSEWHERE_THEN', { at: fix.fixAt }), part));
  }
}

/**
 * Calls `read` for each part of a list, with what to quarantine should it be bad: the part alone in its
 * `envelope`. What exceeds the most we read at once is quarantined in one piece.
 */
export function eachPart(
  reading: Reading,
  request: ReadingRequest,
  parts: unknown[],
  envelope: (parts: unknown[]) => unknown,
  read: (part: unknown, alone: unknown) => void,
): void {
  parts.slice(0, MAX_PARTS_A_REQUEST).forEach((part) => read(part, envelope([part])));
  const rest = parts.slice(MAX_PARTS_A_REQUEST);
  if (rest.length === 0) return;
  const refusal = unread('PARTS_OVER_LIMIT', { more: rest.length, most: MAX_PARTS_A_REQUEST });
  reading.quarantine.push(quarantined(request, refusal, envelope(rest)));
}

/** The same for a body that is one message or a list of them. */
export function eachMessage(
  reading: Reading,
  request: ReadingRequest,
  body: unknown,
  read: (message: unknown, alone: unknown) => void,
): void {
  if (Array.isArray(body)) eachPart(reading, request, body, (messages) => messages, read);
  else read(body, body);
}

function without(names: readonly string[], value: unknown): unknown {
  if (!isRecord(value) || !Object.keys(value).some((name) => names.includes(name.toLowerCase()))) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name.toLowerCase())));
}

function jsonText(value: unknown): string {
  // 1e999 is valid JSON and parses to Infinity, which JSON has no word for: keep it as text.
  if (isFiniteThroughout(value)) return JSON.stringify(value); // five times as fast
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  );
}

function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) ? value.every(isFiniteThroughout) : Object.values(value).every(isFiniteThroughout);
}
