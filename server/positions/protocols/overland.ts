import type { AppVisit, Fix, PhoneInstant } from '../../../shared/positions.ts';
import { locationFix } from './ownTracks.ts';
import { addFix, eachPart, quarantined } from './quarantine.ts';
import { content, emptyReading, isRecord, json, own } from './reading.ts';
import type { JsonRecord, Reading, ReadingRequest } from './reading.ts';
import { isRefusal, unread, type Refusal } from './refusal.ts';
import { accuracyM, fixOf, fraction, fromMps, instant, isGiven, name, number, position } from './values.ts';

/** Overland deletes from its queue only what it hears exactly this for. */
const OK = json(200, '{"result":"ok"}');

/** Overland (iOS): a batch of GeoJSON features, the newest fix beside it as `current`, a running trip as `trip`. */
export function readOverland(request: ReadingRequest): Reading {
  const body = content(request);
  const reading = emptyReading('overland', overlandHint(body), OK);
  if (isRecord(body) && isInOwnTracksMode(body)) return readInOwnTracksMode(reading, request, body);
  const locations = own(body, 'locations');
  if (!Array.isArray(locations)) {
    reading.quarantine.push(quarantined(request, unread('NOT_A_LIST', { name: 'locations' })));
    return reading;
  }
  const batch = isGiven(own(body, 'current')) ? [...locations, own(body, 'current')] : locations;
  eachPart(
    reading,
    request,
    batch,
    (features) => ({ locations: features }),
    (feature, alone) => readFeature(reading, request, feature, alone),
  );
  if (isGiven(own(body, 'trip'))) reading.other.push('trip');
  return reading;
}

function readFeature(reading: Reading, request: ReadingRequest, feature: unknown, alone: unknown): void {
  const properties = own(feature, 'properties');
  if (!isRecord(properties)) {
    reading.quarantine.push(quarantined(request, unread('PART_NOT_AN_OBJECT', { part: 'feature' }), alone));
  } else if (own(properties, 'action') === 'visit') {
    const visit = visitOf(feature, properties);
    if (isRefusal(visit)) reading.quarantine.push(quarantined(request, visit, alone));
    else reading.appVisits.push(visit);
  } else if (isGiven(own(properties, 'action'))) {
    // What the app did, with the time of doing it and the last position it knew (GLManager.m, logAction): no fix.
    reading.other.push('action');
  } else if (own(properties, 'type') === 'trip') {
    reading.other.push('trip');
  } else {
    addFix(reading, request, featureFix(feature, properties), alone);
  }
}

function featureFix(feature: unknown, properties: JsonRecord): Fix | Refusal {
  const verticalM = number(own(properties, 'vertical_accuracy'));
  return fixOf({
    ...coordinates(feature),
    fixAt: instant(own(properties, 'timestamp')),
    accuracyM: own(properties, 'horizontal_accuracy'),
    speedMps: fromMps(own(properties, 'speed')),
    courseDeg: own(properties, 'course'),
    // Core Location: a negative vertical accuracy says that the altitude means nothing.
    altitudeM: verticalM !== null && verticalM < 0 ? null : own(properties, 'altitude'),
    battery: fraction(own(properties, 'battery_level')),
  });
}

function visitOf(feature: unknown, properties: JsonRecord): AppVisit | Refusal {
  const { lng, lat } = coordinates(feature);
  const point = position(lng, lat);
  if (isRefusal(point)) return point;
  const arrivalAt = visitEnd(own(properties, 'arrival_date'));
  if (isRefusal(arrivalAt)) return arrivalAt;
  const departureAt = visitEnd(own(properties, 'departure_date'));
  if (isRefusal(departureAt)) return departureAt;
  const reportedAt = instant(own(properties, 'timestamp'));
  if (arrivalAt === null && departureAt === null) return unread('STAY_WITHOUT_ENDS');
  return {
    position: point,
    accuracyM: accuracyM(own(properties, 'horizontal_accuracy')),
    arrivalAt,
    departureAt,
    reportedAt: isRefusal(reportedAt) ? null : reportedAt,
  };
}

/** Null is an open end, and so are the dates that iOS uses for one: NSDate.distantPast and distantFuture. */
function visitEnd(value: unknown): PhoneInstant | Refusal | null {
  if (!isGiven(value) || value === '0001-01-01T00:00:00Z' || value === '4001-01-01T00:00:00Z') return null;
  return instant(value);
}

function coordinates(feature: unknown): { lng: unknown; lat: unknown } {
  const pair = own(own(feature, 'geometry'), 'coordinates');
  return Array.isArray(pair) ? { lng: pair[0], lat: pair[1] } : { lng: undefined, lat: undefined };
}

/** Seconds from 1970 to 2001, where Apple's clocks begin (NSDate timeIntervalSinceReferenceDate). */
const APPLE_EPOCH_S = 978_307_200;
/** Overland has its OwnTracks mode since 2024-03-22 (its commit log): nothing it sends is older than this, in seconds since 2001. */
const MODE_SINCE_S = Date.UTC(2024, 2, 22) / 1000 - APPLE_EPOCH_S;
/** As seconds since 1970 this is 2009, before OwnTracks was written; as seconds since 2001 it is 2040. */
const MODE_UNTIL_S = Date.UTC(2009, 0, 1) / 1000;

/**
 * Overland's OwnTracks mode counts `tst` from 2001 (GLManager.m, owntracksDictionaryFromLocation). It is known
 * by two signs together: the members OwnTracks always sends in HTTP mode are missing, and `tst` would lie
 * between 1993 and 2009 if it counted from 1970. An OwnTracks phone with a wrong clock keeps its `tid`, and its time.
 */
export function isInOwnTracksMode(message: JsonRecord): boolean {
  const tst = own(message, 'tst');
  const hasOwnTracksMembers = ['tid', '_id', 'created_at', 'vel', 't'].some(
    (member) => own(message, member) !== undefined,
  );
  return (
    own(message, '_type') === 'location' &&
    !hasOwnTracksMembers &&
    typeof tst === 'number' &&
    tst >= MODE_SINCE_S &&
    tst < MODE_UNTIL_S
  );
}

function readInOwnTracksMode(reading: Reading, request: ReadingRequest, message: JsonRecord): Reading {
  const fix = locationFix(message, (secondsSince2001) => (secondsSince2001 + APPLE_EPOCH_S) * 1000);
  addFix(reading, request, fix, message);
  return reading;
}

function overlandHint(body: unknown): string | null {
  const locations = own(body, 'locations');
  const properties = own(Array.isArray(locations) ? locations[0] : own(body, 'current'), 'properties');
  const topic = own(body, 'topic');
  return (
    name(own(properties, 'device_id')) ??
    name(own(properties, 'unique_id')) ??
    (typeof topic === 'string' ? name(topic.replace(/^owntracks\//, '')) : null)
  );
}
