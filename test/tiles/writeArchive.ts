import { gzipSync } from 'node:zlib';
import { Compression, TileType, zxyToTileId } from 'pmtiles';

export interface ArchiveParts {
  tiles: { z: number; x: number; y: number; bytes: Uint8Array }[];
  type: TileType | number;
  /** How `bytes` are packed already. */
  packed?: Compression;
  metadata?: object;
  /** In its place: what is no JSON. */
  description?: string;
  bounds?: { west: number; south: number; east: number; north: number };
  /** Entries of a leaf directory; without it all are in the root. */
  leaf?: number;
}

/** A PMTiles archive of version 3, by its specification: header, root directory, metadata, leaf directories, tiles. */
export function writeArchive({
  tiles,
  type,
  packed = Compression.None,
  metadata = {},
  description = JSON.stringify(metadata),
  bounds,
  leaf,
}: ArchiveParts): Buffer {
  const sorted = tiles
    .map(({ z, x, y, bytes }) => ({ tileId: zxyToTileId(z, x, y), bytes }))
    .sort((a, b) => a.tileId - b.tileId);
  let offset = 0;
  const entries = sorted.map(({ tileId, bytes }) => {
    const entry: Entry = { tileId, run: 1, length: bytes.length, offset };
    offset += bytes.length;
    return entry;
  });
  const leaves: Buffer[] = [];
  let root = entries;
  if (leaf) {
    root = [];
    for (let i = 0, at = 0; i < entries.length; i += leaf) {
      const packedLeaf = directory(entries.slice(i, i + leaf));
      leaves.push(packedLeaf);
      root.push({ tileId: entries[i]!.tileId, run: 0, length: packedLeaf.length, offset: at });
      at += packedLeaf.length;
    }
  }
  const parts = [
    directory(root),
    gzipSync(description),
    Buffer.concat(leaves),
    Buffer.concat(sorted.map(({ bytes }) => bytes)),
  ];
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  let at = 127;
  parts.forEach((part, i) => {
    header.writeBigUInt64LE(BigInt(at), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(part.length), 16 + 16 * i);
    at += part.length;
  });
  for (let i = 0; i < 3; i++) header.writeBigUInt64LE(BigInt(entries.length), 72 + 8 * i);
  const zooms = tiles.map(({ z }) => z);
  header.set([1, Compression.Gzip, packed, type, Math.min(...zooms), Math.max(...zooms)], 96);
  if (bounds)
    [bounds.west, bounds.south, bounds.east, bounds.north].forEach((degrees, i) =>
      header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i),
    );
  return Buffer.concat([header, ...parts]);
}

interface Entry {
  tileId: number;
  /** 0: the entry is a leaf directory. */
  run: number;
  length: number;
  offset: number;
}

function directory(entries: readonly Entry[]): Buffer {
  const numbers = [
    entries.length,
    ...entries.map(({ tileId }, i) => tileId - (entries[i - 1]?.tileId ?? 0)),
    ...entries.map(({ run }) => run),
    ...entries.map(({ length }) => length),
    // one more than the offset: 0 would say that it follows the one before
    ...entries.map(({ offset }) => offset + 1),
  ];
  return gzipSync(Buffer.from(numbers.flatMap(varint)));
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
