import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { dueDays, rollDays, takeDays } from './rollStore.ts';

/** A decision is in every report within five seconds. */
const LOOK_MS = 2_000;
/** Some 500 visits: short enough to let others have the embedded database in between. */
const DAYS_AT_ONCE = 20;
/** Others are through with so many days in about this time. */
const BUSY_MS = 100;

/** Counts whatever is due, from now until it is stopped: after a crash it goes on by itself, because what is due is in the table. */
export function startRolling(db: Database, log: Log): Loop {
  return startLoop({
    everyMs: LOOK_MS,
    look: async () => ((await rollSome(db, DAYS_AT_ONCE)) === DAYS_AT_ONCE ? 'again' : undefined),
    onError: (error) => log.error({ err: error }, 'days could not be counted for reports; trying again'),
  });
}

/** Counts days that are due; how many it was. */
export async function rollSome(db: Database, most: number): Promise<number> {
  return rollThese(db, await dueDays(db, most));
}

/** Of these, those that nobody else is counting just now. */
async function rollThese(db: Database, due: Awaited<ReturnType<typeof dueDays>>): Promise<number> {
  if (due.length === 0) return 0;
  return db.transaction(async (tx) => {
    const mine = await takeDays(tx, due);
    if (mine.length > 0) await rollDays(tx, mine);
    return mine.length;
  });
}

/** Counts all that is due before it resolves; what others are counting is waited for. */
export async function rollAll(db: Database, onDone: (days: number) => void = () => {}): Promise<number> {
  let days = 0;
  for (let due = await dueDays(db, DAYS_AT_ONCE); due.length > 0; due = await dueDays(db, DAYS_AT_ONCE)) {
    const counted = await rollThese(db, due);
    if (counted === 0) await wait(BUSY_MS);
    else onDone((days += counted));
  }
  return days;
}
