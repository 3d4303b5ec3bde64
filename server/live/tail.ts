import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop } from '../loop.ts';
import { currentPlace, eventsAfter, type EventRow, type Place } from './store.ts';

/** How often the event table is asked: half of this is the mean delay of a live update; an idle tick costs under a millisecond. */
const TICK_MS = 100;
/** Positions come without end and the map needs no more of them: they wait so long since the last that was handed over. */
const POSITIONS_MS = 1_000;
/** Rows a tick: 20,000 events a second, more than sockets can be fed. A fuller table is read in the next ticks. */
const ROWS_A_TICK = 2_000;

export interface Tail {
  /** Everything up to here has been handed to `onEvents`. */
  place(): Place;
  stop(): Promise<void>;
}

/**
 * Follows the event table behind its snapshot fence and hands every committed event over, in order, once.
 * Every server process runs one: whichever process took a press, all watchers hear of it. After a lost
 * database it goes on where it was.
 */
export async function startTail(
  db: Database,
  log: Log,
  onEvents: (events: EventRow[], to: Place) => Promise<void>,
): Promise<Tail> {
  let place = await currentPlace(db);
  // Read, and not yet handed over.
  let held: EventRow[] = [];
  let readTo = place;
  let handedMs = -Infinity;

  async function look(): Promise<'again' | undefined> {
    const events = await eventsAfter(db, readTo, ROWS_A_TICK);
    const isMore = events.length === ROWS_A_TICK;
    const last = events.at(-1);
    if (last) {
      held.push(...events);
      readTo = { streamId: place.streamId, xid: last.xid, eventId: last.eventId };
    }
    const isDue =
      isMore ||
      performance.now() - handedMs >= POSITIONS_MS ||
      held.some(({ payload }) => payload.kind !== 'positions');
    if (held.length > 0 && isDue) {
      await onEvents(held, readTo); // where this fails, they are handed over again
      held = [];
      place = readTo;
      handedMs = performance.now();
    }
    return isMore ? 'again' : undefined;
  }

  const { stop } = startLoop({
    everyMs: TICK_MS,
    look,
    onError: (error) => log.warn({ err: error }, 'the event table cannot be read; trying again'),
  });
  return { place: () => place, stop };
}
