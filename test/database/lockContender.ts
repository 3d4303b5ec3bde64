/** A thread that takes the lock of workerData many times and checks that it is alone; posts how often it had it. */
import { openSync, closeSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../server/embedded/lock.ts';

const { path, until } = workerData as { path: string; until: number };
let had = 0;
for (let tries = 0; tries < until; tries++) {
  const lock = await takeLock(path);
  if ('release' in lock) {
    closeSync(openSync(`${path}-inside`, 'wx')); // fails when somebody else is inside
    had++;
    await sleep(tries % 3);
    rmSync(`${path}-inside`);
    lock.release();
  }
  await sleep(1);
}
parentPort?.postMessage(had);
