// Pure: what the way from the base and back adds to each retailer's workload, so that it can be balanced like any measure.
import Flatbush from 'flatbush';
import { baseTripMinPerMonth, type WorkloadSettings } from '../territories/solve/workload.ts';

/**
 * Minutes a month of each retailer, its share of the day's way: visits a month ÷ visits a day × the way to it and back. The sum over a
 * territory is its working days × twice the mean distance of its visits from the base. Approximated are two things, so that the share
 * does not depend on who has the retailer: it is measured from the nearest base of the draft, which is another rep's for some on a
 * border, and every territory counts with the mean number of visits a day (one with 5 % more visits gets 5 % more of it). Against days
 * cut out of each territory of a synthetic town, each ridden to its middle (test/scenarios/baseTrips.test.ts): within 10 % for every
 * territory, 5 % in the median, where all reps begin at one office; where each begins at home 12 % too little in all, 30 % for one.
 */
export function baseTripsMin(
  at: { xM: Float64Array; yM: Float64Array },
  bases: readonly { xM: number; yM: number }[],
  visits: readonly (number | null)[],
  parts: number,
  workload: WorkloadSettings,
): Float64Array {
  const all = visits.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  if (bases.length === 0 || all === 0) return new Float64Array(visits.length);
  const tree = new Flatbush(bases.length);
  for (const { xM, yM } of bases) tree.add(xM, yM, xM, yM);
  tree.finish();
  return Float64Array.from(visits, (often, i) => {
    const nearest = bases[tree.neighbors(at.xM[i]!, at.yM[i]!, 1)[0]!]!;
    return (
      (((often ?? 0) * parts) / all) *
      baseTripMinPerMonth(workload, Math.hypot(at.xM[i]! - nearest.xM, at.yM[i]! - nearest.yM))
    );
  });
}
