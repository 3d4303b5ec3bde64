import { exportRetailers } from '../../shared/retailers.ts';
import type { Retailer } from '../../shared/retailers.ts';
import { retailersTable } from '../../shared/tables/retailers.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Endpoint } from '../http.ts';
import { EXPORT_PAGE, exportEndpoint } from '../tableFile.ts';
import { unitsOf } from './importStore.ts';
import { retailersIn, type RetailerFilter } from './store.ts';

/** Retailers of the scope as a file that an import reads back, in any language and frame. */
export function retailerExport(db: Database): Endpoint {
  return exportEndpoint(exportRetailers, {
    table: (who) => retailersTableFor(db, who),
    pages: (who, query) => retailerPages(db, who, query),
    named: (_, today) => [today],
  });
}

export async function retailersTableFor(db: Database, who: Who): Promise<Table<Retailer>> {
  const names = new Map((await unitsOf(db, who.orgId, who.unitIds)).map(({ unitId, name }) => [unitId, name]));
  return retailersTable((unitId) => names.get(unitId) ?? null);
}

export async function* retailerPages(db: Database, who: Who, filter: RetailerFilter): AsyncGenerator<Retailer[]> {
  for (let after: string | null = null; ;) {
    const rows: Retailer[] = await retailersIn(db, who, { ...filter, after, limit: EXPORT_PAGE - 1 });
    yield rows;
    if (rows.length < EXPORT_PAGE) return;
    after = rows.at(-1)!.code;
  }
}
