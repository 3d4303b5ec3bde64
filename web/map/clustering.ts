import { computed, signal } from '@preact/signals';

/** From this zoom on every retailer is a mark of its own. */
export const CLUSTERED_BELOW = 12;

/** What is switched on in the legend. */
export const isOn = { retailers: signal(true), clusters: signal(true) };
/** Without retailers there is nothing to gather. */
export const areClustersOn = computed(() => isOn.retailers.value && isOn.clusters.value);

/** Whether retailers are drawn as clusters at a zoom, and not as marks. */
export function isClustered(zoom: number): boolean {
  return areClustersOn.peek() && zoom < CLUSTERED_BELOW;
}
