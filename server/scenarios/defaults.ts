// Pure: what a new scenario begins with.
import { measuresByKind, type ScenarioSettings, type ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import { DEFAULT_WORKLOAD } from '../territories/solve/workload.ts';

/** As in the literature on commercial territories (Ríos-Mercado and Fernández 2009): 5 % on each measure. */
const TOLERANCE = 0.05;

/**
 * The settings of a new scenario. Visits, minutes, speeds and days come with their sources from solve/workload.ts. The rest are
 * assumptions until they are calibrated from check-ins: 4 minutes an order call, 6 minutes a delivery at the door, 3 minutes lost
 * where key service hours must be met, and local travel 1.15 and 1.4 times as slow on fair and poor roads.
 */
export function defaultSettings(kind: TerritoryKind): ScenarioSettings {
  const { balanced, shown } = measuresByKind[kind];
  const setting = (isBalanced: boolean) => (measure: (typeof balanced)[number]) => ({
    measure,
    isBalanced,
    tolerance: TOLERANCE,
  });
  return {
    measures: [...balanced.map(setting(true)), ...shown.map(setting(false))],
    maxMovesPerTerritory: null,
    unknown: 'refuse',
    barriersOff: [],
    workload: {
      usesOwn: true,
      ...DEFAULT_WORKLOAD,
      callMin: 4,
      deliveryMin: 6,
      keyHoursMin: 3,
      baseTrips: true,
      roads: { good: 1, fair: 1.15, poor: 1.4 },
    },
  };
}

export function newTerritory(
  no: number,
  territoryId: string,
  name: string,
  repId: string | null = null,
): ScenarioTerritory {
  return { no, territoryId, name, repId, isLocked: false, share: 1, capacity: {}, base: null };
}
