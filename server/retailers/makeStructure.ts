import { randomUUID } from 'node:crypto';
import type { ImportStructure } from '../../shared/imports.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import type { Database, Queryable } from '../db.ts';
import { unitsOf } from './importStore.ts';
import type { Importer, Ready } from './readImport.ts';
import { readStructure, tellStructure, type Meant, type MeantTerritory, type PlacedRow } from './structure.ts';
import { peopleNamed, placesOfCodes, territoriesIn, type StoredPlace } from './structureStore.ts';

/** What the file says of units, territories and reps would come to; null where it says nothing, or nothing of it is made. */
export async function foretell(
  sql: Queryable,
  importer: Importer,
  ready: Pick<Ready, 'incoming' | 'unitsToMake'>,
): Promise<ImportStructure | null> {
  if (!importer.makes) return null;
  const { meant, nameOf } = await readMeant(sql, importer, ready, false);
  return tellStructure(
    meant,
    ready.unitsToMake.map(({ name }) => name),
    nameOf,
  );
}

/** Makes the units that the file names and that are not there, and gives its rows their ids. Returns the importer with them in scope. */
export async function makeUnits(db: Database, importer: Importer, ready: Ready): Promise<Importer> {
  const add = importer.makes?.addUnit;
  if (!add || ready.unitsToMake.length === 0) return importer;
  const idOf = new Map<string, string>();
  await db.transaction(async (tx) => {
    for (const { key, parentKey, name } of ready.unitsToMake) {
      const unit = await add(tx, { name, parentId: idOf.get(parentKey) ?? parentKey });
      idOf.set(key, unit.unitId);
    }
  });
  for (const row of ready.incoming) row.unitId = idOf.get(row.unitId) ?? row.unitId;
  return { ...importer, unitIds: [...importer.unitIds, ...idOf.values()] };
}

/** Makes the territories that the file names, gives them their reps and puts its retailers in them: in force from today, as published maps. */
export async function makeTerritories(
  tx: Queryable,
  importer: Importer,
  ready: Ready,
  fileName: string,
): Promise<ImportStructure | null> {
  const { makes } = importer;
  if (!makes) return null;
  const { meant, stored, parentOf, nameOf } = await readMeant(tx, importer, ready, true);
  const told = tellStructure(
    meant,
    ready.unitsToMake.map(({ name }) => name),
    nameOf,
  );
  const changed = meant.territories.filter((one) => one.isRepNew || one.entering.length > 0);
  for (const [kind, unitId, territories] of mapsOf(changed, parentOf)) {
    const withIds = territories.map((one) => ({ ...one, territoryId: one.territoryId ?? randomUUID() }));
    await makes.rearrange(tx, {
      unitId,
      kind,
      name: fileName.replace(/\.\w+$/, '').slice(0, 100),
      territories: withIds
        .filter((one) => one.isRepNew || !territories.some(({ territoryId }) => territoryId === one.territoryId))
        .map(({ territoryId, name, rep, unitId: its }) => ({
          territoryId,
          unitId: its,
          name,
          repId: rep?.personId ?? null,
          isChanged: true,
        })),
      members: withIds.flatMap(({ territoryId, entering }) =>
        entering.map((code) => ({ retailerId: stored.get(code)!.retailerId, territoryId })),
      ),
    });
  }
  return told;
}

/** The fewest maps that hold all these territories: of each kind one in each unit that no other of them is above. */
function mapsOf(
  territories: readonly MeantTerritory[],
  parentOf: ReadonlyMap<string, string | null>,
): [TerritoryKind, string, MeantTerritory[]][] {
  return (['visit', 'order_call', 'delivery'] as const).flatMap((kind) => {
    const own = territories.filter((one) => one.kind === kind);
    const units = new Set(own.map((one) => one.unitId));
    const topOf = (unitId: string): string => above(unitId, parentOf).findLast((one) => units.has(one))!;
    const tops = [...new Set(own.map((one) => topOf(one.unitId)))];
    return tops.map((unitId): [TerritoryKind, string, MeantTerritory[]] => [
      kind,
      unitId,
      own.filter((one) => topOf(one.unitId) === unitId),
    ]);
  });
}

/** A unit and those above it, the nearest first. */
function above(unitId: string, parentOf: ReadonlyMap<string, string | null>): string[] {
  const units: string[] = [];
  for (let at: string | null = unitId; at !== null; at = parentOf.get(at) ?? null) units.push(at);
  return units;
}

interface ReadMeant {
  meant: Meant;
  stored: ReadonlyMap<string, StoredPlace>;
  parentOf: ReadonlyMap<string, string | null>;
  nameOf: (unitId: string) => string;
}

/** @param areStored the rows are stored, but those that were refused */
async function readMeant(
  sql: Queryable,
  { orgId, unitIds }: Importer,
  { incoming, unitsToMake }: Pick<Ready, 'incoming' | 'unitsToMake'>,
  areStored: boolean,
): Promise<ReadMeant> {
  const units = await unitsOf(sql, orgId, unitIds);
  const parentOf = new Map<string, string | null>([
    ...units.map(({ unitId, parentId }) => [unitId, parentId] as const),
    ...unitsToMake.map(({ key, parentKey }) => [key, parentKey] as const),
  ]);
  const names = new Map<string, string>([
    ...units.map(({ unitId, name }) => [unitId, name] as const),
    ...unitsToMake.map(({ key, name }) => [key, name] as const),
  ]);
  const saying = incoming.filter((r) => r.rep ?? r.visitTerritory ?? r.orderCallTerritory ?? r.deliveryTerritory);
  const codes = saying.map(({ code }) => code);
  const places = await placesOfCodes(sql, orgId, unitIds, codes);
  const stored = new Map(places.map((place) => [place.code, place]));
  const rows = saying
    .filter(({ code }) => !areStored || stored.has(code))
    .map((row): PlacedRow => {
      const place = stored.get(row.code);
      const unitId = row.saysUnit || !place ? row.unitId : place.unitId;
      return { ...row, unitIds: above(unitId, parentOf), now: place?.territoryOf ?? {} };
    });
  const territories = saying.length === 0 ? [] : await territoriesIn(sql, orgId, unitIds);
  const people = saying.length === 0 ? [] : await peopleNamed(sql, orgId, unitIds);
  return { meant: readStructure(rows, territories, people), stored, parentOf, nameOf: (id) => names.get(id) ?? '' };
}
