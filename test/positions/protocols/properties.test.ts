import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { credentials } from '../../../server/positions/protocols/credentials.ts';
import { detectApp, readers, readRequest } from '../../../server/positions/protocols/detect.ts';
import { replayRequest } from '../../../server/positions/protocols/quarantine.ts';
import type { Reading, ReadingRequest } from '../../../server/positions/protocols/reading.ts';
import { AppVisit, Fix, PhoneApp, Quarantined, Transition } from '../../../shared/positions.ts';
import { recordedNames, recordedRequest } from './recorded.ts';

const ReadingShape = z.strictObject({
  app: PhoneApp.nullable(),
  deviceHint: z.string().max(200).nullable(),
  fixes: z.array(Fix),
  transitions: z.array(Transition),
  appVisits: z.array(AppVisit),
  other: z.array(z.string()),
  quarantine: z.array(Quarantined),
  answer: z.strictObject({
    status: z.literal(200),
    contentType: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
});

/** Names that readers look for, and names that every object has. */
const anyName = fc.constantFrom(
  '_type',
  'lat',
  'lon',
  'tst',
  'acc',
  'vel',
  'desc',
  'event',
  'locations',
  'current',
  'properties',
  'geometry',
  'coordinates',
  'timestamp',
  'action',
  'arrival_date',
  'location',
  'coords',
  'latitude',
  'device_id',
  'id',
  'token',
  'cell',
  'fixes',
  'position',
  'fixAt',
  'time',
  'prov',
  'topic',
  'u',
  'toString',
  '__proto__',
  'constructor',
  'length',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'location',
    'transition',
    'visit',
    'enter',
    '28.02',
    '1787385600',
    '-1',
    '1e999',
    '2026-08-22T08:00:00Z',
    '\u0000',
    '\ud800',
    '91',
    'MOCK',
    'null',
  ),
);
const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, -1, 1e300, 1_787_385_600, 809_078_400, 2 ** 31, 8.64e15),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    anyNumber,
    anyText,
    tie('list'),
    tie('record'),
    tie('record'),
  ),
  list: fc.array(tie('json'), { maxLength: 4 }),
  record: fc.dictionary(anyName, tie('json'), { maxKeys: 6, noNullPrototype: true }),
}));
const query = fc.dictionary(anyName, fc.oneof(anyText, fc.array(anyText, { maxLength: 3 })), {
  maxKeys: 5,
  noNullPrototype: true,
});
const request: fc.Arbitrary<ReadingRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constant('/'),
  query,
  headers: fc.dictionary(
    fc.constantFrom('authorization', 'x-limit-u', 'x-limit-d'),
    fc.oneof(
      anyText,
      anyText.map((text) => `Basic ${text}`),
    ),
  ),
  contentType: fc.constantFrom(null, 'application/json', 'text/plain'),
  body: fc.oneof(
    json,
    json.map((value) => JSON.stringify(value)),
    query,
    anyText,
    fc.constant(undefined),
  ),
});

/** A recorded request with one value somewhere in it replaced: the shapes that come close to being right. */
const nearlyRecorded = fc.tuple(fc.constantFrom(...recordedNames), fc.nat(), json).map(([title, at, value]) => {
  const recorded = recordedRequest(title);
  const places = [...placesIn(recorded.body), ...placesIn(recorded.query)];
  const place = places[at % places.length];
  if (place) place.holder[place.key] = value;
  return recorded;
});

function placesIn(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function partCount({ fixes, transitions, appVisits, other, quarantine }: Reading): number {
  return fixes.length + transitions.length + appVisits.length + other.length + quarantine.length;
}

describe('every reader', () => {
  it('reads anything without a fault, and all it gives fits the contracts', () => {
    fc.assert(
      fc.property(fc.oneof(request, nearlyRecorded), (any) => {
        const reading = readRequest(any);
        ReadingShape.parse(reading);
        expect(reading.app).toBe(detectApp(any));
        expect(credentials(any).every((token) => token.length > 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('survives what is meant for another app, as a replay with the wrong one would give it', () => {
    fc.assert(
      fc.property(fc.oneof(request, nearlyRecorded), fc.constantFrom(...PhoneApp.options), (any, app) => {
        ReadingShape.parse(readers[app](any));
      }),
      { numRuns: 3000 },
    );
  });

  it('loses nothing: an empty reading has only an empty list for its reason', () => {
    fc.assert(
      fc.property(nearlyRecorded, (any) => {
        const { body } = any;
        const { locations, location } = Object(body) as { locations?: unknown; location?: unknown };
        const list = locations ?? location ?? body; // where the apps put theirs
        expect(partCount(readRequest(any)) > 0 || (Array.isArray(list) && list.length === 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same of the same request, and leaves the request as it was', () => {
    fc.assert(
      fc.property(fc.oneof(request, nearlyRecorded), (any) => {
        const before = structuredClone(any);
        expect(readRequest(any)).toEqual(readRequest(any));
        expect(any).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('gives from quarantine the same refusal again, and never a credential', () => {
    fc.assert(
      fc.property(nearlyRecorded, (recorded) => {
        const any = {
          ...recorded,
          query: { ...recorded.query, token: 'S3CRET' },
          headers: { ...recorded.headers, authorization: 'Bearer S3CRET' },
        };
        for (const kept of readRequest(any).quarantine) {
          expect(kept.raw).not.toContain('S3CRET');
          const again = replayRequest(kept.raw);
          if (kept.reason === 'SAME_TIME_OTHER_PLACE' || !again) continue; // alone, it is the only place
          const app = readRequest(any).app;
          const replayed = app ? readers[app](again) : readRequest(again);
          expect(replayed.quarantine.map(({ reason }) => reason)).toContain(kept.reason);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
