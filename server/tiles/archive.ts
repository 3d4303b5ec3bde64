import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import {
  bytesToHeader,
  Compression,
  PMTiles,
  SharedPromiseCache,
  TileType,
  type Header,
  type RangeResponse,
  type Source,
} from 'pmtiles';
import type { Tiles } from '../../shared/tiles.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { SaidError } from '../saidError.ts';

/** The header of a PMTiles archive of version 3 (its specification, section 3). */
const HEADER_BYTES = 127;
/** Directories kept in memory: about 300 kB each, and a city of some gigabytes has fewer. */
const MOST_DIRECTORIES = 100;
/** Compressed 1:1000, a bomb of a directory could fill the memory; the largest of the whole planet is some 100 kB. */
const MOST_DIRECTORY_BYTES = 50_000_000;

/** The archive is not what it was when it was opened. */
export class ReplacedError extends Error {}

/** An open PMTiles archive. Nothing is read from a file that changed meanwhile: old directories must not find new tiles. */
export interface Archive {
  about: Pick<Tiles, 'kind' | 'minZoom' | 'maxZoom' | 'bounds'>;
  /** The same for copies of a file, on whatever machine. */
  version: string;
  /** What the archive itself says of its sources, as plain text. */
  attribution: string;
  contentType: string;
  /** How the tiles are stored, as HTTP calls it. */
  encoding: 'gzip' | 'br' | null;
  /** As it is stored; null: the archive has none there. @throws ReplacedError, or what is wrong with the file */
  tile(z: number, x: number, y: number): Promise<Buffer | null>;
  close(): Promise<void>;
}

const kinds: Partial<Record<TileType, [kind: Tiles['kind'], contentType: string]>> = {
  [TileType.Mvt]: ['vector', 'application/vnd.mapbox-vector-tile'],
  [TileType.Png]: ['pictures', 'image/png'],
  [TileType.Jpeg]: ['pictures', 'image/jpeg'],
  [TileType.Webp]: ['pictures', 'image/webp'],
  [TileType.Avif]: ['pictures', 'image/avif'],
};

/** @throws Error that says what is wrong with the file */
export async function openArchive(path: string): Promise<Archive> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    const mayNot: InBoth = { en: 'this server may not read it', zh: '服务器无权读取' };
    const why = {
      ENOENT: { en: 'there is no such file', zh: '没有这个文件' },
      EACCES: mayNot,
      EPERM: mayNot,
      EISDIR: { en: 'is a folder, not a file', zh: '是文件夹，不是文件' },
    }[error.code ?? ''];
    const otherwise = { en: `cannot be opened (${error.message})`, zh: `无法打开（${error.code}）` };
    throw new SaidError(why ?? otherwise, { cause: error });
  });
  try {
    return await readArchive(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readArchive(handle: FileHandle): Promise<Archive> {
  const source = await sourceOf(handle);
  const begin = Buffer.from((await source.getBytes(0, HEADER_BYTES)).data);
  const header = headerOf(begin, source.size);
  const [kind, contentType] = kinds[header.tileType]!;
  const directories = () => new SharedPromiseCache(MOST_DIRECTORIES, undefined, unpack);
  const read = () => new PMTiles(source, directories(), (stored) => Promise.resolve(stored));
  let tiles = read();
  const metadata = await new PMTiles(source, directories(), unpack).getMetadata().catch((error: unknown) => {
    if (error instanceof ReplacedError) throw error;
    throw new SaidError(
      { en: 'its directory or its description cannot be read', zh: '目录或说明无法读取' },
      { cause: error },
    );
  });
  // the root directory lies in the first 16 kB and holds the length of every part
  const root = await source.getBytes(0, Math.min(16_384, source.size));
  const version = createHash('sha256')
    .update(Buffer.from(root.data))
    .update(JSON.stringify([source.size, metadata]))
    .digest('base64url')
    .slice(0, 16);
  return {
    about: { kind, minZoom: header.minZoom, maxZoom: header.maxZoom, bounds: boundsOf(header) },
    version,
    attribution: plainText((metadata as { attribution?: unknown } | null)?.attribution),
    contentType,
    encoding:
      header.tileCompression === Compression.Gzip
        ? 'gzip'
        : header.tileCompression === Compression.Brotli
          ? 'br'
          : null,
    async tile(z, x, y) {
      try {
        const found = await tiles.getZxy(z, x, y);
        return found ? Buffer.from(found.data) : null;
      } catch (error) {
        tiles = read(); // it keeps what failed, and a disk may answer the next time
        throw error;
      }
    },
    close: () => handle.close(),
  };
}

/** Bytes of the file that was opened, as long as it is that one. */
async function sourceOf(handle: FileHandle): Promise<Source & { size: number }> {
  const opened = await handle.stat({ bigint: true });
  if (!opened.isFile()) throw new SaidError({ en: 'is not a file', zh: '不是文件' });
  const size = Number(opened.size);
  return {
    size,
    getKey: () => 'file',
    async getBytes(offset, length): Promise<RangeResponse> {
      const end = Math.min(offset + length, size);
      // the reader asks for 16 kB first, however short the archive is
      if (offset > 0 && end < offset + length)
        throw new SaidError({
          en: `the archive's directory speaks of byte ${offset + length}, and the file ends at ${size}`,
          zh: `目录指向第 ${offset + length} 字节，而文件只有 ${size} 字节`,
        });
      const data = new ArrayBuffer(Math.max(0, end - offset));
      const bytes = Buffer.from(data);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
        if (bytesRead === 0) throw new ReplacedError('the file was cut short while it was read');
        filled += bytesRead;
      }
      const now = await handle.stat({ bigint: true });
      if (now.mtimeNs !== opened.mtimeNs || now.size !== opened.size)
        throw new ReplacedError('the file was changed while it was read');
      return { data };
    },
  };
}

/** @throws Error that says why this file cannot be a base map */
function headerOf(begin: Buffer, size: number): Header {
  if (
    begin.toString('latin1', 0, 2) !== 'PM' ||
    (begin.toString('latin1', 0, 7) !== 'PMTiles' && begin.readUInt16LE(2) > 2)
  )
    throw new SaidError({ en: 'is not a PMTiles archive', zh: '不是 PMTiles 文件' });
  const version = begin.toString('latin1', 0, 7) === 'PMTiles' ? begin[7]! : begin.readUInt16LE(2);
  if (version !== 3)
    throw new SaidError({
      en: `is a PMTiles archive of version ${version}, and this server reads version 3: 'pmtiles convert' makes one of it`,
      zh: `是第 ${version} 版 PMTiles 文件，本服务器读取第 3 版：可用 pmtiles convert 转换`,
    });
  if (begin.length < HEADER_BYTES)
    throw new SaidError({ en: 'is cut short: not even its header is whole', zh: '不完整：连文件头都不全' });
  const header = bytesToHeader(new Uint8Array(begin).buffer);
  const end = Math.max(
    ...[
      [header.rootDirectoryOffset, header.rootDirectoryLength],
      [header.jsonMetadataOffset, header.jsonMetadataLength],
      [header.leafDirectoryOffset, header.leafDirectoryLength ?? 0],
      [header.tileDataOffset, header.tileDataLength ?? 0],
    ].map(([offset, length]) => offset! + length!),
  );
  if (end > size)
    throw new SaidError({
      en: `is cut short: it has ${size} bytes, and its header speaks of ${end}`,
      zh: `不完整：有 ${size} 字节，文件头中为 ${end}`,
    });
  if (!kinds[header.tileType]) throw unknownKind(TileType[header.tileType] ?? header.tileType);
  const isPicture = kinds[header.tileType]![0] === 'pictures';
  for (const [what, one] of [
    ['directories', header.internalCompression],
    ['tiles', header.tileCompression],
  ] as const) {
    const isKnown =
      one === Compression.None ||
      one === Compression.Gzip ||
      one === Compression.Brotli ||
      (what === 'tiles' && isPicture && one === Compression.Unknown);
    if (!isKnown)
      throw new SaidError({
        en: `its ${what} are packed by ${Compression[one] ?? one}, and this server unpacks gzip and Brotli`,
        zh: `${what === 'tiles' ? '瓦片' : '目录'}采用 ${Compression[one] ?? one} 压缩，本服务器支持 gzip 和 Brotli`,
      });
  }
  if (header.minZoom > header.maxZoom || header.maxZoom > 26)
    throw new SaidError({
      en: `contradicts itself: its zooms are ${header.minZoom} to ${header.maxZoom}`,
      zh: `自相矛盾：缩放级别为 ${header.minZoom} 到 ${header.maxZoom}`,
    });
  return header;
}

function unknownKind(kind: string | number): SaidError {
  return new SaidError({
    en: `holds tiles of the kind ${kind}, and this server knows MVT, PNG, JPEG, WebP and AVIF`,
    zh: `瓦片类型为 ${kind}，本服务器支持 MVT、PNG、JPEG、WebP 和 AVIF`,
  });
}

function boundsOf({ minLon: west, minLat: south, maxLon: east, maxLat: north }: Header): Tiles['bounds'] {
  // many writers leave them 0: then nothing is known
  return west < east && south < north ? { west, south, east, north } : null;
}

const [gunzipped, unbrotlied] = [promisify(gunzip), promisify(brotliDecompress)];

async function unpack(bytes: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression === Compression.None) return bytes;
  const limit = { maxOutputLength: MOST_DIRECTORY_BYTES };
  const plain = compression === Compression.Brotli ? await unbrotlied(bytes, limit) : await gunzipped(bytes, limit);
  return plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.length) as ArrayBuffer;
}

/** Archives say it in HTML. */
function plainText(html: unknown): string {
  if (typeof html !== 'string') return '';
  const signs: Record<string, string> = { '&copy;': '©', '&amp;': '&', '&quot;': '"', '&#169;': '©', '&nbsp;': ' ' };
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#?\w+;/g, (sign) => signs[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
