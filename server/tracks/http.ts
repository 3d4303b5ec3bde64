import { trackContracts } from '../../shared/tracks.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { dayTracks } from './dayTracks.ts';
import { isRepInScope, track } from './store.ts';

const MAX_TRACK_MS = 32 * 24 * 3_600_000;

export function trackEndpoints({ db, given }: { db: Database; given: Pick<Given, 'retentionOf'> }): Endpoint[] {
  return [
    endpoint(trackContracts.readTrack, async ({ who, query, look }) => {
      if (Date.parse(query.to) - Date.parse(query.from) > MAX_TRACK_MS)
        throw badField('query.to', 'SPAN_TOO_LONG', { days: 32 });
      if (!(await isRepInScope(db, who, query.repId))) throw new AppError('NO_SUCH_REP');
      await look([{ repIds: [query.repId], fromAt: query.from, toAt: query.to }]);
      return { items: await track(db, who, query.repId, query.from, query.to) };
    }),
    endpoint(trackContracts.readDayTracks, async ({ who, query, now, look }) =>
      dayTracks({ db, look }, who, query, (await given.retentionOf(who, now)).positionDays, now),
    ),
  ];
}
