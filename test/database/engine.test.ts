import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../helpers/database.ts';
import type { FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
beforeAll(async () => { const t = performance.now(); db = await freshDatabase(); console.log('fresh', performance.now() - t); });
afterAll(() => db.close());
test('a point goes in and comes out', async () => {
  expect((await db.query('select st_x(st_point(1, 2)) as x')).rows).toEqual([{ x: 1 }]);
});
