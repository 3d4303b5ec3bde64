import { z } from 'zod';
import { LivePosition } from '../../shared/positions.ts';
import { TrackDay, TrackDayQuery } from '../../shared/tracks.ts';
import { Instant } from '../../shared/text.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { dayTracks } from './dayTracks.ts';
import { isRepInScope, track } from './store.ts';

const MAX_TRACK_MS = 32 * 24 * 3_600_000;

export function trackEndpoints({ db, positionDays }: { db: Database; positionDays: number }): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/positions/track',
        summary: "A rep's track between two instants; each look is recorded",
        action: 'positions.read',
        query: z.strictObject({ repId: z.uuid(), from: Instant, to: Instant }),
        reply: z.object({ items: z.array(LivePosition) }),
      },
      async ({ who, query }) => {
        if (Date.parse(query.to) - Date.parse(query.from) > MAX_TRACK_MS)
          throw badField('query.to', 'SPAN_TOO_LONG', { days: 32 });
        if (!(await isRepInScope(db, who, query.repId))) throw new AppError('NO_SUCH_REP');
        return { items: await db.transaction((tx) => track(tx, who, query.repId, query.from, query.to)) };
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/positions/day',
        summary:
          'The tracks of a day of a unit, thinned, as columns for a replay: of everybody in my scope or of one rep; each look is recorded',
        action: 'positions.read',
        query: TrackDayQuery,
        reply: TrackDay,
      },
      ({ who, query, now }) => dayTracks(db, who, query, positionDays, now),
    ),
  ];
}
