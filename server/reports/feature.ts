import type { MakeFeature } from '../feature.ts';
import { reportEndpoints } from './http.ts';
import { measure } from './measured.ts';
import { startRolling } from './rollDue.ts';
import { dueBetween, dueCount } from './rollStore.ts';

/** Numbers that open into their rows. */
export const reports: MakeFeature = ({ db, config, log, given }) => ({
  endpoints: reportEndpoints({ db, environment: config.environment }, given),
  gives: {
    measure: (sql, of) => measure({ db: sql, environment: config.environment }, of),
    daysDue: dueBetween,
  },
  loops: [() => startRolling(db, log)],
  gauges: [
    {
      name: 'report_days_due',
      help: 'Days of reps that reports have not counted yet',
      read: () => dueCount(db, null),
    },
  ],
});
