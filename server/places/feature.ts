import type { MakeFeature } from '../feature.ts';
import { placeProposalEndpoints } from './http.ts';
import { startLearning } from './look.ts';

/** Where shops are by what visits, files and reps say of them: proposed, answered, taken back; and where somebody must stand. */
export const places: MakeFeature = ({ db, log, given }) => ({
  endpoints: placeProposalEndpoints({ db, given }),
  loops: [() => startLearning(db, log)],
});
