import type { MakeFeature } from '../feature.ts';
import { shiftEndpoints } from './http.ts';
import { dropOldShifts, recordingOf, shiftsIn } from './store.ts';

/** When reps work, and whether positions are kept outside of it. */
export const shifts: MakeFeature = ({ db, config }) => ({
  endpoints: shiftEndpoints({ db }),
  upkeep: [() => dropOldShifts(db, config.shiftDays)],
  gives: { recordingOf, shiftsOf: (sql, who) => shiftsIn(sql, who, who.personId, undefined) },
});
