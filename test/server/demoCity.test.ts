import { readFileSync } from 'node:fs';
import { booleanPointInPolygon, point, polygon } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { DEMO_SEED, makeCity } from '../../server/demo/city.ts';

describe('the city of the demo', () => {
  const shops = makeCity(DEMO_SEED).flatMap((unit) => unit.shops);

  it('stands on land by the coast that the built-in map draws', () => {
    const topology = JSON.parse(
      readFileSync(new URL('../../node_modules/world-atlas/land-10m.json', import.meta.url), 'utf8'),
    ) as Topology<{ land: GeometryCollection }>;
    const near = feature(topology, topology.objects.land)
      .features.flatMap(({ geometry }) => (geometry as MultiPolygon).coordinates)
      .filter(([outer]) => outer!.some(([lng, lat]) => lng! > 119 && lng! < 122 && lat! > 27 && lat! < 29))
      .map((rings) => polygon(rings));
    expect(near.length).toBeGreaterThan(0);
    expect(
      shops
        .filter(({ lng, lat }) => !near.some((land) => booleanPointInPolygon(point([lng, lat]), land)))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('has 2,500 shops, each with a code of its own, and is the same for everybody', () => {
    expect(new Set(shops.map(({ code }) => code)).size).toBe(2_500);
    expect(makeCity(DEMO_SEED).flatMap((unit) => unit.shops)).toEqual(shops);
  });
});
