import { cutsOf, metrics, ruleOf } from '../../shared/metrics.ts';
import { exportReportRows, reportContracts } from '../../shared/reports.ts';
import { reportRowsTable } from '../../shared/tables/reports.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { EXPORT_PAGE, exportEndpoint } from '../tableFile.ts';
import { questionOf } from './asked.ts';
import { changesOf, effectOf } from './changes.ts';
import { daysUnlikeFacts, dueCount, markAllDays, MOST_UNLIKE } from './rollStore.ts';
import { allRows, rowPage } from './rows.ts';
import { valuesOf, type ReportDeps } from './values.ts';

export function reportEndpoints(deps: ReportDeps, given: Pick<Given, 'unitNames'>): Endpoint[] {
  const { db } = deps;
  return [
    endpoint(reportContracts.readMetrics, async () => ({
      items: metrics.map((metric) => {
        const { id, of, form, num, den, undecided, better } = metric;
        const parts = { num: [...num], den: [...den], undecided: [...undecided] };
        return { metric: id, rule: ruleOf(metric), of, form, ...parts, better, cuts: [...cutsOf(metric)] };
      }),
    })),
    endpoint(reportContracts.readValues, async ({ who, query, now }) =>
      valuesOf(deps, await questionOf(db, who, query, now)),
    ),
    endpoint(reportContracts.listReportRows, async ({ who, query, now }) =>
      rowPage(deps, await questionOf(db, who, query, now), query),
    ),
    exportEndpoint(exportReportRows, {
      table: async (who) => reportRowsTable(await given.unitNames(who)),
      pages: async function* (who, query, now) {
        yield* allRows(deps, await questionOf(db, who, query, now), query.part, EXPORT_PAGE);
      },
      named: ({ metric, part, from, to }) => [metric, part, from, to],
    }),
    endpoint(reportContracts.readChanges, ({ who, query, now }) => changesOf(deps, who, query, now)),
    endpoint(reportContracts.readEffect, ({ who, query, now }) => effectOf(deps, who, query, now)),
    endpoint(reportContracts.verifyReports, async ({ who }) => ({
      unlike: await daysUnlikeFacts(db, who, MOST_UNLIKE),
      daysDue: await dueCount(db, who.orgId),
    })),
    endpoint(reportContracts.rebuildReports, async ({ who }) => {
      await markAllDays(db, who);
      return { daysDue: await dueCount(db, who.orgId) };
    }),
  ];
}
