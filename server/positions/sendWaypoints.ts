import { createHash } from 'node:crypto';
import type { Queryable } from '../db.ts';
import { MAX_WAYPOINTS, setWaypoints, type SetWaypoints } from './protocols/waypoints.ts';
import type { Sender } from '../given.ts';
import { waypointsOf, waypointsSent, type PhoneWaypoints } from './waypointStore.ts';

/**
 * For each phone the command that makes today's retailers its geofences, when the list is not the one it was given last; null
 * otherwise. `isRepeated`: the phone sent again what is stored already, so it has not heard the last answer, nor the list in it.
 */
export async function newWaypoints(
  sql: Queryable,
  phones: readonly { who: Sender; isRepeated: boolean }[],
  now: Date,
): Promise<(SetWaypoints | null)[]> {
  if (phones.length === 0) return [];
  const known = await waypointsOf(
    sql,
    phones.map(({ who }) => who),
    now,
  );
  const commands: (SetWaypoints | null)[] = [];
  for (const [i, { who, isRepeated }] of phones.entries())
    commands.push(await newList(sql, who, known[i]!, isRepeated));
  return commands;
}

async function newList(
  sql: Queryable,
  who: Sender,
  { day, today, sent, sentSha256 }: PhoneWaypoints,
  isRepeated: boolean,
): Promise<SetWaypoints | null> {
  if (today.length === 0 && sent.length === 0) return null;
  const sha256 = createHash('sha256')
    .update(JSON.stringify(setWaypoints(today)))
    .digest();
  if (sentSha256?.equals(sha256) && !isRepeated) return null;
  await waypointsSent(
    sql,
    who,
    day,
    sha256,
    today.slice(0, MAX_WAYPOINTS).map((retailer) => retailer.retailerId),
  );
  return setWaypoints(today, sent);
}
