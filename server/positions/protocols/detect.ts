import type { PhoneApp } from '../../../shared/positions.ts';
import { hasGpsLoggerNames, hasPositionNames, isPosingAsOwnTracks, readGpsLogger } from './gpsLogger.ts';
import { isInOwnTracksMode, readOverland } from './overland.ts';
import { readOwn } from './own.ts';
import { readOwnTracks } from './ownTracks.ts';
import { ID_NAMES, quarantined } from './quarantine.ts';
import { content, emptyReading, header, isRecord, json, own, parameters } from './reading.ts';
import type { Reading, ReadingRequest } from './reading.ts';
import { unread } from './refusal.ts';
import { readTraccar } from './traccar.ts';

export const readers: Readonly<Record<PhoneApp, (request: ReadingRequest) => Reading>> = {
  owntracks: readOwnTracks,
  overland: readOverland,
  traccar: readTraccar,
  gpslogger: readGpsLogger,
  rounds: readOwn,
};

/** Reads a request of any app. Never throws: what no reader knows is quarantined whole. */
export function readRequest(request: ReadingRequest): Reading {
  const app = detectApp(request);
  if (app !== null) return readers[app](request);
  // Every app takes 2xx as done, and Overland only with this body.
  const reading = emptyReading(null, null, json(200, '{"result":"ok"}'));
  const isText = typeof content(request) === 'string';
  reading.quarantine.push(
    quarantined(
      request,
      isText ? unread('BODY_NO_FORM', { breaksAt: breaksAt(content(request)) }) : unread('NO_KNOWN_APP'),
    ),
  );
  return reading;
}

/** The character at which JSON breaks; null for a text that does not begin like JSON. */
function breaksAt(text: unknown): number | null {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return null;
  const said = breakOf(text);
  if (said !== 'unsaid') return said === null ? null : Math.min(said + 1, text.length);
  // the parser does not say where a word stands that it does not know: it is the first sign after which no more text would help
  let [open, broken] = [0, text.length];
  while (broken - open > 1) {
    const middle = (open + broken) >> 1;
    const at = breakOf(text.slice(0, middle));
    if (at === null || (at !== 'unsaid' && at >= middle)) open = middle;
    else broken = middle;
  }
  return broken;
}

/** Before which character the parser gave up: the length where more text might help; null where nothing is wrong. */
function breakOf(text: string): number | 'unsaid' | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const { message } = error as Error;
    const at = / at position (\d+)/.exec(message)?.[1];
    return at !== undefined ? Number(at) : /end of JSON/.test(message) ? text.length : 'unsaid';
  }
}

/**
 * Which app speaks, by what it says. Never by version or User-Agent: each generation of Traccar Client
 * broke third-party servers that had looked there. null: none that is known.
 */
export function detectApp(request: ReadingRequest): PhoneApp | null {
  const body = content(request);
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (own(body, 'fixes') !== undefined) return 'rounds';
  if (own(body, 'locations') !== undefined) return 'overland';
  if (isRecord(first) && own(first, '_type') !== undefined) {
    if (isPosingAsOwnTracks(first)) return 'gpslogger';
    return isInOwnTracksMode(first) && !Array.isArray(body) ? 'overland' : 'owntracks';
  }
  if (isRecord(own(first, 'location')) || Array.isArray(own(first, 'location'))) return 'traccar';
  const said = parameters(request, first);
  if (ID_NAMES.some((id) => said.has(id)) && !hasGpsLoggerNames(said)) return 'traccar';
  if (hasPositionNames(said)) return 'gpslogger';
  return isLikeOwnTracks(request, body) ? 'owntracks' : null;
}

/** Nothing in the body tells: OwnTracks names its user and device beside it, and posts nothing at all when a friend is deleted. */
function isLikeOwnTracks(request: ReadingRequest, body: unknown): boolean {
  const names = ['x-limit-u', 'x-limit-d'].some((limit) => header(request, limit) !== null);
  return names || (body === undefined && request.method.toUpperCase() === 'POST');
}
