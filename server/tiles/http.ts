import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { z } from 'zod';
import { plain } from '../../shared/problems/because.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { TileFile } from './tileFile.ts';

/** The tiles of one version stay what they are; after so long a browser asks whether that is so. */
const KEPT = 'private, max-age=604800';

const whole = (max: number) =>
  z
    .string()
    .regex(/^\d{1,8}$/, plain('WHOLE_NUMBER'))
    .transform(Number)
    .refine((n) => n <= max, `must be at most ${max}`);
const TilePath = z
  .strictObject({
    version: z.string().regex(/^[\w-]{1,64}$/, plain('LETTERS_AND_DIGITS')),
    z: whole(26),
    x: whole(2 ** 26 - 1),
    y: whole(2 ** 26 - 1),
  })
  .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, 'x and y must be below 2 to the power of z');

/** `null`: there is no TILE_FILE, and so no tiles. */
export function tileEndpoints(file: TileFile | null): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/tiles/:version/:z/:x/:y',
        summary:
          'A tile of the base map from TILE_FILE: MVT or a picture, as the file holds it; 204 where it holds none',
        action: 'me.read',
        params: TilePath,
        query: z.strictObject({}),
        reply: { contentType: 'application/octet-stream' },
      },
      async ({ params, req, res }) => {
        if (!file) throw new AppError('NO_BASE_MAP');
        const tile = await file.tile(params.version, params.z, params.x, params.y);
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
      },
    ),
  ];
}

const [gunzipped, unbrotlied] = [promisify(gunzip), promisify(brotliDecompress)];
/** The largest tile a map should have is half a megabyte. */
const MOST_TILE_BYTES = 50_000_000;

const unpack = (bytes: Buffer, encoding: 'gzip' | 'br'): Promise<Buffer> =>
  (encoding === 'br' ? unbrotlied : gunzipped)(bytes, { maxOutputLength: MOST_TILE_BYTES });
