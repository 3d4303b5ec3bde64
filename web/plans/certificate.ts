import type { Plan } from '../../shared/plans.ts';
import { atMostPercent, type Language } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** The share that a plan's length can be above the best possible; null where nothing is known below it. */
export function gapOf({ lengthM, lowerBoundM }: Pick<Plan, 'lengthM' | 'lowerBoundM'>): number | null {
  return lowerBoundM > 0 ? Math.max(0, lengthM / lowerBoundM - 1) : null;
}

/** How good an order is, as far as it is proved. */
export function certificate(provedOptimal: boolean, gapAtMost: number | null, l: Language): string {
  const w = words.value.plans;
  if (provedOptimal) return w.proved;
  return gapAtMost === null ? w.notCompared : w.within(atMostPercent(gapAtMost, l));
}

/** The same of a plan, where anything is known; null: nothing is. */
export function planQuality(plan: Plan): string | null {
  const gap = gapOf(plan);
  return plan.provedOptimal || gap !== null ? certificate(plan.provedOptimal, gap, language.value) : null;
}
