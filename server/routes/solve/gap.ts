/** (travel − bound) / bound, or null where there is no bound to compare with. */
export function gapOf(travelS: number, lowerBoundS: number | null): number | null {
  if (lowerBoundS === null || !Number.isFinite(travelS)) return null;
  if (travelS <= lowerBoundS) return 0;
  return lowerBoundS > 0 ? travelS / lowerBoundS - 1 : null;
}
