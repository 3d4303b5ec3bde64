import { MOST_TRACKS, type RepTrack, type TrackDay } from '../../shared/tracks.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Seen } from '../looks.ts';
import { isRepInScope, trackedReps, tracksOf, unitDay, type StoredTrack, type TrackedRep } from './store.ts';
import { bestEach, thinTrack, withoutVague } from './thinTrack.ts';
import { staysIn, toColumns } from './columns.ts';

/** Read at a time: some megabytes of positions, and other requests come between. */
const REPS_A_READ = 10;
/** Phones that record every second are thinned to this before anything is reckoned: the picture of a day needs no more. */
const EVERY_S = 10;

export interface AskedDay {
  day: string;
  unitId?: string | undefined;
  repId?: string | undefined;
}

/** The tracks of a day of a unit, of everybody whom the caller may see or of one; the looks are on record before anything is read. */
export async function dayTracks(
  { db, look }: { db: Database; look: (seen: readonly Seen[]) => Promise<void> },
  who: Who,
  asked: AskedDay,
  positionDays: number,
  now: Date,
): Promise<TrackDay> {
  const unit = await unitDay(db, who, asked.unitId ?? who.unitId, asked.day);
  if (!unit) throw new AppError('NO_SUCH_UNIT');
  if (asked.repId !== undefined && !(await isRepInScope(db, who, asked.repId))) throw new AppError('NO_SUCH_REP');
  const isExpired = unit.untilAt.getTime() < now.getTime() - positionDays * 86_400_000;
  const all = isExpired ? [] : await trackedReps(db, who, unit, asked.repId ?? null);
  const reps = all.slice(0, MOST_TRACKS);
  const repIds = reps.map(({ repId }) => repId);
  await look([{ repIds, fromAt: unit.fromAt.toISOString(), toAt: unit.untilAt.toISOString() }]);
  const tracks: RepTrack[] = [];
  for (let i = 0; i < reps.length; i += REPS_A_READ) {
    const some = reps.slice(i, i + REPS_A_READ);
    const stored = await tracksOf(db, who, some, unit);
    for (const rep of some) tracks.push(toTrack(rep, stored.get(rep.repId)));
  }
  return {
    day: asked.day,
    timeZone: unit.timeZone,
    fromAt: unit.fromAt.toISOString(),
    untilAt: unit.untilAt.toISOString(),
    positionDays,
    isExpired,
    leftOut: all.length - reps.length,
    tracks,
  };
}

function toTrack(rep: TrackedRep, stored: StoredTrack | undefined): RepTrack {
  const points = withoutVague(bestEach(stored?.points ?? [], EVERY_S));
  const thin = thinTrack(points);
  return {
    ...rep,
    ...toColumns(thin.points),
    stays: staysIn(points),
    withinM: thin.withinM,
    distrusted: stored?.distrusted ?? 0,
  };
}
