import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Compression, TileType } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/main.ts';
import { openArchive, ReplacedError } from '../../server/tiles/archive.ts';
import { png } from './png.ts';
import { town, TOWN, vectorArchive } from './town.ts';
import { writeArchive } from './writeArchive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-tiles-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function write(bytes: Buffer): string {
  const path = join(folder, `${count++}.pmtiles`);
  writeFileSync(path, bytes);
  return path;
}
/** An account that owns nothing, on every Unix. */
const NOBODY = 65_534;
const good = () => vectorArchive(town(), TOWN, { maxZoom: 13 });
function with_(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  change(bytes);
  return bytes;
}

describe('an archive', () => {
  it('gives every tile it was written with, also through leaf directories, and no other', async () => {
    const place = fc
      .integer({ min: 0, max: 14 })
      .chain((z) => fc.record({ z: fc.constant(z), x: fc.nat(2 ** z - 1), y: fc.nat(2 ** z - 1) }));
    const key = ({ z, x, y }: { z: number; x: number; y: number }) => `${z}/${x}/${y}`;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(place, { selector: key, minLength: 1, maxLength: 60 }),
        fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
        fc.array(place, { maxLength: 20 }),
        async (places, leaf, others) => {
          const tiles = places.map((at) => ({ ...at, bytes: Buffer.from(`tile ${key(at)}`) }));
          const archive = await openArchive(write(writeArchive({ tiles, type: TileType.Png, ...(leaf && { leaf }) })));
          try {
            for (const { z, x, y, bytes } of tiles)
              expect((await archive.tile(z, x, y))?.toString()).toBe(bytes.toString());
            for (const at of others.filter((other) => !places.some((one) => key(one) === key(other))))
              expect(await archive.tile(at.z, at.x, at.y)).toBeNull();
          } finally {
            await archive.close();
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has the same version wherever its copy lies, and another one when it is another map', async () => {
    const versionOf = async (bytes: Buffer) => {
      const archive = await openArchive(write(bytes));
      await archive.close();
      return archive.version;
    };
    expect(await versionOf(good())).toBe(await versionOf(good()));
    expect(await versionOf(vectorArchive(town(), TOWN, { maxZoom: 12 }))).not.toBe(await versionOf(good()));
    expect(
      await versionOf(vectorArchive(town(), TOWN, { maxZoom: 13, metadata: { 'planetiler:buildtime': 'later' } })),
    ).not.toBe(await versionOf(good()));
  });

  it('says whom to name, as plain text', async () => {
    const archive = await openArchive(
      write(
        vectorArchive(town(), TOWN, {
          maxZoom: 5,
          metadata: {
            attribution: '<a href="https://www.openstreetmap.org/copyright" target="_blank">&copy; OpenStreetMap</a>',
          },
        }),
      ),
    );
    await archive.close();
    expect(archive.attribution).toBe('© OpenStreetMap');
  });

  it.each([
    ['written to', (path: string) => writeFileSync(path, vectorArchive(town(), TOWN, { maxZoom: 12 }))],
    ['cut short', (path: string) => truncateSync(path, 300)],
  ])(
    'that is %s while it is open gives nothing more: old directories must not find new tiles',
    async (_how, change) => {
      const path = write(good());
      const archive = await openArchive(path);
      expect(await archive.tile(0, 0, 0)).not.toBeNull();
      change(path);
      await expect(archive.tile(0, 0, 0)).rejects.toThrow(ReplacedError);
      await archive.close();
    },
  );
});

describe('a TILE_FILE that cannot be a base map', () => {
  const v2 = Buffer.concat([Buffer.from('PM'), Buffer.from([2, 0]), Buffer.alloc(512_000)]);
  it.each<[what: string, bytes: () => Buffer, why: RegExp]>([
    ['empty', () => Buffer.alloc(0), /is not a PMTiles archive/],
    ['a picture', () => png(8, [1, 2, 3]), /is not a PMTiles archive/],
    [
      'an SQLite file, as MBTiles are',
      () => Buffer.from(`SQLite format 3\0${'x'.repeat(500)}`),
      /is not a PMTiles archive/,
    ],
    ['of version 2', () => v2, /version 2, and this server reads version 3: 'pmtiles convert'/],
    ['of a version to come', () => with_(good(), (b) => (b[7] = 4)), /version 4/],
    ['without the end of its header', () => good().subarray(0, 100), /cut short: not even its header/],
    [
      'without the end of its tiles',
      () => good().subarray(0, -1),
      /cut short: it has \d+ bytes, and its header speaks of \d+/,
    ],
    [
      'of MLT tiles',
      () => with_(good(), (b) => (b[99] = TileType.Mlt)),
      /tiles of the kind Mlt, and this server knows MVT, PNG, JPEG, WebP and AVIF/,
    ],
    ['of tiles of a kind that nobody knows', () => with_(good(), (b) => (b[99] = 77)), /tiles of the kind 77/],
    ['packed by Zstandard', () => with_(good(), (b) => (b[98] = Compression.Zstd)), /tiles are packed by Zstd/],
    [
      'with directories packed by nobody knows what',
      () => with_(good(), (b) => (b[97] = 0)),
      /directories are packed by Unknown/,
    ],
    ['with zooms the wrong way round', () => with_(good(), (b) => b.set([9, 3], 100)), /contradicts itself/],
    [
      'with a directory of noise',
      () => with_(good(), (b) => b.fill(0xaa, 127, 180)),
      /its directory or its description cannot be read/,
    ],
    [
      'with a description that is no JSON',
      () =>
        writeArchive({
          tiles: [{ z: 0, x: 0, y: 0, bytes: gzipSync('x') }],
          type: TileType.Mvt,
          packed: Compression.Gzip,
          description: 'not JSON',
        }),
      /its directory or its description cannot be read/,
    ],
  ])('is refused when it is %s', async (_what, bytes, why) => {
    await expect(openArchive(write(bytes()))).rejects.toThrow(why);
  });

  it('is refused when it is a folder', async () => {
    await expect(openArchive(folder)).rejects.toThrow(/is not a file|is a folder/);
  });

  it('is refused when this server may not read it', async () => {
    const path = write(good());
    chmodSync(path, 0o000);
    const isRoot = process.getuid?.() === 0; // who may read everything: somebody else looks
    if (isRoot) process.seteuid!(NOBODY);
    try {
      await expect(openArchive(path)).rejects.toThrow('this server may not read it');
    } finally {
      if (isRoot) process.seteuid!(0);
    }
  });

  it('keeps the server from starting, which says the setting, the file and what is wrong', async () => {
    const path = join(folder, 'nowhere.pmtiles');
    await expect(start(readConfig({ TILE_FILE: path, DATA_DIR: folder, LOG_LEVEL: 'silent' }, []))).rejects.toThrow(
      `TILE_FILE=${path}: there is no such file`,
    );
  });

  it('is not one of two base maps', () => {
    expect(() => readConfig({ TILE_FILE: '/a.pmtiles', TILE_URL: 'https://a.example/{z}/{x}/{y}.png' }, [])).toThrow(
      'TILE_URL and TILE_FILE are two base maps: set one of them',
    );
    expect(readConfig({ TILE_FILE: '/a.pmtiles', TILE_FRAME: 'gcj02' }, [])).toMatchObject({
      tiles: null,
      tileFile: { path: '/a.pmtiles', frame: 'gcj02', attribution: '' },
    });
  });
});
