import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that are no screen of the desk: the phone's page and the set-up. */
const OTHERS = ['/rep', '/setup'];

/** The addresses of all pages, as the screens' descriptors say them: the server knows them by this list and answers 404 elsewhere. */
export function pagePaths(web: string): string[] {
  const screens = readdirSync(web)
    .map((folder) => join(web, folder, 'screen.ts'))
    .filter((file) => existsSync(file));
  const said = screens.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bpath: '(\/[^']*)'/g)].map(([, path]) => path!),
  );
  return [...new Set([...OTHERS, ...said])].sort();
}
