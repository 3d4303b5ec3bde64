import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock, waitForLock } from '../../server/embedded/lock.ts';
import type { Lock } from '../../server/embedded/lock.ts';
import { startThread } from '../../server/thread.ts';
import { startChild } from '../helpers/child.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rounds-lock-'));
  path = join(folder, 'some.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function take(silenceMs?: number): Promise<Lock> {
  const lock = await takeLock(path, silenceMs);
  if (!('release' in lock)) throw new Error(`held by ${lock.heldBy}`);
  return lock;
}

/** What this process writes about itself, changed: a holder that is somebody else. */
async function leaveHolder(change: object): Promise<void> {
  (await take()).release();
  const lock = await take();
  const me = JSON.parse(readFileSync(`${path}.2`, 'utf8')) as object;
  lock.release();
  writeFileSync(`${path}.2`, JSON.stringify({ ...me, ...change }));
}

test('is held once, and free again after its release', async () => {
  const lock = await take();
  expect(await takeLock(path)).toEqual({ heldBy: process.pid });
  lock.release();
  (await take()).release();
});

test('names the other process that holds it, and is taken over at once when that one is killed', async () => {
  const holder = startChild(new URL('./holder.ts', import.meta.url), [path]);
  await holder.line('held');
  expect(await takeLock(path)).toEqual({ heldBy: holder.process.pid });
  await holder.kill();
  (await take()).release();
});

test('of a process whose number is used again by another one is taken over', async () => {
  await leaveHolder({ startedAt: '1' });
  (await take()).release();
});

test('of a process number that is free is taken over, also where start times are not known', async () => {
  await leaveHolder({ pid: 2 ** 22 + 1, startedAt: null });
  (await take()).release();
});

test('that was cut off while it was written is taken over', async () => {
  await leaveHolder({});
  writeFileSync(`${path}.2`, '{"pid":');
  (await take(200)).release();
});

test('of another host is respected while its heart beats, and taken over when it is silent', async () => {
  await leaveHolder({ place: 'elsewhere', pid: 77 });
  let beats = 0;
  const heart = setInterval(() => utimesSync(`${path}.2`, new Date(), new Date(Date.now() + ++beats)), 50);
  expect(await takeLock(path, 2_000)).toEqual({ heldBy: 77 });
  clearInterval(heart);
  (await take(300)).release();
});

test('leaves two files at most, whatever its history', async () => {
  for (let i = 0; i < 10; i++) (await take()).release();
  expect(readdirSync(folder).sort()).toEqual(['some.lock.10', 'some.lock.9']);
});

test('waits for the holder where asked to', async () => {
  const lock = await take();
  const waiting = waitForLock(path);
  setTimeout(() => lock.release(), 50);
  (await waiting).release();
});

test('is never held by two of many that fight for it', async () => {
  const contenders = Array.from(
    { length: 8 },
    () =>
      new Promise<number>((resolve, reject) => {
        startThread(new URL('./lockContender.ts', import.meta.url), { workerData: { path, until: 300 } })
          .on('message', resolve)
          .on('error', reject);
      }),
  );
  const had = await Promise.all(contenders);
  expect(had.reduce((a, b) => a + b)).toBeGreaterThan(20);
});
