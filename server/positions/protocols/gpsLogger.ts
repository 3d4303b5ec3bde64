import type { Fix, PositionSource } from '../../../shared/positions.ts';
import { addFix, eachMessage, quarantined } from './quarantine.ts';
import { content, emptyReading, header, isRecord, json, own, parameters, plain } from './reading.ts';
import type { JsonRecord, Reading, ReadingRequest } from './reading.ts';
import { unread, type Refusal } from './refusal.ts';
import { fixOf, fromKmh, fromMps, instant, isGiven, name, number, percent } from './values.ts';

/**
 * The names people give to GPSLogger's placeholders: its own %ALL (CustomUrlManager.java), its documents, and
 * those of the servers it is pointed at. The first one given wins, so the more exact stands first.
 */
const NAMES = {
  lat: ['lat', 'latitude'],
  lng: ['lon', 'lng', 'long', 'longitude'],
  accuracy: ['acc', 'accuracy'],
  time: ['time', 'timeoffset', 'timeoff', 'datetime', 'timestamp', 'tst', 'ts', 'epoch'],
  speedMps: ['spd', 'speed', 'vel'],
  speedKmh: ['spd_kph', 'speed_kph', 'spd_kmh', 'speed_kmh', 'kph'],
  course: ['dir', 'direction', 'bearing', 'course', 'cog', 'heading'],
  altitude: ['alt', 'altitude'],
  battery: ['batt', 'battery', 'bat'],
  provider: ['prov', 'provider'],
  device: ['aid', 'androidid', 'device', 'deviceid', 'ser', 'serial'],
} as const;

/** Placeholders that only GPSLogger has: with one of them an `id` in the URL does not make it Traccar. */
const OWN_NAMES = [...NAMES.provider, ...NAMES.speedKmh, 'acc', 'spd', 'sat', 'dir', 'aid', 'androidid'];

type Said = ReadonlyMap<string, unknown>;

/** GPSLogger for Android: any template, in the URL, a form, JSON of its own, or posing as OwnTracks. */
export function readGpsLogger(request: ReadingRequest): Reading {
  const body = content(request);
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const isPosing = isRecord(first) && isPosingAsOwnTracks(first);
  const reading = emptyReading('gpslogger', deviceHint(request, first), isPosing ? json(200, '[]') : plain(200, 'OK'));
  eachMessage(reading, request, body, (sample, alone) => readSample(reading, request, sample, alone));
  return reading;
}

function readSample(reading: Reading, request: ReadingRequest, sample: unknown, alone: unknown): void {
  if (sample !== undefined && !isRecord(sample)) {
    reading.quarantine.push(quarantined(request, unread('PART_NOT_AN_OBJECT', { part: 'sample' }), alone));
    return;
  }
  addFix(reading, request, sampleFix(parameters(request, sample)), alone);
}

function sampleFix(said: Said): Fix | Refusal {
  const provider = (name(pick(said, NAMES.provider)) ?? '').toLowerCase();
  return fixOf({
    lng: pick(said, NAMES.lng),
    lat: pick(said, NAMES.lat),
    fixAt: instant(pick(said, NAMES.time)),
    accuracyM: pick(said, NAMES.accuracy),
    source: SOURCES.get(provider) ?? null,
    mock: provider.includes('mock') ? true : null,
    speedMps: fromMps(pick(said, NAMES.speedMps)) ?? fromKmh(pick(said, NAMES.speedKmh)),
    courseDeg: pick(said, NAMES.course),
    altitudeM: pick(said, NAMES.altitude),
    battery: percent(pick(said, NAMES.battery)),
  });
}

/** Android's provider names. "network" is WiFi or cells, "fused" and "passive" anything: which, it does not say. */
const SOURCES: ReadonlyMap<string, PositionSource> = new Map([
  ['gps', 'gnss'],
  ['gnss', 'gnss'],
  ['wifi', 'wifi'],
  ['cell', 'cell'],
]);

function pick(said: Said, names: readonly string[]): unknown {
  return names.map((alias) => said.get(alias)).find(isGiven);
}

/** OwnTracks sends numbers; a template in quotes sends them as text, and its %SPD is m/s where OwnTracks has km/h. */
export function isPosingAsOwnTracks(message: JsonRecord): boolean {
  const isQuotedNumber = (member: string) =>
    typeof own(message, member) === 'string' && number(own(message, member)) !== null;
  return own(message, '_type') === 'location' && ['lat', 'lon', 'tst', 'acc', 'vel'].some(isQuotedNumber);
}

/** Whether the names are those of a GPSLogger template rather than of a Traccar client. */
export function hasGpsLoggerNames(said: Said): boolean {
  return OWN_NAMES.some((alias) => said.has(alias));
}

export function hasPositionNames(said: Said): boolean {
  return pick(said, NAMES.lat) !== undefined || pick(said, NAMES.lng) !== undefined;
}

function deviceHint(request: ReadingRequest, sample: unknown): string | null {
  return name(header(request, 'x-limit-d')) ?? name(pick(parameters(request, sample), NAMES.device));
}
