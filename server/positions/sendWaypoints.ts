import { createHash } from 'node:crypto';
import type { Queryable } from '../db.ts';
import { MAX_WAYPOINTS, setWaypoints, type SetWaypoints } from './protocols/waypoints.ts';
import type { Sender } from './replayStore.ts';
import { waypointsOf, waypointsSent } from './waypointStore.ts';

/**
 * The command that makes today's retailers geofences of the phone, when the list is not the one it was given last; null
 * otherwise. `isRepeated`: the phone sent again what is stored already, so it has not heard the last answer, nor the list in it.
 */
export async function newWaypoints(sql: Queryable, who: Sender, now: Date, isRepeated: boolean): Promise<SetWaypoints | null> {
  const { day, today, sent, sentSha256 } = await waypointsOf(sql, who, now);
  if (today.length === 0 && sent.length === 0) return null;
  const sha256 = createHash('sha256').update(JSON.stringify(setWaypoints(today))).digest();
  if (sentSha256?.equals(sha256) && !isRepeated) return null;
  await waypointsSent(sql, who, day, sha256, today.slice(0, MAX_WAYPOINTS).map((retailer) => retailer.retailerId));
  return setWaypoints(today, sent);
}
