import { MAX_FIXES_A_REQUEST } from '../../shared/positions.ts';
import { isDataFault, type Database, type Queryable } from '../db.ts';
import { createGather, type Gather } from '../gather.ts';
import { AppError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Reading } from './protocols/reading.ts';
import type { SetWaypoints } from './protocols/waypoints.ts';
import type { Quarantine, Sender } from '../given.ts';
import { newWaypoints } from './sendWaypoints.ts';
import { addFixes, addNotices, lockReps } from './store.ts';

/** A statement of 1,000 rows costs little more a row than one of 5,000, and keeps others waiting a fifth as long. */
const ROWS_A_WRITING = 1_000;
/** One writes while the other's rows are being sent and read. */
const LANES = 2;
/** A writing takes 10 to 50 ms: one that waits this long more is fuller, and no phone notices. */
const LINGER_MS = 5;
/** A burst; a row that waits takes about 1 kB. */
const MAX_WAITING_ROWS = 20_000;
/** On a machine that cannot keep up, phones that are told to come back serve better than phones that wait until they give up. */
const MAX_WAIT_MS = 1_000;

/** What came of a reading: fixes that were new, and for an OwnTracks phone today's retailers, null where it has them. */
export interface Kept {
  stored: number;
  waypoints: SetWaypoints | null;
}

export interface Keeper {
  /** Stores a reading; resolves after its commit, so that what it gives may be acknowledged. @throws AppError OVERLOADED */
  keep(who: Sender, reading: Reading, now: Date): Promise<Kept>;
  /** @throws AppError OVERLOADED: before a body is read, so that refusing is cheap */
  admit(): void;
}

interface Item {
  who: Sender;
  reading: Reading;
  now: Date;
}

/** Gathers what phones send and writes it in few transactions (group commit). */
export function createKeeper(db: Database, metrics: Metrics, quarantine: Quarantine): Keeper {
  const gather: Gather<Item, Kept> = createGather<Item, Kept>({
    write: async (items) => {
      const kept = await db.transaction((tx) => write(tx, items, quarantine));
      metrics.count('writings', 1);
      metrics.count(
        'fixes_stored',
        kept.reduce((sum, { stored }) => sum + stored, 0),
      );
      return kept;
    },
    sizeOf: ({ reading }) =>
      1 + reading.fixes.length + reading.transitions.length + reading.appVisits.length + reading.quarantine.length,
    keyOf: ({ who }) => who.personId,
    maxSize: ROWS_A_WRITING,
    lanes: LANES,
    lingerMs: LINGER_MS,
    maxWaiting: MAX_WAITING_ROWS,
    maxWaitMs: MAX_WAIT_MS,
    isItemsFault: isDataFault,
  });
  metrics.gauge('fixes_waiting', 'Positions that wait to be stored', gather.waiting);
  const admit = (): void => {
    if (!gather.isFull()) return;
    metrics.count('refused_busy', 1);
    throw new AppError('TOO_MANY_POSITIONS');
  };
  return {
    admit,
    keep: async (who, reading, now) => {
      admit();
      return gather.add({ who, reading, now });
    },
  };
}

async function write(tx: Queryable, items: readonly Item[], quarantine: Quarantine): Promise<Kept[]> {
  await lockReps(
    tx,
    items.map(({ who }) => who),
  );
  const stored = items.map(() => 0);
  // one item may be larger than a statement should be: then it takes several
  for (let from = 0; items.some(({ reading }) => reading.fixes.length > from); from += MAX_FIXES_A_REQUEST) {
    const parts = items.map(({ who, reading }) => ({
      who,
      app: reading.app ?? ('rounds' as const),
      fixes: reading.fixes.slice(from, from + MAX_FIXES_A_REQUEST),
    }));
    for (const [i, n] of (await addFixes(tx, parts, quarantine)).entries()) stored[i]! += n;
  }
  for (const { who, reading } of items) {
    await addNotices(tx, who, reading.transitions, reading.appVisits);
    await quarantine(tx, who, reading.app, reading.quarantine);
  }
  const located = items
    .map((item, i) => ({ ...item, i }))
    .filter(({ reading }) => reading.app === 'owntracks' && reading.fixes.length > 0);
  const lists = await newWaypoints(
    tx,
    located.map(({ who, i }) => ({ who, isRepeated: stored[i] === 0 })),
    items[0]!.now,
  );
  const waypoints = new Map(located.map(({ i }, at) => [i, lists[at] ?? null]));
  return items.map((_, i) => ({ stored: stored[i]!, waypoints: waypoints.get(i) ?? null }));
}
