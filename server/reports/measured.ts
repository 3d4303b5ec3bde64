import { metricOf } from '../../shared/metrics.ts';
import type { ReportRow } from '../../shared/reports.ts';
import type { Measured, ToMeasure } from '../given.ts';
import { allRows } from './rows.ts';
import type { ReportDeps } from './values.ts';

const PAGE = 5_000;

/** What each rep of a unit comes to in a metric: the rows that a report would show, by whose they are. */
export async function measure(deps: ReportDeps, of: ToMeasure): Promise<Measured[]> {
  const { orgId, unitId, from, to, today, setting } = of;
  const want = { orgId, unitIds: [unitId], from, to, repId: null, setting, by: null, key: null };
  const found = new Map<string, Measured>();
  for await (const rows of allRows(deps, { metric: metricOf(of.metric), want, today }, 'all', PAGE))
    for (const row of rows) {
      if (row.repId === null) continue;
      const one = found.get(row.repId) ?? { repId: row.repId, undecided: 0, evidence: [] };
      found.set(row.repId, one);
      one.undecided += row.undecided;
      if (row.num !== 0 || row.den !== 0)
        one.evidence.push({ id: idOf(row), num: thousandths(row.num), den: thousandths(row.den) });
    }
  return [...found.values()];
}

/** By which a row is found again: a visit, a stop of a day, a day, a retailer. */
function idOf({ of, day, visitId, retailerId }: ReportRow): string {
  if (of === 'stop') return `${day} ${retailerId}`;
  return (of === 'day' ? day : of === 'visit' ? visitId : retailerId)!;
}

/** Seconds have as many places as a clock; what is added up on paper has three. */
const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000;
