// Pure: what a synthetic rep's phone says on a round, act by act. The same seed gives the same round.
import { distanceM, type LngLat } from '../../shared/geo.ts';
import { createRandom, type Random } from '../../shared/random.ts';

export interface DemoFix {
  position: LngLat;
  accuracyM: number;
  source: 'gnss' | 'wifi' | 'cell';
  mock: boolean;
}

export type Act =
  | { atMs: number; kind: 'fix'; fix: DemoFix }
  | { atMs: number; kind: 'start'; retailerId: string; fix: DemoFix }
  | { atMs: number; kind: 'end'; fix: DemoFix };

export interface DemoStop {
  retailerId: string;
  position: LngLat;
  minutes: number;
}

const SPEED_MPS = 6.5; // an electric scooter in town traffic
const MOVING_FIX_S = 6;
const RESTING_FIX_S = 30;
const M_LAT = 1 / 110_574;

/** What goes wrong on a round, and how often: so that every verdict can be seen in the demo. */
const faults = [
  ['far', 0.05],
  ['vague', 0.05],
  ['mock', 0.03],
  ['hasty', 0.04],
] as const;
type Fault = (typeof faults)[number][0] | null;

/** @param times how much more often than usual something goes wrong */
export function makeRound(stops: readonly DemoStop[], from: LngLat, startMs: number, seed: number, times = 1): Act[] {
  const random = createRandom(seed);
  const acts: Act[] = [];
  let at = from;
  let nowMs = startMs;
  for (const stop of stops) {
    nowMs = ride(acts, random, at, stop.position, nowMs);
    nowMs = visit(acts, random, stop, nowMs, drawFault(random, times));
    at = stop.position;
  }
  return acts.sort((a, b) => a.atMs - b.atMs);
}

function drawFault(random: Random, times: number): Fault {
  let at = random.next();
  for (const [fault, share] of faults) if ((at -= share * times) < 0) return fault;
  return null;
}

function ride(acts: Act[], random: Random, from: LngLat, to: LngLat, startMs: number): number {
  const seconds = Math.max(20, (distanceM(from, to) * 1.3) / SPEED_MPS);
  for (let s = 0; s < seconds; s += MOVING_FIX_S) {
    const share = s / seconds;
    const on = { lng: from.lng + (to.lng - from.lng) * share, lat: from.lat + (to.lat - from.lat) * share };
    acts.push({ atMs: startMs + s * 1_000, kind: 'fix', fix: gnss(random, on) });
  }
  return startMs + seconds * 1_000;
}

function visit(acts: Act[], random: Random, stop: DemoStop, startMs: number, fault: Fault): number {
  const dwellS = fault === 'hasty' ? 40 + random.int(60) : 200 + stop.minutes * 15 + random.int(120);
  const endMs = startMs + dwellS * 1_000;
  const where = fault === 'far' ? shift(stop.position, random, 900) : shift(stop.position, random, 8);
  acts.push({ atMs: startMs, kind: 'start', retailerId: stop.retailerId, fix: press(random, where, fault) });
  for (let s = RESTING_FIX_S; s < dwellS; s += RESTING_FIX_S)
    acts.push({ atMs: startMs + s * 1_000, kind: 'fix', fix: gnss(random, where) });
  acts.push({ atMs: endMs, kind: 'end', fix: press(random, where, fault) });
  return endMs + 5_000;
}

function press(random: Random, at: LngLat, fault: Fault): DemoFix {
  if (fault === 'vague')
    return { position: shift(at, random, 250), accuracyM: 350 + random.int(400), source: 'cell', mock: false };
  if (fault === 'mock') return { position: at, accuracyM: 5, source: 'gnss', mock: true };
  if (random.next() < 0.25)
    return { position: shift(at, random, 18), accuracyM: 20 + random.int(25), source: 'wifi', mock: false };
  return gnss(random, at);
}

function gnss(random: Random, at: LngLat): DemoFix {
  const accuracyM = Math.round((5 + random.next() * 13) * 10) / 10;
  return { position: shift(at, random, accuracyM / 1.51), accuracyM, source: 'gnss', mock: false };
}

/** Moves a point by a normal error in both directions; phones say seven decimals. */
function shift(at: LngLat, random: Random, sigmaM: number): LngLat {
  const lng = at.lng + (random.normal() * sigmaM * M_LAT) / Math.cos((at.lat * Math.PI) / 180);
  const lat = at.lat + random.normal() * sigmaM * M_LAT;
  return { lng: Math.round(lng * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 };
}
