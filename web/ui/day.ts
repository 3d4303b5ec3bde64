import { computed, signal } from '@preact/signals';
import type { Unit } from '../../shared/units.ts';
import type { LivePosition } from '../../shared/positions.ts';
import type { Plan } from '../../shared/plans.ts';
import type { Territory } from '../../shared/territories.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { now } from '../clock.ts';
import { dayOf } from '../format.ts';
import { zone } from './me.ts';
import { part } from './navigate.ts';

export interface Rep {
  repId: string;
  unitId: string;
  name: string;
  last: LivePosition | null;
}

/** What is known of a day of the units that are looked at. */
export interface DayView {
  day: string;
  units: readonly Unit[];
  reps: ReadonlyMap<string, Rep>;
  territories: readonly Territory[];
  plans: ReadonlyMap<string, Plan>;
  visits: ReadonlyMap<string, VisitSummary>;
}

/** The day that is looked at, as the live stream tells it; every screen reads it, and the stream alone writes it. */
export const dayView = signal<DayView | null>(null);
/** Why nothing is known of it. */
export const watchError = signal<unknown>(null);
/** Counts up when retailers or territories changed: what was read of them is read again. */
export const retailersVersion = signal(0);

export const today = computed(() => dayOf(new Date(now.value), zone.value));
export const day = computed(() => dayView.value?.day ?? part.day.value ?? today.value);
export const isToday = computed(() => day.value === today.value);

const visits = computed(() => dayView.value?.visits);
/** The visits of the day looked at: what was read before may be stale now. Heard when one of them changes, and not when somebody moves. */
export const visitsHeard = computed(() => (visits.value ? { day: day.value, visits: visits.value } : null));

/** Everybody by name, each with the plan of the day. */
export const repPlans = computed(() => {
  const view = dayView.value;
  if (!view) return null;
  return [...view.reps.values()]
    .map((rep) => ({ rep, plan: view.plans.get(rep.repId) ?? null }))
    .sort((a, b) => (a.rep.name < b.rep.name ? -1 : a.rep.name > b.rep.name ? 1 : 0));
});
export type RepPlan = NonNullable<typeof repPlans.value>[number];
