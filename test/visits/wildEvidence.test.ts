import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geodesicM } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { JudgeInput, JudgeOutput } from '../../shared/verdicts.ts';

const wild = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: undefined, freq: 4 });

const number = fc.oneof(
  fc.constantFrom(0, -1, 1e9, -1e9, 1e-9, 1e308, 5, 40),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const time = fc.oneof(
  fc.constantFrom(
    '1970-01-01T00:00:00Z',
    '2099-12-31T23:59:59Z',
    '2026-03-02T01:00:00Z',
    '2026-03-02T09:05:00+08:00',
    null,
  ),
  fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((d) => d.toISOString()),
);

const lng = fc.oneof(
  fc.constantFrom(0, -180, 180, 120.65),
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.constant(null),
);

const lat = fc.oneof(
  fc.constantFrom(0, -90, 90, 28.01),
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.constant(null),
);

const wildFix = {
  lng: wild(lng),
  lat: wild(lat),
  accuracyM: wild(number),
  accuracyLevel: wild(number),
  source: wild(fc.constantFrom('gnss', 'wifi', 'cell', 'manual', null)),
  fixAt: wild(time),
  mock: wild(fc.boolean()),
  deviceId: wild(fc.string()),
  altitudeM: wild(number),
  speedMps: wild(number),
};

const wildPress = fc.option(
  fc.record({
    ...wildFix,
    pressedAt: wild(time),
    receivedAt: wild(time),
    fixes: wild(fc.array(fc.record(wildFix), { maxLength: 3 })),
  }),
);

const wildInput = fc.record({
  id: fc.oneof(fc.string(), fc.integer()),
  retailer: fc.record({
    lng: wild(lng),
    lat: wild(lat),
    sigmaM: wild(number),
    thresholdM: wild(fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
    coordinate: wild(fc.constantFrom('surveyed', 'confirmed', 'imported')),
  }),
  requiredDwellS: wild(fc.double({ min: 0, max: 1e9, noNaN: true })),
  start: wildPress,
  end: wildPress,
  repId: wild(fc.string()),
  track: wild(fc.array(fc.oneof(fc.record(wildFix), fc.anything()), { maxLength: 6 })),
  hours: wild(fc.array(fc.record({ fromAt: time, untilAt: time }), { maxLength: 2 })),
  history: wild(
    fc.oneof(
      fc.anything(),
      fc.record({
        deviceSkewMedianS: wild(number),
        previous: wild(fc.record(wildFix)),
        next: wild(fc.record(wildFix)),
        retailersAtCoordinate: wild(number),
        visits: wild(fc.array(fc.anything())),
        fixes: wild(fc.array(fc.record({ ...wildFix, repId: fc.string() }), { maxLength: 4 })),
      }),
    ),
  ),
});

test('whatever is said is judged: a verdict, at least one reason, finite numbers, the same bytes again', () => {
  fc.assert(
    fc.property(wildInput, (said) => {
      const input = JudgeInput.parse(said);
      const answer = judge(measureVisit(input, geodesicM));
      expect(JudgeOutput.parse(answer)).toEqual(answer);
      const bytes = JSON.stringify(answer);
      expect(bytes).not.toMatch(/NaN|Infinity/);
      expect(JSON.stringify(judge(measureVisit(structuredClone(input), geodesicM)))).toBe(bytes);
      if (answer.verdict === 'valid') expect(answer.flags.filter(({ flag }) => flag !== 'CELL_ONLY')).toEqual([]);
    }),
    { numRuns: 400 },
  );
});
