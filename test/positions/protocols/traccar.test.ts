import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import { replayRequest } from '../../../server/positions/protocols/quarantine.ts';
import { jsonRequest, queryRequest, recordedRequest } from './recorded.ts';

describe('Traccar Client', () => {
  it('reads the query of generation 8 as recorded: an accuracy of 0.0 is unknown, standing still is not', () => {
    const reading = readRequest(recordedRequest('traccar 8 query'));
    expect(reading).toMatchObject({ app: 'traccar', deviceHint: '123456', quarantine: [], answer: { status: 200 } });
    expect(reading.fixes).toEqual([
      {
        position: { lng: 30, lat: 60 },
        fixAt: '2013-08-22T13:14:27.000Z',
        accuracyM: null,
        accuracyLevel: null,
        source: null,
        mock: null,
        speedMps: 0,
        courseDeg: 0,
        altitudeM: 0,
        battery: 0.93,
        sentAt: null,
        appFixId: null,
      },
    ]);
  });

  it('quarantines cells and WiFi without a position, and keeps all of them as evidence', () => {
    const reading = readRequest(recordedRequest('traccar network only'));
    expect(reading).toMatchObject({
      app: 'traccar',
      fixes: [],
      quarantine: [{ reason: 'NO_POSITION_CELL_WIFI_ONLY' }],
      answer: { status: 200 },
    });
    const kept = replayRequest(reading.quarantine[0]?.raw ?? '');
    expect(kept?.query).toMatchObject({
      cell: ['257,02,16,2224', '257,02,16,2223,-90'],
      wifi: ['00-14-22-01-23-45,-80', '00-1C-B3-09-85-15,-70'],
    });
  });

  it('reads generation 9 with its mock flag; −1 is unknown', () => {
    const reading = readRequest(recordedRequest('traccar 9 mock'));
    expect(reading).toMatchObject({ app: 'traccar', deviceHint: '658765', quarantine: [] });
    expect(reading.fixes).toEqual([
      {
        position: { lng: -122.406417, lat: 37.785834 },
        fixAt: '2025-05-09T04:11:30.579Z',
        accuracyM: 5,
        accuracyLevel: 0.68,
        source: null,
        mock: true,
        speedMps: null,
        courseDeg: null,
        altitudeM: 0,
        battery: null,
        sentAt: null,
        appFixId: '2FB04C65-99CF-42AB-8DD3-EBCB4B108BF8',
      },
    ]);
  });

  it('reads m/s in generation 9, and says nothing of mocks where the phone did not', () => {
    const [fix] = readRequest(recordedRequest('traccar 9 moving')).fixes;
    expect(fix).toMatchObject({
      speedMps: 18.67,
      courseDeg: 63,
      altitudeM: 35.7,
      accuracyM: 3.8,
      battery: 0.79,
      mock: null,
    });
  });

  it('reads the form of generation 10, where the speed is in knots', () => {
    const reading = readRequest(recordedRequest('traccar 10 form'));
    expect(reading).toMatchObject({ app: 'traccar', deviceHint: '12345678', quarantine: [] });
    expect(reading.fixes).toMatchObject([
      {
        position: { lng: 120.65, lat: 28.01 },
        fixAt: '2026-08-22T08:00:00.000Z',
        accuracyM: 12.3,
        altitudeM: 5,
        courseDeg: 90,
        battery: 0.88,
      },
    ]);
    expect(reading.fixes[0]?.speedMps).toBeCloseTo(0.2006, 4);
  });

  it('reads the JSON list of generation 10; one without a position says that it lives', () => {
    const reading = readRequest(recordedRequest('traccar 10 json list'));
    expect(reading.app).toBe('traccar');
    expect(reading.fixes.map((fix) => fix.fixAt)).toEqual(['2026-08-22T08:00:00.000Z', '2026-08-22T08:01:00.000Z']);
    expect(reading).toMatchObject({ quarantine: [], other: ['heartbeat'] });
  });

  it('reads seconds, milliseconds and ISO times', () => {
    expect(readRequest(recordedRequest('traccar milliseconds')).fixes[0]?.fixAt).toBe('2015-09-12T14:38:06.579Z');
    expect(readRequest(recordedRequest('traccar iso time')).fixes[0]?.fixAt).toBe('2016-01-27T18:55:47.000Z');
    const times = [2 ** 31 - 1, 2 ** 31].map(
      (timestamp) => readRequest(queryRequest(`id=1&lat=1&lon=1&timestamp=${timestamp}`)).fixes[0]?.fixAt,
    );
    expect(times).toEqual(['2038-01-19T03:14:07.000Z', '1970-01-25T20:31:23.648Z']);
  });

  it('invents neither a time nor a zone', () => {
    expect(readRequest(recordedRequest('traccar without time'))).toMatchObject({
      app: 'traccar',
      fixes: [],
      quarantine: [{ reason: 'NO_TIME' }],
    });
    expect(readRequest(recordedRequest('traccar time without zone'))).toMatchObject({
      fixes: [],
      quarantine: [{ reason: 'TIME_UNREADABLE' }],
    });
  });

  it('reads an offset whose plus became a space on its way through the URL', () => {
    expect(readRequest(queryRequest('id=1&lat=1&lon=1&timestamp=2026-08-22T16:00:00+08:00')).fixes[0]?.fixAt).toBe(
      '2026-08-22T08:00:00.000Z',
    );
  });

  it('reads location=lat,lon and heading', () => {
    expect(readRequest(recordedRequest('traccar location pair')).fixes[0]?.position).toEqual({ lng: 30, lat: 60 });
    expect(
      readRequest(queryRequest('deviceid=1&location=60.0,30.0&timestamp=1377177267&heading=45')).fixes[0]?.courseDeg,
    ).toBe(45);
    expect(readRequest(queryRequest('id=1&location=60.0&timestamp=1377177267')).quarantine[0]?.reason).toBe(
      'NO_POSITION',
    );
  });

  it('reads a token in the URL beside a form, and a parameter given twice', () => {
    const form = { id: 'van 7', lat: ['28.01', '28.01'], lon: '120.65', timestamp: '1787385600' };
    expect(readRequest({ ...queryRequest('token=abc'), method: 'POST', body: form }).fixes).toHaveLength(1);
    expect(readRequest({ ...queryRequest(''), body: { ...form, lat: ['28.01', '29.01'] } }).quarantine[0]?.reason).toBe(
      'POSITION_UNREADABLE',
    );
  });

  it('reads a form that came without a content type', () => {
    expect(
      readRequest(jsonRequest('id=1&lat=1.5&lon=2.5&timestamp=1787385600', { contentType: null })).fixes[0]?.position,
    ).toEqual({ lng: 2.5, lat: 1.5 });
  });

  it('keeps the id out of quarantine where it is the token, and in it where it is only a name', () => {
    const lost = 'lat=91&lon=1&timestamp=1787385600';
    expect(readRequest(queryRequest(`id=s3cret&${lost}`)).quarantine[0]?.raw).not.toContain('s3cret');
    const list = readRequest(jsonRequest([{ id: 's3cret', lat: 91, lon: 1, timestamp: 1_787_385_600 }, 7])).quarantine;
    expect(list.map(({ reason, raw }) => [reason, raw.includes('s3cret')])).toEqual([
      ['POSITION_OUT_OF_RANGE', false],
      ['BODY_UNREADABLE', false],
    ]);
    const named = readRequest(queryRequest(`id=van7&token=s3cret&${lost}`)).quarantine[0]?.raw;
    expect(named).toContain('van7');
    expect(named).not.toContain('s3cret');
  });

  it('ignores the announcement of a push token', () => {
    expect(readRequest(queryRequest('id=1&notificationToken=abc'))).toMatchObject({
      app: 'traccar',
      other: ['notificationToken'],
      quarantine: [],
    });
  });
});
