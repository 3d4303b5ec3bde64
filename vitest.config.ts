import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2, // an embedded PostGIS takes about 1 GB; more at once only wait for each other
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
