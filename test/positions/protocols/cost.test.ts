import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../server/json.ts';
import { credentials } from '../../../server/positions/protocols/credentials.ts';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import type { ReadingRequest } from '../../../server/positions/protocols/reading.ts';
import { aboveLinear, cpuMs, hostileTexts } from '../../helpers/cpu.ts';

const request = (body: unknown, query: ReadingRequest['query'] = {}): ReadingRequest => ({
  method: 'POST',
  path: '/pub',
  query,
  headers: {},
  contentType: null,
  body,
});

/** Everything that is done with a body before and after its sender is known. */
const read = (body: unknown, query?: ReadingRequest['query']) => {
  const asked = request(body, query);
  credentials(asked);
  return readRequest(asked);
};

/** A message of each app with this text in every field that its reader reads. */
const messages: Record<string, (text: string) => unknown> = {
  ownTracks: (t) => ({
    _type: 'location',
    lat: t,
    lon: t,
    tst: t,
    acc: t,
    vel: t,
    batt: t,
    created_at: t,
    _id: t,
    alt: t,
  }),
  'a transition': (t) => ({ _type: 'transition', event: 'enter', tst: t, wtst: t, desc: t, rid: t, lat: 1, lon: t }),
  overland: (t) => ({
    locations: [
      { geometry: { coordinates: [t, t] }, properties: { timestamp: t, speed: t, battery_level: t, device_id: t } },
      { geometry: { coordinates: [1, 1] }, properties: { action: 'visit', arrival_date: t, departure_date: t } },
    ],
  }),
  'traccar, nested': (t) => ({ location: { timestamp: t, mock: t, coords: { latitude: t, longitude: t, speed: t } } }),
  'traccar, flat': (t) => ({ id: t, lat: t, lon: t, timestamp: t, speed: t, batt: t, mock: t }),
  'traccar, a pair': (t) => ({ id: 'x', location: `${t},${t}`, timestamp: t }),
  gpsLogger: (t) => ({ lat: t, lon: t, time: t, spd: t, spd_kph: t, prov: t, aid: t, batt: t }),
  rounds: (t) => ({
    fixes: [
      { position: { lng: t, lat: t }, fixAt: t },
      { position: { lng: 1, lat: 1 }, fixAt: t },
    ],
  }),
  text: (t) => t,
  form: (t) => `lat=${t}&lon=${t}&time=${t}`,
};

describe('what a phone sends', () => {
  it.each(Object.keys(messages))(
    'is read in a time that grows with its length, whatever a field holds: %s',
    async (app) => {
      for (const [name, text] of Object.entries(hostileTexts)) {
        const cost = (n: number) => {
          const body = messages[app]!(text(n));
          return cpuMs(() => read(body));
        };
        expect(await aboveLinear(20_000, cost), name).toBeNull();
      }
    },
  );

  it.each<[string, (n: number) => unknown]>([
    ['a form of many names', (n) => Array.from({ length: n }, (_, i) => `k${i}=1`).join('&')],
    ['a form of one name', (n) => Array.from({ length: n }, () => 'k=1').join('&')],
    ['a list', (n) => Array.from({ length: n }, () => ({ _type: 'x' }))],
    ['a batch', (n) => ({ locations: Array.from({ length: n }, () => ({})) })],
    ['a record', (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]))],
    ['a record as text', (n) => `{${Array.from({ length: n }, (_, i) => `"k${i}":1`).join()}}`],
  ])('is read in a time that grows with its parts: %s', async (_, make) => {
    const cost = (n: number) => {
      const body = make(n);
      return cpuMs(() => read(body));
    };
    expect(await aboveLinear(10_000, cost)).toBeNull();
  });

  it('is read in a time that grows with its length also where each of many bad parts is kept, and much stands beside them', async () => {
    const cost = (n: number) => {
      const beside = Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 1]));
      const body = { locations: Array.from({ length: n / 10 }, () => ({ properties: 1 })), ...beside };
      return cpuMs(() => read(body, { token: 'x' }));
    };
    expect(await aboveLinear(3_000, cost)).toBeNull();
  });
});

describe('a body that only looks like JSON, or like a form', () => {
  it.each<[string, string, string]>([
    ['quotes without an end', '["', '\\"'],
    ['many quotes without an end', '[', '"\\'],
    ['fields without a value', '{"a"', ':,'],
    ['fields and spaces', '{"a"', ':  '],
    ['commas before nothing', '[', ', '],
    ['placeholders', '{"a":', '%a'],
    ['decimal commas', '{"a"', ':1,1'],
  ])('is given up in a time that grows with its length: %s', async (_, beginning, part) => {
    const cost = (n: number) => {
      const body = beginning + part.repeat(n / part.length);
      return cpuMs(() => read(body));
    };
    expect(await aboveLinear(2_000, cost), 'as long as what is mended').toBeNull();
    expect(await aboveLinear(600_000, cost), 'as long as what is read').toBeNull();
  });

  it('is kept as it is where it has more than any app sends: values, parts, pairs of a form, gaps to mend', () => {
    const asIs = (text: string) => JSON.parse(read(text).quarantine[0]!.raw) as { body: unknown };
    for (const text of [
      `[${'1,'.repeat(5_000)}1]`,
      `{"a":[${'{},'.repeat(5_000)}{}]}`,
      `a=1${'&b=2'.repeat(1_000)}`,
      `{"a":1${',"b":'.repeat(101)}}`,
    ])
      expect(asIs(text).body, text.slice(0, 20)).toBe(text);
    expect(asIs(`a=1${'&b=2'.repeat(999)}`).body).toMatchObject({ a: ['1'] });
    expect(asIs(`{"a":1${',"b":'.repeat(99)}}`).body).toEqual({ a: 1, b: null });
  });
});

describe('JSON', () => {
  it.each<[string, string, string]>([
    ['one exponent and much beside it', '[1e1', ',{}'],
    ['many exponents', '[1', ',1e308'],
    ['long numbers', '[1', `,${'9'.repeat(300)}`],
    ['one endless number', '[1', '9'],
    ['what is no number', '[1', '.1.e'],
    ['quotes that are escaped', '["', '\\"'],
    ['brackets that close', '[1', ',[[[[[[1]]]]]]'],
  ])('is read in a time that grows with its length: %s', async (_, beginning, part) => {
    const cost = (n: number) => {
      const body = Buffer.from(`${beginning}${part.repeat(n / part.length)}]`);
      return cpuMs(() => parseJson(body));
    };
    expect(await aboveLinear(600_000, cost)).toBeNull(); // up to 4.8 MB, the largest body that is read
  });
});
