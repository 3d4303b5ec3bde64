import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readBarriers } from '../../shared/barrierGeoJson.ts';
import { fromWgs84 } from '../../shared/frames.ts';
import { feature, collection } from './geoJson.ts';

const faultsOf = (text: string) => readBarriers(text, 'file').faults.map(({ fault }) => fault);

describe('a GeoJSON file of barriers', () => {
  it('gives lines of one name as one barrier, nameless ones the file’s name, and leaves heights out', () => {
    const { barriers, faults, outlines } = readBarriers(
      collection(
        feature(
          'LineString',
          [
            [120, 28, 5],
            [120.1, 28],
          ],
          { name: '飞云江' },
        ),
        feature(
          'MultiLineString',
          [
            [
              [120.2, 28],
              [120.3, 28],
            ],
          ],
          { name: '飞云江' },
        ),
        feature('LineString', [
          [121, 28],
          [121, 29],
        ]),
      ),
      'file',
    );
    expect([faults, outlines]).toEqual([[], 0]);
    expect(barriers.map(({ name, lines }) => [name, lines.length])).toEqual([
      ['飞云江', 2],
      ['file', 1],
    ]);
    expect(barriers[0]!.lines[0]).toEqual([
      { lng: 120, lat: 28 },
      { lng: 120.1, lat: 28 },
    ]);
  });

  it('may be one bare geometry, and of areas the outline is taken', () => {
    const square = [
      [
        [120, 28],
        [120.1, 28],
        [120.1, 28.1],
        [120, 28],
      ],
    ];
    expect(
      readBarriers(
        JSON.stringify({
          type: 'LineString',
          coordinates: [
            [120, 28],
            [121, 28],
          ],
        }),
        'a',
      ).barriers,
    ).toHaveLength(1);
    const { barriers, outlines } = readBarriers(
      collection(feature('Polygon', square), feature('MultiPolygon', [square, square])),
      'lakes',
    );
    expect([barriers[0]!.lines.length, outlines]).toEqual([3, 2]);
    expect(
      readBarriers(
        JSON.stringify({
          type: 'GeometryCollection',
          geometries: [
            {
              type: 'LineString',
              coordinates: [
                [120, 28],
                [121, 28],
              ],
            },
          ],
        }),
        'a',
      ).faults,
    ).toEqual([]);
  });

  it('of another frame lies where it does in WGS-84', () => {
    const place = { lng: 120.65, lat: 28.01 };
    const { lng, lat } = fromWgs84(place, 'gcj02');
    const [first] = readBarriers(
      collection(
        feature('LineString', [
          [lng, lat],
          [lng + 0.1, lat],
        ]),
      ),
      'a',
      'gcj02',
    ).barriers[0]!.lines[0]!;
    expect(first!.lng).toBeCloseTo(place.lng, 5);
    expect(first!.lat).toBeCloseTo(place.lat, 5);
  });

  test.each<[string, string, string[]]>([
    ['no JSON', '{', ['NOT_JSON']],
    ['no GeoJSON', '{"a":1}', ['NOT_GEOJSON']],
    ['nothing in it', collection(), ['NO_LINES']],
    ['null', 'null', ['NOT_GEOJSON']],
    ['a point', collection(feature('Point', [120, 28])), ['NOT_A_LINE']],
    ['a line of one point', collection(feature('LineString', [[120, 28]])), ['ONE_POINT']],
    [
      'no positions',
      collection(
        feature('LineString', [
          ['a', 'b'],
          [1, 2],
        ]),
      ),
      ['BAD_POSITION'],
    ],
    ['an empty line', collection(feature('LineString', [])), ['BAD_POSITION']],
    [
      'swapped',
      collection(
        feature('LineString', [
          [28, 120],
          [28, 121],
        ]),
      ),
      ['SWAPPED'],
    ],
    [
      'metres',
      collection(
        feature('LineString', [
          [13_000_000, 3_000_000],
          [13_000_001, 3],
        ]),
      ),
      ['OUT_OF_RANGE'],
    ],
    [
      'a jump',
      collection(
        feature('LineString', [
          [120, 28],
          [12, 28],
        ]),
      ),
      ['JUMP'],
    ],
    ['a null geometry', collection({ type: 'Feature', properties: {}, geometry: null }), ['NOT_GEOJSON']],
    [
      '100,000 points',
      collection(
        feature(
          'LineString',
          Array.from({ length: 100_000 }, (_, i) => [120 + i * 1e-6, 28]),
        ),
      ),
      ['TOO_MANY_POINTS'],
    ],
    [
      '501 barriers',
      collection(
        ...Array.from({ length: 501 }, (_, i) =>
          feature(
            'LineString',
            [
              [120, 28],
              [121, 28],
            ],
            { name: i },
          ),
        ),
      ),
      ['TOO_MANY'],
    ],
    [
      'everything wrong at once',
      collection(feature('Point', [1, 2], { name: 'a' }), feature('LineString', [[120, 28]], { name: 'b' })),
      ['NOT_A_LINE', 'ONE_POINT'],
    ],
  ])('with %s gives its faults', (_, text, faults) => expect(faultsOf(text)).toEqual(faults));

  it('of any JSON whatever is read or refused, and never breaks', () => {
    const geometry = fc.record(
      {
        type: fc.constantFrom(
          'LineString',
          'MultiLineString',
          'Polygon',
          'MultiPolygon',
          'GeometryCollection',
          'Point',
          3,
        ),
        coordinates: fc.jsonValue(),
        geometries: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          geometry,
          fc.record({
            type: fc.constant('FeatureCollection'),
            features: fc.oneof(
              fc.jsonValue(),
              fc.array(fc.record({ type: fc.constant('Feature'), properties: fc.jsonValue(), geometry })),
            ),
          }),
        ),
        (json) => {
          const { barriers, faults } = readBarriers(JSON.stringify(json), 'x');
          expect(barriers.length + faults.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
