import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geodesicM } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit, nextOf, pairsToMeasure } from '../../server/visits/measureVisit.ts';
import { defaultRule, ruleName } from '../../server/visits/rule.ts';
import { toWgs84 } from '../../shared/frames.ts';
import { JudgeOutput } from '../../shared/verdicts.ts';
import { DWELL_S, honestWay, press, shop, track, verdictOf, visit } from './evidence.ts';

test('two presses at the shop and enough time between them: valid, with every number', () => {
  const answer = verdictOf();
  expect(answer).toMatchObject({
    verdict: 'valid',
    reasons: ['IN_PLACE'],
    dwellS: 420,
    thresholdM: 100,
    flags: [],
    rule: 'rounds-verdict/4',
  });
  expect(answer.start).toMatchObject({ distanceM: 14, accuracyM: 12, source: 'gnss' });
  expect(answer.start!.p).toBeGreaterThan(0.99);
  expect(answer.start!.q).toBeGreaterThanOrEqual(answer.start!.p!);
  expect(JudgeOutput.parse(answer)).toEqual(answer);
});

test('both presses two kilometres away from a confirmed coordinate: invalid', () => {
  expect(verdictOf({ start: press(0, 2000), end: press(DWELL_S, 2010) })).toMatchObject({
    verdict: 'invalid',
    reasons: ['BOTH_PRESSES_ELSEWHERE'],
  });
});

test('the same at a coordinate that was only imported goes to a person', () => {
  const retailer = { ...shop, sigmaM: 20, thresholdM: 100, coordinate: 'imported' };
  expect(verdictOf({ retailer, start: press(0, 2000), end: press(DWELL_S, 2010) })).toMatchObject({
    verdict: 'suspect',
    reasons: ['BOTH_PRESSES_ELSEWHERE', 'COORDINATE_UNCONFIRMED'],
  });
});

test('no evidence of any kind makes an honest or dishonest visit to an imported coordinate invalid, short of a proven replay', () => {
  const retailer = { ...shop, sigmaM: 20, thresholdM: 100, coordinate: 'imported' };
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 50_000, noNaN: true }),
      fc.double({ min: 0, max: 50_000, noNaN: true }),
      fc.boolean(),
      (a, b, mock) => {
        expect(verdictOf({ retailer, start: press(0, a, 10, { mock }), end: press(DWELL_S, b, 80) }).verdict).not.toBe(
          'invalid',
        );
      },
    ),
  );
});

test('one press at the shop and one at home goes to a person', () => {
  expect(verdictOf({ end: press(DWELL_S, 2000) })).toMatchObject({
    verdict: 'suspect',
    reasons: ['ONE_PRESS_ELSEWHERE'],
  });
});

test('the next street, 180 m, by satellites is not valid', () => {
  expect(verdictOf({ start: press(0, 180), end: press(DWELL_S, 175, 41) }).verdict).not.toBe('valid');
});

test('two cell fixes prove nothing, however near they are', () => {
  const cell = { source: 'cell', accuracyM: 900 } as const;
  expect(verdictOf({ start: press(0, 5, 0, cell), end: press(DWELL_S, 300, 0, cell) })).toMatchObject({
    verdict: 'unverifiable',
    reasons: ['POSITION_TOO_VAGUE', 'CELL_ONLY'],
  });
});

test('two very vague fixes at distance 0 are unverifiable, not invalid: they could not have proved presence', () => {
  const vague = { source: 'cell', accuracyM: 1e9 } as const;
  expect(verdictOf({ start: press(0, 0, 0, vague), end: press(DWELL_S, 900, 0, vague) }).verdict).toBe('unverifiable');
});

test('cell fixes alone never make a visit invalid', () => {
  const cell = { source: 'cell' } as const;
  for (const accuracyM of [300, 20]) {
    expect(
      verdictOf({
        start: press(0, 9000, 0, { ...cell, accuracyM }),
        end: press(DWELL_S, 9000, 9, { ...cell, accuracyM }),
      }),
    ).toMatchObject({ verdict: 'suspect' });
  }
});

test('a cell fix beside a good one does not spoil the visit', () => {
  expect(verdictOf({ end: press(DWELL_S, 120, 0, { source: 'cell', accuracyM: 350 }) }).verdict).toBe('valid');
});

test('a cell fix beside a good one, with the track elsewhere meanwhile, does', () => {
  const away = track((s) => (s < 60 ? 0 : 900));
  expect(verdictOf({ end: press(DWELL_S, 120, 0, { source: 'cell', accuracyM: 350 }), track: away }).verdict).toBe(
    'suspect',
  );
});

test('the track is a third witness: it carries a visit whose presses had only cells', () => {
  const cell = { source: 'cell', accuracyM: 900 } as const;
  const answer = verdictOf({
    start: press(0, 200, 0, cell),
    end: press(DWELL_S, 300, 0, cell),
    track: track(honestWay),
  });
  expect(answer).toMatchObject({
    verdict: 'valid',
    reasons: ['IN_PLACE', 'POSITION_TOO_VAGUE', 'TRACK_CONFIRMS', 'CELL_ONLY'],
  });
  expect(answer.track!.near).toBeGreaterThan(10);
});

test('two presses far away against a track at the shop: the witnesses disagree, so a person decides', () => {
  const answer = verdictOf({
    start: press(0, 700, 0, { source: 'wifi' }),
    end: press(DWELL_S, 710, 0, { source: 'wifi' }),
    track: track(honestWay),
  });
  expect(answer.verdict).toBe('suspect');
  expect(answer.reasons).toEqual(expect.arrayContaining(['BOTH_PRESSES_ELSEWHERE', 'TRACK_CONFIRMS']));
});

test('no end press is for a person; no presses at all prove nothing', () => {
  expect(verdictOf({ end: null })).toMatchObject({ verdict: 'suspect', dwellS: null, end: null });
  expect(verdictOf({ end: null }).reasons).toContain('NO_END_PRESS');
  expect(verdictOf({ start: null, end: null })).toMatchObject({ verdict: 'unverifiable' });
});

test('a retailer without a coordinate, or on null island, makes nobody a liar', () => {
  for (const retailer of [{ coordinate: 'surveyed' }, { lng: 0, lat: 0, coordinate: 'confirmed' }]) {
    const answer = verdictOf({ retailer });
    expect(answer.verdict).toBe('unverifiable');
    expect(answer.reasons).toContain('NO_TRUSTED_COORDINATE');
  }
});

test('a press on null island or by a pin on the map has no measured position', () => {
  const island = verdictOf({ start: press(0, 0, 0, { lng: 0, lat: 0 }) });
  expect(island.start).toMatchObject({ distanceM: null, p: null });
  expect(island.reasons).toEqual(expect.arrayContaining(['NO_FIX', 'NULL_ISLAND']));
  expect(verdictOf({ start: press(0, 3, 0, { source: 'manual' }) }).reasons).toEqual(
    expect.arrayContaining(['NO_FIX', 'MANUAL_POSITION']),
  );
});

test('an accuracy that was not said, or is 0 or less, is the typical one of its source, and says so', () => {
  for (const accuracyM of [null, 0, -1]) {
    const answer = verdictOf({ start: press(0, 10, 0, { accuracyM, source: 'wifi' }) });
    expect(answer.start!.accuracyM).toBe(60);
    expect(answer.reasons).toContain('ACCURACY_UNKNOWN');
  }
});

test('a browser says an accuracy and no source: it is taken as said, and without an accuracy as the worst', () => {
  const browser = { source: null, accuracyLevel: 0.95 } as const;
  const answer = verdictOf({
    start: press(0, 14, 40, browser),
    end: press(DWELL_S, 9, 200, { ...browser, accuracyM: 15 }),
  });
  expect(answer).toMatchObject({
    verdict: 'valid',
    reasons: ['IN_PLACE', 'SOURCE_UNKNOWN'],
    start: { accuracyM: 12, source: null },
  });
  expect(verdictOf({ start: press(0, 14, 40, { ...browser, accuracyM: null }) }).start!.accuracyM).toBe(200);
});

test('an accuracy of the 95 % kind counts as what it is', () => {
  const at68 = verdictOf({ start: press(0, 40, 0, { accuracyM: 60 }) }).start!;
  const at95 = verdictOf({ start: press(0, 40, 0, { accuracyM: 60, accuracyLevel: 0.95 }) }).start!;
  expect(at95.sigmaM!).toBeLessThan(at68.sigmaM!);
  expect(at95.p!).toBeGreaterThan(at68.p!);
});

test('a visit that misses a confirmed point exactly as a frame mix-up would accuses nobody', () => {
  const gcj = toWgs84(shop, 'gcj02'); // where the shop is, if its stored point was GCJ-02 all along
  const metres = geodesicM(gcj, shop);
  const there = (s: number) => ({ ...press(s, 0), ...gcj });
  expect(metres).toBeGreaterThan(400);
  expect(verdictOf({ start: there(0), end: there(DWELL_S) })).toMatchObject({ verdict: 'suspect' });
  expect(verdictOf({ start: there(0), end: there(DWELL_S) }).reasons).toContain('FRAME_POSSIBLE');
});

test('of several fixes at a press the rule picks one and says why', () => {
  const fixes = [
    { ...press(0, 400), source: 'cell', accuracyM: 800 },
    { ...press(0, 11), source: 'wifi', accuracyM: 30 },
  ];
  expect(
    verdictOf({ start: { pressedAt: press(0, 0).pressedAt, receivedAt: press(0, 0).receivedAt, fixes } }).start,
  ).toMatchObject({
    source: 'wifi',
    distanceM: 11,
    picked: 'GOOD_WIFI',
  });
});

test('distances measured by somebody else, in the order asked for, give the same bytes', () => {
  const input = visit({
    track: track(honestWay),
    history: { visits: [{ visitId: 'x', repId: 'r1', start: press(-9000, 70), end: press(-8000, 60) }] },
  });
  const distances = pairsToMeasure(input).map(([a, b]) => geodesicM(a, b));
  expect(JSON.stringify(judge(measureVisit(input, nextOf(distances))))).toBe(
    JSON.stringify(judge(measureVisit(input, geodesicM))),
  );
});

test('another threshold is another rule and has another name', () => {
  expect(ruleName({ ...defaultRule })).toBe('rounds-verdict/4');
  const stricter = { ...defaultRule, validFrom: 0.95 };
  expect(ruleName(stricter)).toMatch(/^rounds-verdict\/4\+[0-9a-f]{8}$/);
  expect(judge(measureVisit(visit(), geodesicM), stricter).rule).toBe(ruleName(stricter));
});

test('nearer is never worse: along a line to the shop the verdict only improves', () => {
  const rank = { valid: 2, suspect: 1, unverifiable: 1, invalid: 0 };
  let last = 0;
  for (let m = 1000; m >= 2; m -= 7) {
    const now = rank[verdictOf({ start: press(0, m), end: press(DWELL_S, m, 42, { accuracyM: 15 }) }).verdict];
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
  expect(last).toBe(2);
});
