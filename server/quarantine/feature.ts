import type { MakeFeature } from '../feature.ts';
import { quarantineEndpoints } from './http.ts';
import { addQuarantined, dropOldQuarantine, eraseQuarantined } from './store.ts';

/** What phones sent that could not be read: kept as it came, and read again when there is a reader for it. */
export const quarantine: MakeFeature = ({ db, config, given }) => ({
  endpoints: quarantineEndpoints({ db, given }),
  upkeep: [() => dropOldQuarantine(db, config.quarantineDays)],
  erase: eraseQuarantined,
  gives: { quarantine: addQuarantined },
});
