import type { LiveEvent } from '../../shared/live.ts';
import { credentialOf, type Who } from '../auth.ts';
import { seenIn, type Looks, type Seen } from '../looks.ts';
import { territoryRoom, unitRoom, type WatchedRow } from './gatherEvents.ts';

const HOUR_MS = 3_600_000;
/** Watchers whose looks are written in one statement: some megabytes, where each sees 300 people. */
const AT_ONCE = 50;

const hourOf = (ms: number, after = 0): string => new Date((Math.floor(ms / HOUR_MS) + after) * HOUR_MS).toISOString();

/** Whoever sees where these people are now: a look an hour, so long as they come. */
export function seenLive(repIds: readonly string[], now: Date): Seen[] {
  return repIds.length === 0 ? [] : [{ repIds, fromAt: hourOf(now.getTime()), toAt: hourOf(now.getTime(), 1) }];
}

/** A day's visits on the map, to the hour: a map that is opened again a minute later shows the same. */
export function seenInHours(things: Parameters<typeof seenIn>[0]): Seen[] {
  return seenIn(things).map(({ repIds, fromAt, toAt }) => ({
    repIds,
    fromAt: hourOf(Date.parse(fromAt!)),
    toAt: hourOf(Date.parse(toAt!), 1),
  }));
}

/** Whose positions are in an event, of moves or of presses. */
export function shownIn(event: LiveEvent): string[] {
  if (event.kind === 'positions') return event.positions.map(({ repId }) => repId);
  return event.kind === 'visit' && (event.visit.startPosition ?? event.visit.endPosition) ? [event.visit.repId] : [];
}

export interface WatchLooksDeps {
  looks: Looks;
  /** Everybody in the unit of one of these events: where one is seen, the others follow within the minute. */
  unitReps: (rows: readonly WatchedRow[]) => Promise<Map<string, string[]>>;
  /** Who is in a room now. */
  watchersIn: (room: string) => Iterable<Who>;
  now: () => Date;
}

export interface WatchLooks {
  /** Somebody joined: what comes next is a look of theirs too. */
  joined(rooms: readonly string[]): void;
  /** When it has ended, everybody who is in a room now has a look on record at everybody whom these events show there. */
  cover(rows: readonly WatchedRow[]): Promise<void>;
}

/** Looks of those who watch the stream: a row a watcher and hour, before the first position of somebody new goes out. */
export function createWatchLooks({ looks, unitReps, watchersIn, now }: WatchLooksDeps): WatchLooks {
  /** By room: at whom everybody in it has a look on record in this hour. */
  const covered = new Map<string, Set<string>>();
  let hour = '';

  function uncovered(rows: readonly WatchedRow[]): Map<string, WatchedRow[]> {
    const found = new Map<string, WatchedRow[]>();
    for (const row of rows) {
      const shown = shownIn(row.payload);
      for (const room of shown.length > 0 ? roomsOf(row) : []) {
        const known = covered.get(room);
        if (shown.every((repId) => known?.has(repId)) || !isAnybody(watchersIn(room))) continue;
        found.set(room, [...(found.get(room) ?? []), row]);
      }
    }
    return found;
  }

  async function record(found: Map<string, WatchedRow[]>): Promise<void> {
    const ofUnits = await unitReps([...found.values()].flat());
    const watchers = new Map<string, { who: Who; repIds: Set<string> }>();
    const shown = new Map<string, Set<string>>();
    for (const [room, rows] of found) {
      const repIds = new Set([...(ofUnits.get(room) ?? []), ...rows.flatMap(({ payload }) => shownIn(payload))]);
      shown.set(room, repIds);
      covered.set(room, covered.get(room) ?? new Set()); // gone when somebody joins meanwhile
      for (const who of watchersIn(room)) {
        const key = `${who.orgId} ${who.personId} ${credentialOf(who)}`;
        const watcher = watchers.get(key) ?? { who, repIds: new Set() };
        for (const repId of repIds) watcher.repIds.add(repId);
        watchers.set(key, watcher);
      }
    }
    const said = [...watchers.values()].map(({ who, repIds }) => ({ who, seen: seenLive([...repIds], now()) }));
    for (let i = 0; i < said.length; i += AT_ONCE) await looks.record('live', said.slice(i, i + AT_ONCE));
    for (const [room, repIds] of shown) for (const repId of repIds) covered.get(room)?.add(repId);
  }

  return {
    joined: (rooms) => {
      for (const room of rooms) covered.delete(room);
    },
    async cover(rows) {
      for (;;) {
        if (hour !== (hour = hourOf(now().getTime()))) covered.clear();
        const found = uncovered(rows);
        if (found.size === 0) return;
        await record(found);
      }
    },
  };
}

/** In a rep's own room there is nobody else. */
function roomsOf({ orgId, unitId, territoryId }: WatchedRow): string[] {
  return [unitRoom(orgId, unitId), ...(territoryId ? [territoryRoom(orgId, territoryId)] : [])];
}

function isAnybody(watchers: Iterable<Who>): boolean {
  return !watchers[Symbol.iterator]().next().done;
}
