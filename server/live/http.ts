import { liveContracts } from '../../shared/live.ts';
import { Snapshot } from '../../shared/live.ts';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { seenInHours, seenLive } from './watchers.ts';

export interface SnapshotDeps {
  /** The present end of the stream, for this watcher. */
  cursor: (who: Who) => string;
  /** The parts, asked of the features that own them. */
  read: (who: Who, day: string) => Promise<Omit<Snapshot, 'cursor' | 'day'>>;
}

export function liveEndpoints({ cursor: cursorOf, read }: SnapshotDeps): Endpoint[] {
  return [
    endpoint(liveContracts.readSnapshot, async ({ who, query, now, look }) => {
      if (query.unitId && !who.unitIds.includes(query.unitId)) throw new AppError('NO_SUCH_UNIT');
      const cursor = cursorOf(who); // before the reading: what changes meanwhile is heard again
      const day = query.day ?? dayIn(who.timeZone, now);
      const all = await read(who, day);
      const parts = query.unitId ? below(all, query.unitId) : all;
      await look([...seenLive(lastSeen(parts), now), ...seenInHours(placed(parts))]);
      return { cursor, day, ...parts };
    }),
  ];
}

const lastSeen = ({ reps }: Parts): string[] => reps.flatMap(({ repId, last }) => (last === null ? [] : [repId]));

const placed = ({ visits }: Parts): { repId: string; at: string; untilAt: string | null }[] =>
  visits
    .filter(({ startPosition, endPosition }) => startPosition ?? endPosition)
    .map(({ repId, startedAt, endedAt }) => ({ repId, at: startedAt, untilAt: endedAt }));

type Parts = Omit<Snapshot, 'cursor' | 'day'>;

/** What lies in a unit and the units under it. */
function below(parts: Parts, unitId: string): Parts {
  const kept = new Set([unitId]);
  for (const unit of parts.units) if (unit.parentId && kept.has(unit.parentId)) kept.add(unit.unitId); // parents come first
  const isKept = (thing: { unitId: string }) => kept.has(thing.unitId);
  return {
    units: parts.units.filter(isKept),
    reps: parts.reps.filter(isKept),
    territories: parts.territories.filter(isKept),
    plans: parts.plans.filter(isKept),
    visits: parts.visits.filter(isKept),
  };
}

/** The calendar day of an instant in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
