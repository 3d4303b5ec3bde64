import { expect, test } from 'vitest';
import { DWELL_S, FROM, fixAt, flagsOf, honestWay, iso, press, shop, track, verdictOf } from './evidence.ts';
import { DAY_S, earlierVisit, samePositions } from './earlierVisits.ts';

test('FROZEN: one position to the last digit on three days, or by two people', () => {
  const wifi = (days: number) => ({
    lng: press(0, 14).lng,
    lat: press(0, 14).lat,
    accuracyM: 12,
    source: 'wifi',
    fixAt: iso(FROM - days * DAY_S * 1000),
    repId: 'r1',
  });
  expect(flagsOf({ history: { fixes: [wifi(1), wifi(2)] } })).toEqual(['FROZEN']);
  expect(flagsOf({ history: { fixes: [{ ...wifi(1), repId: 'r2' }] } })).toEqual(['FROZEN']);
});

test('FROZEN: not by one repeated day, not within one day, not with another accuracy, not for cell towers', () => {
  const wifi = (days: number, more = {}) => ({
    lng: press(0, 14).lng,
    lat: press(0, 14).lat,
    accuracyM: 12,
    fixAt: iso(FROM - days * DAY_S * 1000),
    repId: 'r1',
    ...more,
  });
  expect(flagsOf({ history: { fixes: [wifi(1)] } })).toEqual([]);
  expect(flagsOf({ history: { fixes: [wifi(0.01), wifi(0.02), wifi(0.03)] } })).toEqual([]);
  expect(flagsOf({ history: { fixes: [wifi(1, { accuracyM: 13 }), wifi(2, { accuracyM: 11 })] } })).toEqual([]);
  const tower = { source: 'cell', accuracyM: 400 };
  const said = { start: press(0, 14, 40, { source: 'cell', accuracyM: 400 }) };
  expect(flagsOf({ ...said, history: { fixes: [wifi(1, tower), wifi(2, tower)] } })).toEqual([]);
});

test('a lunch stop that repeats one fix for half an hour raises nothing', () => {
  const table = fixAt(0, 700);
  const lunch = track(honestWay).map((fix, i) => (i < 28 ? { ...table, fixAt: fix.fixAt } : fix));
  expect(flagsOf({ track: lunch })).toEqual([]);
});

test('REPLAY: yesterday again, to the last digit, is proof', () => {
  const answer = verdictOf({ history: { visits: [samePositions(1)] } });
  expect(answer).toMatchObject({ verdict: 'invalid', flags: [{ flag: 'REPLAY', exact: 2, proven: true }] });
});

test('REPLAY: with jitter it goes to a person', () => {
  const said = { start: press(0, 16, 41), end: press(DWELL_S, 11, 203, { accuracyM: 15 }) };
  expect(verdictOf({ ...said, history: { visits: [samePositions(1)] } })).toMatchObject({
    verdict: 'suspect',
    flags: [{ flag: 'REPLAY', exact: 0, proven: false }],
  });
});

test('REPLAY: a regular customer is not one, nor is a phone that repeats its position within the visit', () => {
  expect(flagsOf({ history: { visits: [7, 14, 28].map((days) => earlierVisit(days)) } })).toEqual([]);
  expect(
    flagsOf({
      history: {
        visits: [
          {
            visitId: 'this very visit',
            repId: 'r1',
            start: press(0, 14),
            end: press(DWELL_S, 9, 200, { accuracyM: 15 }),
          },
        ].map((v) => ({ ...v, start: { ...v.start, pressedAt: null }, end: null })),
      },
    }),
  ).toEqual([]);
});

test('a history of an unknown shape is searched for positions', () => {
  const { start, end } = samePositions(1);
  expect(flagsOf({ history: { yesterday: { anything: [[{ deep: start }], { deep: end }] }, 7: 'x' } })).toEqual([
    'REPLAY',
  ]);
});

test('TOO_PERFECT: on the stored point itself', () => {
  const retailer = { ...shop, sigmaM: 5, thresholdM: 100, coordinate: 'surveyed' as const };
  expect(flagsOf({ start: { ...press(0, 3), ...shop }, retailer })).toEqual(['TOO_PERFECT']);
});

test('TOO_PERFECT: one position and one accuracy at both presses, minutes apart', () => {
  expect(flagsOf({ end: press(DWELL_S, 14, 40) })).toEqual(['TOO_PERFECT']);
});

test('TOO_PERFECT: not on a point that was learned from such fixes', () => {
  expect(flagsOf({ start: { ...press(0, 3), ...shop } })).toEqual([]);
});

test('TOO_PERFECT: not for one accuracy twice, close together: phones at rest say no other', () => {
  for (const [accuracyM, apartM] of [
    [5, 1],
    [65, 4],
    [10, 0.5],
  ] as const) {
    for (const source of ['gnss', null] as const) {
      const start = press(0, 20, 40, { accuracyM, source });
      expect(flagsOf({ start, end: press(DWELL_S, 20 + apartM, 40, { accuracyM, source }) })).toEqual([]);
    }
  }
});

test('TOO_PERFECT: one position by a phone that does not say how, where only satellites are as fine', () => {
  const held = (accuracyM: number) => ({
    start: press(0, 14, 40, { accuracyM, source: null }),
    end: press(DWELL_S, 14, 40, { accuracyM, source: null }),
  });
  expect(flagsOf(held(10))).toEqual(['TOO_PERFECT']);
  expect(flagsOf(held(20))).toEqual([]); // WiFi holds what it found
});

test('TOO_PERFECT: one accuracy at one point all the way, and not where the phone came from somewhere', () => {
  const end = press(DWELL_S, 14, 40, { accuracyM: 12 });
  const start = press(0, 14, 40, { accuracyM: 12 });
  const oneAccuracy = track(honestWay).map((fix) => ({ ...fix, accuracyM: 12 }));
  const typed = oneAccuracy.map((fix) => ({ ...fix, lng: start.lng, lat: start.lat }));
  expect(verdictOf({ start, end, track: typed }).flags).toMatchObject([{ sign: 'one accuracy all the way' }]);
  expect(verdictOf({ start, end: press(DWELL_S, 60, 200, { accuracyM: 12 }), track: oneAccuracy }).flags).toEqual([]);
});

test('TOO_PERFECT: not for a phone at rest that holds its position, when its track shows a living receiver', () => {
  expect(flagsOf({ end: press(DWELL_S, 14, 40), track: track(honestWay) })).toEqual([]);
});

test('TOO_PERFECT: not for WiFi, whose service repeats its answer', () => {
  const wifi = { source: 'wifi', accuracyM: 30 } as const;
  expect(flagsOf({ start: press(0, 14, 40, wifi), end: press(DWELL_S, 14, 40, wifi) })).toEqual([]);
});
