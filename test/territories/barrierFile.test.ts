import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readBarriers } from '../../shared/barrierGeoJson.ts';
import { fromWgs84 } from '../../shared/frames.ts';
import { territoriesCommand } from '../../server/territories/command.ts';
import { flatLines, tangentDisc, toTangentDisc } from '../../server/territories/solve/plane.ts';
import { groupsOf, touching } from '../../server/territories/solve/touching.ts';

const feature = (type: string, coordinates: unknown, properties: object | null = null) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
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

describe('what touches', () => {
  const place = fc.record({
    lng: fc.double({ min: 120, max: 121, noNaN: true }),
    lat: fc.double({ min: 28, max: 29, noNaN: true }),
  });
  it('never crosses a barrier, and taking the barriers away joins all again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 2, maxLength: 60, selector: (p) => `${p.lng},${p.lat}` }),
        fc.array(fc.array(place, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        (places, lines) => {
          const plane = tangentDisc(places);
          const { xM, yM } = toTangentDisc(places, plane);
          const flat = flatLines(lines, plane);
          const cut = touching(xM, yM, flat);
          const unitOf = new Map(cut.door.map((d, i) => [d, i]));
          for (let e = 0; e < cut.edges.length; e += 2) {
            const [a, b] = [unitOf.get(cut.edges[e]!)!, unitOf.get(cut.edges[e + 1]!)!];
            for (const line of flat)
              for (let k = 0; k + 3 < line.length; k += 2)
                expect(
                  properlyCross(xM[a]!, yM[a]!, xM[b]!, yM[b]!, line[k]!, line[k + 1]!, line[k + 2]!, line[k + 3]!),
                ).toBe(false);
          }
          const whole = touching(xM, yM);
          expect(groupsOf(whole)).toEqual({ groups: 1, alone: [] });
          const { groups, alone } = groupsOf(cut);
          expect(groups).toBeGreaterThanOrEqual(alone.length);
          expect(cut.edges.length).toBeLessThanOrEqual(whole.edges.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function properlyCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, x: number, y: number) =>
    Math.sign((qx - px) * (y - py) - (qy - py) * (x - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}

describe('the command with --barriers', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'barriers-'))));
  afterAll(() => rm(folder, { recursive: true }));
  async function run(csv: string, geojson: string, args: string[] = []) {
    await writeFile(join(folder, 'u.csv'), csv);
    await writeFile(join(folder, 'b.geojson'), geojson);
    let [out, err] = ['', ''];
    const io = {
      stdin: (async function* () {})(),
      stdout: (text: string) => void (out += text),
      stderr: (text: string) => void (err += text),
    };
    const status = await territoriesCommand.run(
      [join(folder, 'u.csv'), '--measures', 'w', '--barriers', join(folder, 'b.geojson'), ...args],
      io,
    );
    return {
      status,
      err,
      answer:
        status === 0
          ? (JSON.parse(out) as { assignment: Record<string, number>; extraComponents: number; notes: string[] })
          : null,
    };
  }
  /** 4 columns and 8 rows about 1 km apart; a river between the third and the fourth column. */
  const degrees = `code,lng,lat,w\n${Array.from({ length: 32 }, (_, i) => `s${i},${120.6 + 0.01 * (i % 4)},${28 + 0.009 * Math.floor(i / 4)},1`).join('\n')}\n`;
  const river = collection(
    feature('LineString', [
      [120.625, 27.9],
      [120.625, 28.2],
    ]),
  );

  test('joins nothing across', async () => {
    const { answer } = await run(degrees, river, ['--parts', '4']);
    const east = new Set(
      Object.entries(answer!.assignment)
        .filter(([code]) => Number(code.slice(1)) % 4 === 3)
        .map(([, part]) => part),
    );
    const west = new Set(
      Object.entries(answer!.assignment)
        .filter(([code]) => Number(code.slice(1)) % 4 !== 3)
        .map(([, part]) => part),
    );
    expect([...east].filter((part) => west.has(part))).toEqual([]);
    expect(answer!.extraComponents).toBe(0);
    expect(answer!.notes).toEqual(['the units fall into 2 groups that do not touch each other']);
  });

  test('names a unit that the barriers leave alone', async () => {
    const { answer } = await run(
      degrees,
      collection(
        feature('Polygon', [
          [
            [120.595, 27.995],
            [120.605, 27.995],
            [120.605, 28.005],
            [120.595, 28.005],
            [120.595, 27.995],
          ],
        ]),
      ),
      ['--parts', '2'],
    );
    expect(answer!.notes.join()).toMatch(/leave 1 units without any neighbour: s0$/);
  });

  test('takes metres of the plane where the units are in metres', async () => {
    const { answer } = await run(
      'code,x,y,w\na,0,0,1\nb,10,0,1\nc,0,10,1\nd,10,10,1\n',
      collection(
        feature('LineString', [
          [5, -100],
          [5, 100],
        ]),
      ),
      ['--parts', '2'],
    );
    expect(answer!.assignment.a).toBe(answer!.assignment.c);
    expect(answer!.assignment.a).not.toBe(answer!.assignment.b);
  });

  test.each<[string, string, string[], number, RegExp]>([
    [
      'another continent',
      collection(
        feature('LineString', [
          [-0.1, 51.5],
          [-0.2, 51.5],
        ]),
      ),
      ['--parts', '2'],
      1,
      /no line comes within 500 km/,
    ],
    [
      'swapped coordinates',
      collection(
        feature('LineString', [
          [28, 120],
          [28.1, 120],
        ]),
      ),
      ['--parts', '2'],
      1,
      /barriers: 'without a name': longitude and latitude look swapped/,
    ],
    [
      'one point',
      collection(feature('LineString', [[120, 28]], { name: 'Ou' })),
      ['--parts', '2'],
      1,
      /'Ou': a line needs two different points/,
    ],
    ['pairs as well', river, ['--parts', '2', '--adjacency', 'x.csv'], 2, /--barriers cuts neighbours/],
    ['no JSON', 'code,x', ['--parts', '2'], 1, /barriers: not JSON/],
  ])('refuses %s with a sentence', async (_, geojson, args, status, sentence) => {
    const heard = await run(degrees, geojson, args);
    expect(heard.err).toMatch(sentence);
    expect(heard.status).toBe(status);
  });
});
