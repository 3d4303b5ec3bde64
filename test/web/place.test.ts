import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlace, type Place } from '../../web/ui/place.ts';

const read = (address: string) => parsePlace(new URL(address, 'http://localhost'));

const anyPlace: fc.Arbitrary<Place> = fc.record({
  path: fc.constantFrom('/', '/replay', '/visits', '/retailers/import', '/people/phone', '/rep'),
  day: fc.option(fc.constantFrom('2026-03-02', '2024-02-29')),
  unitId: fc.option(fc.uuid()),
  selection: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constantFrom(...(['rep', 'visit', 'retailer', 'case'] as const)), id: fc.uuid() }),
      fc.constant({ kind: 'cluster' as const, id: '11/1709/857' }),
    ),
  ),
  centre: fc.constant({ lng: 120.65123, lat: 28.01 }),
  zoom: fc.integer({ min: 3, max: 19 }),
  hidden: fc.uniqueArray(fc.constantFrom('planned', 'valid', 'reps', 'territories'), { maxLength: 3 }),
  q: fc.string({ maxLength: 100, unit: 'grapheme' }).filter((q) => q.length <= 100),
  state: fc.option(fc.constantFrom('valid', 'suspect')),
  scenarioId: fc.option(fc.uuid()),
  inspectionId: fc.option(fc.uuid()),
  time: fc.option(fc.constantFrom('00:00:00', '16:05:59')),
  alone: fc.option(fc.uuid()),
  token: fc.constant(null),
  own: fc.dictionary(
    fc.constantFrom('metric', 'from', 'by', 'key'),
    fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }).filter((value) => value.length <= 100),
  ),
});

describe('the address of a view', () => {
  it('says all of it: reading what was written gives the same place', () => {
    fc.assert(fc.property(anyPlace, (place) => void expect(read(formatPlace(place))).toEqual(place)));
  });

  it('reads any address without failing, and nothing that cannot be', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.constantFrom('/', '/visits', '/nowhere', '/retailers/import/'),
        (query, path) => {
          const place = read(`${path}?${query}&at=${encodeURIComponent(query)}`);
          expect(place.path).toBe(path.replace(/(?<=.)\/$/, ''));
        },
      ),
    );
    expect(formatPlace({ ...read('/'), q: 'half a \ud83d' })).toBe('/?q=half%20a%20');
    expect(read('/?at=91,0,5').centre).toBeNull();
    expect(read('/?at=,,').centre).toBeNull();
    expect(read('/?day=2026-13-45').day).toBeNull();
    expect(read('/?visit=<img src=x onerror=alert(1)>').selection).toBeNull();
    expect(read('/?off=<b>,reps').hidden).toEqual(['reps']);
    expect(read('/reports?metric=inPlace&day=2026-03-02&__proto__=1&B=2&from=').own).toEqual({ metric: 'inPlace' });
  });

  it('leaves out what is as usual', () => {
    expect(formatPlace(read('/'))).toBe('/');
    expect(formatPlace(read('/retailers/import'))).toBe('/retailers/import');
  });
});
