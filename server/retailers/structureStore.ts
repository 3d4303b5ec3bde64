import type { TerritoryKind } from '../../shared/territories.ts';
import type { Queryable } from '../db.ts';
import type { KnownPerson, KnownTerritory } from './structure.ts';

/** Territories in force in these units. */
export async function territoriesIn(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
): Promise<KnownTerritory[]> {
  const { rows } = await sql.query<KnownTerritory>(
    `select territory_id as "territoryId", unit_id as "unitId", kind, name, rep_id as "repId" from known_territory
     where org_id = $1 and unit_id = any($2) and is_live order by name, territory_id`,
    [orgId, unitIds],
  );
  return rows;
}

/** Everybody of these units, as far as a file may name them. */
export async function peopleNamed(sql: Queryable, orgId: number, unitIds: readonly string[]): Promise<KnownPerson[]> {
  const { rows } = await sql.query<KnownPerson>(
    `select person_id as "personId", name, login, role = 'rep' and is_active as "isRep" from known_person where org_id = $1 and unit_id = any($2)`,
    [orgId, unitIds],
  );
  return rows;
}

export interface StoredPlace {
  code: string;
  retailerId: string;
  unitId: string;
  territoryOf: Partial<Record<TerritoryKind, string>>;
}

/** Where the retailers of these codes stand now, in units and in territories; those that are stored and in scope. */
export async function placesOfCodes(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  codes: readonly string[],
): Promise<StoredPlace[]> {
  const { rows } = await sql.query<StoredPlace>(
    `select code, retailer_id as "retailerId", unit_id as "unitId",
            coalesce((select json_object_agg(m.kind, m.territory_id) from known_territory_member m where m.org_id = r.org_id and m.retailer_id = r.retailer_id), '{}') as "territoryOf"
     from retailer r where org_id = $1 and unit_id = any($2) and code = any($3)`,
    [orgId, unitIds, codes],
  );
  return rows;
}
