import type { LngLat } from '../../shared/geo.ts';
import { solve } from './solve/solve.ts';
import { deadline } from './solve/stop.ts';

export interface OrderStops {
  positions: LngLat[];
  seed: number;
  seconds: number;
}

export interface OrderedStops {
  /** Indexes into `positions`, a closed tour from the first. */
  order: number[];
  lengthM: number;
  lowerBoundM: number;
  provedOptimal: boolean;
}

/** Runs in a worker thread: the best order by straight lines on the sphere. */
export function orderStops({ positions, seed, seconds }: OrderStops): OrderedStops {
  const cost = {
    kind: 'points' as const,
    x: Float64Array.from(positions, (p) => p.lng),
    y: Float64Array.from(positions, (p) => p.lat),
    metric: 'haversine' as const,
  };
  const startedMs = performance.now();
  const answer = solve({ n: positions.length, cost, shape: { kind: 'closed' } }, { seed, stop: deadline(seconds * 1_000, () => performance.now() - startedMs) });
  return { order: [...answer.order], lengthM: answer.length, lowerBoundM: answer.lowerBound, provedOptimal: answer.provedOptimal };
}
