import type { MakeFeature } from '../feature.ts';
import { optimizeEndpoints, optimizeKind } from './http.ts';

/** The best order of stops that a program hands in. */
export const optimize: MakeFeature = ({ solvers, given }) => {
  const deps = { solvers, travels: given.travels };
  const kind = optimizeKind(deps);
  return { endpoints: optimizeEndpoints({ ...deps, given }, kind), jobs: [kind] };
};
