import type { StoredAboutMe } from '../../shared/privacy.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import { countedAbout, storedOn } from './store.ts';

export interface StoredDeps {
  db: Database;
  given: Pick<Given, 'recordingOf' | 'retentionOf' | 'shiftsOf'>;
}

/** Everything that is stored about the caller, counted by day; with a day, that day's rows in full. Days are the unit's. */
export async function storedAbout(
  { db, given }: StoredDeps,
  who: Who,
  day: string | undefined,
  now: Date,
): Promise<StoredAboutMe> {
  return {
    ...(await countedAbout(db, who)),
    recording: await given.recordingOf(db, who.orgId),
    positionDays: (await given.retentionOf(who, now)).positionDays,
    shifts: await given.shiftsOf(db, who),
    ofDay: day === undefined ? null : await storedOn(db, who, day),
  };
}
