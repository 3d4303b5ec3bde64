import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import { ownTracksAnswer } from '../../../server/positions/protocols/ownTracks.ts';
import { replayRequest } from '../../../server/positions/protocols/quarantine.ts';
import { jsonRequest, recordedRequest } from './recorded.ts';

const location = { _type: 'location', lat: 28.02, lon: 120.65, tst: 1_787_385_600, tid: 'R1' };

describe('OwnTracks', () => {
  it('reads a location as recorded: km/h become m/s, percent a fraction, and the answer is a JSON array', () => {
    const reading = readRequest(recordedRequest('owntracks location'));
    expect(reading).toMatchObject({
      app: 'owntracks',
      deviceHint: 'jane/phone',
      quarantine: [],
      transitions: [],
      other: [],
    });
    expect(reading.fixes).toEqual([
      {
        position: { lng: 2.29513, lat: 48.85833 },
        fixAt: '2017-06-13T10:21:56.000Z',
        accuracyM: 5,
        accuracyLevel: 0.68,
        source: null,
        mock: null,
        speedMps: 61 / 3.6,
        courseDeg: 271,
        altitudeM: 167,
        battery: 0.67,
        sentAt: null,
        appFixId: null,
      },
    ]);
    expect(reading.answer).toEqual({ status: 200, contentType: 'application/json', headers: {}, body: '[]' });
  });

  it('keeps the time of a delayed message apart from the time of its fix', () => {
    const reading = readRequest(recordedRequest('owntracks delayed'));
    expect(reading.deviceHint).toBe('ckrey/22A67880-15C3-41A6-9157-25545C7993AC');
    expect(reading.fixes[0]).toMatchObject({
      fixAt: '2025-01-06T10:59:29.000Z',
      sentAt: '2025-01-06T11:03:35.000Z',
      altitudeM: 0,
    });
  });

  it('does not take a WiFi connection or a press on "report" for the source of the position', () => {
    const reading = readRequest(jsonRequest({ ...location, conn: 'w', t: 'u' }));
    expect(reading.fixes[0]?.source).toBeNull();
  });

  it('leaves an accuracy unknown that is missing, zero or negative, and keeps an absurd one', () => {
    expect(readRequest(recordedRequest('owntracks without accuracy')).fixes[0]).toMatchObject({
      accuracyM: null,
      accuracyLevel: null,
    });
    const radii = [0, -1, 1e9].map((acc) => readRequest(jsonRequest({ ...location, acc })).fixes[0]?.accuracyM);
    expect(radii).toEqual([null, null, 1e9]);
  });

  it('reads the crossing of a geofence apart from the fixes', () => {
    const reading = readRequest(recordedRequest('owntracks transition'));
    expect(reading.fixes).toEqual([]);
    expect(reading.transitions).toMatchObject([
      {
        event: 'enter',
        at: '2015-03-29T13:10:03.000Z',
        waypointDesc: 'my Indian restaurant',
        waypointRid: null,
        waypointAt: '2015-02-27T13:10:03.000Z',
        fix: { position: { lng: 44.5, lat: 12.34 }, accuracyM: 130 },
      },
    ]);
  });

  it('reads the crossing of a beacon, which has no position', () => {
    const reading = readRequest(jsonRequest({ _type: 'transition', event: 'leave', tst: 1_787_385_600, rid: 'a1b2' }));
    expect(reading.transitions).toMatchObject([{ event: 'leave', waypointRid: 'a1b2', waypointAt: null, fix: null }]);
  });

  it('reads a list of messages, one bad one among them', () => {
    const reading = readRequest(
      jsonRequest([
        location,
        { ...location, tst: 'soon' },
        { _type: 'lwt', tst: 1 },
        { ...location, tst: 1_787_385_660 },
      ]),
    );
    expect(reading.fixes.map((fix) => fix.fixAt)).toEqual(['2026-08-22T08:00:00.000Z', '2026-08-22T08:01:00.000Z']);
    expect(reading.other).toEqual(['lwt']);
    expect(reading.quarantine.map(({ reason }) => reason)).toEqual(['TIME_UNREADABLE']);
    expect(reading.answer.body).toBe('[]');
  });

  it('ignores on purpose what says nothing about a place', () => {
    const kinds = ['lwt', 'waypoint', 'waypoints', 'cmd', 'status', 'card', 'steps', 'beacon', 'configuration'];
    const reading = readRequest(jsonRequest(kinds.map((kind) => ({ _type: kind }))));
    expect(reading).toMatchObject({ other: kinds, quarantine: [], fixes: [] });
  });

  it('quarantines an encrypted message and still answers 200, so that the phone does not repeat it 100,000 times', () => {
    const reading = readRequest(jsonRequest({ _type: 'encrypted', data: 'oyxnFHWl' }));
    expect(reading.quarantine[0]).toMatchObject({ reason: 'ENCRYPTED' });
    expect(reading.answer).toMatchObject({ status: 200, body: '[]' });
  });

  it.each([
    [{ ...location, lat: undefined }, 'NO_POSITION'],
    [{ ...location, lon: 'east' }, 'POSITION_UNREADABLE'],
    [{ ...location, lat: 90.5 }, 'POSITION_OUT_OF_RANGE'],
    [{ ...location, tst: undefined }, 'NO_TIME'],
    [{ ...location, tst: 1e17 }, 'TIME_UNREADABLE'],
    [{ ...location, _id: 'a\u0000b' }, 'FIELD_UNREADABLE'],
    [{ _type: 'teleport' }, 'KIND_UNKNOWN'],
  ])('quarantines %j as %s', (message, reason) => {
    const reading = readRequest(jsonRequest(message));
    expect(reading.app).toBe('owntracks');
    expect(reading.fixes).toEqual([]);
    expect(reading.quarantine).toMatchObject([{ reason }]);
  });

  it('refuses 1e999, which JSON parses to Infinity', () => {
    const [kept] = readRequest(
      jsonRequest(JSON.parse('{"_type":"location","lat":1e999,"lon":120.65,"tst":1787385600,"tid":"R1"}')),
    ).quarantine;
    expect(kept?.reason).toBe('POSITION_UNREADABLE');
    expect(kept?.raw).toContain('"lat":"Infinity"');
    expect(readRequest(jsonRequest({ ...location, acc: Infinity, vel: Infinity })).fixes[0]).toMatchObject({
      accuracyM: null,
      speedMps: null,
    });
  });

  it('keeps a time of 1970 and one of next century as they were said', () => {
    const times = [0, 4_102_444_800].map((tst) => readRequest(jsonRequest({ ...location, tst })).fixes[0]?.fixAt);
    expect(times).toEqual(['1970-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z']);
  });

  it('keeps null island as it was said, and takes it for no place', () => {
    const { fixes, quarantine } = readRequest(jsonRequest({ ...location, lat: 0, lon: 0 }));
    expect(fixes).toEqual([]);
    expect(quarantine).toMatchObject([{ reason: 'POSITION_PLACEHOLDER' }]);
    expect(JSON.parse(quarantine[0]!.raw)).toMatchObject({ body: { lat: 0, lon: 0, tst: location.tst } });
  });

  it('gives no speed where a fraction without a tracker id shows that something else speaks', () => {
    expect(readRequest(jsonRequest({ ...location, tid: undefined, vel: 1.2 })).fixes[0]?.speedMps).toBeNull();
    expect(readRequest(jsonRequest({ ...location, vel: 36 })).fixes[0]?.speedMps).toBe(10);
  });

  it('stores the same fix once, and does not lose a second place at the same time', () => {
    const reading = readRequest(jsonRequest([location, { ...location, batt: 50 }, { ...location, lat: 29 }]));
    expect(reading.fixes).toHaveLength(1);
    expect(reading.quarantine.map(({ reason }) => reason)).toEqual(['SAME_TIME_OTHER_PLACE']);
  });

  it('takes the empty body that a deleted friend leaves', () => {
    expect(readRequest(jsonRequest(undefined))).toMatchObject({
      app: 'owntracks',
      other: ['empty'],
      quarantine: [],
      answer: { status: 200, body: '[]' },
    });
  });

  it('quarantines JSON that is cut off, known by its headers, and reads it again from quarantine', () => {
    const reading = readRequest(
      jsonRequest('{"_type":"location","la', { headers: { 'x-limit-d': 'phone', authorization: 'Basic x' } }),
    );
    expect(reading).toMatchObject({ app: 'owntracks', quarantine: [{ reason: 'BODY_UNREADABLE' }] });
    const replayed = replayRequest(reading.quarantine[0]?.raw ?? '');
    expect(replayed).toMatchObject({ body: '{"_type":"location","la', headers: { 'x-limit-d': 'phone' } });
  });

  it('reads JSON that came as text', () => {
    expect(readRequest(jsonRequest(JSON.stringify(location), { contentType: 'text/plain' })).fixes).toHaveLength(1);
  });

  it('answers with commands for the phone', () => {
    expect(ownTracksAnswer([{ _type: 'cmd', action: 'reportLocation' }]).body).toBe(
      '[{"_type":"cmd","action":"reportLocation"}]',
    );
  });
});
