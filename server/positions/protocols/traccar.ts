import type { Fix } from '../../../shared/positions.ts';
import { addFix, eachMessage, eachPart, ID_NAMES, quarantined } from './quarantine.ts';
import { content, emptyReading, isRecord, own, parameters, plain } from './reading.ts';
import type { JsonRecord, Reading, ReadingRequest } from './reading.ts';
import { unread, type Refusal } from './refusal.ts';
import { fixOf, flag, fraction, fromKnots, fromMps, instant, isGiven, name, percent, traccarEpoch } from './values.ts';

/**
 * Traccar Client in three generations, told apart by what they send and not by a version:
 * nested JSON (9), a JSON list of flat samples (10 on, an option), and flat names in a query or form (all others).
 */
export function readTraccar(request: ReadingRequest): Reading {
  const body = content(request);
  const reading = emptyReading('traccar', deviceHint(request, body), plain(200, ''));
  eachMessage(reading, request, body, (sample, alone) => readSample(reading, request, sample, alone));
  return reading;
}

function readSample(reading: Reading, request: ReadingRequest, sample: unknown, alone: unknown): void {
  const location = own(sample, 'location');
  if (isRecord(location)) return addFix(reading, request, nestedFix(location), alone);
  if (Array.isArray(location)) return readBuffer(reading, request, sample as JsonRecord, location);
  const said = parameters(request, sample);
  const isNotice =
    said.has('notificationtoken') && !['lat', 'lon', 'location', 'cell', 'wifi'].some((part) => said.has(part));
  if (isNotice) return void reading.other.push('notificationToken');
  if (sample !== undefined && !isRecord(sample)) {
    reading.quarantine.push(quarantined(request, unread('PART_NOT_AN_OBJECT', { part: 'sample' }), alone));
    return;
  }
  // generation 10 says so every few minutes that it lives
  const isHeartbeat =
    !PLACE_NAMES.some((place) => said.has(place)) && ['timestamp', 'batt'].some((sign) => said.has(sign));
  if (isHeartbeat) return void reading.other.push('heartbeat');
  addFix(reading, request, flatFix(said), alone);
}

/** Names under which a sample says where it was, or what was in reach. */
const PLACE_NAMES = ['lat', 'lon', 'latitude', 'longitude', 'lng', 'location', 'cell', 'wifi', 'coords', 'position'];

/** A buffer that was sent at once: the samples of `location` have all else in common. */
function readBuffer(reading: Reading, request: ReadingRequest, sample: JsonRecord, locations: unknown[]): void {
  eachPart(
    reading,
    request,
    locations,
    (parts) => ({ ...sample, location: parts }),
    (location, alone) => {
      const fix = isRecord(location) ? nestedFix(location) : unread('PART_NOT_AN_OBJECT', { part: 'location' });
      addFix(reading, request, fix, alone);
    },
  );
}

/** Generation 9: m/s and fractions; −1 is unknown; the only one that says whether the position is a mock. */
function nestedFix(location: object): Fix | Refusal {
  const coords = own(location, 'coords');
  return fixOf({
    lng: own(coords, 'longitude'),
    lat: own(coords, 'latitude'),
    fixAt: instant(own(location, 'timestamp'), traccarEpoch),
    accuracyM: own(coords, 'accuracy'),
    mock: flag(own(location, 'mock')),
    speedMps: fromMps(own(coords, 'speed')),
    courseDeg: own(coords, 'heading'),
    altitudeM: own(coords, 'altitude'),
    battery: fraction(own(own(location, 'battery'), 'level')),
    appFixId: own(location, 'uuid'),
  });
}

/** The flat names of the OsmAnd protocol: knots and percent; `location` is "lat,lon". */
function flatFix(said: Map<string, unknown>): Fix | Refusal {
  const pair = said.get('location');
  const [lat, lng] = typeof pair === 'string' ? pairOf(pair) : [said.get('lat'), said.get('lon')];
  if (!isGiven(lat) && !isGiven(lng) && (said.has('cell') || said.has('wifi'))) {
    return unread('CELLS_ONLY');
  }
  return fixOf({
    lng,
    lat,
    fixAt: instant(said.get('timestamp'), traccarEpoch),
    accuracyM: said.get('accuracy'),
    mock: flag(said.get('mock')),
    speedMps: fromKnots(said.get('speed')),
    courseDeg: said.get('bearing') ?? said.get('heading'),
    altitudeM: said.get('altitude'),
    battery: percent(said.get('batt')),
  });
}

/** `28.01,120.66`, and `28,01,120,66` of a phone whose language has a comma. */
function pairOf(pair: string): (string | undefined)[] {
  const parts = pair.split(pair.includes(';') ? ';' : ',');
  return parts.length === 4 ? [`${parts[0]},${parts[1]}`, `${parts[2]},${parts[3]}`] : parts;
}

function deviceHint(request: ReadingRequest, body: unknown): string | null {
  const said = parameters(request, Array.isArray(body) ? body[0] : body);
  return ID_NAMES.map((id) => name(said.get(id))).find((id) => id !== null) ?? null;
}
