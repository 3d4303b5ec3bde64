import { computed, effect, signal } from '@preact/signals';
import { api } from '../api.ts';
import { dayOf } from '../format.ts';
import { scene } from '../map/scene.ts';
import { territoryAreas } from '../map/territoryAreas.ts';
import { now } from '../clock.ts';
import { visitsHeard } from '../ui/heard.ts';
import { me, zone } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';
import type { RetailerColumns } from '../../shared/retailerColumns.ts';
import { dayView, retailersVersion, watch } from './connect.ts';
import { reportedAt } from '../../shared/positions.ts';
import { dayFacts, repRows } from './summary.ts';

export const points = signal<RetailerColumns | null>(null);
export const pointsError = signal<unknown>(null);

/** The day looked at, and whether it is today in the unit's zone. */
export const today = computed(() => dayOf(new Date(now.value), zone.value));
export const day = computed(() => dayView.value?.day ?? part.day.value ?? today.value);
export const isToday = computed(() => day.value === today.value);

const visits = computed(() => dayView.value?.visits);
const plans = computed(() => dayView.value?.plans);
const territories = computed(() => dayView.value?.territories);

export const facts = computed(() =>
  visits.value && plans.value ? dayFacts({ visits: visits.value, plans: plans.value }, day.value >= today.value) : null,
);
export const rows = computed(() =>
  dayView.value && facts.value ? repRows(dayView.value, facts.value, now.value, isToday.value) : null,
);

/** For the legend: how many retailers of the day are in each state. */
export const dayCounts = computed(() => facts.value?.counts ?? null);

/** Keeps the scene as the day is, for as long as the dashboard is open. */
export function followDay(): () => void {
  const isIn = computed(() => Boolean(me.value));
  let round = 0;
  const stops = [
    effect(() => {
      if (isIn.value) return watch(part.unitId.value, part.day.value);
    }),
    effect(() => {
      void retailersVersion.value;
      if (!isIn.value) return;
      const mine = ++round;
      api.retailerColumns(part.unitId.value).then(
        (read) => mine === round && ((points.value = read), (pointsError.value = null)),
        (error: unknown) => mine === round && (pointsError.value = error),
      );
    }),
    effect(() => {
      scene.points.value = points.value;
    }),
    effect(() => {
      if (scene.isReplay.value) return;
      const hidden = new Set(part.hidden.value.split(','));
      scene.marks.value = facts.value?.marks.filter((mark) => !hidden.has(mark.state)) ?? [];
    }),
    effect(() => {
      visitsHeard.value = visits.value ? { day: day.value, visits: visits.value } : null;
    }),
    effect(() => {
      if (scene.isReplay.value) return;
      scene.routes.value = facts.value?.routes ?? [];
    }),
    effect(() => {
      if (scene.isReplay.value) return;
      scene.reps.value = (rows.value ?? []).flatMap(({ rep, isLate }) =>
        rep.last
          ? [
              {
                repId: rep.repId,
                name: rep.name,
                position: rep.last.position,
                accuracyM: rep.last.accuracyM,
                ageMin: isToday.value ? (now.value - Date.parse(reportedAt(rep.last))) / 60_000 : 0,
                isLate,
              },
            ]
          : [],
      );
    }),
    effect(drawTerritories),
  ];
  return () => stops.forEach((stop) => stop());
}

function drawTerritories(): void {
  const read = points.value;
  const names = new Map(
    (territories.value ?? []).filter((one) => one.kind === 'visit').map((one) => [one.territoryId, one.name]),
  );
  const places: { lng: number; lat: number }[][] = read?.territoryIds.map(() => []) ?? [];
  read?.territory.forEach((number, i) => places[number]?.push({ lng: read.lng[i]!, lat: read.lat[i]! }));
  scene.areas.value = territoryAreas(
    places.flatMap((all, number) => {
      const territoryId = read!.territoryIds[number]!;
      const name = names.get(territoryId);
      return name === undefined ? [] : [{ territoryId, name, points: all }];
    }),
  );
}
