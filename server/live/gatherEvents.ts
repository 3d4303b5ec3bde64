// Pure: what watchers hear of many events at once, as few and small messages.
import type { LiveEvent } from '../../shared/live.ts';
import { isNewerPosition, type LivePosition } from '../../shared/positions.ts';
import type { EventRow } from './store.ts';

export type WatchedRow = EventRow & { payload: LiveEvent };

/** What the sockets of these rooms hear in one message. A socket in several of the rooms hears it once. */
export interface Message {
  rooms: string[];
  events: LiveEvent[];
}

export const unitRoom = (orgId: number, unitId: string): string => `unit:${orgId}:${unitId}`;
export const territoryRoom = (orgId: number, territoryId: string): string => `territory:${orgId}:${territoryId}`;
export const repRoom = (orgId: number, repId: string): string => `rep:${orgId}:${repId}`;

/**
 * One message for the watchers of a unit, one for those of each of its territories, and one for each rep who watches their own
 * work (`isHeard`: whether somebody is in a room). Of a rep's positions only the newest is said: a map shows no other.
 */
export function gatherEvents(rows: readonly WatchedRow[], isHeard: (room: string) => boolean): Message[] {
  const messages = new Map<string, { rooms: string[]; rows: WatchedRow[] }>();
  const add = (rooms: string[], row: WatchedRow): void => {
    const heard = rooms.filter(isHeard);
    if (heard.length === 0) return;
    const key = heard.join(' ');
    const message = messages.get(key);
    if (message) message.rows.push(row);
    else messages.set(key, { rooms: heard, rows: [row] });
  };
  for (const row of rows) {
    const { orgId, unitId, territoryId, repId } = row;
    add([unitRoom(orgId, unitId), ...(territoryId ? [territoryRoom(orgId, territoryId)] : [])], row);
    if (repId) add([repRoom(orgId, repId)], row);
  }
  return [...messages.values()].map(({ rooms, rows: said }) => ({
    rooms,
    events: newestPositions(said.map(({ payload }) => payload)),
  }));
}

/** All else in its order, then the newest position of each rep, a unit an event. */
function newestPositions(events: readonly LiveEvent[]): LiveEvent[] {
  const others: LiveEvent[] = [];
  const newest = new Map<string, Map<string, LivePosition>>();
  for (const event of events) {
    if (event.kind !== 'positions') {
      others.push(event);
      continue;
    }
    const ofUnit = newest.get(event.unitId) ?? new Map<string, LivePosition>();
    newest.set(event.unitId, ofUnit);
    for (const position of event.positions) {
      if (isNewerPosition(position, ofUnit.get(position.repId))) ofUnit.set(position.repId, position);
    }
  }
  return [
    ...others,
    ...[...newest].map(([unitId, positions]) => ({
      kind: 'positions' as const,
      unitId,
      positions: [...positions.values()],
    })),
  ];
}
