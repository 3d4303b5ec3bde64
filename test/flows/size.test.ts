import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';

const PAGES = join(fileURLToPath(new URL('../..', import.meta.url)), '.build/web');

interface Built {
  file: string;
  css?: string[];
  /** Loaded with it; what is loaded later, when it is shown, is named elsewhere. */
  imports?: string[];
}
let built: Record<string, Built>;

beforeAll(async () => {
  await import('../../web/build.ts');
  built = JSON.parse(readFileSync(join(PAGES, 'assets.json'), 'utf8')) as Record<string, Built>;
});

/** Everything that is loaded before a page is there. */
function filesOf(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const { file, css = [], imports = [] } = built[name]!;
    for (const one of [file, ...css]) seen.add(one);
    filesOf(
      imports.filter((other) => !seen.has(built[other]!.file)),
      seen,
    );
  }
  return seen;
}

const kilobytes = (names: readonly string[]): number =>
  [...filesOf(names)].reduce((sum, file) => {
    const zipped = join(PAGES, `${file}.gz`);
    return sum + statSync(existsSync(zipped) ? zipped : join(PAGES, file)).size;
  }, 0) / 1_000;

/** Gzipped, script and style: what a phone in a village loads before anything is there, and what a desk does before its map. */
it.each([
  ['the sign-in', ['index.html'], 75],
  ['the phone page with its map', ['index.html', 'phone/page.tsx'], 150],
  ['the desk', ['index.html', 'app/dashboard.tsx'], 285],
])('%s is small at first: what is opened later is loaded later', (_page, names, most) => {
  expect(kilobytes(names)).toBeGreaterThan(10);
  expect(kilobytes(names)).toBeLessThanOrEqual(most);
});
