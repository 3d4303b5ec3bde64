import { fromGeojsonVt } from '@maplibre/vt-pbf';
import GeojsonVt from 'geojson-vt';
import type { MadeMap } from '../given.ts';

/** One vector tile (MVT), not packed; null: there is nothing. */
export type CutTile = (z: number, x: number, y: number) => Uint8Array | null;

const EXTENT = 4096;

/** Cuts tiles out of layers as they are asked for, which costs some milliseconds each. `from`: the zoom a layer begins at. */
export function cutLayers(
  layers: MadeMap['layers'],
  maxZoom: number,
  from: Readonly<Record<string, number>> = {},
): CutTile {
  const indexes = Object.entries(layers).map(([name, features]) => ({
    name,
    from: from[name] ?? 0,
    index: new GeojsonVt(
      { type: 'FeatureCollection', features: [...features] },
      { maxZoom, indexMaxZoom: Math.min(4, maxZoom), tolerance: 1, extent: EXTENT, buffer: 80 },
    ),
  }));
  return (z, x, y) => {
    const found = indexes.flatMap(({ name, from, index }) => {
      const tile = z < from ? null : index.getTile(z, x, y);
      return tile && tile.features.length > 0 ? [[name, tile] as const] : [];
    });
    if (found.length === 0) return null;
    const tiles = Object.fromEntries(found) as unknown as Parameters<typeof fromGeojsonVt>[0];
    return fromGeojsonVt(tiles, { version: 2, extent: EXTENT });
  };
}
