import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { MadeMap } from '../given.ts';
import { cutLayers } from './cutLayers.ts';
import { replaced, type TileSource } from './tileFile.ts';

/** A base map without a file: its tiles are cut when they are asked for. */
export function madeTiles({ layers, attribution, bounds, minZoom, maxZoom }: MadeMap): TileSource {
  const version = createHash('sha256').update(JSON.stringify(layers)).digest('base64url').slice(0, 16);
  const cut = cutLayers(layers, maxZoom);
  const url = `/api/v1/tiles/${version}/{z}/{x}/{y}`;
  return {
    tiles: async () => ({ kind: 'vector', frame: 'wgs84', url, attribution, bounds, minZoom, maxZoom }),
    async tile(asked, z, x, y) {
      if (asked !== version) throw replaced();
      const bytes = z < minZoom || z > maxZoom ? null : cut(z, x, y);
      return bytes && { bytes: gzipSync(bytes), encoding: 'gzip', contentType: 'application/vnd.mapbox-vector-tile' };
    },
  };
}
