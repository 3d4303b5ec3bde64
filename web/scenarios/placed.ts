import type { LngLat } from '../../shared/geo.ts';
import { dayView } from '../ui/day.ts';
import { me } from '../ui/me.ts';
import type { DraftOnPaper } from './territorySheet.ts';
import { words } from './words.ts';
import { figures, locked, model, nameAt, scenario, territoryAt, units } from './draft.ts';
import type { PlacedRetailer } from './tables.ts';

/** Where a retailer of the open draft is. */
export function placeOfUnit(retailerId: string): LngLat | null {
  const columns = units.peek();
  const i = columns?.retailerId.indexOf(retailerId) ?? -1;
  return columns && i >= 0 ? { lng: columns.lng[i]!, lat: columns.lat[i]! } : null;
}

/** A rep of the units that are watched, by name. */
export function repName(repId: string | null): string | null {
  return repId === null ? null : (dayView.value?.reps.get(repId)?.name ?? null);
}

/** Every retailer of the open draft with where it stands, by territory and then by code. */
export function placedRetailers(): PlacedRetailer[] {
  const [columns, now, known] = [units.value!, figures.value!, model.value!];
  const order = [...columns.code.keys()].sort((a, b) => now.at[a]! - now.at[b]! || a - b);
  return order.map((i) => {
    const j = now.at[i]!;
    return {
      code: columns.code[i]!,
      name: columns.name[i]!,
      position: { lng: columns.lng[i]!, lat: columns.lat[i]! },
      grade: columns.grade[i]!,
      businessType: columns.businessType[i]!,
      isLocked: locked.value[i] === 1,
      territory: nameAt.value[j] || null,
      rep: repName(territoryAt.value[j]?.repId ?? null),
      today: nameAt.value[known.today[i]!] || null,
      measures: known.measures.map((measure) => columns.measures[measure][i]!),
    };
  });
}

/** The open draft as its sheets need it. */
export function draftOnPaper(): DraftOnPaper {
  const { name, unitId, kind } = scenario.value!;
  return {
    name,
    kind: words.value.planning.kind[kind],
    unitName: me.value?.units.find((unit) => unit.unitId === unitId)?.name ?? '',
    model: model.value!,
    figures: figures.value!,
    retailers: placedRetailers(),
    repName,
  };
}
