import type { Feature } from 'geojson';
import { createRandom } from '../../shared/random.ts';
import { area, spot, way, type Bounds, type Layers } from './town.ts';

/** Twelve by eleven kilometres, as dense as the inside of a large city: a street every 100 m, 25 buildings in each block. */
export const CITY: Bounds = { west: 120.66, south: 27.93, east: 120.78, north: 28.03 };
/** The zooms from which Protomaps' tiles hold them. */
export const CITY_FROM = { buildings: 14, pois: 14, landuse: 9, roads: 6 };

const BLOCK_LNG = 0.001017;
const BLOCK_LAT = 0.000898;
const HOUSES = 5;

/** Made up, seeded, in Protomaps' schema: some 300,000 buildings. */
export function city(): Layers {
  const random = createRandom(7);
  const [columns, rows] = [
    Math.floor((CITY.east - CITY.west) / BLOCK_LNG),
    Math.floor((CITY.north - CITY.south) / BLOCK_LAT),
  ];
  const [buildings, pois, landuse]: [Feature[], Feature[], Feature[]] = [[], [], []];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const [west, south] = [CITY.west + i * BLOCK_LNG, CITY.south + j * BLOCK_LAT];
      if (random.next() < 0.06)
        landuse.push(area({ west, south, east: west + BLOCK_LNG, north: south + BLOCK_LAT }, { kind: 'park' }));
      else
        for (let k = 0; k < HOUSES * HOUSES; k++)
          buildings.push(
            house(
              west + BLOCK_LNG * (0.1 + (0.8 * (k % HOUSES)) / HOUSES),
              south + BLOCK_LAT * (0.1 + (0.8 * Math.floor(k / HOUSES)) / HOUSES),
              random.next(),
            ),
          );
      if (random.next() < 0.1)
        pois.push(
          spot(
            { lng: west + BLOCK_LNG / 2, lat: south + BLOCK_LAT / 2 },
            { kind: 'school', name: `第${i * 7 + j}小学` },
          ),
        );
    }
  }
  const kindOf = (n: number) => (n % 20 === 0 ? 'highway' : n % 5 === 0 ? 'major_road' : 'minor_road');
  const streets = [
    ...Array.from({ length: columns + 1 }, (_, i) =>
      curved(rows, (t) => [CITY.west + i * BLOCK_LNG + 0.00004 * Math.sin(t), CITY.south + t * BLOCK_LAT], {
        kind: kindOf(i),
        name: `经${i}路`,
        'name:en': `Meridian ${i} Road`,
      }),
    ),
    ...Array.from({ length: rows + 1 }, (_, j) =>
      curved(columns, (t) => [CITY.west + t * BLOCK_LNG, CITY.south + j * BLOCK_LAT + 0.00004 * Math.sin(t)], {
        kind: kindOf(j),
        name: `纬${j}街`,
        'name:en': `Parallel ${j} Street`,
      }),
    ),
  ];
  const water = [area({ west: 120.7, south: 27.97, east: 120.71, north: 27.985 }, { kind: 'lake' })];
  return {
    earth: [area(CITY, { kind: 'earth' })],
    landuse,
    water,
    buildings,
    roads: streets,
    pois,
    places: [spot({ lng: 120.72, lat: 27.98 }, { kind: 'locality', name: '试城', population_rank: 12 })],
  };
}

function curved(steps: number, at: (t: number) => [number, number], properties: object): Feature {
  return way(
    Array.from({ length: steps * 2 + 1 }, (_, i) => at(i / 2)),
    properties,
  );
}

/** Six corners: an L of a few metres. */
function house(west: number, south: number, size: number): Feature {
  const [w, h] = [BLOCK_LNG * (0.07 + 0.06 * size), BLOCK_LAT * (0.07 + 0.06 * size)];
  return {
    type: 'Feature',
    properties: { kind: 'building', height: 12 },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [west + w, south],
          [west + w, south + h / 2],
          [west + w / 2, south + h / 2],
          [west + w / 2, south + h],
          [west, south + h],
          [west, south],
        ],
      ],
    },
  };
}
