// Pure: which territories a file speaks of, whose they are, and which of them there are not yet.
import type { ImportStructure, UnknownRep } from '../../shared/imports.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import type { RetailerRow } from '../../shared/retailers.ts';
import { plainName } from './unitPaths.ts';

/** A stored retailer, or a row of one, with what the file says of it. */
export interface PlacedRow extends Pick<
  RetailerRow,
  'visitTerritory' | 'orderCallTerritory' | 'deliveryTerritory' | 'rep'
> {
  code: string;
  /** Its unit, with those above it, the nearest first. */
  unitIds: readonly string[];
  /** Its territory of each kind as it is. */
  now: Partial<Record<TerritoryKind, string>>;
}

export interface KnownTerritory {
  territoryId: string;
  unitId: string;
  kind: TerritoryKind;
  name: string;
  repId: string | null;
}

export interface KnownPerson {
  personId: string;
  name: string;
  login: string;
  /** A rep who may sign in. */
  isRep: boolean;
}

/** A territory as the file means it: retailers that enter it, and its rep where the file says one. */
export interface MeantTerritory {
  /** Null: it is to be made. */
  territoryId: string | null;
  kind: TerritoryKind;
  name: string;
  unitId: string;
  /** Null: as it is, or nobody. */
  rep: KnownPerson | null;
  /** The codes of all retailers that the file puts there, and of those among them that are elsewhere now. */
  codes: string[];
  entering: string[];
  isRepNew: boolean;
}

export interface Meant {
  territories: MeantTerritory[];
  unknownReps: MeantRep[];
  sharedTerritories: string[];
}

/** A name that is no rep's, and the unit of its first row. */
export type MeantRep = Omit<UnknownRep, 'unitName'> & { unitId: string };

const fieldOfKind = {
  visit: 'visitTerritory',
  order_call: 'orderCallTerritory',
  delivery: 'deliveryTerritory',
} as const satisfies Record<TerritoryKind, keyof PlacedRow>;

interface Draft extends Pick<MeantTerritory, 'territoryId' | 'kind' | 'name' | 'unitId' | 'codes' | 'entering'> {
  now: KnownTerritory | null;
  reps: Map<KnownPerson, number>;
}

/** Reads what the rows say of territories and reps. A row with a rep and no visit territory is of the rep's own. */
export function readStructure(
  rows: readonly PlacedRow[],
  known: readonly KnownTerritory[],
  people: readonly KnownPerson[],
): Meant {
  const repOf = repFinder(people);
  const find = territoryFinder(known);
  const drafts = new Map<string, Draft>();
  const unknown = new Map<string, MeantRep>();
  for (const row of rows) {
    const rep = row.rep === null ? null : repOf(row.rep);
    if (typeof rep === 'string') {
      const told = unknown.get(row.rep!) ?? { name: row.rep!, rowCount: 0, unitId: row.unitIds[0]!, why: rep };
      unknown.set(row.rep!, { ...told, rowCount: told.rowCount + 1 });
    }
    const person = typeof rep === 'string' ? null : rep;
    for (const kind of ['visit', 'order_call', 'delivery'] as const) {
      const said = row[fieldOfKind[kind]] ?? (kind === 'visit' ? ownTerritory(row, person, known) : null);
      if (said === null) continue;
      const now = find(kind, said, row.unitIds);
      const unitId = now?.unitId ?? row.unitIds[0]!;
      const key = now?.territoryId ?? `${kind} ${unitId} ${plainName(said)}`;
      const draft = drafts.get(key) ?? {
        territoryId: now?.territoryId ?? null,
        kind,
        name: now?.name ?? said,
        unitId,
        codes: [],
        entering: [],
        now,
        reps: new Map<KnownPerson, number>(),
      };
      drafts.set(key, draft);
      draft.codes.push(row.code);
      if (now === null || row.now[kind] !== now.territoryId) draft.entering.push(row.code);
      if (kind === 'visit' && person) draft.reps.set(person, (draft.reps.get(person) ?? 0) + 1);
    }
  }
  const territories = [...drafts.values()].map(meant);
  const shared = [...drafts.values()].filter(({ reps }) => reps.size > 1).map(({ name }) => name);
  return { territories, unknownReps: [...unknown.values()], sharedTerritories: shared };
}

function meant({ now, reps, ...draft }: Draft): MeantTerritory {
  const [rep] = [...reps].sort((a, b) => b[1] - a[1])[0] ?? [null];
  return { ...draft, rep, isRepNew: rep !== null && rep.personId !== (now?.repId ?? null) };
}

/** Who a login or a name means among those who may visit; or why that is nobody. */
function repFinder(people: readonly KnownPerson[]): (said: string) => KnownPerson | UnknownRep['why'] {
  const found = new Map<string, KnownPerson[]>();
  const add = (key: string, person: KnownPerson) => found.set(key, [...(found.get(key) ?? []), person]);
  for (const person of people) {
    add(`login ${plainName(person.login)}`, person);
    add(`name ${plainName(person.name)}`, person);
  }
  return (said) => {
    const byLogin = found.get(`login ${plainName(said)}`) ?? [];
    const all = byLogin.length > 0 ? byLogin : (found.get(`name ${plainName(said)}`) ?? []);
    const reps = all.filter((person) => person.isRep);
    return reps.length === 1 ? reps[0]! : reps.length > 1 ? 'ambiguous' : all.length > 0 ? 'notRep' : 'unknown';
  };
}

/** The territory of this name in the retailer's unit, else in one above it, else the only one anywhere. */
function territoryFinder(
  known: readonly KnownTerritory[],
): (kind: TerritoryKind, said: string, unitIds: readonly string[]) => KnownTerritory | null {
  const named = new Map<string, KnownTerritory[]>();
  const keyOf = (kind: TerritoryKind, name: string) => `${kind} ${plainName(name)}`;
  for (const one of known) named.set(keyOf(one.kind, one.name), [...(named.get(keyOf(one.kind, one.name)) ?? []), one]);
  return (kind, said, unitIds) => {
    const all = named.get(keyOf(kind, said)) ?? [];
    for (const unitId of unitIds) {
      const here = all.find((one) => one.unitId === unitId);
      if (here) return here;
    }
    return null;
  };
}

/** What the visit territory is called of a row that names a rep alone; null where it is said already, or nobody knows the rep. */
function ownTerritory(row: PlacedRow, rep: KnownPerson | null, known: readonly KnownTerritory[]): string | null {
  if (row.rep === null) return null;
  if (rep === null) return row.now.visit === undefined ? row.rep : null;
  const own = known.filter((one) => one.kind === 'visit' && one.repId === rep.personId);
  if (own.some((one) => one.territoryId === row.now.visit)) return null;
  const here = own.filter((one) => row.unitIds.includes(one.unitId));
  return here.length === 1 ? here[0]!.name : rep.name;
}

/** As a preview and a run tell it. */
export function tellStructure(
  { territories, unknownReps, sharedTerritories }: Meant,
  newUnits: readonly string[],
  unitName: (unitId: string) => string,
): ImportStructure | null {
  if (territories.length + unknownReps.length + newUnits.length === 0) return null;
  return {
    newUnits: [...newUnits],
    newTerritories: territories
      .filter((one) => one.territoryId === null)
      .map(({ kind, name, unitId, rep, codes }) => ({
        kind,
        name,
        unitName: unitName(unitId),
        repName: rep?.name ?? null,
        retailerCount: codes.length,
      })),
    placedCount: territories.reduce((sum, one) => sum + one.entering.length, 0),
    repCount: territories.filter((one) => one.isRepNew).length,
    unknownReps: unknownReps.map(({ unitId, ...rest }) => ({ ...rest, unitName: unitName(unitId) })),
    sharedTerritories,
  };
}
