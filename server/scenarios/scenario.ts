import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { LastChange, Scenario } from '../../shared/scenarios.ts';
import type { NewScenario, ScenarioLocks, ScenarioMoves, ScenarioPatch } from '../../shared/scenarioEdits.ts';
import type { ScenarioDesign, ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { defaultSettings, newTerritory } from './defaults.ts';
import {
  addScenario,
  isNameTaken,
  noteChange,
  rename,
  scenarioIn,
  scenarioWithWay,
  type StoredScenario,
} from './store.ts';
import { copyMembers, highestNo, putMembers, redoStep, takeStep, undoStep } from './stepStore.ts';
import { countRepsBelow, liveTerritories, retailersOf, standOf } from './retailerStore.ts';

const nowhere = () => new AppError('NO_SUCH_SCENARIO');
const nameTaken = (name: string) => new AppError('SCENARIO_NAME_TAKEN', { name });

/** Holds a scenario for writing; CONFLICT when somebody wrote since the caller read. */
export async function hold(tx: Queryable, who: Who, scenarioId: string, revision: number): Promise<StoredScenario> {
  const scenario = await scenarioIn(tx, who, scenarioId, true);
  if (!scenario || scenario.isDeleted) throw nowhere();
  if (scenario.revision === revision) return scenario;
  throw changedSince(scenario.lastChange);
}

export function changedSince({ by, what, count, at }: LastChange): AppError {
  return new AppError('SCENARIO_CHANGED', { by, what, count, at });
}

export async function readScenario(sql: Queryable, who: Who, scenarioId: string): Promise<Scenario> {
  const scenario = await scenarioWithWay(sql, who, scenarioId);
  if (!scenario) throw nowhere();
  return scenario;
}

export async function storedScenario(sql: Queryable, who: Who, scenarioId: string): Promise<StoredScenario> {
  const scenario = await scenarioIn(sql, who, scenarioId);
  if (!scenario || scenario.isDeleted) throw nowhere();
  return scenario;
}

/** Makes a scenario of today's map, or of so many empty territories. */
export async function createScenario(db: Database, who: Who, wish: z.output<typeof NewScenario>): Promise<Scenario> {
  return db.transaction(async (tx) => {
    const { unitId, kind, name } = wish;
    const live = wish.from === 'today' ? await liveTerritories(tx, who.orgId, unitId, kind) : [];
    if (wish.from === 'today' && live.length === 0) throw badField('body.from', 'NO_MAP_TO_START_FROM');
    const territories =
      wish.from === 'today'
        ? live.map((t, i) => newTerritory(i + 1, t.territoryId, t.name, t.repId))
        : Array.from({ length: wish.parts }, (_, i) => newTerritory(i + 1, randomUUID(), String(i + 1)));
    const scenarioId = await addScenario(tx, who, {
      unitId,
      kind,
      name,
      design: { settings: defaultSettings(kind), territories },
    });
    if (!scenarioId) throw nameTaken(name);
    const noOf = new Map(territories.map((t) => [t.territoryId, t.no]));
    const placed = (await retailersOf(tx, who.orgId, { scenarioId, unitId, kind })).filter(
      (r) => r.todayId !== null && noOf.has(r.todayId),
    );
    await putMembers(
      tx,
      who.orgId,
      scenarioId,
      placed.map((r) => r.retailerId),
      placed.map((r) => noOf.get(r.todayId!)!),
    );
    return readScenario(tx, who, scenarioId);
  });
}

export async function copyScenario(db: Database, who: Who, scenarioId: string, name: string): Promise<Scenario> {
  return db.transaction(async (tx) => {
    const { unitId, kind, design } = await storedScenario(tx, who, scenarioId);
    const copyId = await addScenario(tx, who, { unitId, kind, name, design });
    if (!copyId) throw nameTaken(name);
    await copyMembers(tx, who.orgId, scenarioId, copyId);
    return readScenario(tx, who, copyId);
  });
}

/** Renames a scenario, or changes its settings and territories as one step that can be undone. */
export async function changeScenario(
  db: Database,
  who: Who,
  scenarioId: string,
  patch: ScenarioPatch,
): Promise<Scenario> {
  return db.transaction(async (tx) => {
    const scenario = await hold(tx, who, scenarioId, patch.revision);
    if (patch.name !== undefined && patch.name !== scenario.name) {
      if (await isNameTaken(tx, who.orgId, scenario, patch.name)) throw nameTaken(patch.name);
      await rename(tx, who.orgId, scenarioId, patch.name);
      await noteChange(tx, who, scenarioId, 'rename', 0);
    }
    if (patch.settings ?? patch.territories) {
      const territories = patch.territories
        ? await readTerritories(tx, who, scenario, patch.territories)
        : scenario.design.territories;
      const design: ScenarioDesign = { settings: patch.settings ?? scenario.design.settings, territories };
      const { retailerId, no } = await standOf(tx, who.orgId, scenario);
      const kept = new Set(territories.map((t) => t.no));
      const left = no.flatMap((at, i) => (at !== 0 && !kept.has(at) ? [i] : []));
      await takeStep(tx, who, scenarioId, {
        what: 'design',
        designWas: scenario.design,
        design,
        retailerIds: left.map((i) => retailerId[i]!),
        fromNos: left.map((i) => no[i]!),
        toNos: left.map(() => 0),
      });
      await noteChange(tx, who, scenarioId, 'design', left.length);
    }
    return readScenario(tx, who, scenarioId);
  });
}

/** The list of territories a planner wrote: known ones keep their id, new ones get one and a number that none had before. */
async function readTerritories(
  tx: Queryable,
  who: Who,
  scenario: StoredScenario,
  wished: NonNullable<ScenarioPatch['territories']>,
): Promise<ScenarioTerritory[]> {
  const known = new Map(scenario.design.territories.map((t) => [t.no, t]));
  const highest = await highestNo(tx, who.orgId, scenario.scenarioId);
  const nos = new Set<number>();
  const names = new Set<string>();
  wished.forEach((t, i) => {
    const before = known.get(t.no);
    if (nos.has(t.no)) throw badField(`body.territories.${i}.no`, 'TERRITORY_NO_TWICE', { no: t.no });
    if (names.has(t.name)) throw badField(`body.territories.${i}.name`, 'TERRITORY_NAMED_TWICE', { name: t.name });
    if (before ? t.territoryId !== null && t.territoryId !== before.territoryId : t.territoryId !== null)
      throw badField(`body.territories.${i}.territoryId`, 'TERRITORY_ID_WRONG');
    if (!before && t.no <= highest) throw badField(`body.territories.${i}.no`, 'TERRITORY_NO_TOO_LOW', { highest });
    nos.add(t.no);
    names.add(t.name);
  });
  const repIds = [...new Set(wished.flatMap((t) => t.repId ?? []))];
  if ((await countRepsBelow(tx, who.orgId, scenario.unitId, repIds)) !== repIds.length)
    throw new AppError('REP_NOT_IN_UNIT');
  return wished.map((t) => ({ ...t, territoryId: known.get(t.no)?.territoryId ?? randomUUID() }));
}

/** Hands retailers over by hand, as one step. Locked ones are refused by name, and nothing is moved then. */
export async function moveRetailers(
  db: Database,
  who: Who,
  scenarioId: string,
  { revision, moves }: ScenarioMoves,
): Promise<Scenario> {
  return db.transaction(async (tx) => {
    const scenario = await hold(tx, who, scenarioId, revision);
    const territories = new Map(scenario.design.territories.map((t) => [t.no, t]));
    const stand = await standOf(tx, who.orgId, scenario);
    const at = new Map(stand.retailerId.map((id, i) => [id, i]));
    const seen = new Set<string>();
    const changed: { id: string; from: number; to: number }[] = [];
    moves.forEach(({ to, retailerIds }, m) => {
      if (to !== 0 && !territories.has(to)) throw badField(`body.moves.${m}.to`, 'NO_SUCH_TERRITORY_NO', { no: to });
      for (const said of retailerIds) {
        const id = said.toLowerCase();
        const i = at.get(id);
        if (i === undefined) throw new AppError('RETAILERS_NOT_IN_SCENARIO');
        if (seen.has(id)) throw badField(`body.moves.${m}.retailerIds`, 'RETAILER_TWICE');
        seen.add(id);
        const from = stand.no[i]!;
        if (from === to) continue;
        if (stand.locked[i] === 1) throw new AppError('RETAILERS_LOCKED');
        const shut = [from, to].map((no) => territories.get(no)).find((t) => t?.isLocked);
        if (shut) throw new AppError('TERRITORY_LOCKED', { name: shut.name });
        changed.push({ id, from, to });
      }
    });
    if (changed.length > 0) {
      await takeStep(tx, who, scenarioId, {
        what: 'move',
        retailerIds: changed.map((c) => c.id),
        fromNos: changed.map((c) => c.from),
        toNos: changed.map((c) => c.to),
      });
      await noteChange(tx, who, scenarioId, 'move', changed.length);
    }
    return readScenario(tx, who, scenarioId);
  });
}

export async function lockRetailers(
  db: Database,
  who: Who,
  scenarioId: string,
  { revision, isLocked, retailerIds }: z.output<typeof ScenarioLocks>,
): Promise<Scenario> {
  return db.transaction(async (tx) => {
    const scenario = await hold(tx, who, scenarioId, revision);
    const stand = await standOf(tx, who.orgId, scenario);
    const at = new Map(stand.retailerId.map((id, i) => [id, i]));
    const wanted = [...new Set(retailerIds.map((id) => id.toLowerCase()))];
    if (wanted.some((id) => !at.has(id))) throw new AppError('RETAILERS_NOT_IN_SCENARIO');
    const lockIds = wanted.filter((id) => (stand.locked[at.get(id)!] === 1) !== isLocked);
    const homeless = isLocked ? lockIds.filter((id) => stand.no[at.get(id)!] === 0).length : 0;
    if (homeless > 0) throw new AppError('LOCK_NEEDS_TERRITORY', { count: homeless });
    if (lockIds.length > 0) {
      await takeStep(tx, who, scenarioId, { what: isLocked ? 'lock' : 'unlock', lockIds, isLocked });
      await noteChange(tx, who, scenarioId, isLocked ? 'lock' : 'unlock', lockIds.length);
    }
    return readScenario(tx, who, scenarioId);
  });
}

/** Goes some steps back or forth; fewer where the way ends, and CONFLICT where there is none. */
export async function walk(
  db: Database,
  who: Who,
  scenarioId: string,
  revision: number,
  way: 'undo' | 'redo',
  steps: number,
): Promise<Scenario> {
  return db.transaction(async (tx) => {
    await hold(tx, who, scenarioId, revision);
    let retailers = 0;
    let done = 0;
    for (; done < steps; done++) {
      const count = await (way === 'undo' ? undoStep : redoStep)(tx, who.orgId, scenarioId);
      if (count === null) break;
      retailers += count;
    }
    if (done === 0) throw new AppError(way === 'undo' ? 'NOTHING_TO_UNDO' : 'NOTHING_TO_REDO');
    await noteChange(tx, who, scenarioId, way, retailers);
    return readScenario(tx, who, scenarioId);
  });
}
