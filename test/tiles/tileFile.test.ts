import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TileType } from 'pmtiles';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '../../shared/sessions.ts';
import type { Tiles } from '../../shared/tiles.ts';
import { toWorld } from '../../web/map/mercator.ts';
import { startTestServer, type Agent, type TestServer } from '../helpers/server.ts';
import { png } from './png.ts';
import { LAKE, tilesIn, town, TOWN, vectorArchive } from './town.ts';
import { writeArchive } from './writeArchive.ts';

let folder: string;
let path: string;
let server: TestServer;
let rep: Agent;
const bytes = vectorArchive(town(), TOWN, { maxZoom: 14 });

/** As an operator should: the new file takes the old one's name at once. */
function replace(by: Buffer): void {
  writeFileSync(`${path}.new`, by);
  renameSync(`${path}.new`, path);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-tiles-'));
  path = join(folder, 'city.pmtiles');
  replace(bytes);
  server = await startTestServer('Asia/Shanghai', { TILE_FILE: path, LOG_LEVEL: 'silent' });
  rep = server.as('rep.east');
});
afterEach(() => replace(bytes));
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const baseMap = async (): Promise<Tiles | null> => ((await rep.get('/api/v1/me').expect(200)).body as Me).tiles;
const w = toWorld({ lng: LAKE.west, lat: LAKE.south });
const at = (z: number) => ({ z: String(z), x: String(Math.floor(w.x * 2 ** z)), y: String(Math.floor(w.y * 2 ** z)) });
const addressOf = ({ url }: Tiles, { z, x, y }: { z: string; x: string; y: string }): string =>
  url.replace('{z}', z).replace('{x}', x).replace('{y}', y);
const bytesOf = (asked: request.Test): request.Test =>
  asked.buffer(true).parse((res, done) => {
    const parts: Buffer[] = [];
    res.on('data', (part: Buffer) => parts.push(part));
    res.on('end', () => done(null, Buffer.concat(parts)));
  });

describe('a base map from a file', () => {
  it('is told of to whoever is signed in, with where it ends and whom to name', async () => {
    const tiles = (await baseMap())!;
    expect(tiles).toMatchObject({
      kind: 'vector',
      frame: 'wgs84',
      attribution: '© OpenStreetMap',
      minZoom: 0,
      maxZoom: 14,
    });
    expect(tiles.bounds!.west).toBeCloseTo(TOWN.west, 6);
    expect(tiles.bounds!.north).toBeCloseTo(TOWN.north, 6);
    expect(tiles.url).toMatch(/^\/api\/v1\/tiles\/[\w-]{16}\/\{z\}\/\{x\}\/\{y\}$/);
  });

  it('gives its tiles as they are stored, to be kept by this browser only and asked for again by their tag', async () => {
    const address = addressOf((await baseMap())!, at(14));
    const packed = await bytesOf(rep.get(address).set('Accept-Encoding', 'gzip')).expect(200);
    expect(packed.headers).toMatchObject({
      'content-type': 'application/vnd.mapbox-vector-tile',
      'content-encoding': 'gzip',
      'cache-control': 'private, max-age=604800',
      'x-content-type-options': 'nosniff',
    });
    const plain = await bytesOf(rep.get(address).set('Accept-Encoding', 'identity')).expect(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('Accept-Encoding');
    // supertest has unpacked the first
    expect(gunzipIfPacked(packed.body as Buffer).equals(plain.body as Buffer)).toBe(true);
    expect((plain.body as Buffer).includes('东湖')).toBe(true);
    expect(plain.headers.etag).not.toBe(packed.headers.etag);
    const again = await rep
      .get(address)
      .set('Accept-Encoding', 'gzip')
      .set('If-None-Match', packed.headers.etag!)
      .expect(304);
    expect(again.headers['cache-control']).toBe('private, max-age=604800');
  });

  it('has nothing where the archive has nothing, and says so without an error', async () => {
    const tiles = (await baseMap())!;
    for (const place of [
      { z: '14', x: '0', y: '0' },
      { z: '20', x: '5', y: '5' },
    ])
      await rep.get(addressOf(tiles, place)).expect(204);
  });

  it('is for nobody else', async () => {
    const address = addressOf((await baseMap())!, at(14));
    const refused = await request(server.url).get(address).expect(401);
    expect(refused.body).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(refused.headers['cache-control']).toBe('no-store');
    await request(server.url)
      .get('/city.pmtiles')
      .set('Accept', '*/*')
      .expect((res) => expect(res.text).not.toContain('PMTiles'));
  });

  it('refuses places that are none', async () => {
    const tiles = (await baseMap())!;
    for (const place of [
      { z: '2', x: '4', y: '0' },
      { z: '27', x: '0', y: '0' },
      { z: '-1', x: '0', y: '0' },
      { z: '1e1', x: '0', y: '0' },
      { z: '3', x: '1.5', y: '0' },
    ]) {
      const refused = await rep.get(addressOf(tiles, place)).expect(400);
      expect(refused.body).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('needs no other source in the content policy', async () => {
    const policy = String(
      (await request(server.url).get('/').set('Accept', 'text/html').expect(200)).headers['content-security-policy'],
    );
    expect(policy).toContain("img-src 'self' data: blob:;");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("worker-src 'self';");
  });
});

describe('a file that is replaced while the server runs', () => {
  it('is another map from then on, and nothing of the old one is given under its name', async () => {
    const before = (await baseMap())!;
    replace(vectorArchive(town(), TOWN, { maxZoom: 12, metadata: { attribution: '© Somebody' } }));
    const gone = await rep.get(addressOf(before, at(12))).expect(404);
    expect(gone.body).toMatchObject({ code: 'NOT_FOUND' });
    const after = (await baseMap())!;
    expect(after).toMatchObject({ maxZoom: 12, attribution: '© Somebody' });
    expect(after.url).not.toBe(before.url);
    await rep.get(addressOf(after, at(12))).expect(200);
  });

  it('may be one of pictures', async () => {
    const picture = png(256, [200, 10, 10]);
    replace(
      writeArchive({
        tiles: tilesIn(TOWN, 10, 12).map((place) => ({ ...place, bytes: picture })),
        type: TileType.Png,
        bounds: TOWN,
      }),
    );
    const tiles = (await baseMap())!;
    expect(tiles).toMatchObject({ kind: 'pictures', attribution: '', minZoom: 10, maxZoom: 12 });
    const answer = await bytesOf(rep.get(addressOf(tiles, at(12)))).expect(200);
    expect(answer.headers['content-type']).toBe('image/png');
    expect((answer.body as Buffer).equals(picture)).toBe(true);
  });

  it.each([
    ['by something else', () => writeFileSync(path, 'not a map at all')],
    ['by half of itself', () => writeFileSync(path, bytes.subarray(0, bytes.length / 2))],
    ['by nothing', () => rmSync(path)],
  ])('%s leaves the built-in map, until it is one again', async (_how, spoil) => {
    const before = (await baseMap())!;
    spoil();
    await rep.get(addressOf(before, at(12))).expect(404);
    expect(await baseMap()).toBeNull();
    replace(bytes);
    expect(await baseMap()).toEqual(before);
    await rep.get(addressOf(before, at(12))).expect(200);
  });

  it('answers everybody who asks meanwhile with one map or the other, never with bytes of both', async () => {
    const other = vectorArchive(town(), { ...TOWN, west: TOWN.west + 0.02 }, { maxZoom: 14, metadata: { n: 2 } });
    const before = (await baseMap())!;
    replace(other);
    const after = (await baseMap())!;
    replace(bytes);
    const known = new Map<string, Buffer>();
    for (const [tiles, file] of [
      [before, bytes],
      [after, other],
    ] as const) {
      replace(file);
      known.set(
        tiles.url,
        (await bytesOf(rep.get(addressOf(tiles, at(14))).set('Accept-Encoding', 'identity')).expect(200))
          .body as Buffer,
      );
    }
    const asking = Array.from({ length: 60 }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 5));
      if (i % 7 === 0) writeFileSync(path, i % 2 ? other : bytes); // in place, as cp does
      const tiles = i % 2 ? before : after;
      const answer = await bytesOf(rep.get(addressOf(tiles, at(14))).set('Accept-Encoding', 'identity'));
      expect([200, 404]).toContain(answer.status);
      if (answer.status === 200) expect((answer.body as Buffer).equals(known.get(tiles.url)!)).toBe(true);
    });
    await Promise.all(asking);
  });

  it('with a directory that speaks of what is not there says so for those tiles, and gives the others', async () => {
    const whole = writeArchive({
      tiles: [
        { z: 0, x: 0, y: 0, bytes: Buffer.from('near') },
        { z: 1, x: 0, y: 0, bytes: Buffer.alloc(1_000) },
      ],
      type: TileType.Png,
    });
    whole.writeBigUInt64LE(4n, 64); // the header knows nothing of the second
    replace(whole.subarray(0, whole.length - 1_000));
    const tiles = (await baseMap())!;
    await rep.get(addressOf(tiles, { z: '0', x: '0', y: '0' })).expect(200);
    const refused = await rep.get(addressOf(tiles, { z: '1', x: '0', y: '0' })).expect(422);
    expect(refused.body).toMatchObject({ code: 'UNREADABLE_FILE' });
    await rep.get(addressOf(tiles, { z: '0', x: '0', y: '0' })).expect(200);
  });
});

const gunzipIfPacked = (bytes_: Buffer): Buffer =>
  bytes_[0] === 0x1f && bytes_[1] === 0x8b ? gunzipSync(bytes_) : bytes_;
