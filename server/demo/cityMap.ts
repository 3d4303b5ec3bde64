// Pure: the streets, the river and the names of the demo's city. The same seed gives the same map.
import type { Feature, Position } from 'geojson';
import { createRandom, type Random } from '../../shared/random.ts';
import type { MadeMap } from '../given.ts';
import { DEMO_TOWNS, STREET_LAT, STREET_LNG, type DemoTown } from './city.ts';
import { streetNames } from './streetNames.ts';

const KM_LAT = 1 / 110.574;
/** A town ends so many times the spread of its shops from its middle: beyond that stands one shop in a hundred. */
const EDGE = 2.8;
/** Farther out than this part of its radius only every second street goes on. */
const SUBURB = 0.8;
const RIVER_KM = 0.28;
/** Down from the hills and between the towns to the sea. */
const RIVER: Position[] = [
  [120.28, 27.945],
  [120.34, 27.925],
  [120.4, 27.917],
  [120.46, 27.898],
  [120.53, 27.883],
  [120.59, 27.857],
  [120.63, 27.833],
  [120.69, 27.818],
  [120.75, 27.817],
  [120.82, 27.795],
  [120.87, 27.78],
];
const RAILWAY: Position[] = [
  [120.66, 28.14],
  [120.625, 28.06],
  [120.602, 27.99],
  [120.622, 27.925],
  [120.615, 27.87],
  [120.6, 27.8],
  [120.553, 27.733],
  [120.535, 27.62],
];

/** In Protomaps' basemap schema. The shops of `makeCity` stand along its streets. */
export function makeCityMap(seed: number): MadeMap {
  const random = createRandom(seed);
  const towns = DEMO_TOWNS.map((town) => ({ ...town, edge: edgeOf(town, random) }));
  const streets = towns.flatMap((town) => streetsOf(town, random));
  return {
    attribution: '演示用虚构地图 · made-up map of the demo',
    bounds: { west: 120.25, south: 27.6, east: 120.9, north: 28.16 },
    minZoom: 7,
    maxZoom: 14,
    layers: {
      landuse: towns.flatMap((town) => parksOf(town, random)),
      water: [
        area(ribbon(smooth(RIVER), RIVER_KM), { kind: 'river' }),
        spot(RIVER[4]!, { kind: 'river', name: '澄江', 'name:en': 'Cheng River' }),
        spot(RIVER[7]!, { kind: 'river', name: '澄江', 'name:en': 'Cheng River' }),
      ],
      roads: [...streets, ...trunkRoads(towns), way(smooth(RAILWAY), { kind: 'rail' })],
      places: towns.map(({ lng, lat, zh, en, shops }) =>
        spot([lng, lat], { kind: 'locality', name: zh, 'name:en': en, population_rank: shops > 250 ? 11 : 8 }),
      ),
    },
  };
}

type Town = DemoTown & { edge: (bearing: number) => number };

/** How far a town reaches in each direction, km: no town is a circle. */
function edgeOf({ spreadKm }: DemoTown, random: Random): (bearing: number) => number {
  const waves = [2, 3, 5].map((n) => ({ n, height: 0.1 * random.normal(), phase: 2 * Math.PI * random.next() }));
  return (bearing) =>
    EDGE * spreadKm * waves.reduce((sum, { n, height, phase }) => sum + height * Math.sin(n * bearing + phase), 1);
}

/** Along whole multiples of STREET_LAT and STREET_LNG, as far as the town reaches. */
function streetsOf(town: Town, random: Random): Feature[] {
  const nextName = streetNames(random);
  const reach = EDGE * town.spreadKm * 1.4 * KM_LAT;
  const lines: Feature[] = [];
  for (const { step, middle, isAcross } of [
    { step: STREET_LAT, middle: town.lat, isAcross: true },
    { step: STREET_LNG, middle: town.lng, isAcross: false },
  ]) {
    for (let i = Math.ceil((middle - reach) / step); i * step <= middle + reach; i++) {
      const properties = { kind: streetKind(i), ...nextName(isAcross) };
      for (const piece of piecesInside(town, i, i * step, isAcross)) lines.push(way(piece, properties));
    }
  }
  return lines;
}

const streetKind = (i: number): string => (i % 12 === 0 ? 'major_road' : i % 4 === 0 ? 'medium_road' : 'minor_road');

/** The parts of a street that lie in its town, and of every second one only those in its inner part. */
function piecesInside(town: Town, i: number, at: number, isAcross: boolean): Position[][] {
  const step = isAcross ? STREET_LNG : STREET_LAT;
  const middle = isAcross ? town.lng : town.lat;
  const most = Math.ceil((EDGE * town.spreadKm * 1.4 * KM_LAT) / step / Math.cos((town.lat * Math.PI) / 180));
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  for (let j = -most; j <= most + 1; j++) {
    const along = (Math.round(middle / step) + j) * step;
    const place: Position = isAcross ? [along, at] : [at, along];
    if (j <= most && isInside(town, place, i % 2 === 0 ? 1 : SUBURB)) piece.push(place);
    else {
      if (piece.length > 2) pieces.push([piece[0]!, piece.at(-1)!]);
      piece = [];
    }
  }
  return pieces;
}

function isInside(town: Town, [lng, lat]: Position, part: number): boolean {
  const x = ((lng! - town.lng) / KM_LAT) * Math.cos((town.lat * Math.PI) / 180);
  const y = (lat! - town.lat) / KM_LAT;
  return Math.hypot(x, y) <= part * town.edge(Math.atan2(y, x));
}

/** A few blocks of green in each town, the more the greater it is. */
function parksOf(town: Town, random: Random): Feature[] {
  return Array.from({ length: Math.ceil(4 * town.spreadKm) }, () => {
    const reach = 1.5 * town.spreadKm * KM_LAT;
    const west = snap(town.lng + reach * random.normal(), STREET_LNG);
    const south = snap(town.lat + reach * random.normal(), STREET_LAT);
    const [east, north] = [west + STREET_LNG * (1 + random.int(3)), south + STREET_LAT * (1 + random.int(2))];
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
    return area(corners, { kind: 'park' });
  }).filter((park) => isInside(town, (park.geometry as { coordinates: Position[][] }).coordinates[0]![0]!, 1));
}

const snap = (value: number, step: number): number => Math.round(value / step) * step;

/** Each town to the nearest that is joined already: highways between the great ones. */
function trunkRoads(towns: readonly Town[]): Feature[] {
  const joined = [towns[0]!];
  const left = towns.slice(1);
  const roads: Feature[] = [];
  while (left.length > 0) {
    const pairs = left.flatMap((to) => joined.map((from) => ({ from, to, km: away(from, to) })));
    const { from, to } = pairs.reduce((best, pair) => (pair.km < best.km ? pair : best));
    roads.push(bend(from, to));
    joined.push(to);
    left.splice(left.indexOf(to), 1);
  }
  return roads;
}

const away = (a: DemoTown, b: DemoTown): number => Math.hypot(a.lng - b.lng, a.lat - b.lat);

function bend(from: Town, to: Town): Feature {
  const [dx, dy] = [to.lng - from.lng, to.lat - from.lat];
  const line: Position[] = [
    [from.lng, from.lat],
    [from.lng + 0.35 * dx - 0.06 * dy, from.lat + 0.35 * dy + 0.06 * dx],
    [from.lng + 0.7 * dx - 0.04 * dy, from.lat + 0.7 * dy + 0.04 * dx],
    [to.lng, to.lat],
  ];
  const isGreat = from.shops > 100 && to.shops > 100;
  return way(smooth(line), {
    kind: isGreat ? 'highway' : 'major_road',
    name: `${from.zh}${to.zh}公路`,
    'name:en': `${from.en}–${to.en} Road`,
  });
}

/** Corners rounded (Chaikin 1974), thrice. */
function smooth(line: Position[]): Position[] {
  let rounded = line;
  for (let round = 0; round < 3; round++) {
    const corners = rounded.slice(1).flatMap((b, i) => {
      const a = rounded[i]!;
      return [0.25, 0.75].map((t): Position => [a[0]! + t * (b[0]! - a[0]!), a[1]! + t * (b[1]! - a[1]!)]);
    });
    rounded = [rounded[0]!, ...corners, rounded.at(-1)!];
  }
  return rounded;
}

/** Both banks of a line that widens towards its end. */
function ribbon(line: Position[], km: number): Position[] {
  const bank = (side: number): Position[] =>
    line.map((at, i) => {
      const [a, b] = [line[Math.max(0, i - 1)]!, line[Math.min(line.length - 1, i + 1)]!];
      const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
      const half = (side * km * KM_LAT * (0.3 + i / line.length)) / 2 / Math.hypot(dx, dy);
      return [at[0]! - dy * half, at[1]! + dx * half];
    });
  return [...bank(1), ...bank(-1).reverse()];
}

const area = (corners: Position[], properties: object): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]!]] },
});
const way = (coordinates: Position[], properties: object): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});
const spot = (coordinates: Position, properties: object): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});
