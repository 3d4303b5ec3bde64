import type { Fix, Transition } from '../../../shared/positions.ts';
import { addFix, eachMessage, quarantined } from './quarantine.ts';
import { content, emptyReading, header, isRecord, json, own, parameters } from './reading.ts';
import type { Answer, JsonRecord, Reading, ReadingRequest } from './reading.ts';
import { isRefusal, unread, type Refusal } from './refusal.ts';
import { fixOf, fromKmh, instant, isGiven, name, percent, usualEpoch, written } from './values.ts';

/** Messages that say nothing about where the phone was (OwnTracks booklet, "JSON"; `status`, `clear`, `request` from the apps). */
const IGNORED = [
  'lwt',
  'waypoint',
  'waypoints',
  'cmd',
  'configuration',
  'dump',
  'card',
  'steps',
  'beacon',
  'status',
  'clear',
  'request',
];

/**
 * OwnTracks in HTTP mode: one message or a list. The answer is a JSON array whatever happened, because
 * the Android app repeats a message 10,000 to 100,000 times until it hears 2xx.
 */
export function readOwnTracks(request: ReadingRequest): Reading {
  const body = content(request);
  const reading = emptyReading('owntracks', deviceHint(request, body), ownTracksAnswer([]));
  if (body === undefined) return { ...reading, other: ['empty'] }; // a friend was deleted in the app
  eachMessage(reading, request, body, (message, alone) => readMessage(reading, request, message, alone));
  return reading;
}

/** The array that OwnTracks takes as answer: commands for the phone, such as today's waypoints, or nothing. */
export function ownTracksAnswer(messages: readonly object[]): Answer {
  return json(200, JSON.stringify(messages));
}

function readMessage(reading: Reading, request: ReadingRequest, message: unknown, alone: unknown): void {
  const refuse = (refusal: Refusal) => void reading.quarantine.push(quarantined(request, refusal, alone));
  if (!isRecord(message)) return refuse(unread('PART_NOT_AN_OBJECT', { part: 'message' }));
  const kind = own(message, '_type');
  if (kind === 'location') return addFix(reading, request, locationFix(message), alone);
  if (kind === 'transition') {
    const transition = transitionOf(message);
    return isRefusal(transition) ? refuse(transition) : void reading.transitions.push(transition);
  }
  if (kind === 'encrypted') return refuse(unread('MESSAGE_ENCRYPTED'));
  if (typeof kind === 'string' && IGNORED.includes(kind)) return void reading.other.push(kind);
  return refuse(unread('NO_SUCH_MESSAGE', { kind: written(kind) }));
}

/** `conn` is how the message travelled and `t: u` who asked for it: neither says where the position comes from. */
export function locationFix(message: JsonRecord, epochMs = usualEpoch): Fix | Refusal {
  return fixOf({
    lng: own(message, 'lon'),
    lat: own(message, 'lat'),
    fixAt: instant(own(message, 'tst'), epochMs),
    accuracyM: own(message, 'acc'),
    speedMps: ownTracksSpeed(message),
    courseDeg: own(message, 'cog'),
    altitudeM: own(message, 'alt'),
    battery: percent(own(message, 'batt')),
    sentAt: instant(own(message, 'created_at')),
    appFixId: own(message, '_id'),
  });
}

/**
 * Both apps send whole km/h and, in HTTP mode, always a `tid` (booklet). A fraction without a `tid` comes
 * from something else, such as GPSLogger's %SPD in m/s: the unit cannot be known.
 */
function ownTracksSpeed(message: JsonRecord): number | null {
  const vel = own(message, 'vel');
  const isForeign = typeof vel === 'number' && !Number.isInteger(vel) && own(message, 'tid') === undefined;
  return isForeign ? null : fromKmh(vel);
}

function transitionOf(message: JsonRecord): Transition | Refusal {
  const event = own(message, 'event');
  const at = instant(own(message, 'tst'));
  const madeAt = instant(own(message, 'wtst'));
  if (event !== 'enter' && event !== 'leave') return unread('NEITHER_ENTER_NOR_LEAVE');
  if (isRefusal(at)) return at;
  const hasPosition = isGiven(own(message, 'lat')) || isGiven(own(message, 'lon'));
  const fix = hasPosition ? locationFix(message) : null; // a beacon's transition needs none
  if (isRefusal(fix)) return fix;
  return {
    event,
    at,
    waypointDesc: name(own(message, 'desc')),
    waypointRid: name(own(message, 'rid')),
    waypointAt: isRefusal(madeAt) ? null : madeAt,
    fix,
  };
}

/** `user/device` from the headers, the URL or the topic, else the two letters of the tracker. */
function deviceHint(request: ReadingRequest, body: unknown): string | null {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const query = parameters(request, null);
  const user = name(header(request, 'x-limit-u') ?? query.get('u'));
  const device = name(header(request, 'x-limit-d') ?? query.get('d'));
  if (user !== null && device !== null) return name(`${user}/${device}`);
  const topic = own(first, 'topic');
  const fromTopic = typeof topic === 'string' ? topic.replace(/^owntracks\//, '') : null;
  return device ?? user ?? name(fromTopic) ?? name(own(first, 'tid'));
}
