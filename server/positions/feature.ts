import type { MakeFeature } from '../feature.ts';
import { eraseFixes } from './eraseStore.ts';
import { dropOldFixes, dropOldNotices, makePartitions } from './expiryStore.ts';
import { positionEndpoints } from './http.ts';
import { createKeeper } from './keep.ts';
import { readAgain } from './readAgain.ts';
import { repsIn } from './store.ts';

/** What phones send: read in the dialect of each app, stored once, acknowledged after that. */
export const positions: MakeFeature = ({ db, config, metrics, given }) => {
  const keeper = createKeeper(db, metrics, (...part) => given.quarantine(...part));
  return {
    endpoints: positionEndpoints({ keeper, recognise: () => given.recognise }),
    prepare: () => makePartitions(db),
    upkeep: [
      () => makePartitions(db),
      () => dropOldFixes(db, config.positionDays),
      () => dropOldNotices(db, config.positionDays),
    ],
    snapshot: async (who) => ({ reps: await repsIn(db, who) }),
    erase: eraseFixes,
    gives: { readAgain: (tx, sender, app, raw) => readAgain(tx, sender, app, raw, given.quarantine) },
  };
};
