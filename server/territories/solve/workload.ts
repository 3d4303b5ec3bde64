import { own } from '../../../shared/own.ts';

/** What a workload setting is, what it is by default, and where the default comes from: shown beside the field. */
export interface WorkloadSettings {
  /** Visits a month and minutes in the shop, by grade. */
  grades: Record<string, { visitsPerMonth: number; serviceMin: number }>;
  /** What a grade not listed counts as. */
  otherGrade: { visitsPerMonth: number; serviceMin: number };
  /** Road distance ÷ straight distance. */
  roadFactor: number;
  /** Door-to-door speed between two shops, km/h. */
  localSpeedKmh: number;
  /** Speed to and from the base, km/h. */
  baseSpeedKmh: number;
  workingDaysPerMonth: number;
}

export const WORKLOAD_SOURCES: Record<keyof WorkloadSettings, string> = {
  grades: 'assumption until calibrated from check-ins: A/B/C/D 4/2/1/0.5 visits a month of 25/15/10/8 minutes',
  otherGrade: 'assumption: as grade C',
  roadFactor:
    'within what is published: 1.22 to 1.44 by region of South Korea, 1.26 in all (Kim, Shin, Lee, Suh 2015, J. Korean Soc. Agric. Eng. 57(4):39); calibrate from positions',
  localSpeedKmh: 'assumption: motorcycle or van in town including parking; calibrate from positions',
  baseSpeedKmh: 'assumption: main roads; calibrate from positions',
  workingDaysPerMonth: 'five-day weeks: 52 × 5 / 12, rounded',
};

export const DEFAULT_WORKLOAD: WorkloadSettings = {
  grades: {
    A: { visitsPerMonth: 4, serviceMin: 25 },
    B: { visitsPerMonth: 2, serviceMin: 15 },
    C: { visitsPerMonth: 1, serviceMin: 10 },
    D: { visitsPerMonth: 0.5, serviceMin: 8 },
  },
  otherGrade: { visitsPerMonth: 1, serviceMin: 10 },
  roadFactor: 1.3,
  localSpeedKmh: 20,
  baseSpeedKmh: 35,
  workingDaysPerMonth: 22,
};

/**
 * Straight metres of local travel a visit to each unit brings: 1.24 × the mean distance to its first and second
 * neighbour. Against tours of the route solver in seeded towns (measured, see bench) the sum is 3 % too much for all of
 * a territory of 200, 4 % too little for 30 stops next to each other, 8 % for 15; being a sum over units it can be
 * balanced like any measure. Coincident units count as neighbours at 0 m.
 */
export const LOCAL_TRAVEL_FACTOR = 1.24;

/** @param nearest metres to the first and the second nearest other unit; NaN where there is none */
export function localTravelM(nearest: { firstM: number; secondM: number }): number {
  const known = [nearest.firstM, nearest.secondM].filter((d) => !Number.isNaN(d));
  return known.length === 0 ? 0 : (LOCAL_TRAVEL_FACTOR * known.reduce((a, b) => a + b, 0)) / known.length;
}

export interface Load {
  visitsPerMonth: number;
  serviceMinPerMonth: number;
  travelMinPerMonth: number;
  /** Service and local travel: what a unit adds to a territory's month. */
  workloadMinPerMonth: number;
}

/** Minutes a month one unit takes: visits × (service + local travel × road factor ÷ speed). */
export function unitLoad(settings: WorkloadSettings, grade: string, travelM: number): Load {
  const { visitsPerMonth, serviceMin } = own(settings.grades, grade) ?? settings.otherGrade;
  const travelMin = minutes(travelM * settings.roadFactor, settings.localSpeedKmh);
  return {
    visitsPerMonth,
    serviceMinPerMonth: visitsPerMonth * serviceMin,
    travelMinPerMonth: visitsPerMonth * travelMin,
    workloadMinPerMonth: visitsPerMonth * (serviceMin + travelMin),
  };
}

/** Minutes a month from the base to a territory's middle and back, once each working day. */
export function baseTripMinPerMonth(settings: WorkloadSettings, baseToMiddleM: number): number {
  return settings.workingDaysPerMonth * minutes(2 * baseToMiddleM * settings.roadFactor, settings.baseSpeedKmh);
}

function minutes(metres: number, speedKmh: number): number {
  return metres / ((speedKmh * 1000) / 60);
}

/** The measures each kind of territory is balanced on; order-calling is not travelled. */
export const MEASURES_BY_KIND = {
  order_call: ['dailyOrderingRetailers', 'orders'],
  visit: ['retailers', 'visits', 'workloadMin'],
  delivery: ['orders', 'volume', 'workloadMin'],
} as const;
