import type { DueSettings } from '../../shared/due.ts';
import { partsOf, readsOf, ruleOf, type Counts, type Cut } from '../../shared/metrics.ts';
import { ALL_KEY, UNKNOWN_KEY, type ReportValues } from '../../shared/reports.ts';
import { valuesInForce, type EnvironmentSettings } from '../../shared/settings.ts';
import type { Queryable } from '../db.ts';
import type { Question } from './asked.ts';
import { compareGroups, groupOf, totalOf, type Summed } from './compare.ts';
import { dwellsOf, sumsOfDays, sumsOfStops, sumsOfVisits } from './metricStore.ts';
import { countsOfRetailer } from './retailerPeriod.ts';
import { frequenciesOn, retailerPeriods, type StoredRetailer } from './retailerStore.ts';
import { dueCount } from './rollStore.ts';
import { namesOf } from './scopeStore.ts';

export interface ReportDeps {
  db: Queryable;
  /** What counts where no unit says otherwise. */
  environment: EnvironmentSettings;
}

/** The number, its groups, and how they compare. */
export async function valuesOf(deps: ReportDeps, question: Question): Promise<ReportValues> {
  const { db } = deps;
  const { metric, want } = question;
  const { orgId, from, to, by } = want;
  const summed = await summedGroups(deps, question);
  const names = await namesOf(
    db,
    orgId,
    by,
    summed.map(({ key }) => key),
  );
  const groups = summed.map((one) => groupOf(metric, one, names.get(one.key) ?? null));
  const total = { ...totalOf(summed), ...(metric.form === 'median' && (await medianOfAll(deps, question))) };
  return {
    metric: metric.id,
    rule: ruleOf(metric),
    from,
    to,
    by,
    ...compareGroups(metric, by, groups),
    total: groupOf(metric, total),
    daysDue: await dueCount(db, orgId),
  };
}

async function medianOfAll({ db }: ReportDeps, { want }: Question): Promise<Pick<Summed, 'dwell'>> {
  const [dwell] = await dwellsOf(db, { ...want, by: null });
  return dwell ? { dwell } : {};
}

const wordsOfRetailers: readonly (Cut | null)[] = ['territory', 'grade', 'type', 'setting'];

/** What each group comes to. Where nothing is cut, the only group is there also when it has nothing. */
export async function summedGroups(deps: ReportDeps, question: Question): Promise<Summed[]> {
  const { metric, want } = question;
  const sums = metric.of === 'retailer' ? await sumsOfRetailers(deps, question) : await sumsOfRows(deps, question);
  const dwells = metric.form === 'median' ? await dwellsOf(deps.db, want) : [];
  const groups = sums
    .map(({ key, counts }): Summed => {
      const dwell = dwells.find((one) => one.key === key);
      return { key, ...partsOf(metric, counts), ...(dwell && { dwell }) };
    })
    .filter(({ num, den, undecided }) => num !== 0 || den !== 0 || undecided !== 0);
  return groups.length === 0 && want.by === null && want.key === null ? [totalOf([])] : groups;
}

function sumsOfRows({ db }: ReportDeps, { metric, want }: Question) {
  if (!wordsOfRetailers.includes(want.by) && want.setting === null) return sumsOfDays(db, want);
  return metric.of === 'stop' ? sumsOfStops(db, want) : sumsOfVisits(db, want);
}

export interface CountedRetailer extends StoredRetailer {
  key: string;
  counts: Counts;
}

/** Retailers of the period with what each adds, and in which group it is. */
export async function countedRetailers(deps: ReportDeps, { want, today }: Question): Promise<CountedRetailer[]> {
  const { orgId, unitIds, from, to, repId, setting, by, key } = want;
  const retailers = await retailerPeriods(deps.db, { orgId, unitIds, from, to, holderId: repId, setting });
  const settings = await frequencies(deps, orgId, [...new Set(retailers.map((one) => one.unitId))], to);
  return retailers
    .map((one) => ({
      ...one,
      key: retailerKey(by, one),
      counts: countsOfRetailer(one, { from, to, today }, settings.get(one.unitId)!),
    }))
    .filter((one) => key === null || one.key === key);
}

function retailerKey(by: Cut | null, one: StoredRetailer): string {
  const { unitId: unit, holderId: person, territoryId: territory, grade, businessType: type, setting } = one;
  const keys: Partial<Record<Cut, string | null>> = { unit, person, territory, grade, type, setting };
  return by === null ? ALL_KEY : (keys[by] ?? UNKNOWN_KEY);
}

async function sumsOfRetailers(deps: ReportDeps, question: Question): Promise<{ key: string; counts: Counts }[]> {
  const groups = new Map<string, Record<string, number>>();
  const names = readsOf(question.metric);
  for (const { key, counts } of await countedRetailers(deps, question)) {
    const sums = groups.get(key) ?? {};
    for (const name of names) sums[name] = (sums[name] ?? 0) + (counts[name] ?? 0);
    groups.set(key, sums);
  }
  return [...groups].map(([key, counts]) => ({ key, counts }));
}

async function frequencies(
  { db, environment }: ReportDeps,
  orgId: number,
  unitIds: readonly string[],
  day: string,
): Promise<Map<string, DueSettings>> {
  const said = await frequenciesOn(db, orgId, unitIds, day);
  return new Map(
    unitIds.map((unitId) => {
      const own = said.filter((one) => one.unitId === unitId);
      const { visitsAMonth, visitsByGrade } = valuesInForce(['visitsAMonth', 'visitsByGrade'], own, environment);
      return [unitId, { visitsAMonth, byGrade: visitsByGrade }];
    }),
  );
}
