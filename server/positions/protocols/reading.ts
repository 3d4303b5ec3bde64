import { isTooMuch } from '../../json.ts';
import type { AppVisit, Fix, PhoneApp, Quarantined, Transition } from '../../../shared/positions.ts';

/** A request as the HTTP layer hands it over. Header names are in lower case, as Node gives them. */
export interface ReadingRequest {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  contentType: string | null;
  /** Parsed JSON, a record for a form, or the raw text where neither could be made of it. */
  body: unknown;
}

export interface Answer {
  status: number;
  contentType: string;
  headers: Record<string, string>;
  body: string;
}

/** What a request says. Nothing of it is lost: each part is a fix, a transition, a visit, known and ignored, or quarantined. */
export interface Reading {
  app: PhoneApp | null;
  /** The name the phone gives itself. A hint for people: who it is, only its token says. */
  deviceHint: string | null;
  fixes: Fix[];
  transitions: Transition[];
  appVisits: AppVisit[];
  /** Kinds seen and ignored on purpose, such as `lwt` or `waypoints`. */
  other: string[];
  quarantine: Quarantined[];
  /** What the app must hear once all of this is stored. Also when parts are quarantined: it must not send them for ever. */
  answer: Answer;
}

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record's own value of that name: what a phone sends may be called `constructor`. */
export function own(record: unknown, name: string): unknown {
  return isRecord(record) && Object.hasOwn(record, name) ? record[name] : undefined;
}

export function header(request: ReadingRequest, name: string): string | null {
  const value = own(request.headers, name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/**
 * The body by its content: phones send JSON as text/plain, and forms without any type. undefined is
 * an empty body; text that is neither JSON nor a form stays text.
 */
export function content(request: ReadingRequest): unknown {
  if (!contents.has(request)) contents.set(request, contentOf(request.body));
  return contents.get(request);
}
/** What was made of a request's body: each reader asks for it, and a text is read but once. */
const contents = new WeakMap<ReadingRequest, unknown>();

function contentOf(body: unknown): unknown {
  if (isRecord(body) && Object.keys(body).length === 0) return undefined;
  if (typeof body !== 'string') return body ?? undefined;
  const text = body.trim();
  if (text === '') return undefined;
  if (/^[[{"]/.test(text)) return parsedJson(text) ?? text;
  return /^[\w.%+-]+=/.test(text) && hasFewPairs(text) ? formRecord(text) : text;
}

/** Query and form (or one flat JSON object) as one list of names, in lower case; the body wins. */
export function parameters(request: ReadingRequest, body = content(request)): Map<string, unknown> {
  const all = new Map<string, unknown>();
  for (const record of [request.query, body]) {
    if (!isRecord(record)) continue;
    for (const [name, value] of Object.entries(record)) all.set(name.toLowerCase(), single(value));
  }
  return all;
}

/** A parameter given twice with one value is that value; with two values it stays a list, which no reader can read. */
function single(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item === value[0]) ? value[0] : value;
}

function parsedJson(text: string): unknown {
  if (isTooMuch(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (text.length > MAX_MENDED) return undefined;
    try {
      return JSON.parse(mended(text));
    } catch {
      return undefined; // the caller quarantines the text as it is
    }
  }
}

/** A message of a template has about thirty fields. What is longer, or has more to mend, is quarantined as it is. */
const MAX_MENDED = 16_384;
const MAX_FLAWS = 100;

/**
 * JSON of a template whose placeholder was empty, unknown or written in the phone's language: what has no value, or a bare word for it
 * (NaN, None, unavailable), becomes null, a decimal comma a point. Texts in quotes stay as they are; one without its end goes to the end
 * of all, or each of its quotes would be tried.
 * @throws RangeError for more flaws than a template has
 */
function mended(text: string): string {
  const flaw =
    /("(?:[^"\\]|\\.)*(?:"|\\?$))|(:\s*)([-+]?\d+),(\d+)(?=\s*[,}])|(:\s*)(?:[-+]?(?!(?:true|false|null)\b)[A-Za-z_][\w/.]*|%\w*%?)(?=\s*[,}\]])|(:\s*)(?=[,}\]])|,(?=\s*[}\]])/g;
  let flaws = 0;
  return text.replace(
    flaw,
    (whole, quoted?: string, comma?: string, units?: string, tenths?: string, word?: string, gap?: string) => {
      if (quoted !== undefined) return whole;
      if (++flaws > MAX_FLAWS) throw new RangeError('more than a template leaves open');
      if (comma !== undefined) return `${comma}${units!.replace('+', '')}.${tenths}`;
      return word !== undefined || gap !== undefined ? `${word ?? gap}null` : '';
    },
  );
}

/** The largest form of an app has about forty pairs; a million of them would take seconds. */
function hasFewPairs(text: string): boolean {
  let pairs = 1;
  for (let at = text.indexOf('&'); at >= 0 && pairs <= MAX_PAIRS; at = text.indexOf('&', at + 1)) pairs++;
  return pairs <= MAX_PAIRS;
}
const MAX_PAIRS = 1_000;

function formRecord(text: string): JsonRecord {
  const form = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return Object.fromEntries(form);
}

export function json(status: number, body: string): Answer {
  return { status, contentType: 'application/json', headers: {}, body };
}

export function plain(status: number, body: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', headers: {}, body };
}

export function emptyReading(app: PhoneApp | null, deviceHint: string | null, answer: Answer): Reading {
  return { app, deviceHint, fixes: [], transitions: [], appVisits: [], other: [], quarantine: [], answer };
}
