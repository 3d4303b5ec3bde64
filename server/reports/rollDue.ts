import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { dueDays, rollDays, takeDays } from './rollStore.ts';

/** A decision is in every report within five seconds. */
const LOOK_MS = 2_000;
/** Some 500 visits: short enough to let others have the embedded database in between. */
const DAYS_AT_ONCE = 20;

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
  const due = await dueDays(db, most);
  if (due.length === 0) return 0;
  return db.transaction(async (tx) => {
    const mine = await takeDays(tx, due);
    if (mine.length > 0) await rollDays(tx, mine);
    return mine.length;
  });
}

/** Counts all that is due before it resolves. */
export async function rollAll(db: Database, onDone: (days: number) => void = () => {}): Promise<number> {
  let days = 0;
  for (let now = await rollSome(db, DAYS_AT_ONCE); now > 0; now = await rollSome(db, DAYS_AT_ONCE)) {
    days += now;
    onDone(days);
  }
  return days;
}
