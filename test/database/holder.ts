/** A program that takes the lock of its first argument, prints `held` or `heldBy PID`, and stays until it is killed. */
import { takeLock } from '../../server/embedded/lock.ts';

const lock = await takeLock(process.argv[2] ?? '');
console.log('release' in lock ? 'held' : `heldBy ${lock.heldBy}`);
setInterval(() => {}, 1_000);
