import type { LngLat } from '../../../shared/geo.ts';
import type { Transition } from '../../../shared/positions.ts';

/** A retailer as a geofence of the phone. */
export interface WaypointRetailer {
  retailerId: string;
  code: string;
  name: string;
  position: LngLat;
  thresholdM: number;
}

interface Waypoint {
  _type: 'waypoint';
  desc: string;
  lat: number;
  lon: number;
  rad: number;
  tst: number;
  rid: string;
}

export interface SetWaypoints {
  _type: 'cmd';
  action: 'setWaypoints';
  waypoints: { _type: 'waypoints'; waypoints: Waypoint[] };
}

/** iOS watches 20 regions an app (Core Location); OwnTracks needs one to follow the phone, and the rep may have one. */
export const MAX_WAYPOINTS = 18;

/** A circle below this radius is crossed unnoticed (Android's geofencing guide: at least 100 m). */
const MIN_RADIUS_M = 100;

/** `tst` of the first waypoint, a time that no waypoint made by hand has: 2001-09-09T01:46:40Z and the seconds after it. */
const FIRST_SLOT_S = 1_000_000_000;

/**
 * The OwnTracks command that makes today's retailers geofences of the phone; it belongs into the array
 * answered to the app, and only when the list changed: each arrival makes the phone report afresh what
 * it is inside of.
 *
 * Android knows a waypoint by its `tst` (unique in its database, replaced on import), iOS by its `rid`. So
 * `tst` numbers 18 slots, which tomorrow's list overwrites, and `rid` is the retailer. `gone` are those that
 * this phone was given last time, in a list that is being replaced: an impossible coordinate removes them on
 * iOS (OwnTracks booklet, setWaypoints; one that the phone does not have would be added) and is ignored on Android.
 */
export function setWaypoints(today: readonly WaypointRetailer[], gone: readonly WaypointRetailer[] = []): SetWaypoints {
  const kept = today.slice(0, MAX_WAYPOINTS);
  const isKept = new Set(kept.map((retailer) => retailer.retailerId));
  const removed = gone.filter((retailer) => !isKept.has(retailer.retailerId));
  const waypoints = [
    ...removed.map((retailer) => ({ ...waypoint(retailer, 0), lat: -1_000_000, lon: -1_000_000 })),
    ...kept.map(waypoint),
  ];
  return { _type: 'cmd', action: 'setWaypoints', waypoints: { _type: 'waypoints', waypoints } };
}

function waypoint(retailer: WaypointRetailer, slot: number): Waypoint {
  return {
    _type: 'waypoint',
    desc: waypointDesc(retailer),
    lat: retailer.position.lat,
    lon: retailer.position.lng,
    rad: Math.max(MIN_RADIUS_M, Math.round(retailer.thresholdM)),
    tst: FIRST_SLOT_S + slot,
    rid: retailer.retailerId,
  };
}

/** The name in the phone. With the code, because names repeat; without colons, which iOS reads as the parts of a beacon. */
export function waypointDesc(retailer: Pick<WaypointRetailer, 'name' | 'code'>): string {
  const shortName = [...retailer.name.trim()].slice(0, 60).join('');
  return `${shortName} (${retailer.code.trim()})`.replaceAll(':', ' ').trim();
}

/** The retailer whose border was crossed: by `rid`, which only iOS returns, else by name. null: a place of the rep's own. */
export function retailerOf<T extends WaypointRetailer>(transition: Transition, retailers: readonly T[]): T | null {
  const byRid = retailers.find((retailer) => retailer.retailerId === transition.waypointRid);
  const byDesc = retailers.filter((retailer) => waypointDesc(retailer) === transition.waypointDesc);
  return byRid ?? (byDesc.length === 1 ? (byDesc[0] ?? null) : null);
}
