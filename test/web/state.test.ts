import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveEvent, Snapshot } from '../../shared/live.ts';
import type { LivePosition } from '../../shared/positions.ts';
import type { VisitState, VisitSummary } from '../../shared/visits.ts';
import { arrived, emptyFeed, heard, joined } from '../../web/live/feed.ts';
import { applyEvents, fromSnapshot } from '../../web/live/state.ts';

const unitId = '00000000-0000-4000-8000-000000000001';
const repId = '00000000-0000-4000-8000-000000000002';
const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 1, 0, second)).toISOString();

function position(second: number, receivedSecond = second): LivePosition {
  return {
    repId,
    position: { lng: 120 + second / 1000, lat: 28 },
    accuracyM: 12,
    source: 'gnss',
    fixAt: at(second),
    receivedAt: at(receivedSecond),
  };
}

function visit(id: number, state: VisitState, day = '2026-03-02'): VisitSummary {
  return {
    visitId: `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`,
    unitId,
    repId,
    repName: 'Ann',
    retailerId: unitId,
    retailerName: 'Shop',
    retailerPosition: { lng: 120, lat: 28 },
    day,
    startedAt: at(id),
    endedAt: state === 'open' ? null : at(id + 30),
    dwellS: state === 'open' ? null : 30,
    state,
    reasons: [],
    startPosition: null,
    endPosition: null,
  };
}

const snapshot: Snapshot = {
  cursor: 's:10',
  day: '2026-03-02',
  units: [],
  territories: [],
  plans: [],
  visits: [visit(1, 'open')],
  reps: [{ repId, unitId, name: 'Ann', last: position(5) }],
};
const told = (one: VisitSummary): LiveEvent => ({ kind: 'visit', unitId, visit: one });
const moved = (one: LivePosition): LiveEvent => ({ kind: 'positions', unitId, positions: [one] });

const anyEvent = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((second) => moved(position(second))),
  fc
    .record({ id: fc.integer({ min: 1, max: 4 }), state: fc.constantFrom<VisitState>('open', 'waiting', 'valid') })
    .map(({ id, state }) => told(visit(id, state))),
);

describe('a day under its events', () => {
  it('is the same when an event comes twice', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        const view = applyEvents(fromSnapshot(snapshot), events);
        expect(applyEvents(view, events)).toEqual(view);
      }),
    );
  });

  it('ends the same in whatever order the events come', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 15 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (events, chance) => {
          const shuffled = events
            .map((event) => ({ event, rank: chance.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ event }) => event);
          const [a, b] = [applyEvents(fromSnapshot(snapshot), events), applyEvents(fromSnapshot(snapshot), shuffled)];
          expect(a.reps).toEqual(b.reps);
          expect([...a.visits].sort()).toEqual([...b.visits].sort());
        },
      ),
    );
  });

  it('keeps the newer position when an older report arrives late', () => {
    const view = applyEvents(fromSnapshot(snapshot), [moved(position(20)), moved(position(7, 40))]);
    expect(view.reps.get(repId)!.last!.fixAt).toBe(at(20));
  });

  it('does not let a phone whose clock runs a day ahead hide the reports that follow', () => {
    const ahead = { ...position(6), fixAt: '2026-03-03T01:00:00.000Z' };
    const view = applyEvents(fromSnapshot(snapshot), [moved(ahead), moved(position(9))]);
    expect(view.reps.get(repId)!.last!.fixAt).toBe(at(9));
  });

  it('ignores visits of another day and positions of people it does not know', () => {
    const view = fromSnapshot(snapshot);
    const stranger = { ...position(50), repId: 'somebody else' };
    expect(applyEvents(view, [told(visit(3, 'valid', '2026-03-01')), moved(stranger)])).toBe(view);
  });

  it('takes a later verdict over an earlier one', () => {
    const view = applyEvents(fromSnapshot(snapshot), [told(visit(1, 'suspect')), told(visit(1, 'valid'))]);
    expect(view.visits.get(visit(1, 'valid').visitId)!.state).toBe('valid');
  });
});

describe('joining the stream', () => {
  it('loses nothing that is told between the join and the snapshot', () => {
    let feed = joined(emptyFeed, { resumed: false, cursor: 's:10' });
    feed = heard(feed, { cursor: 's:11', events: [told(visit(1, 'valid'))] });
    expect(feed.view).toBeNull();
    feed = arrived(feed, snapshot); // read before the verdict
    expect(feed.view!.visits.get(visit(1, 'valid').visitId)!.state).toBe('valid');
    expect(feed.cursor).toBe('s:11');
  });

  it('goes on from a snapshot that was read before joining', () => {
    let feed = arrived(emptyFeed, snapshot);
    expect(feed.cursor).toBe(snapshot.cursor);
    feed = joined(feed, { resumed: true, cursor: 's:30' });
    expect(feed.waiting).toBeNull();
    feed = heard(feed, { cursor: snapshot.cursor, events: [told(visit(2, 'open'))] });
    expect(feed.view!.visits.size).toBe(2);
  });

  it('goes on from its cursor after a break, without a new snapshot', () => {
    let feed = arrived(joined(emptyFeed, { resumed: false, cursor: 's:10' }), snapshot);
    feed = joined(feed, { resumed: true, cursor: 's:30' });
    expect(feed.waiting).toBeNull();
    feed = heard(feed, { cursor: 's:31', events: [told(visit(2, 'open'))] });
    expect(feed.view!.visits.size).toBe(2);
  });

  it('reads a snapshot when the server cannot go on, also where it says that it could but nothing was ever read', () => {
    expect(joined(emptyFeed, { resumed: true, cursor: 's:1' }).waiting).toEqual([]);
    const feed = arrived(joined(emptyFeed, { resumed: false, cursor: 's:10' }), snapshot);
    expect(joined(feed, { resumed: false, cursor: 's:90' }).waiting).toEqual([]);
  });
});
