import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Written last, so that a build cut short is not taken for a whole one. */
const stamp = join(root, '.build/web/built');

/** Builds the web pages unless what lies in .build/web is newer than every source. */
async function buildIfOlder(): Promise<void> {
  const sources = ['web', 'shared', 'package-lock.json', 'tsconfig.json'].map((name) => join(root, name));
  const newestMs = Math.max(...sources.map(newest));
  if (newestMs < newest(stamp)) return;
  const startedMs = Date.now();
  process.stdout.write('Building the web pages … ');
  const { build } = await import('vite');
  const { viteConfig } = await import('./vite.config.ts');
  await build(viteConfig);
  squeezeAssets(join(root, '.build/web/assets'));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(join(root, '.build/web/pages.json'), JSON.stringify(pagePaths(join(root, 'web'))));
  writeFileSync(stamp, '');
  process.stdout.write(`done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s\n`);
}

/** Each text beside its squeezed self, so that no request waits for that: the coast alone takes 280 ms of a core. */
function squeezeAssets(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.(js|css|json|svg)$/.test(name))
      writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }));
  }
}

/** Pages that are no screen of the desk: the phone's page, the set-up and where an invitation leads. */
const OTHER_PAGES = ['/rep', '/setup', '/join'];

/** The addresses of all pages, as the screens' descriptors say them: the server knows them by this list and answers 404 elsewhere. */
function pagePaths(web: string): string[] {
  const screens = readdirSync(web)
    .map((folder) => join(web, folder, 'screen.ts'))
    .filter((file) => existsSync(file));
  const said = screens.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const paths = [...text.matchAll(/\bpath(?::| =) '(\/[^']*)'/g)].map(([, path]) => path!);
    if (paths.length === 0 && /export const screens\b/.test(text))
      throw new Error(`${file} says no path: its pages would be answered with 404`);
    return paths;
  });
  return [...new Set([...OTHER_PAGES, ...said])].sort();
}

/** The latest change in a file or a folder, ms; a folder's own time tells of files that went away. 0 if there is none. */
function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

await buildIfOlder();
