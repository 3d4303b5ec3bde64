import { computed, effect } from '@preact/signals';
import { reportedAt } from '../../shared/positions.ts';
import { now } from '../clock.ts';
import { drawDay, type RepMark } from '../map/scene.ts';
import { day, dayView, isToday, today } from '../ui/day.ts';
import { me } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';
import { watch } from './connect.ts';
import { dayFacts, repRows, type RepRow } from './summary.ts';

const visits = computed(() => dayView.value?.visits);
const plans = computed(() => dayView.value?.plans);

export const facts = computed(() =>
  visits.value && plans.value ? dayFacts({ visits: visits.value, plans: plans.value }, day.value >= today.value) : null,
);
export const rows = computed(() =>
  dayView.value && facts.value ? repRows(dayView.value, facts.value, now.value, isToday.value) : null,
);

/** Watches the day of the unit and draws it, for as long as the dashboard is open. */
export function followDay(): () => void {
  const isIn = computed(() => Boolean(me.value));
  const stops = [
    effect(() => {
      // the day is named also when it is today's: at midnight it is another one, and a screen left open follows it
      if (isIn.value) return watch(part.unitId.value, part.day.value ?? today.value);
    }),
    drawDay({
      marks: computed(() => {
        const hidden = new Set(part.hidden.value.split(','));
        return facts.value?.marks.filter((mark) => !hidden.has(mark.state)) ?? [];
      }),
      reps: computed(() => (rows.value ?? []).flatMap((row) => repMark(row) ?? [])),
      routes: computed(() => facts.value?.routes ?? []),
      counts: computed(() => facts.value?.counts ?? null),
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Nobody is drawn who told no position. */
function repMark({ rep: { repId, name, last }, isLate }: RepRow): RepMark | null {
  if (!last) return null;
  const ageMin = (now.value - Date.parse(reportedAt(last))) / 60_000;
  return { repId, name, position: last.position, accuracyM: last.accuracyM, ageMin, isLate };
}
