import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import { MAX_PARTS_A_REQUEST, replayRequest } from '../../../server/positions/protocols/quarantine.ts';
import { jsonRequest, recordedRequest } from './recorded.ts';

function feature(timestamp: unknown, properties: object = {}, coordinates: unknown = [120.65, 28.02]) {
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { timestamp, ...properties } };
}

const OK = { status: 200, contentType: 'application/json', headers: {}, body: '{"result":"ok"}' };

describe('Overland', () => {
  it('reads a batch as recorded: an offset without a colon, an empty device, an altitude that means nothing', () => {
    const reading = readRequest(recordedRequest('overland batch'));
    expect(reading).toMatchObject({ app: 'overland', deviceHint: null, quarantine: [], appVisits: [], answer: OK });
    expect(reading.fixes).toEqual([
      {
        position: { lng: -122.030581, lat: 37.3318 },
        fixAt: '2015-10-01T15:00:00.000Z',
        accuracyM: 30,
        accuracyLevel: 0.68,
        source: null,
        mock: null,
        speedMps: 4,
        courseDeg: null,
        altitudeM: null,
        battery: 0.8,
        sentAt: null,
        appFixId: null,
      },
    ]);
  });

  it('reads a visit as a stay and not as a fix, with an open end', () => {
    const reading = readRequest(recordedRequest('overland visit'));
    expect(reading).toMatchObject({ deviceHint: 'rep1', fixes: [], quarantine: [] });
    expect(reading.appVisits).toEqual([
      {
        position: { lng: 120.65, lat: 28.02 },
        accuracyM: 28,
        arrivalAt: '2026-08-22T07:55:00.000Z',
        departureAt: null,
        reportedAt: '2026-08-22T08:10:00.000Z',
      },
    ]);
  });

  it("takes the ends of Apple's calendar for open ends, and no visit without any end", () => {
    const visit = (arrival_date: unknown, departure_date: unknown) =>
      feature('2026-08-22T08:10:00Z', { action: 'visit', arrival_date, departure_date });
    const reading = readRequest(
      jsonRequest({
        locations: [
          visit('0001-01-01T00:00:00Z', '2026-08-22T08:00:00Z'),
          visit('2026-08-22T07:00:00Z', '4001-01-01T00:00:00Z'),
          visit(null, undefined),
          visit('yesterday', null),
        ],
      }),
    );
    expect(reading.appVisits.map(({ arrivalAt, departureAt }) => [arrivalAt, departureAt])).toEqual([
      [null, '2026-08-22T08:00:00.000Z'],
      ['2026-08-22T07:00:00.000Z', null],
    ]);
    expect(reading.quarantine.map(({ reason }) => reason)).toEqual(['NO_TIME', 'TIME_UNREADABLE']);
  });

  it('keeps the others of a batch with one bad feature, and answers ok, or the batch would come for ever', () => {
    const reading = readRequest(
      jsonRequest({
        locations: [
          feature('2026-08-22T08:00:00Z'),
          feature('2026-08-22T08:01:00Z', {}, [200, 28]),
          feature('2026-08-22T08:02:00Z', {}, null),
          feature('2026-02-30T08:02:00Z'),
          null,
          feature('2026-08-22T08:03:00Z'),
        ],
      }),
    );
    expect(reading.fixes).toHaveLength(2);
    expect(reading.quarantine.map(({ reason }) => reason)).toEqual([
      'POSITION_OUT_OF_RANGE',
      'NO_POSITION',
      'TIME_UNREADABLE',
      'BODY_UNREADABLE',
    ]);
    expect(reading.answer).toEqual(OK);
  });

  it('keeps a bad feature so that it reads as the same request again', () => {
    const bad = feature('2026-08-22T08:01:00Z', { device_id: 'rep1' }, [200, 28]);
    const [kept] = readRequest(
      jsonRequest({ locations: [bad, feature('2026-08-22T08:00:00Z')] }, { query: { token: 'secret' } }),
    ).quarantine;
    expect(kept?.raw).not.toContain('secret');
    const replayed = replayRequest(kept?.raw ?? '');
    expect(replayed?.body).toEqual({ locations: [bad] });
    expect(replayed && readRequest(replayed).quarantine).toEqual([kept]);
  });

  it('takes −1 for unknown', () => {
    const properties = { speed: -1, course: -1, horizontal_accuracy: -1, battery_level: -1 };
    const [fix] = readRequest(jsonRequest({ locations: [feature('2026-08-22T08:00:00Z', properties)] })).fixes;
    expect(fix).toMatchObject({ speedMps: null, courseDeg: null, accuracyM: null, accuracyLevel: null, battery: null });
  });

  it('reads the newest fix beside a backlog, once', () => {
    const current = feature('2026-08-22T09:00:00Z');
    const reading = readRequest(
      jsonRequest({ locations: [feature('2026-08-22T08:00:00Z'), current], current, trip: { mode: 'car' } }),
    );
    expect(reading.fixes.map((fix) => fix.fixAt)).toEqual(['2026-08-22T08:00:00.000Z', '2026-08-22T09:00:00.000Z']);
    expect(reading).toMatchObject({ other: ['trip'], quarantine: [] });
  });

  it("does not take the app's own events and trips for fixes: their position is the last one known", () => {
    const reading = readRequest(
      jsonRequest({
        locations: [
          feature('2026-08-22T08:00:00Z', { action: 'paused_location_updates' }),
          feature('2026-08-22T08:01:00Z', { type: 'trip', start: '2026-08-22T07:00:00Z' }),
        ],
      }),
    );
    expect(reading).toMatchObject({ fixes: [], other: ['action', 'trip'], quarantine: [], answer: OK });
  });

  it('counts from 2001 in OwnTracks mode, and answers as Overland expects', () => {
    const reading = readRequest(recordedRequest('overland in owntracks mode'));
    expect(reading).toMatchObject({ app: 'overland', deviceHint: 'rep1', quarantine: [], answer: OK });
    expect(reading.fixes).toMatchObject([
      { fixAt: '2026-08-22T08:00:00.000Z', accuracyM: 12, battery: 0.7, speedMps: null },
    ]);
  });

  it('does not move an OwnTracks phone whose clock stands in 2000, nor a time that counts from 1970', () => {
    const said = { _type: 'location', lat: 28.02, lon: 120.65, acc: 12, batt: 70 };
    expect(readRequest(jsonRequest({ ...said, tst: 946_684_800, tid: 'R1' }))).toMatchObject({
      app: 'owntracks',
      fixes: [{ fixAt: '2000-01-01T00:00:00.000Z' }],
    });
    expect(readRequest(jsonRequest({ ...said, tst: 1_787_385_600 }))).toMatchObject({
      app: 'owntracks',
      fixes: [{ fixAt: '2026-08-22T08:00:00.000Z' }],
    });
  });

  it('keeps in one piece what exceeds the most that is read at once', () => {
    const start = Date.parse('2026-08-22T08:00:00Z');
    const locations = Array.from({ length: MAX_PARTS_A_REQUEST + 3 }, (_, i) =>
      feature(new Date(start + i * 1000).toISOString()),
    );
    const reading = readRequest(jsonRequest({ locations }));
    expect(reading.fixes).toHaveLength(MAX_PARTS_A_REQUEST);
    expect(reading.quarantine.map(({ reason }) => reason)).toEqual(['TOO_MANY']);
    const replayed = replayRequest(reading.quarantine[0]?.raw ?? '');
    expect(replayed && readRequest(replayed).fixes).toHaveLength(3);
  });

  it('quarantines a batch that is none', () => {
    expect(readRequest(jsonRequest({ locations: 'none' }))).toMatchObject({
      app: 'overland',
      quarantine: [{ reason: 'BODY_UNREADABLE' }],
      answer: OK,
    });
  });
});
