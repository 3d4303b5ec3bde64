import { exportStops } from '../../shared/plans.ts';
import type { UnitName } from '../../shared/tables/said.ts';
import { stopsTable } from '../../shared/tables/stops.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { badField } from '../errors.ts';
import { type Endpoint } from '../http.ts';
import { exportEndpoint } from '../tableFile.ts';
import { plannedStops } from './stopStore.ts';

/** A month of a city's plans is some 100,000 stops. */
const MOST_DAYS = 31;

/** Whom each rep visits, a row a stop, of a day or of several; after the day with what became of it. */
export function stopExport(db: Database, unitNames: (who: Who) => Promise<UnitName>): Endpoint {
  return exportEndpoint(exportStops, {
    table: async (who) => stopsTable(await unitNames(who)),
    pages: (who, query) => {
      const days = daysFrom(query.day, query.until ?? query.day);
      return stopPages(db, who, days, query);
    },
    named: (query) => [query.day, query.until],
  });
}

function daysFrom(first: string, last: string): string[] {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  if (count < 1 || count > MOST_DAYS) throw badField('query.until', 'UNTIL_OUT_OF_RANGE', { days: MOST_DAYS - 1 });
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
  );
}

async function* stopPages(
  db: Database,
  who: Who,
  days: readonly string[],
  filter: { unitId?: string | undefined; repId?: string | undefined },
) {
  for (const day of days) yield await plannedStops(db, who, { ...filter, day });
}
