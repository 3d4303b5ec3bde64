import { MoveReason } from '../../shared/solveReport.ts';
import { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import { type ScenarioMove } from '../../shared/scenarios.ts';
import type { Queryable } from '../db.ts';
import type { Who } from '../auth.ts';
import type { StoredScenario } from './store.ts';
import { reasonsOf } from './stepStore.ts';
import { liveTerritories, namesOf, retailersOf } from './retailerStore.ts';

/** Who changes hands against today's map, from whom to whom, and why where a search moved them. */
export async function movesOf(sql: Queryable, who: Who, scenario: StoredScenario): Promise<ScenarioMove[]> {
  const { territories } = scenario.design;
  const live = new Map(
    (await liveTerritories(sql, who.orgId, scenario.unitId, scenario.kind)).map((t) => [t.territoryId, t]),
  );
  const names = await namesOf(
    sql,
    who.orgId,
    [...live.values(), ...territories].flatMap((t) => t.repId ?? []),
  );
  const byNo = new Map(territories.map((t) => [t.no, t]));
  const noOf = new Map(territories.map((t) => [t.territoryId, t.no]));
  const reasons = await reasonsOf(sql, who.orgId, scenario.scenarioId);
  const repOf = (repId: string | null | undefined) => (repId ? (names.get(repId) ?? null) : null);
  return (await retailersOf(sql, who.orgId, scenario)).flatMap((r): ScenarioMove[] => {
    const from = r.todayId === null ? null : live.get(r.todayId)!;
    const to = byNo.get(r.no);
    if ((from?.territoryId ?? null) === (to?.territoryId ?? null)) return [];
    const why = reasons.get(r.retailerId);
    const [reason, measure] = why?.to === r.no ? why.reason.split(':') : [];
    return [
      {
        retailerId: r.retailerId,
        code: r.code,
        name: r.name,
        fromNo: from ? (noOf.get(from.territoryId) ?? 0) : 0,
        fromName: from?.name ?? null,
        fromRep: repOf(from?.repId),
        toNo: r.no,
        toName: to?.name ?? null,
        toRep: repOf(to?.repId),
        reason: MoveReason.safeParse(reason).data ?? null,
        measure: TerritoryMeasure.safeParse(measure).data ?? null,
      },
    ];
  });
}
