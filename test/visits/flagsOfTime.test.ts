import { expect, test } from 'vitest';
import { DWELL_S, FROM, flagsOf, iso, press, verdictOf } from './evidence.ts';

test('STALE: a position from before', () => {
  expect(flagsOf({ start: press(0, 14, 40, { fixAt: iso(FROM - 7_200_000) }) })).toEqual(['STALE']);
  expect(flagsOf({ start: press(0, 14, 40, { fixAt: '1970-01-01T00:00:00Z' }) })).toEqual(['STALE']);
  expect(flagsOf({ start: press(0, 14, 40, { fixAt: iso(FROM - 55_000) }) })).toEqual([]);
});

test('CLOCK: a press from the future, or set forward between the presses', () => {
  const ahead = (s: number) => ({ receivedAt: iso(FROM + s * 1000) });
  expect(flagsOf({ end: press(DWELL_S, 9, 200, { accuracyM: 15, ...ahead(30) }) })).toEqual(['CLOCK']);
  expect(flagsOf({ start: press(0, 14, 40, { fixAt: '2099-01-01T00:00:00Z' }) })).toContain('CLOCK');
});

test('CLOCK: an evening visit pressed with the clock of the morning', () => {
  const later = (s: number) => ({ receivedAt: iso(FROM + (s + 36_000) * 1000) });
  const said = { start: press(0, 14, 40, later(0)), end: press(DWELL_S, 9, 200, { accuracyM: 15, ...later(DWELL_S) }) };
  expect(flagsOf({ ...said, history: { deviceSkewMedianS: -1 } })).toEqual(['CLOCK']);
  expect(flagsOf(said)).toEqual([]); // nobody knows this phone's clock: a relay that holds messages back looks the same
});

test('CLOCK: not for presses that were made offline and came in hours later, together', () => {
  const together = { receivedAt: iso(FROM + 3 * 3_600_000) };
  const said = { start: press(0, 14, 40, together), end: press(DWELL_S, 9, 200, { accuracyM: 15, ...together }) };
  expect(verdictOf({ ...said, history: { deviceSkewMedianS: -1 } })).toMatchObject({ verdict: 'valid', flags: [] });
});

test('CLOCK: not for a clock that is known to be wrong all week, either way', () => {
  for (const skewS of [-5400, -300, 300, 5400]) {
    const wrong = (s: number, m: number, azimuth: number, accuracyM: number) => ({
      ...press(s, m, azimuth, { accuracyM }),
      pressedAt: iso(FROM + (s + skewS) * 1000),
      receivedAt: iso(FROM + s * 1000 + 1500),
      fixAt: iso(FROM + (s - 4) * 1000),
    });
    const said = { start: wrong(0, 14, 40, 12), end: wrong(DWELL_S, 9, 200, 15) };
    expect(flagsOf({ ...said, history: { deviceSkewMedianS: skewS } })).toEqual([]);
    if (skewS > 0) expect(flagsOf(said)).toContain('CLOCK');
    expect(flagsOf({ ...said, history: { deviceSkewMedianS: 0 } })).toContain('CLOCK');
  }
});

test('TIME_UNKNOWN: a missing time is unknown, never now', () => {
  expect(verdictOf({ start: press(0, 14, 40, { fixAt: null }) })).toMatchObject({
    verdict: 'suspect',
    reasons: ['TIME_UNKNOWN'],
  });
  expect(verdictOf({ end: press(DWELL_S, 9, 200, { accuracyM: 15, pressedAt: null }) })).toMatchObject({
    verdict: 'suspect',
    dwellS: null,
  });
});
