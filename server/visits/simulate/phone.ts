// Pure: what a phone says about a place, by the world's shares and a seeded generator.
import type { LngLat } from '../../../shared/geo.ts';
import type { Random } from '../../../shared/random.ts';
import type { EvidenceFix, EvidencePress } from '../../../shared/verdicts.ts';
import { chance, logNormal, metresApart, scattered, uniform } from './place.ts';
import type { Rest, RestSource, World } from './world.ts';

export type Source = 'gnss' | 'wifi' | 'cell';

/** How the phone measures during one visit: a press's source and honesty carry over to the next one in part. */
export interface Phone {
  deviceId: string;
  source: Source | null;
  lies: boolean;
  /** The phone's clock minus the true time, seconds. Satellites' times are true. */
  clockS: number;
  /** In a world whose phones rest: whether it is an iPhone, and what it measured last. */
  isIos?: boolean;
  last?: Measured | null;
}

interface Measured {
  place: LngLat;
  said: LngLat;
  atMs: number;
  accuracyM: number;
  kind: RestSource;
}

/** A phone that was moved less than this within this time is at rest: it has measured once. */
const REST_M = 40;
const REST_MS = 3_600_000;
/** Median of a circular normal error, in standard deviations. */
const MEDIAN_SIGMAS = 1.1774;

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
  if (world.rest) return restingFix(random, world, world.rest, phone, place, atMs, source);
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

/** A fix of a phone that repeats itself at rest. */
function restingFix(
  random: Random,
  world: World,
  rest: Rest,
  phone: Phone,
  place: LngLat,
  atMs: number,
  source: Source,
): EvidenceFix {
  phone.isIos ??= chance(random, rest.iosShare);
  phone.source = source;
  const kind = phone.isIos && source !== 'cell' ? 'ios' : source;
  const last = phone.last;
  const isAtRest =
    last?.kind === kind && metresApart(last.place, place) < REST_M && Math.abs(atMs - last.atMs) < REST_MS;
  const measured = isAtRest
    ? again(random, rest, last, place, atMs)
    : afresh(random, world, rest, phone, place, atMs, kind);
  phone.last = measured;
  const clockS = source === 'gnss' && !phone.isIos ? 0 : phone.clockS;
  return {
    ...measured.said,
    accuracyM: chance(random, world.accuracyUnknownShare) ? null : measured.accuracyM,
    accuracyLevel: 0.68,
    source: phone.isIos ? null : source,
    fixAt: iso(atMs + clockS * 1000),
    mock: false,
    deviceId: phone.deviceId,
  };
}

function again(random: Random, rest: Rest, last: Measured, place: LngLat, atMs: number): Measured {
  const { kind } = last;
  if (chance(random, rest.heldShare[kind])) return { ...last, atMs };
  const sigmaM = (rest.apartShare[kind] * last.accuracyM) / MEDIAN_SIGMAS;
  const moved = { lng: last.said.lng + place.lng - last.place.lng, lat: last.said.lat + place.lat - last.place.lat };
  const said = scattered(random, moved, sigmaM);
  const isSame = chance(random, rest.sameAccuracyShare[kind]);
  const accuracyM = isSame ? last.accuracyM : Math.round(last.accuracyM * uniform(random, 0.8, 1.25) * 1000) / 1000;
  return { place, said, atMs, kind, accuracyM };
}

function afresh(
  random: Random,
  world: World,
  rest: Rest,
  phone: Phone,
  place: LngLat,
  atMs: number,
  kind: RestSource,
): Measured {
  phone.lies = chance(random, world.lyingShare);
  const step = kind === 'ios' ? drawStep(random, rest) : null;
  const accuracyM =
    step?.accuracyM ?? Math.round(Math.max(3, logNormal(random, world.accuracyM[kind as Source])) * 1000) / 1000;
  const sigmaM = (accuracyM / (step?.radiiASigma ?? RADII_A_SIGMA)) * (phone.lies ? world.lyingScale : 1);
  return { place, said: scattered(random, place, sigmaM), atMs, kind, accuracyM };
}

function drawStep(random: Random, { iosSteps }: Rest): Rest['iosSteps'][number] {
  let draw = random.next();
  for (const step of iosSteps) if ((draw -= step.share) < 0) return step;
  return iosSteps[0]!;
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
