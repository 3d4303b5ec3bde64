import type { LngLat } from '../../shared/geo.ts';
import { dayView } from '../ui/day.ts';
import { me } from '../ui/me.ts';
import type { ScenarioOnPaper } from './territorySheet.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import type { PlacedRetailer } from './tables.ts';

/** Where a retailer of the open scenario is. */
export function placeOfUnit(retailerId: string): LngLat | null {
  const room = scenarioRoom.use();
  const columns = room.units.peek();
  const i = columns?.retailerId.indexOf(retailerId) ?? -1;
  return columns && i >= 0 ? { lng: columns.lng[i]!, lat: columns.lat[i]! } : null;
}

/** A rep of the units that are watched, by name. */
export function repName(repId: string | null): string | null {
  return repId === null ? null : (dayView.value?.reps.get(repId)?.name ?? null);
}

/** Every retailer of the open scenario with where it stands, by territory and then by code. */
export function placedRetailers(): PlacedRetailer[] {
  const room = scenarioRoom.use();
  const [columns, now, known] = [room.units.value!, room.figures.value!, room.model.value!];
  const order = [...columns.code.keys()].sort((a, b) => now.at[a]! - now.at[b]! || a - b);
  return order.map((i) => {
    const j = now.at[i]!;
    return {
      code: columns.code[i]!,
      name: columns.name[i]!,
      position: { lng: columns.lng[i]!, lat: columns.lat[i]! },
      grade: columns.grade[i]!,
      businessType: columns.businessType[i]!,
      isLocked: room.locked.value[i] === 1,
      territory: room.nameAt.value[j] || null,
      rep: repName(room.territoryAt.value[j]?.repId ?? null),
      today: room.nameAt.value[known.today[i]!] || null,
      measures: known.measures.map((measure) => columns.measures[measure][i]!),
    };
  });
}

/** The open scenario as its sheets need it. */
export function scenarioOnPaper(): ScenarioOnPaper {
  const room = scenarioRoom.use();
  const { name, unitId, kind } = room.scenario.value!;
  return {
    name,
    kind: words.value.planning.kind[kind],
    unitName: me.value?.units.find((unit) => unit.unitId === unitId)?.name ?? '',
    model: room.model.value!,
    figures: room.figures.value!,
    retailers: placedRetailers(),
    repName,
  };
}
