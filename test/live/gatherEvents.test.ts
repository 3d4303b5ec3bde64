import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherEvents, repRoom, territoryRoom, unitRoom, type WatchedRow } from '../../server/live/gatherEvents.ts';
import { LiveEvent, ToldEvent, hear, tell } from '../../shared/live.ts';
import { distanceM } from '../../shared/geo.ts';
import { isNewerPosition, type LivePosition } from '../../shared/positions.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const at = (n: number): string => new Date(Date.UTC(2026, 0, 5) + n * 1_000).toISOString();
const small = fc.integer({ min: 0, max: 3 });

const positionRow = fc
  .tuple(small, small, fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
  .map(([unit, rep, fixAt, receivedAt]): WatchedRow => ({
    orgId: 1,
    unitId: id(unit),
    territoryId: null,
    repId: id(rep),
    xid: '1',
    eventId: '1',
    payload: {
      kind: 'positions',
      unitId: id(unit),
      positions: [
        {
          repId: id(rep),
          position: { lng: 120, lat: 28 },
          accuracyM: 8,
          source: 'gnss',
          fixAt: at(fixAt),
          receivedAt: at(receivedAt),
        },
      ],
    },
  }));
const planRow = fc
  .tuple(small, small, small, fc.integer({ min: 1, max: 28 }))
  .map(([unit, territory, rep, day]): WatchedRow => ({
    orgId: 1,
    unitId: id(unit),
    territoryId: territory === 0 ? null : id(territory),
    repId: id(rep),
    xid: '1',
    eventId: '1',
    payload: { kind: 'plan', unitId: id(unit), repId: id(rep), day: `2026-01-${String(day).padStart(2, '0')}` },
  }));
const rows = fc.array(fc.oneof(positionRow, planRow), { maxLength: 40 });

/** What the sockets of a room hear, and what they would hear of the rows one by one. */
const heardIn = (room: string, of: readonly WatchedRow[]) =>
  gatherEvents(of, () => true)
    .filter((message) => message.rooms.includes(room))
    .flatMap((message) => message.events);
const roomsOf = (row: WatchedRow) => [
  unitRoom(1, row.unitId),
  ...(row.territoryId ? [territoryRoom(1, row.territoryId)] : []),
  repRoom(1, row.repId!),
];

describe('what watchers hear of many events at once', () => {
  it('is, in each room, all that is not a position, as often as it happened, and of each rep the newest position only', () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const room of new Set(all.flatMap(roomsOf))) {
          const own = all.filter((row) => roomsOf(row).includes(room)).map(({ payload }) => payload);
          const heard = heardIn(room, all);
          const text = (events: readonly object[]) => events.map((event) => JSON.stringify(event)).sort();
          expect(text(heard.filter(({ kind }) => kind !== 'positions'))).toEqual(
            text(own.filter(({ kind }) => kind !== 'positions')),
          );
          const newest = new Map<string, LivePosition>();
          for (const event of own)
            if (event.kind === 'positions')
              for (const p of event.positions)
                if (isNewerPosition(p, newest.get(`${event.unitId} ${p.repId}`)))
                  newest.set(`${event.unitId} ${p.repId}`, p);
          const said = heard.flatMap((event) =>
            event.kind === 'positions' ? event.positions.map((p) => [`${event.unitId} ${p.repId}`, p] as const) : [],
          );
          expect(said.length).toBe(newest.size);
          expect(new Map(said)).toEqual(newest);
        }
      }),
    );
  });

  it('is not even written for rooms without watchers', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const room = unitRoom(1, id(1));
        const messages = gatherEvents(all, (one) => one === room);
        expect(messages.length).toBeLessThanOrEqual(1);
        expect(messages.every(({ rooms }) => rooms.join() === room)).toBe(true);
        expect(messages.flatMap(({ events }) => events).length).toBe(
          heardIn(room, all).length > 0 ? messages[0]!.events.length : 0,
        );
      }),
    );
  });
});

describe('a position on its way to a watcher', () => {
  it('is the same when it arrives, to 10 cm, and fits the contract on both sides', () => {
    const time = fc
      .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const position = fc.record({
      repId: fc.constant(id(1)),
      position: fc.record({
        lng: fc.double({ min: -180, max: 180, noNaN: true }),
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
      }),
      accuracyM: fc.option(fc.double({ min: 0.001, max: 100_000, noNaN: true })),
      source: fc.constantFrom('gnss' as const, 'wifi' as const, null),
      fixAt: time,
      receivedAt: time,
    });
    fc.assert(
      fc.property(fc.array(position, { maxLength: 3 }), (positions) => {
        const told: unknown = JSON.parse(
          JSON.stringify(ToldEvent.parse(tell({ kind: 'positions', unitId: id(2), positions }))),
        );
        const heard = LiveEvent.parse(hear(ToldEvent.parse(told)));
        if (heard.kind !== 'positions') throw new Error('positions are told as moves');
        expect(heard.positions.map(({ position: _, accuracyM: __, ...rest }) => rest)).toEqual(
          positions.map(({ position: _, accuracyM: __, ...rest }) => rest),
        );
        for (const [i, { position: at, accuracyM }] of heard.positions.entries()) {
          expect(distanceM(at, positions[i]!.position)).toBeLessThan(0.1);
          expect(Math.abs((accuracyM ?? 0) - (positions[i]!.accuracyM ?? 0))).toBeLessThanOrEqual(0.1);
        }
      }),
    );
  });
});
