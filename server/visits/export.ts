import { exportVisits } from '../../shared/visits.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { UnitName } from '../../shared/tables/said.ts';
import { visitsTable } from '../../shared/tables/visits.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Endpoint } from '../http.ts';
import { EXPORT_PAGE, exportEndpoint } from '../tableFile.ts';
import { visitsIn, type VisitFilter } from './listStore.ts';
import { seenInVisits } from './seen.ts';

/** The list of visits, or what of it waits for review, as a file. */
export function visitExport(db: Database, unitNames: (who: Who) => Promise<UnitName>): Endpoint {
  return exportEndpoint(exportVisits, {
    table: async (who) => visitsTable(await unitNames(who)),
    pages: (who, query) => visitPages(db, who, query),
    seen: seenInVisits,
    named: (query, today) => [query.review && 'review', query.state, query.day ?? today],
  });
}

async function* visitPages(
  db: Database,
  who: Who,
  filter: Omit<VisitFilter, 'limit' | 'after'>,
): AsyncGenerator<VisitSummary[]> {
  for (let after: VisitFilter['after'] = null; ;) {
    const rows: VisitSummary[] = await visitsIn(db, who, { ...filter, after, limit: EXPORT_PAGE - 1 });
    yield rows;
    if (rows.length < EXPORT_PAGE) return;
    after = rows.at(-1)!;
  }
}
