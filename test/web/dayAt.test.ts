import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../shared/plans.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { chapters, countStates, marksAt, pressesUntil, readPresses, repAt } from '../../web/replay/dayAt.ts';
import { readTrack } from '../../web/replay/track.ts';
import { repId, FROM_MS, DAY_S, sent } from './sentTracks.ts';

const shop = (n: number) => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;

const at = (s: number) => new Date(FROM_MS + s * 1000).toISOString();

const visit = (
  n: number,
  fromS: number,
  untilS: number | null,
  state: VisitSummary['state'] = 'valid',
): VisitSummary => ({
  visitId: `00000000-0000-4000-8000-00000000${String(fromS).padStart(4, '0').slice(-4)}`,
  unitId: repId,
  repId,
  repName: 'A rep',
  retailerId: shop(n),
  retailerName: `Shop ${n}`,
  retailerPosition: { lng: 120, lat: 28 },
  day: '2026-03-03',
  startedAt: at(fromS),
  endedAt: untilS === null ? null : at(untilS),
  dwellS: null,
  state,
  reasons: [],
  startPosition: null,
  endPosition: null,
});

const plan = {
  repId,
  stops: [1, 2, 3].map((n) => ({ retailerId: shop(n), name: `Shop ${n}`, position: { lng: 120, lat: 28 } })),
} as unknown as Plan;

const presses = readPresses(
  [visit(2, 4_000, 4_600, 'invalid'), visit(1, 1_000, 1_500), visit(9, 7_000, null, 'unverifiable')],
  FROM_MS,
  FROM_MS + DAY_S * 1000,
);

describe('a day at a moment', () => {
  const statesAt = (momentS: number) =>
    Object.fromEntries(
      marksAt([plan], presses, momentS).map((mark) => [Number(mark.retailerId.slice(-2)), mark.state]),
    );

  it('shows a visit from its start, its verdict from its end, and what is planned until then', () => {
    expect(statesAt(999)).toEqual({ 1: 'planned', 2: 'planned', 3: 'planned' });
    expect(statesAt(1_000)).toEqual({ 1: 'open', 2: 'planned', 3: 'planned' });
    expect(statesAt(1_500)).toEqual({ 1: 'valid', 2: 'planned', 3: 'planned' });
    expect(statesAt(4_600)).toEqual({ 1: 'valid', 2: 'invalid', 3: 'planned' });
    expect(statesAt(DAY_S - 1)).toEqual({ 1: 'valid', 2: 'invalid', 3: 'planned', 9: 'open' });
    expect(statesAt(DAY_S)).toEqual({ 1: 'valid', 2: 'invalid', 3: 'missed', 9: 'unverifiable' });
  });

  it('changes only at a press', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY_S }), fc.integer({ min: 0, max: DAY_S }), (a, b) => {
        if (pressesUntil(presses, a) === pressesUntil(presses, b)) expect(statesAt(a)).toEqual(statesAt(b));
      }),
      { numRuns: 300 },
    );
    expect(countStates(marksAt([plan], presses, 2_000))).toMatchObject({ planned: 2, valid: 1, missed: 0 });
  });

  it('says what a rep did: nothing yet, on the way, in a visit, at a stop, last seen', () => {
    const g = { lng: 0, lat: 0, accuracyM: 10, source: 'g' };
    const track = {
      ...readTrack(sent([{ ...g, afterS: 600 }, ...Array.from({ length: 40 }, () => ({ ...g, afterS: 120 }))])),
      stays: [{ lng: 120, lat: 28, fromS: 1_000, untilS: 2_000 }],
    };
    const did = (momentS: number) => repAt({ repId, name: 'A rep' }, track, plan, presses.visits, momentS);
    expect([did(0).did, did(700).did, did(1_200).did, did(1_800).did, did(6_000).did]).toEqual([
      'nothing',
      'way',
      'visit',
      'stop',
      'lastSeen',
    ]);
    expect([did(999).made, did(4_000).made, did(8_000).made, did(8_000).planned]).toEqual([0, 2, 2, 3]);
  });

  it('is told in chapters: stops with the visits in them, and visits at which the track shows no stop', () => {
    const stays = [
      { lng: 0, lat: 0, fromS: 900, untilS: 1_600 },
      { lng: 0, lat: 0, fromS: 2_000, untilS: 3_000 },
    ];
    expect(
      chapters(stays, presses.visits).map((one) => [
        one.fromS,
        one.stay !== null,
        one.visits.map((v) => v.visit.retailerName),
      ]),
    ).toEqual([
      [900, true, ['Shop 1']],
      [2_000, true, []],
      [4_000, false, ['Shop 2']],
      [7_000, false, ['Shop 9']],
    ]);
  });
});
