import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The dashboard and the phone page, built into .build/web, from where the server hands them out. */
export const viteConfig: InlineConfig = {
  root: here('.'),
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // A class keeps the name that is written, so that it can be read in the browser and named in a test; that no two modules
  // define the same one is checked (test/web/styles.test.ts).
  css: { modules: { generateScopedName: '[local]', localsConvention: 'camelCaseOnly' } },
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
