import { signal } from '@preact/signals';

/** From this zoom on every retailer is a mark of its own. */
export const CLUSTERED_BELOW = 12;

/** Whether clusters are switched on, in the legend. */
export const areClustersOn = signal(true);

/** Whether retailers are drawn as clusters at a zoom, and not as marks. */
export function isClustered(zoom: number): boolean {
  return areClustersOn.peek() && zoom < CLUSTERED_BELOW;
}
