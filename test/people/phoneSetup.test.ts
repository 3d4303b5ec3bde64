import { describe, expect, it } from 'vitest';
import { phoneSetup } from '../../server/people/phoneSetup.ts';
import { credentials } from '../../server/positions/protocols/credentials.ts';
import { detectApp, readRequest } from '../../server/positions/protocols/detect.ts';
import type { ReadingRequest } from '../../server/positions/protocols/reading.ts';

const token = 'k3J_-tokenOf43characters0123456789abcdefghij';
const setup = phoneSetup('https://rounds.example.org/', token, 'rep01', '张三的手机 & co');

/** The request that an app sends to an address, as the HTTP layer hands it over. */
function asks(
  method: string,
  address: string,
  headers: Record<string, string> = {},
  body: unknown = {},
): ReadingRequest {
  const url = new URL(address);
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    contentType: 'application/json',
    body,
  };
}

describe('the set-up of a phone', () => {
  it('points every app at the same address, however the server was written', () => {
    for (const address of [setup.ownTracks.url, setup.overland.url, setup.traccar.url, setup.gpsLogger.url])
      expect(address).toMatch(/^https:\/\/rounds\.example\.org\/pub(\?|$)/);
    expect(phoneSetup('http://10.0.0.5:3000', token, 'a', 'b').traccar.url).toBe('http://10.0.0.5:3000/pub');
  });

  it('is one configuration for OwnTracks, as a link and as a file, in any script', () => {
    const link = new URL(setup.ownTracks.config);
    expect(setup.ownTracks.config).toMatch(/^owntracks:\/\/\/config\?inline=/);
    expect(JSON.parse(Buffer.from(link.searchParams.get('inline')!, 'base64').toString('utf8'))).toEqual(
      JSON.parse(setup.configFile),
    );
    expect(JSON.parse(setup.configFile)).toMatchObject({
      _type: 'configuration',
      mode: 3,
      auth: true,
      username: 'rep01',
      password: token,
      tid: 're',
      deviceId: '张三的手机 & co',
      cmd: true,
    });
  });

  it('carries the token so that the server finds it, and each app is known by what it then sends', () => {
    const features = [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [120.6, 28] },
        properties: { timestamp: '2026-03-02T08:00:00Z' },
      },
    ];
    const overland = asks('POST', setup.overland.url, {}, { locations: features });
    expect([detectApp(overland), credentials(overland)[0]]).toEqual(['overland', token]);
    const link = new URL(setup.overland.config);
    expect([link.searchParams.get('url'), link.searchParams.get('token'), link.searchParams.get('device_id')]).toEqual([
      setup.traccar.url,
      token,
      '张三的手机 & co',
    ]);
    const traccar = asks(
      'POST',
      `${setup.traccar.url}?id=${setup.traccar.deviceId}&lat=28&lon=120.6&timestamp=1772438400`,
    );
    expect([detectApp(traccar), credentials(traccar)]).toEqual(['traccar', [token]]);
    expect(new URL(setup.traccar.config).searchParams.get('id')).toBe(token);
  });

  it("has GPSLogger's placeholders under names that are read", () => {
    const said: Record<string, string> = {
      LAT: '28',
      LON: '120.6',
      ACC: '8',
      TIME: '2026-03-02T08:00:00Z',
      SPD: '2',
      DIR: '90',
      ALT: '12',
      BATT: '81',
      PROV: 'gps',
      SAT: '9',
    };
    const [name, value] = setup.gpsLogger.headers.split(': ') as [string, string];
    const asked = asks(
      'GET',
      setup.gpsLogger.url.replace(/%([A-Z]+)/g, (_, key: string) => said[key]!),
      { [name.toLowerCase()]: value },
    );
    const reading = readRequest(asked);
    expect([reading.app, credentials(asked)[0], reading.quarantine]).toEqual(['gpslogger', token, []]);
    expect(reading.fixes).toMatchObject([
      {
        position: { lng: 120.6, lat: 28 },
        accuracyM: 8,
        source: 'gnss',
        speedMps: 2,
        courseDeg: 90,
        altitudeM: 12,
        battery: 0.81,
      },
    ]);
  });
});
