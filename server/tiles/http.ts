import { tileContracts } from '../../shared/tiles.ts';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { TileSource } from './tileFile.ts';

/** The tiles of one version stay what they are; after so long a browser asks whether that is so. */
const KEPT = 'private, max-age=604800';

/** `source`: the caller's organisation's base map of this server's; null: it has none. */
export function tileEndpoints(source: (who: Who) => Promise<TileSource | null>): Endpoint[] {
  return [
    endpoint(tileContracts.readTile, async ({ who, params, req, res }) => {
      const map = await source(who);
      if (!map) throw new AppError('NO_BASE_MAP');
      const tile = await map.tile(params.version, params.z, params.x, params.y);
      res.setHeader('Cache-Control', KEPT);
      if (!tile) {
        res.status(204).end();
        return '';
      }
      const { encoding, contentType } = tile;
      const isAsStored = encoding === null || req.acceptsEncodings(encoding) === encoding;
      const bytes = isAsStored ? tile.bytes : await unpack(tile.bytes, encoding);
      if (encoding !== null) res.vary('Accept-Encoding');
      if (encoding !== null && isAsStored) res.setHeader('Content-Encoding', encoding);
      res.setHeader('ETag', `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`);
      res.type(contentType);
      if (req.fresh) res.status(304).end();
      else res.send(bytes);
      return '';
    }),
  ];
}

const [gunzipped, unbrotlied] = [promisify(gunzip), promisify(brotliDecompress)];
/** The largest tile a map should have is half a megabyte. */
const MOST_TILE_BYTES = 50_000_000;

const unpack = (bytes: Buffer, encoding: 'gzip' | 'br'): Promise<Buffer> =>
  (encoding === 'br' ? unbrotlied : gunzipped)(bytes, { maxOutputLength: MOST_TILE_BYTES });
