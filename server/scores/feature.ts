import type { MakeFeature } from '../feature.ts';
import { draftWhatIsOver } from './closing.ts';
import { entryEndpoints, periodEndpoints } from './http.ts';
import { closePastMonth } from './past.ts';
import { schemeEndpoints } from './schemeHttp.ts';

/** What a month is worth, from what, and how it is closed. */
export const scores: MakeFeature = ({ db, given, log, now }) => ({
  endpoints: [...schemeEndpoints(db), ...periodEndpoints({ db, given }), ...entryEndpoints(db)],
  gives: { closePastMonth: (of, by, at) => closePastMonth({ db, given }, of, by, at) },
  upkeep: [() => draftWhatIsOver({ db, given, log }, now())],
});
