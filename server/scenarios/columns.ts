import type { ScenarioUnits } from '../../shared/scenarios.ts';
import type { Queryable } from '../db.ts';
import { baseTripsMin } from './baseTrips.ts';
import { barriersInForce, type BarriersInForce } from './barrierStore.ts';
import { flatLines, tangentDisc, toTangentDisc } from '../territories/solve/plane.ts';
import type { StoredScenario } from './store.ts';
import { touching } from '../territories/solve/touching.ts';
import { measureColumns, travelsM, tripsPerMonth } from './measures.ts';
import { liveTerritories, retailersOf } from './retailerStore.ts';

/** Every retailer of a scenario as columns, measured as its settings say; what touches is cut at the barriers, which are read where they are not given. */
export async function columnsOf(
  sql: Queryable,
  orgId: number,
  scenario: StoredScenario,
  given?: BarriersInForce,
): Promise<ScenarioUnits> {
  const barriers = given ?? (await barriersInForce(sql, orgId, scenario));
  const retailers = await retailersOf(sql, orgId, scenario);
  const live = await liveTerritories(sql, orgId, scenario.unitId, scenario.kind);
  const { territories, settings } = scenario.design;
  const noOf = new Map(territories.map((t) => [t.territoryId, t.no]));
  const gone = live
    .filter((t) => !noOf.has(t.territoryId))
    .map((t, k) => ({ no: -1 - k, name: t.name, repId: t.repId, territoryId: t.territoryId }));
  for (const one of gone) noOf.set(one.territoryId, one.no);
  const plane = tangentDisc(retailers);
  const { xM, yM } = toTangentDisc(retailers, plane);
  const bases = settings.workload.baseTrips ? territories.flatMap((t) => (t.base ? [plane(t.base)] : [])) : [];
  const baseMin = baseTripsMin(
    { xM, yM },
    bases,
    retailers.map((r) => tripsPerMonth(scenario.kind, r, settings.workload)),
    territories.length,
    settings.workload,
  );
  return {
    revision: scenario.revision,
    retailerId: retailers.map((r) => r.retailerId),
    code: retailers.map((r) => r.code),
    name: retailers.map((r) => r.name),
    lng: retailers.map((r) => r.lng),
    lat: retailers.map((r) => r.lat),
    grade: retailers.map((r) => r.grade),
    businessType: retailers.map((r) => r.businessType),
    scale: retailers.map((r) => r.scale),
    no: retailers.map((r) => r.no),
    todayNo: retailers.map((r) => (r.todayId === null ? 0 : noOf.get(r.todayId)!)),
    locked: retailers.map((r) => (r.isLocked ? 1 : 0)),
    gone: gone.map(({ territoryId: _, ...rest }) => rest),
    measures: measureColumns(scenario.kind, retailers, travelsM(xM, yM), settings.workload, baseMin),
    ...touching(xM, yM, flatLines(barriers.lines, plane)),
    barriersKey: barriers.key,
  };
}
