import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLock } from './lock.ts';

/** How many templates of one kind stay in a cache: the last few versions of the SQL a developer goes back and forth between. */
const KEPT = 4;

/**
 * Puts a copy of a database folder at `target`, which must not exist, and builds that folder first where the cache has
 * none of this name or a damaged one. Several processes may ask at once: one builds, the others wait.
 * @param cache folder for templates; made when missing
 * @param kind,version the template's name is KIND-VERSION; old versions of a kind are dropped
 * @param build makes the database in the empty folder it is given
 */
export async function placeTemplate(
  cache: string,
  kind: string,
  version: string,
  target: string,
  build: (folder: string) => Promise<void>,
): Promise<void> {
  const template = join(cache, `${kind}-${version}`);
  if (copyVerified(template, target)) return;
  mkdirSync(cache, { recursive: true });
  const lock = await waitForLock(join(cache, `${kind}.lock`));
  try {
    if (copyVerified(template, target)) return; // built while we waited
    rmSync(template, { recursive: true, force: true });
    const unfinished = join(cache, `unfinished-${kind}`); // of a builder that was killed, or ours in a moment
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    const folder = join(unfinished, 'database');
    await build(folder);
    writeFileSync(join(unfinished, 'sha256'), digest(folder));
    renameSync(unfinished, template);
    dropOld(cache, kind);
  } finally {
    lock.release();
  }
  if (!copyVerified(template, target)) throw new Error(`the template ${template} is damaged right after it was made`);
}

/** Copies and compares with the sum taken when the template was made. False, and nothing at `target`, when it is missing or damaged. */
function copyVerified(template: string, target: string): boolean {
  let expected: string;
  try {
    expected = readFileSync(join(template, 'sha256'), 'utf8');
    if (digest(join(template, 'database'), target) === expected) return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  rmSync(target, { recursive: true, force: true });
  return false;
}

/** sha256 over names and contents of all files of a folder, in order; copies them on the way when told where. */
function digest(folder: string, copyTo?: string): string {
  const hash = createHash('sha256');
  const walk = (path: string): void => {
    if (copyTo !== undefined) mkdirSync(join(copyTo, path), { recursive: true, mode: 0o700 });
    const entries = readdirSync(join(folder, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const name = join(path, entry.name);
      if (entry.isDirectory()) walk(name);
      else {
        const content = readFileSync(join(folder, name));
        hash.update(`${name}\0${content.length}\0`).update(content);
        if (copyTo !== undefined) writeFileSync(join(copyTo, name), content, { mode: 0o600 });
      }
    }
  };
  walk('');
  return hash.digest('hex');
}

function dropOld(cache: string, kind: string): void {
  const byAge = readdirSync(cache)
    .filter((name) => name.startsWith(`${kind}-`))
    .map((name) => ({ path: join(cache, name), madeAt: statSync(join(cache, name)).mtimeMs }))
    .sort((a, b) => b.madeAt - a.madeAt);
  for (const { path } of byAge.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}
