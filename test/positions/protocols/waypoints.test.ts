import { describe, expect, it } from 'vitest';
import { ownTracksAnswer } from '../../../server/positions/protocols/ownTracks.ts';
import { readRequest } from '../../../server/positions/protocols/detect.ts';
import {
  MAX_WAYPOINTS,
  retailerOf,
  setWaypoints,
  waypointDesc,
} from '../../../server/positions/protocols/waypoints.ts';
import { jsonRequest } from './recorded.ts';

function retailer(n: number) {
  return {
    retailerId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    code: `C${n}`,
    name: 'Corner shop',
    position: { lng: 120 + n / 100, lat: 28 },
    thresholdM: 150,
  };
}

describe("today's retailers as geofences of the phone", () => {
  it('are the command OwnTracks imports', () => {
    expect(JSON.parse(ownTracksAnswer([setWaypoints([retailer(1)])]).body)).toEqual([
      {
        _type: 'cmd',
        action: 'setWaypoints',
        waypoints: {
          _type: 'waypoints',
          waypoints: [
            {
              _type: 'waypoint',
              desc: 'Corner shop (C1)',
              lat: 28,
              lon: 120.01,
              rad: 150,
              tst: 1_000_000_000,
              rid: '00000000-0000-4000-8000-000000000001',
            },
          ],
        },
      },
    ]);
  });

  it('are no more than iOS watches, in the order of the plan, with a time of their own each', () => {
    const { waypoints } = setWaypoints(Array.from({ length: 40 }, (_, n) => retailer(n))).waypoints;
    expect(waypoints.map(({ desc }) => desc)).toEqual(
      Array.from({ length: MAX_WAYPOINTS }, (_, n) => `Corner shop (C${n})`),
    );
    expect(new Set(waypoints.map(({ tst }) => tst)).size).toBe(MAX_WAYPOINTS);
  });

  it('overwrite those of yesterday on Android, which knows them by their time', () => {
    const times = [
      [retailer(1), retailer(2)],
      [retailer(3), retailer(4)],
    ].map((day) => setWaypoints(day).waypoints.waypoints.map(({ tst }) => tst));
    expect(times[0]).toEqual(times[1]);
  });

  it('remove those of yesterday on iOS, but not what is visited again', () => {
    const { waypoints } = setWaypoints([retailer(2)], [retailer(1), retailer(2)]).waypoints;
    expect(waypoints.map(({ desc, lat }) => [desc, lat])).toEqual([
      ['Corner shop (C1)', -1_000_000],
      ['Corner shop (C2)', 28],
    ]);
  });

  it('have no radius that a phone does not notice, and no colon that iOS takes for a beacon', () => {
    const [made] = setWaypoints([{ ...retailer(1), thresholdM: 30, name: 'Shop: 24 h' }]).waypoints.waypoints;
    expect(made).toMatchObject({ rad: 100, desc: 'Shop  24 h (C1)' });
  });

  it('are found again in a transition, by id or by name, and a place of the rep is not', () => {
    const retailers = [retailer(1), retailer(2)];
    const crossing = (more: object) => {
      const [transition] = readRequest(
        jsonRequest({ _type: 'transition', event: 'enter', tst: 1_787_385_600, lat: 28, lon: 120, ...more }),
      ).transitions;
      if (!transition) throw new Error('no transition was read');
      return retailerOf(transition, retailers);
    };
    expect(crossing({ desc: 'Corner shop (C2)', wtst: 1_000_000_001 })).toBe(retailers[1]);
    expect(crossing({ desc: 'renamed', rid: retailer(1).retailerId })).toBe(retailers[0]);
    expect(crossing({ desc: 'Home' })).toBeNull();
  });

  it('have names that survive the way through the phone, however long they are', () => {
    const long = { ...retailer(1), name: '😀'.repeat(200), code: 'C'.repeat(60) };
    const [transition] = readRequest(
      jsonRequest({ _type: 'transition', event: 'enter', tst: 1, desc: waypointDesc(long) }),
    ).transitions;
    expect(transition && retailerOf(transition, [long])).toBe(long);
  });
});
