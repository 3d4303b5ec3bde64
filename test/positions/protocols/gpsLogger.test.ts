import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import { jsonRequest, queryRequest, recordedRequest } from './recorded.ts';

describe('GPSLogger', () => {
  it('reads its URL as recorded: m/s are taken before km/h, a mock provider is a mock', () => {
    const reading = readRequest(recordedRequest('gpslogger url'));
    expect(reading).toMatchObject({ app: 'gpslogger', deviceHint: '22', quarantine: [], answer: { status: 200 } });
    expect(reading.fixes).toEqual([
      {
        position: { lng: 19.111, lat: 12.193 },
        fixAt: '2016-03-05T19:24:29.949Z',
        accuracyM: 8,
        accuracyLevel: 0.68,
        source: null,
        mock: true,
        speedMps: 9005,
        courseDeg: 359,
        altitudeM: 45,
        battery: 0.91,
        sentAt: null,
        appFixId: null,
      },
    ]);
  });

  it('reads a URL with values missing', () => {
    const reading = readRequest(recordedRequest('gpslogger values missing'));
    expect(reading.deviceHint).toBeNull();
    expect(reading.fixes).toMatchObject([{ accuracyM: null, speedMps: 0 }]);
  });

  it('reads a time with an offset, and milliseconds made of %TIMESTAMP000', () => {
    expect(readRequest(recordedRequest('gpslogger time with offset')).fixes[0]?.fixAt).toBe('2016-03-05T19:24:29.949Z');
    expect(readRequest(recordedRequest('gpslogger milliseconds')).fixes[0]?.fixAt).toBe('2016-03-05T19:24:29.000Z');
  });

  it('reads a time whose plus is still encoded, as %TIMEOFFSET is inside JSON', () => {
    const reading = readRequest(jsonRequest({ lat: 12.193, lon: 19.456, time: '2016-03-05T21:24:29.949%2B02:00' }));
    expect(reading).toMatchObject({ app: 'gpslogger', fixes: [{ fixAt: '2016-03-05T19:24:29.949Z' }] });
  });

  it('reads m/s where it poses as OwnTracks with numbers as text', () => {
    const reading = readRequest(recordedRequest('gpslogger as owntracks'));
    expect(reading).toMatchObject({
      app: 'gpslogger',
      deviceHint: 'my-android-phone',
      quarantine: [],
      answer: { status: 200, body: '[]' },
    });
    expect(reading.fixes).toMatchObject([
      {
        position: { lng: 19.111, lat: 12.193 },
        fixAt: '2016-03-05T19:24:29.000Z',
        accuracyM: 8,
        speedMps: 1.2,
        altitudeM: 45,
        battery: 0.81,
        source: null,
      },
    ]);
  });

  it('reads km/h where the template has nothing else', () => {
    expect(readRequest(queryRequest('lat=1&lon=2&timestamp=1787385600&spd_kph=36.0')).fixes[0]?.speedMps).toBe(10);
  });

  it('knows satellites by their provider, and does not guess between WiFi and cells', () => {
    const sources = ['gps', 'network', 'fused'].map(
      (prov) => readRequest(queryRequest(`lat=1&lon=2&timestamp=1787385600&prov=${prov}`)).fixes[0],
    );
    expect(sources.map((fix) => fix?.source)).toEqual(['gnss', null, null]);
    expect(sources.map((fix) => fix?.mock)).toEqual([null, null, null]);
  });

  it('is not taken for Traccar because its template names an id', () => {
    expect(readRequest(queryRequest('id=7&lat=1&lon=2&timestamp=1787385600&spd=2.5&acc=4')).fixes).toMatchObject([
      { speedMps: 2.5, accuracyM: 4 },
    ]);
  });

  it('quarantines a placeholder that was not replaced, and a template without a time', () => {
    expect(readRequest(queryRequest('lat=%25LAT&lon=%25LON&time=%25TIME'))).toMatchObject({
      app: 'gpslogger',
      quarantine: [{ reason: 'POSITION_UNREADABLE' }],
      answer: { status: 200 },
    });
    expect(readRequest(queryRequest('lat=1&lon=2')).quarantine[0]?.reason).toBe('NO_TIME');
  });

  it('reads %ALL in a form, whatever the case of its names', () => {
    const body =
      'LAT=12.193&LON=19.111&sat=9&alt=45.0&acc=8.0&dir=359.0&prov=gps&spd_kph=7.2&spd=2.0&timestamp=1457205869&timeoffset=2016-03-05T21:24:29.949%2B02:00&time=2016-03-05T19:24:29.949Z&starttimestamp=1457200000&date=2016-03-05&batt=91.0&aid=22&ser=&act=&filename=x&profile=Default&hdop=&dist=27&';
    const reading = readRequest(jsonRequest(body, { contentType: 'application/x-www-form-urlencoded' }));
    expect(reading).toMatchObject({
      app: 'gpslogger',
      deviceHint: '22',
      fixes: [{ fixAt: '2016-03-05T19:24:29.949Z', speedMps: 2, source: 'gnss', battery: 0.91 }],
    });
  });
});
