import { AppError } from '../errors.ts';
import { SaidError } from '../saidError.ts';
import { stat } from 'node:fs/promises';
import type { Tiles } from '../../shared/tiles.ts';
import type { Log } from '../log.ts';
import { openArchive, ReplacedError, type Archive } from './archive.ts';

export interface TileFileSettings {
  path: string;
  frame: Tiles['frame'];
  /** Empty: what the archive says of itself. */
  attribution: string;
}

export interface StoredTile {
  bytes: Buffer;
  encoding: Archive['encoding'];
  contentType: string;
}

/** A base map whose tiles this server has. */
export interface TileSource {
  /** Null while it cannot be used: the built-in map is all there is then. */
  tiles(): Promise<Tiles | null>;
  /** Null: there is none there. @throws AppError OTHER_BASE_MAP when the map is another one by now */
  tile(version: string, z: number, x: number, y: number): Promise<StoredTile | null>;
}

/** The operator's own base map, a PMTiles archive that may be replaced while the server runs. */
export interface TileFile extends TileSource {
  close(): Promise<void>;
}

/** Protomaps' tiles and nearly all other vector tiles are made of it; its licence (ODbL) wants it named on the map. */
const OPEN_STREET_MAP = '© OpenStreetMap';

/** @throws Error that names the file and what is wrong with it */
export async function openTileFile({ path, frame, attribution }: TileFileSettings, log: Log): Promise<TileFile> {
  let now: Promise<{ mark: string; archive: Archive | null }> = opened(path).catch((error: unknown) => {
    const zh = error instanceof SaidError ? error.said.zh : sentence(error);
    throw new SaidError(
      { en: `TILE_FILE=${path}: ${sentence(error)}`, zh: `TILE_FILE=${path}：${zh}` },
      { cause: error },
    );
  });
  await now;
  let complained: Archive | null = null;

  /** The archive that lies there now. */
  async function current(): Promise<Archive | null> {
    const before = now;
    const mark = await markOf(path);
    const { mark: known, archive } = await before;
    if (mark === known) return archive;
    if (before === now) {
      now = opened(path).catch((error: unknown) => {
        log.error(
          { path, why: sentence(error) },
          'TILE_FILE was changed and cannot be used; the built-in map stands in for it',
        );
        return { mark, archive: null };
      });
      void archive?.close();
      if ((await now).archive) log.info({ path }, 'TILE_FILE was changed: the new one is shown');
    }
    return (await now).archive;
  }

  return {
    async tiles() {
      const archive = await current();
      if (!archive) return null;
      const named = attribution || archive.attribution || (archive.about.kind === 'vector' ? OPEN_STREET_MAP : '');
      return { ...archive.about, url: `/api/v1/tiles/${archive.version}/{z}/{x}/{y}`, frame, attribution: named };
    },
    async tile(version, z, x, y) {
      const archive = await current();
      if (archive?.version !== version) throw replaced();
      try {
        const bytes = await archive.tile(z, x, y);
        return bytes && { bytes, encoding: archive.encoding, contentType: archive.contentType };
      } catch (error) {
        if (error instanceof ReplacedError || (await current()) !== archive) throw replaced();
        // once for a file: a map asks for dozens of tiles a second
        if (complained !== archive)
          log.error(
            { path, err: error },
            'TILE_FILE holds tiles that cannot be read; the built-in map is seen in their place',
          );
        complained = archive;
        throw new AppError('TILE_UNREADABLE', {}, { cause: error });
      }
    },
    close: async () => (await now).archive?.close(),
  };
}

export const replaced = () => new AppError('OTHER_BASE_MAP');
const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Differs as soon as a file was replaced, written to or taken away. */
async function markOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found ? [found.dev, found.ino, found.size, found.mtimeNs].join(':') : 'gone';
}

async function opened(path: string): Promise<{ mark: string; archive: Archive }> {
  const mark = await markOf(path); // before: what changes meanwhile is noticed the next time
  return { mark, archive: await openArchive(path) };
}
