import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * No page describes its schemas as JSON Schema, as the server does for its API: what zod has for that (5.8 kB gzip on every page)
 * is left out. Each export is still there, and does nothing.
 */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  transform: {
    filter: { id: /zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/ },
    handler: (code) =>
      [...code.matchAll(/^export (?:function|const) (\w+)/gm)]
        .map(([, name]) => `export const ${name} = () => undefined;`)
        .join('\n'),
  },
};

/** Leaflet as modules, whose classes nobody uses may be left out: making one changes nothing else. */
const leafletByParts: Plugin = {
  name: 'leaflet-by-parts',
  transform: {
    filter: { id: /leaflet-src\.esm\.js$/ },
    handler: (code) => code.replace(/^( *var \w+ = )(\w+\.extend\()/gm, '$1/* @__PURE__ */ $2'),
  },
};

/** The dashboard and the phone page, built into .build/web, from where the server hands them out. */
export const viteConfig: InlineConfig = {
  root: here('.'),
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // A class keeps the name that is written, so that it can be read in the browser and named in a test; that no two modules
  // define the same one is checked (test/web/styles.test.ts).
  css: { modules: { generateScopedName: '[local]', localsConvention: 'camelCaseOnly' } },
  resolve: { alias: [{ find: /^leaflet$/, replacement: 'leaflet/dist/leaflet-src.esm.js' }] },
  plugins: [withoutJsonSchema, leafletByParts],
  worker: { format: 'es' },
  build: {
    outDir: here('../.build/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Read by the offline worker, to know what belongs to the phone page.
    manifest: 'assets.json',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { index: here('index.html'), worker: here('phone/worker.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js') },
    },
  },
};
