/// <reference lib="webworker" />
// Keeps the phone page's own files, so that it opens without a network. Nothing of the API is ever kept here.
const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL = 'rounds-shell';
/** What the phone page begins with, by the names of the build's list. */
const PAGE = [
  'index.html',
  'phone/page.tsx',
  'phone/inspections/part.tsx',
  'phone/asks/part.tsx',
  'phone/logs/part.tsx',
  'phone/scores/part.tsx',
];
/** A page that takes longer than this is opened from what is kept. */
const SLOW_MS = 4_000;

interface Built {
  file: string;
  css?: string[];
  /** What it loads with it, by the names of the list. */
  imports?: string[];
}

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});

/**
 * The page itself and its scripts and styles: not those of the desk, nor what is said of a failure (whoever is refused has a
 * connection).
 */
async function keepShell(): Promise<void> {
  const built = (await (await fetch('/assets.json', { cache: 'no-cache' })).json()) as Record<string, Built>;
  const files = [...loadedBy(built, PAGE)].flatMap((name) => [built[name]!.file, ...(built[name]!.css ?? [])]);
  const cache = await caches.open(SHELL);
  const wanted = new Set(['/rep', '/icon.svg', '/app.webmanifest', ...files.map((file) => `/${file}`)]);
  await cache.addAll([...wanted]); // all or nothing: until the new ones are here, what is kept stays
  for (const kept of await cache.keys()) if (!wanted.has(new URL(kept.url).pathname)) await cache.delete(kept);
}

/** These and everything that they load, by the names of the list. */
function loadedBy(built: Record<string, Built>, names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    loadedBy(built, built[name]!.imports ?? [], found);
  }
  return found;
}

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    if (url.pathname === '/rep') event.respondWith(freshPage(event.request));
  } else if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg') {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  }
});

/**
 * The server's page when it answers in time, else the kept one: also where a proxy answers instead of the server. A newer page is shown
 * once its files are here with it, so that an update that is cut off leaves the page that works.
 */
async function freshPage(request: Request): Promise<Response> {
  const kept = await caches.match('/rep').catch(() => undefined);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(SLOW_MS) });
    if (!fresh.ok) return kept ?? fresh;
    if (kept && (await entryOf(kept)) === (await entryOf(fresh))) {
      void keepShell().catch(() => undefined);
      return fresh;
    }
    const isWhole = await Promise.race([keepShell().then(() => true), late()]).catch(() => false);
    return isWhole || !kept ? fresh : kept;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** The page's first script; its name changes with what is in any of its files. */
async function entryOf(page: Response): Promise<string | undefined> {
  return /src="(\/assets\/[^"]+)"/.exec(await page.clone().text())?.[1];
}

function late(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), SLOW_MS));
}
