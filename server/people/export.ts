import { exportPeople } from '../../shared/people.ts';
import { type Person } from '../../shared/people.ts';
import { peopleTable } from '../../shared/tables/people.ts';
import type { UnitName } from '../../shared/tables/said.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import type { Endpoint } from '../http.ts';
import { EXPORT_PAGE, exportEndpoint } from '../tableFile.ts';
import { peopleIn, unitsIn, type PeopleFilter } from './store.ts';

/** What the units of the caller's scope are called. */
export async function unitNamesOf(db: Database, who: Who): Promise<UnitName> {
  const names = new Map((await unitsIn(db, who)).map(({ unitId, name }) => [unitId, name]));
  return (unitId) => names.get(unitId) ?? null;
}

export function peopleExport(db: Database): Endpoint {
  return exportEndpoint(exportPeople, {
    table: async (who) => peopleTable(await unitNamesOf(db, who)),
    pages: (who, query) => peoplePages(db, who, query),
    named: (_, today) => [today],
  });
}

async function* peoplePages(
  db: Database,
  who: Who,
  filter: Omit<PeopleFilter, 'limit' | 'after'>,
): AsyncGenerator<Person[]> {
  for (let after: PeopleFilter['after'] = null; ;) {
    const rows: Person[] = await peopleIn(db, who, { ...filter, after, limit: EXPORT_PAGE - 1 });
    yield rows;
    if (rows.length < EXPORT_PAGE) return;
    after = rows.at(-1)!;
  }
}
