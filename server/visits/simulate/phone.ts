// Pure: what a phone says about a place, by the world's shares and a seeded generator.
import type { LngLat } from '../../../shared/geo.ts';
import type { Random } from '../../../shared/random.ts';
import type { EvidenceFix, EvidencePress } from '../../../shared/verdicts.ts';
import { chance, logNormal, scattered } from './place.ts';
import type { World } from './world.ts';

export type Source = 'gnss' | 'wifi' | 'cell';

/** How the phone measures during one visit: a press's source and honesty carry over to the next one in part. */
export interface Phone {
  deviceId: string;
  source: Source | null;
  lies: boolean;
  /** The phone's clock minus the true time, seconds. Satellites' times are true. */
  clockS: number;
}

/** Share that a 68 % radius of a circular normal error holds: r = 1.5096 σ. */
const RADII_A_SIGMA = 1.5096;

export function newPhone(random: Random): Phone {
  return { deviceId: `d${random.int(1e6)}`, source: null, lies: false, clockS: 0 };
}

export function drawSource(random: Random, world: World): Source {
  const draw = random.next();
  return draw < world.gnssShare ? 'gnss' : draw < world.gnssShare + world.wifiShare ? 'wifi' : 'cell';
}

/** One fix of a true place at a true time (epoch ms). A source may be forced. */
export function fixOf(
  random: Random,
  world: World,
  phone: Phone,
  place: LngLat,
  atMs: number,
  forced?: Source,
): EvidenceFix {
  const source =
    forced ??
    (phone.source !== null && chance(random, world.sameSourceShare) ? phone.source : drawSource(random, world));
  const again = phone.source === source && phone.lies;
  const lies = chance(random, again ? world.lyingAgainShare : world.lyingShare);
  phone.source = source;
  phone.lies = lies;
  const radiusM = Math.max(3, logNormal(random, world.accuracyM[source]));
  const sigmaM = (radiusM / RADII_A_SIGMA) * (lies ? world.lyingScale : 1);
  const clockS = source === 'gnss' ? 0 : phone.clockS;
  return {
    ...scattered(random, place, sigmaM),
    accuracyM: chance(random, world.accuracyUnknownShare) ? null : Math.round(radiusM * 10) / 10,
    accuracyLevel: 0.68,
    source,
    fixAt: iso(atMs + clockS * 1000),
    mock: false,
    deviceId: phone.deviceId,
  };
}

/** A press at a true place and time, received `lateS` after it. Now and then the phone finds no position. */
export function pressOf(
  random: Random,
  world: World,
  phone: Phone,
  place: LngLat,
  atMs: number,
  lateS: number,
): EvidencePress {
  const fix = fixOf(random, world, phone, place, atMs - 1000 * (1 + random.int(20)));
  const located = chance(random, world.noFixShare)
    ? { deviceId: fix.deviceId, mock: false, lng: null, lat: null, accuracyM: null, source: null, fixAt: null }
    : fix;
  return { ...located, pressedAt: iso(atMs + phone.clockS * 1000), receivedAt: iso(atMs + lateS * 1000) };
}

export function iso(ms: number): string {
  return new Date(Math.round(ms / 1000) * 1000).toISOString();
}
