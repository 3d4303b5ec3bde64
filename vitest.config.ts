import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2, // an embedded PostGIS takes about 1 GB; more at once only wait for each other
    testTimeout: 120_000, // three starts of an embedded database in one test take a minute on a machine that is busy
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } }, // what is waited for comes late on a machine that is busy
  },
});
