import type { MakeFeature } from '../feature.ts';
import { ledgerEndpoints } from './http.ts';
import { startPublishing } from './publish.ts';

/** The hash chains of evidence. */
export const ledger: MakeFeature = ({ db, config, log, now }) => {
  const { headsPlace } = config;
  return {
    endpoints: ledgerEndpoints({ db }),
    loops: headsPlace === null ? [] : [() => startPublishing(db, headsPlace, log, now)],
  };
};
