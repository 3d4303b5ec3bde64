import { expect, test } from 'vitest';
import {
  baseTripMinPerMonth,
  DEFAULT_WORKLOAD,
  localTravelM,
  unitLoad,
  WORKLOAD_SOURCES,
} from '../../server/territories/solve/workload.ts';

test('a grade A shop 500 m from its neighbours takes four visits of service and travel', () => {
  const travelM = localTravelM({ firstM: 400, secondM: 600 });
  expect(travelM).toBeCloseTo(620, 9); // 1.24 × 500
  const load = unitLoad({ ...DEFAULT_WORKLOAD, roadFactor: 1.3, localSpeedKmh: 20 }, 'A', travelM);
  const travelMin = (620 * 1.3) / (20_000 / 60);
  expect(load.visitsPerMonth).toBe(4);
  expect(load.workloadMinPerMonth).toBeCloseTo(4 * (25 + travelMin), 9);
  expect(load.serviceMinPerMonth + load.travelMinPerMonth).toBeCloseTo(load.workloadMinPerMonth, 9);
});

test('a lone unit has no local travel and an unknown grade counts as the other grade', () => {
  expect(localTravelM({ firstM: NaN, secondM: NaN })).toBe(0);
  for (const grade of ['?', ...Object.getOwnPropertyNames(Object.prototype)])
    expect(unitLoad(DEFAULT_WORKLOAD, grade, 0).workloadMinPerMonth, grade).toBe(10);
});

test('the base is visited twice each working day', () => {
  expect(
    baseTripMinPerMonth({ ...DEFAULT_WORKLOAD, workingDaysPerMonth: 20, baseSpeedKmh: 30, roadFactor: 1.5 }, 10_000),
  ).toBeCloseTo(20 * 60, 9);
});

test('every setting says where its default comes from', () => {
  expect(Object.keys(WORKLOAD_SOURCES).sort()).toEqual(Object.keys(DEFAULT_WORKLOAD).sort());
});
