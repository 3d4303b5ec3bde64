// Pure: what a retailer adds to its territory, from its facts, its neighbours and the settings.
import Flatbush from 'flatbush';
import type { RetailerFacts } from '../../shared/retailers.ts';
import { own } from '../../shared/own.ts';
import { TerritoryMeasure, type Workload } from '../../shared/scenarioSettings.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import { localTravelM, unitLoad } from '../territories/solve/workload.ts';

export type MeasuredFacts = Pick<
  RetailerFacts,
  'grade' | 'roadCondition' | 'keyHours' | 'visitsPerMonth' | 'minutesPerVisit' | 'ordersPerMonth' | 'volumePerMonth'
>;

/** How often a month somebody comes to a retailer; null where its facts do not say, and where calls are made from a desk. */
export function tripsPerMonth(kind: TerritoryKind, facts: MeasuredFacts, workload: Workload): number | null {
  return kind === 'visit'
    ? visitsOf(facts, workload).visitsPerMonth
    : kind === 'delivery'
      ? facts.ordersPerMonth
      : null;
}

/** A measure's value of one retailer, `baseMin` its share of the ways from the base; null where its facts do not say and no setting stands in. */
export function measureOf(
  measure: TerritoryMeasure,
  kind: TerritoryKind,
  facts: MeasuredFacts,
  travelM: number,
  workload: Workload,
  baseMin = 0,
): number | null {
  const { ordersPerMonth, volumePerMonth } = facts;
  switch (measure) {
    case 'retailers':
      return 1;
    case 'orders':
      return ordersPerMonth;
    case 'volume':
      return volumePerMonth;
    // How many of a day's calls it is: a shop that orders eight times a month orders on 8 of 22 working days.
    case 'dailyOrderingRetailers':
      return ordersPerMonth === null ? null : Math.min(1, ordersPerMonth / workload.workingDaysPerMonth);
    case 'visits':
      return visitsOf(facts, workload).visitsPerMonth;
    case 'workloadMin':
      return workloadMin(kind, facts, travelM, workload, baseMin);
  }
}

function visitsOf(
  { grade, visitsPerMonth, minutesPerVisit }: MeasuredFacts,
  workload: Workload,
): { visitsPerMonth: number; serviceMin: number } {
  const usual = own(workload.grades, grade ?? '') ?? workload.otherGrade;
  if (!workload.usesOwn) return usual;
  return { visitsPerMonth: visitsPerMonth ?? usual.visitsPerMonth, serviceMin: minutesPerVisit ?? usual.serviceMin };
}

/** Minutes a month: calls take the call; visits and deliveries take the stop, what key hours cost, the way there, and their share of the way from the base. */
function workloadMin(
  kind: TerritoryKind,
  facts: MeasuredFacts,
  travelM: number,
  workload: Workload,
  baseMin: number,
): number | null {
  if (kind === 'order_call') return facts.ordersPerMonth === null ? null : facts.ordersPerMonth * workload.callMin;
  const stop =
    kind === 'visit'
      ? visitsOf(facts, workload)
      : { visitsPerMonth: facts.ordersPerMonth, serviceMin: workload.deliveryMin };
  if (stop.visitsPerMonth === null) return null;
  const keyHoursMin = facts.keyHours === null ? 0 : workload.keyHoursMin;
  const roadM = travelM * workload.roads[facts.roadCondition ?? 'good'];
  const grade = { visitsPerMonth: stop.visitsPerMonth, serviceMin: stop.serviceMin + keyHoursMin };
  return unitLoad({ ...workload, grades: {}, otherGrade: grade }, '', roadM).workloadMinPerMonth + baseMin;
}

/** Straight metres of local travel a visit to each point brings: from its first and second neighbour. */
export function travelsM(xM: Float64Array, yM: Float64Array): Float64Array {
  const n = xM.length;
  if (n === 0) return new Float64Array(0);
  const tree = new Flatbush(n);
  for (let i = 0; i < n; i++) tree.add(xM[i]!, yM[i]!, xM[i]!, yM[i]!);
  tree.finish();
  return Float64Array.from(xM, (x, i) => {
    const near = tree
      .neighbors(x, yM[i]!, 3)
      .filter((j) => j !== i)
      .slice(0, 2);
    const [firstM = NaN, secondM = NaN] = near
      .map((j) => Math.hypot(xM[j]! - x, yM[j]! - yM[i]!))
      .sort((a, b) => a - b);
    return localTravelM({ firstM, secondM });
  });
}

/** Every measure of every retailer, as columns; `baseMin` are minutes a month of each for the ways from the base. */
export function measureColumns(
  kind: TerritoryKind,
  facts: readonly MeasuredFacts[],
  travel: Float64Array,
  workload: Workload,
  baseMin?: Float64Array,
): Record<TerritoryMeasure, (number | null)[]> {
  const column = (measure: TerritoryMeasure) =>
    facts.map((one, i) => measureOf(measure, kind, one, travel[i]!, workload, baseMin?.[i]));
  return Object.fromEntries(TerritoryMeasure.options.map((measure) => [measure, column(measure)])) as Record<
    TerritoryMeasure,
    (number | null)[]
  >;
}
