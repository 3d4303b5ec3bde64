import type { MakeFeature } from '../feature.ts';
import { optimizeEndpoints, optimizeKind } from './http.ts';

/** The best order of stops that a program hands in. */
export const optimize: MakeFeature = ({ solvers, given, now }) => {
  const deps = { solvers, travels: given.travels, given };
  const kind = optimizeKind(deps, now);
  return { endpoints: optimizeEndpoints(deps, kind), jobs: [kind] };
};
