import type { MakeFeature } from '../feature.ts';
import { scenarioEndpoints } from './http.ts';
import { rebalanceKind } from './rebalance.ts';

/** Drafts of territories: made by hand or by a search, step by step, and published. */
export const scenarios: MakeFeature = ({ db, solvers, given }) => {
  const rebalance = rebalanceKind({ db, solvers });
  return { endpoints: scenarioEndpoints({ db, given, rebalance }), jobs: [rebalance] };
};
