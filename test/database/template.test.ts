import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeTemplate } from '../../server/embedded/template.ts';

let folder: string;
let cache: string;
let built: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-template-'));
  cache = join(folder, 'cache');
  built = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

async function build(database: string): Promise<void> {
  built++;
  mkdirSync(join(database, 'base/empty'), { recursive: true });
  writeFileSync(join(database, 'PG_VERSION'), '18');
  writeFileSync(join(database, 'base/1'), Buffer.alloc(10_000, built));
}
const place = (target: string, version = '1'): Promise<void> =>
  placeTemplate(cache, 'kind', version, join(folder, target), build);

test('is built once and copied as often as wanted, empty folders too', async () => {
  await place('a');
  await place('b');
  expect(built).toBe(1);
  expect(readdirSync(join(folder, 'b'), { recursive: true }).sort()).toEqual([
    'PG_VERSION',
    'base',
    'base/1',
    'base/empty',
  ]);
  expect(readFileSync(join(folder, 'b/base/1'))).toEqual(Buffer.alloc(10_000, 1));
});

test('is built by one of several that ask at once', async () => {
  await Promise.all(['a', 'b', 'c'].map((target) => place(target)));
  expect(built).toBe(1);
  expect(readFileSync(join(folder, 'c/PG_VERSION'), 'utf8')).toBe('18');
});

test.each([
  ['a changed byte', (at: string) => writeFileSync(join(at, 'database/base/1'), Buffer.alloc(10_000, 9))],
  ['a missing file', (at: string) => rmSync(join(at, 'database/PG_VERSION'))],
  ['a file too many', (at: string) => writeFileSync(join(at, 'database/base/2'), '')],
  ['no sum', (at: string) => rmSync(join(at, 'sha256'))],
  ['no database', (at: string) => rmSync(join(at, 'database'), { recursive: true })],
])('with %s is built again', async (_, damage) => {
  await place('a');
  damage(join(cache, 'kind-1'));
  await place('b');
  expect(built).toBe(2);
  expect(readFileSync(join(folder, 'b/base/1'))).toEqual(Buffer.alloc(10_000, 2));
});

test('of another version is another one', async () => {
  await place('a');
  await place('b', '2');
  await place('c');
  expect(built).toBe(2);
});

test('old versions are dropped', async () => {
  for (let version = 1; version <= 7; version++) await place(`to-${version}`, String(version));
  expect(readdirSync(cache).filter((name) => name.startsWith('kind-'))).toHaveLength(4);
});

test('whose building fails leaves no template, and the next one builds it, also over the remains of a killed builder', async () => {
  await expect(
    placeTemplate(cache, 'kind', '1', join(folder, 'a'), async (database) => {
      await build(database);
      throw new Error('disk full');
    }),
  ).rejects.toThrow('disk full');
  expect(readdirSync(folder)).toEqual(['cache']);
  mkdirSync(join(cache, 'unfinished-kind/database'), { recursive: true });
  await place('a');
  expect(readFileSync(join(folder, 'a/base/1'))).toEqual(Buffer.alloc(10_000, 2));
});
