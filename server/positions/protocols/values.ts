import { issueReason } from '../../../shared/problems/issue.ts';
import { isPlaceholder, LngLat } from '../../../shared/geo.ts';
import { asciiNumber, decimalNumber } from '../../../shared/numbers.ts';
import { PhoneInstant, PhoneText, SpokenInstant } from '../../../shared/positions.ts';
import type { Fix, PositionSource } from '../../../shared/positions.ts';
import { isRefusal, unread, type Refusal } from './refusal.ts';

/** Android and iOS give the radius of 68 %. */
const PHONE_ACCURACY_LEVEL = 0.68;

/** No number and no moment that a phone writes is longer; a pattern over a longer text may take time that grows with its square. */
const MAX_LENGTH = 64;

/** A finite number, also written as text, with the digits and the comma of the phone's language. Empty, hexadecimal, 1e999 and everything else is null. */
export function number(value: unknown): number | null {
  if (isShort(value)) return decimalNumber(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH;
}

/** A number within bounds; what lies outside is unknown: phones write −1 for "I do not know". */
export function within(value: unknown, min: number, max: number): number | null {
  const n = number(value);
  return n !== null && n >= min && n <= max ? n : null;
}

/** A radius in metres; 0 and less mean that the phone does not know. */
export function accuracyM(value: unknown): number | null {
  const n = number(value);
  return n !== null && n > 0 ? n : null;
}

export function fromMps(value: unknown): number | null {
  return within(value, 0, Infinity);
}

export function fromKmh(value: unknown): number | null {
  const kmh = within(value, 0, Infinity);
  return kmh === null ? null : kmh / 3.6;
}

/** 1 knot is 1,852 m an hour (exact, by definition). */
export function fromKnots(value: unknown): number | null {
  const knots = within(value, 0, Infinity);
  return knots === null ? null : knots * (1852 / 3600);
}

export function fraction(value: unknown): number | null {
  return within(value, 0, 1);
}

export function percent(value: unknown): number | null {
  const hundredths = within(value, 0, 100);
  return hundredths === null ? null : hundredths / 100;
}

export function flag(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === true || word === 'true' || word === 1 || word === '1') return true;
  if (word === false || word === 'false' || word === 0 || word === '0') return false;
  return null;
}

/** A name the phone gives to something, or null where it gives none that can be kept. */
export function name(value: unknown): string | null {
  const text = PhoneText.safeParse(typeof value === 'number' ? String(value) : value);
  return text.success && text.data !== '' ? text.data : null;
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

export function position(lng: unknown, lat: unknown): LngLat | Refusal {
  if (!isGiven(lng) || !isGiven(lat)) return unread('NOT_LOCATED');
  const said = { lng: number(lng), lat: number(lat) };
  if (said.lng === null || said.lat === null) {
    const [axis, says] = said.lng === null ? (['lng', lng] as const) : (['lat', lat] as const);
    return unread('COORDINATE_NO_NUMBER', { axis, says: written(says) });
  }
  const point = LngLat.safeParse(said);
  if (!point.success) return unread('NO_SUCH_PLACE_ON_EARTH', { lng: said.lng, lat: said.lat });
  if (isPlaceholder(point.data)) return unread('PLACE_IS_PLACEHOLDER', point.data);
  return point.data;
}

/** Numbers below the bound count seconds since 1970, from it on milliseconds. */
export function secondsBelow(bound: number): (n: number) => number {
  return (n) => (Math.abs(n) < bound ? n * 1000 : n);
}

/** Traccar's own bound (OsmAndProtocolDecoder.java): 2^31 s is the year 2038, 2^31 ms the January of 1970. */
export const traccarEpoch = secondsBelow(2 ** 31);

/** For apps that count seconds by their documents, but whose users write templates: 1e11 s is the year 5138. */
export const usualEpoch = secondsBelow(1e11);

/** A moment from a number (or a number as text) or an ISO time with a zone. Absurd years are kept, no zone is ever assumed. */
export function instant(value: unknown, epochMs: (n: number) => number = usualEpoch): PhoneInstant | Refusal {
  if (!isGiven(value)) return unread('NOT_TIMED');
  if (isPhoneInstant(value)) return value;
  const n = number(value);
  const ms = n !== null ? Math.round(epochMs(n)) : isShort(value) ? isoMs(value) : null;
  const at = ms !== null && Math.abs(ms) <= 8.64e15 ? PhoneInstant.safeParse(new Date(ms).toISOString()) : null;
  return at?.success ? at.data : unread('TIME_NO_MOMENT', { says: written(value) });
}

/** Whether it is written already as it will be stored: our own client does, and nothing else needs to be tried then. */
export function isPhoneInstant(value: unknown): value is PhoneInstant {
  if (!isShort(value) || !PLAIN_INSTANT.test(value)) return false;
  // the 29th to the 31st of a month that has fewer days is read as a day of the next one
  return value.slice(8, 10) <= '28' || new Date(value).toISOString() === value;
}

const PLAIN_INSTANT =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/**
 * Milliseconds of an ISO time. Tolerates what phones make of one: `-0700` without its colon, `+` that
 * became a space or `%2B` on its way through a URL, a space for the T.
 */
function isoMs(value: string): number | null {
  const iso = asciiNumber(value)
    .trim()
    .replace(/%2B/i, '+')
    .replace(/%3A/gi, ':')
    .replace(/ (\d\d:?\d\d)$/, '+$1')
    .replace(/([-+]\d\d)(\d\d)$/, '$1:$2')
    .replace(/^(\d{4}-\d\d-\d\d) /, '$1T');
  return SpokenInstant.safeParse(iso).success ? Date.parse(iso) : null;
}

/** What somebody wrote where it cannot be read, to be quoted; null for what is neither text nor number. */
export function written(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** A fix in a phone's words. What is left out was not said. */
export interface SaidFix {
  lng: unknown;
  lat: unknown;
  fixAt: PhoneInstant | Refusal;
  accuracyM?: unknown;
  source?: PositionSource | null;
  mock?: boolean | null;
  speedMps?: number | null;
  courseDeg?: unknown;
  altitudeM?: unknown;
  battery?: number | null;
  sentAt?: PhoneInstant | Refusal;
  appFixId?: unknown;
}

/** The fix, or why there is none. Only position and time are needed; everything else may be unknown. */
export function fixOf(said: SaidFix): Fix | Refusal {
  const point = position(said.lng, said.lat);
  if (isRefusal(point)) return point;
  if (isRefusal(said.fixAt)) return said.fixAt;
  const appFixId = isGiven(said.appFixId)
    ? PhoneText.safeParse(typeof said.appFixId === 'number' ? String(said.appFixId) : said.appFixId)
    : null;
  if (appFixId?.success === false)
    return unread('FIELD_NOT_READ', {
      field: 'appFixId',
      reason: issueReason(appFixId.error.issues[0]!, said.appFixId),
    });
  const radiusM = accuracyM(said.accuracyM);
  return {
    position: point,
    fixAt: said.fixAt,
    accuracyM: radiusM,
    accuracyLevel: radiusM === null ? null : PHONE_ACCURACY_LEVEL,
    source: said.source ?? null,
    mock: said.mock ?? null,
    speedMps: said.speedMps ?? null,
    courseDeg: within(said.courseDeg, 0, 360),
    altitudeM: number(said.altitudeM),
    battery: said.battery ?? null,
    sentAt: said.sentAt === undefined || isRefusal(said.sentAt) ? null : said.sentAt,
    appFixId: appFixId?.data ?? null,
  };
}
