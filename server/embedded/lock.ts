import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a process runs, so that its number means something, and since when, so that a number used again is not taken for it. */
interface Holder {
  pid: number;
  /** Host, boot and process namespace; two processes with the same place see the same numbers. */
  place: string;
  /** Clock ticks since boot (field 22 of /proc/PID/stat); null where there is no /proc. */
  startedAt: string | null;
}

export interface Lock {
  release(): void;
}

const HEARTBEAT_MS = 2_000;
/** Without /proc, or when the holder is on another host, silence this long counts as death: seven missed heartbeats. */
const SILENCE_MS = 15_000;

/**
 * Takes a lock that at most one living process holds, without help from the operating system's file locks, which Node
 * does not offer. Files NAME.1, NAME.2 … are its history: whoever creates the next number holds it while its
 * predecessor is dead or has released. Numbers only grow, so a slow starter cannot take away a newer lock by mistake.
 * The holder touches its file every two seconds.
 * @param path the lock's name; its folder must exist
 * @param silenceMs how long a holder of whom nothing else is known must be silent to count as dead
 * @returns the lock, or the process that holds it
 */
export async function takeLock(path: string, silenceMs = SILENCE_MS): Promise<Lock | { heldBy: number }> {
  const me: Holder = { pid: process.pid, place: place(), startedAt: startOf(process.pid) };
  for (;;) {
    const before = newest(path);
    const holder = before > 0 ? await livingHolder(`${path}.${before}`, me.place, silenceMs) : undefined;
    if (holder) return { heldBy: holder.pid };

    const mine = `${path}.${before + 1}`;
    try {
      writeFileSync(mine, JSON.stringify(me), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue; // another starter was quicker
      throw error;
    }
    // Write, then look: of two starters that pass each other here, at least one sees the other and steps back. At all that
    // is there and not only at the predecessor: where two stepped back, numbers are used again, and lower ones may be held.
    const isAlone = numbers(path).every(
      (number) => number === before + 1 || (number <= before && !isHeld(`${path}.${number}`, me.place)),
    );
    if (!isAlone) {
      rmSync(mine, { force: true });
      await sleep(20 + randomInt(80)); // so that two that stepped back do not meet again
      continue;
    }
    // One predecessor stays, so that a directory listing taken meanwhile cannot miss both.
    for (const number of numbers(path)) if (number < before) rmSync(`${path}.${number}`, { force: true });
    return hold(mine);
  }
}

/** As takeLock, but waits until the holder has gone. */
export async function waitForLock(path: string): Promise<Lock> {
  for (;;) {
    const lock = await takeLock(path);
    if ('release' in lock) return lock;
    await sleep(100);
  }
}

function hold(file: string): Lock {
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), HEARTBEAT_MS).unref();
  return {
    release() {
      clearInterval(heartbeat);
      writeFileSync(file, ''); // kept as a number that says: released
    },
  };
}

function numbers(path: string): number[] {
  const prefix = `${basename(path)}.`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
}

const newest = (path: string): number => Math.max(0, ...numbers(path));

/** Undefined when the file is gone, empty (released, or its writer died) or half-written. */
function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

async function livingHolder(file: string, here: string, silenceMs: number): Promise<Holder | undefined> {
  const holder = read(file);
  if (!holder) return undefined;
  if (isSurelyAlive(holder, here)) return holder;
  if (isSurelyDead(holder, here)) return undefined;
  const last = touchedAt(file);
  for (let waitedMs = 0; waitedMs < silenceMs; waitedMs += 100) {
    await sleep(100);
    if (!read(file)) return undefined;
    if (touchedAt(file) !== last) return holder;
  }
  return undefined;
}

function isHeld(file: string, here: string): boolean {
  const holder = read(file);
  return holder !== undefined && isSurelyAlive(holder, here);
}

const isSurelyAlive = (holder: Holder, here: string): boolean =>
  holder.place === here && holder.startedAt !== null && startOf(holder.pid) === holder.startedAt;

/** Its number is free, or belongs to a process that started at another time. */
function isSurelyDead(holder: Holder, here: string): boolean {
  if (holder.place !== here) return false;
  if (!exists(holder.pid)) return true;
  const startedAt = startOf(holder.pid);
  return startedAt !== null && startedAt !== holder.startedAt;
}

function touchedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // after the name, which may hold anything: state is field 3
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null); // a zombie's parent has not looked yet
  } catch {
    return null;
  }
}

function place(): string {
  const orNothing = (read: () => string): string => {
    try {
      return read().trim();
    } catch {
      return '';
    }
  };
  const boot = orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  return [hostname(), boot, orNothing(() => readlinkSync('/proc/self/ns/pid'))].join(' ');
}
