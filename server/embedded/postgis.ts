import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { waitForLock } from './lock.ts';

/** What nobody here uses: two more libraries of 16 MB that would be compiled at every start, and upgrade scripts. */
const UNUSED = /raster|topology|tiger|--unpackaged--|--ANY--|\/contrib\//;

const PREFIX = 'postgis-bundle-';

/**
 * PostGIS without what is not used: opening then takes 2.4 s of processor time instead of 4.0, and 610 MB instead of 950.
 * @param cache an existing folder, where the smaller bundle is kept under its own sum
 */
export function slimPostgis(cache: string): Extension {
  return {
    ...postgis,
    setup: async (pglite, options) => {
      const whole = await postgis.setup(pglite, options);
      if (!whole.bundlePath) throw new Error('the PostGIS package has another form than expected');
      return { ...whole, bundlePath: pathToFileURL(keptBundle(cache) ?? (await makeBundle(whole.bundlePath, cache))) };
    },
  };
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);
const nameOf = (sum: string): string => `${PREFIX}${sum}.tar.gz`;

/** Nothing when there is none, or when it is not what its name says; a damaged one is removed. */
function keptBundle(cache: string): string | undefined {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(PREFIX) && entry.endsWith('.tar.gz'))) {
    const path = join(cache, name);
    if (nameOf(sumOf(readFileSync(path))) === name) return path;
    rmSync(path, { force: true });
  }
  return undefined;
}

async function makeBundle(whole: URL, cache: string): Promise<string> {
  const lock = await waitForLock(join(cache, `${PREFIX}lock`));
  try {
    const made = keptBundle(cache); // by another process while we waited
    if (made !== undefined) return made;
    const bundle = gzipSync(withoutUnused(gunzipSync(readFileSync(whole))), { level: 0 });
    const path = join(cache, nameOf(sumOf(bundle)));
    const unfinished = join(cache, `${PREFIX}unfinished`);
    writeFileSync(unfinished, bundle);
    renameSync(unfinished, path);
    return path;
  } finally {
    lock.release();
  }
}

const BLOCK = 512;

/** A tar is blocks of 512: a header (name at 0, size in octal at 124) and the content, padded; zeros at the end. */
function withoutUnused(tar: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const name = tar.toString('latin1', at, tar.indexOf(0, at));
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (!UNUSED.test(name)) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
}
