import { expect, test } from 'vitest';
import { toWgs84 } from '../../shared/frames.ts';
import type { EvidenceFix } from '../../shared/verdicts.ts';
import { DWELL_S, FROM, fixAt, flagsOf, honestWay, iso, press, shop, track, verdictOf } from './evidence.ts';
import { DAY_S, earlierVisit } from './earlierVisits.ts';

test('an honest visit with its track, its neighbours and its history raises nothing', () => {
  const history = {
    visits: [7, 14, 28].map((days) => earlierVisit(days)),
    deviceSkewMedianS: 2,
    retailersAtCoordinate: 1,
    previous: fixAt(-900, 4000),
    next: fixAt(DWELL_S + 900, 5000),
  };
  expect(flagsOf({ track: track(honestWay), history })).toEqual([]);
  expect(verdictOf({ track: track(honestWay), history }).verdict).toBe('valid');
});

test('every flag keeps a visit from valid, and comes with numbers', () => {
  const answer = verdictOf({ start: press(0, 14, 40, { mock: true }) });
  expect(answer).toMatchObject({
    verdict: 'suspect',
    reasons: ['MOCK'],
    flags: [{ flag: 'MOCK', presses: 1, fixes: 0 }],
  });
});

test('MOCK: a press, or the track between the presses; not the track on another day part', () => {
  expect(
    flagsOf({ track: track(honestWay).map((fix) => ({ ...fix, mock: fix.fixAt === iso(FROM + 100_000) })) }),
  ).toEqual(['MOCK']);
  expect(flagsOf({ track: track(honestWay).map((fix, i) => ({ ...fix, mock: i === 0 })) })).toEqual([]);
});

test('TELEPORT: kilometres before and after within seconds', () => {
  const history = { previous: fixAt(-60, 9000), next: fixAt(DWELL_S + 60, 9000) };
  expect(flagsOf({ history })).toEqual(['TELEPORT']);
  expect(verdictOf({ history }).flags[0]).toMatchObject({ legs: 2 });
});

test('TELEPORT: one leg alone, if it leads into the visit over kilometres faster than any train', () => {
  expect(flagsOf({ history: { previous: fixAt(-40, 9000) } })).toEqual(['TELEPORT']);
  expect(flagsOf({ history: { previous: fixAt(-140, 9000) } })).toEqual([]);
});

test('TELEPORT: not after a tunnel, on a ferry, by a coarse cell fix or by one glitch away from the presses', () => {
  const tunnel = track((s) => (s < -30 ? 22 * (-30 - s) : 0)).filter(
    (fix) => fix.fixAt! < iso(FROM - 500_000) || fix.fixAt! > iso(FROM - 100_000),
  );
  expect(flagsOf({ track: tunnel })).toEqual([]);
  const ferry = track((s) => (s < -40 ? 12 * (-40 - s) : 0), { accuracyM: 30 }).map((fix, i) => ({
    ...fix,
    accuracyM: 30 + i,
  }));
  expect(flagsOf({ track: ferry })).toEqual([]);
  const cell = { ...fixAt(-30, 3000), source: 'cell' as const, accuracyM: 800 };
  expect(flagsOf({ track: [...track(honestWay), cell] })).toEqual([]);
  const glitch = track(honestWay).map((fix, i) => (i === 5 ? fixAt(-500, 12_000) : fix));
  expect(flagsOf({ track: glitch })).toEqual([]);
  const corrected = track((s) => (s < 200 ? 550 : 0)); // a receiver that drifted finds back in one step, within the visit
  expect(flagsOf({ track: corrected })).not.toContain('TELEPORT');
});

test('DEVICE: two phones in one visit; another phone elsewhere; a sandwiched one; one phone for two people', () => {
  expect(flagsOf({ end: press(DWELL_S, 9, 200, { accuracyM: 15, deviceId: 'd2' }) })).toEqual(['DEVICE']);
  expect(flagsOf({ track: track(() => 5000, { deviceId: 'd2' }) })).toContain('DEVICE');
  expect(flagsOf({ history: { fixes: [{ ...fixAt(-3600, 3000), repId: 'r2' }] } })).toEqual(['DEVICE']);
  expect(flagsOf({ history: { fixes: [{ ...fixAt(60, 3000), deviceId: 'd9', repId: 'r1' }] } })).toEqual(['DEVICE']);
});

test('DEVICE: not for a phone changed between two visits, nor for one handed on last month', () => {
  const changed: EvidenceFix[] = track(honestWay).map((fix) =>
    fix.fixAt! < iso(FROM - 60_000) ? { ...fix, deviceId: 'old' } : fix,
  );
  expect(flagsOf({ track: changed })).toEqual([]);
  expect(flagsOf({ history: { fixes: [{ ...fixAt(-30 * DAY_S, 3000), repId: 'r2' }] } })).toEqual([]);
});

test('CELL_ONLY: both presses, not one', () => {
  const cell = { source: 'cell', accuracyM: 60 } as const;
  expect(flagsOf({ start: press(0, 14, 40, cell), end: press(DWELL_S, 20, 9, cell) })).toEqual(['CELL_ONLY']);
  expect(flagsOf({ start: press(0, 14, 40, cell) })).toEqual([]);
});

test('MOVING: past the shop at 12 m/s, by the track or by the receiver', () => {
  const drive = track((s) => Math.abs(12 * s));
  expect(flagsOf({ start: press(0, 3, 40), track: drive })).toContain('MOVING');
  expect(flagsOf({ start: press(0, 14, 40, { speedMps: 11 }) })).toEqual(['MOVING']);
});

test('MOVING: not for somebody who drives up, parks and presses', () => {
  expect(flagsOf({ track: track((s) => (s < -10 ? 12 * (-10 - s) : 0)) })).toEqual([]);
});

test('TRACK_ELSEWHERE: round the block between the presses', () => {
  const answer = verdictOf({ track: track((s) => (s > 30 && s < DWELL_S - 30 ? 700 : 0)) });
  expect(answer.verdict).toBe('suspect');
  expect(answer.reasons).toContain('TRACK_ELSEWHERE');
});

test('TRACK_ELSEWHERE: not for a single fix that went astray', () => {
  expect(
    flagsOf({ track: track(honestWay).map((fix) => (fix.fixAt === iso(FROM + 200_000) ? fixAt(200, 260) : fix)) }),
  ).toEqual([]);
});

test('COORDINATE_MOVED: taught to the system far from where it was registered, unless an inspector was there', () => {
  const history = { coordinateHistory: [{ ...fixAt(0, 900), coordinate: 'imported' }] };
  expect(flagsOf({ history })).toEqual(['COORDINATE_MOVED']);
  expect(flagsOf({ history: { ...history, coordinateInspected: true } })).toEqual([]);
});

test('FRAME: three visits that miss by a mix-up blame the data', () => {
  const really = toWgs84(shop, 'gcj02');
  const there = (s: number) => ({ ...press(s, 0), ...really });
  const answer = verdictOf({ start: there(0), end: there(DWELL_S), history: { retailerVisits: [really, really] } });
  expect(answer.verdict).toBe('suspect');
  expect(answer.flags).toContainEqual({ flag: 'FRAME', mixUp: 'gcj02 stored as wgs84', visits: 3, isThisVisit: true });
  expect(flagsOf({ history: { retailerVisits: [really, really] } })).toEqual([]);
});

test('SHARED_COORD: three retailers on one coordinate, unless it was surveyed', () => {
  expect(flagsOf({ history: { retailersAtCoordinate: 3 } })).toEqual(['SHARED_COORD']);
  expect(flagsOf({ history: { retailersAtCoordinate: 2 } })).toEqual([]);
  expect(
    flagsOf({ retailer: { ...shop, sigmaM: 5, coordinate: 'surveyed' }, history: { retailersAtCoordinate: 4 } }),
  ).toEqual([]);
});

test('SHORT_DWELL and LONG_DWELL: against what is required, and an end that was forgotten', () => {
  expect(flagsOf({ requiredDwellS: 421 })).toEqual(['SHORT_DWELL']);
  expect(flagsOf({ requiredDwellS: 420 })).toEqual([]);
  expect(flagsOf({ end: press(-60, 9, 200, { accuracyM: 15 }), requiredDwellS: 0 })).toEqual(['SHORT_DWELL']);
  expect(flagsOf({ end: press(5 * 3600, 9, 200, { accuracyM: 15 }) })).toEqual(['LONG_DWELL']);
});

test('OVERLAP: with another visit of the same rep, not with a neighbour in time or with a colleague', () => {
  const other = (fromS: number, untilS: number, repId = 'r1') => ({
    visits: [
      {
        visitId: 'o',
        repId,
        start: { pressedAt: iso(FROM + fromS * 1000) },
        end: { pressedAt: iso(FROM + untilS * 1000) },
      },
    ],
  });
  expect(flagsOf({ history: other(100, 900) })).toEqual(['OVERLAP']);
  expect(flagsOf({ history: other(DWELL_S, 900) })).toEqual([]);
  expect(flagsOf({ history: other(100, 900, 'r2') })).toEqual([]);
  expect(flagsOf({ id: 'o', history: other(0, DWELL_S) })).toEqual([]);
});

test('OUT_OF_HOURS: the visit as a whole lies in none of the hours', () => {
  const hours = (fromS: number, untilS: number) => [
    { fromAt: iso(FROM + fromS * 1000), untilAt: iso(FROM + untilS * 1000) },
  ];
  expect(flagsOf({ hours: hours(60, 9000) })).toEqual(['OUT_OF_HOURS']);
  expect(flagsOf({ hours: hours(-60, 9000) })).toEqual([]);
});

test('NOTICED_ELSEWHERE: the geofence says that the rep had left, in two words; a missed crossing accuses nobody', () => {
  const said = (...notices: [event: 'enter' | 'leave', s: number][]) => ({
    notices: notices.map(([event, s]) => ({ event, at: iso(FROM + s * 1000) })),
  });
  expect(flagsOf(said(['leave', -300], ['enter', DWELL_S + 400]))).toEqual(['NOTICED_ELSEWHERE']);
  expect(flagsOf(said(['enter', -60], ['leave', 30]))).toEqual(['NOTICED_ELSEWHERE']); // pressed, and gone
  expect(flagsOf(said(['leave', -300]))).toEqual([]); // the crossing back may have been missed
  expect(flagsOf(said(['leave', -300], ['enter', DWELL_S + 60]))).toEqual([]); // a geofence speaks late
  expect(flagsOf(said(['enter', -60], ['leave', 30], ['enter', 60]))).toEqual([]);
  expect(flagsOf(said(['enter', -60], ['leave', DWELL_S - 20]))).toEqual([]);
  expect(verdictOf(said(['leave', -300], ['enter', DWELL_S + 400])).verdict).toBe('suspect');
});

test('PHONE_NOTICED: an arrival around the start and no departure before the end keeps a visit from `invalid`', () => {
  const said = (...notices: [event: 'enter' | 'leave', s: number][]) => ({
    notices: notices.map(([event, s]) => ({ event, at: iso(FROM + s * 1000) })),
  });
  expect(verdictOf(said(['enter', -60], ['leave', DWELL_S + 50])).reasons).toEqual(['IN_PLACE', 'PHONE_NOTICED']);
  expect(verdictOf(said(['enter', -60], ['leave', DWELL_S - 50])).reasons).not.toContain('PHONE_NOTICED');
  const elsewhere = { start: press(0, 600), end: press(DWELL_S, 620) };
  expect(verdictOf(elsewhere).verdict).toBe('invalid');
  expect(verdictOf({ ...said(['enter', -60]), ...elsewhere }).verdict).toBe('suspect');
  expect(verdictOf({ notices: [{ event: 'sideways' }] }).verdict).toBe('valid'); // what cannot be read is absent
});

test('CLAIMED_AFTERWARDS: a visit that nobody pressed at the time is never valid by itself, whatever the track says', () => {
  const bare = (s: number) => ({
    pressedAt: iso(FROM + s * 1000),
    receivedAt: iso(FROM + 9e6),
    claimedAt: iso(FROM + 9e6),
  });
  const answer = verdictOf({ start: bare(0), end: bare(DWELL_S), track: track(() => 12) });
  expect(answer).toMatchObject({ verdict: 'suspect', reasons: ['NO_FIX', 'TRACK_CONFIRMS', 'CLAIMED_AFTERWARDS'] });
  expect(verdictOf({ start: bare(0), end: bare(DWELL_S) }).verdict).toBe('unverifiable');
});
