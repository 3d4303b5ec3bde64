// Pure: where a shop is, by where the people stood who visited it.
import { EARTH_RADIUS_M, toPlane, type LngLat } from '../../../shared/geo.ts';

/** One visit: the mean of its presses by 1/σ². */
export interface Witness {
  at: LngLat;
  /** One-direction standard error, metres; at least SIGMA_FLOOR_M. */
  sigmaM: number;
  /** How much of the mean was not measured by satellites, 0 to 1: so much of what WiFi is always off at this shop is in it. */
  wifiShare: number;
}

export interface LearnedPlace {
  at: LngLat;
  /** One-direction standard error, metres, houses and WiFi included. */
  sigmaM: number;
}

/** No fix is better: phones have reported 1.9 m with 200 m of error. */
export const SIGMA_FLOOR_M = 8;
/** What houses add to every visit alike, so that no number of them takes it away. */
const SITE_M = 6;
/** WiFi has a place of its own at two shops of five: off by 25 m in one direction, the same at each visit, for ever. */
const WIFI_OFF_SHARE = 0.4;
const WIFI_OFF_M = 25;
/** A visit in twelve is three times worse than it says; one in fifty was made anywhere within 2 km. */
const WORSE_SHARE = 0.08;
const WORSE_SCALE = 3;
const ANYWHERE_SHARE = 0.02;
const ANYWHERE_M = 2_000;
const MOST_STEPS = 200;
const STILL_M = 1e-4;
/** Two people's places and one more: so many hills are climbed, from the witnesses that stand highest. */
const HILLS = 3;

interface Flat {
  xM: number;
  yM: number;
}

interface Point extends Flat {
  sigmaM: number;
  wifiShare: number;
}

/** What is said of a shop: where it is, and how far WiFi is off there. */
interface State {
  at: Flat;
  wifi: Flat;
}

interface Hill extends State {
  /** The log of how likely all witnesses are, whatever the exact place is on this hill. */
  evidence: number;
  /** Of the place in one direction, m². */
  variance: number;
}

const NOT_OFF: Flat = { xM: 0, yM: 0 };

/**
 * The place that makes the witnesses likeliest: the maximum of Σ log[0.98 (0.92 N(σ² + 6²) + 0.08 N(9σ² + 6²)) + 0.02 uniform in 2 km],
 * once as if WiFi were right on average at this shop, and once with a WiFi place of its own that is found together with the shop; the mean
 * of both, by how well each explains the witnesses. So no number of WiFi positions makes a shop surer than their common error allows, and
 * satellites decide where both differ. Where people stood at two places there are two hills, so that each is climbed by expectation and
 * maximisation from several points: one witness far away must not decide which hill is found. Null without witnesses. Metres on a
 * plane: within 2 km they are the spheroid's to 0.6 %, and a verdict never reads them.
 */
export function learnPlace(witnesses: readonly Witness[]): LearnedPlace | null {
  const [first] = witnesses;
  if (!first) return null;
  const origin = first.at;
  const points = witnesses.map(({ at, sigmaM, wifiShare }) => ({
    ...toPlane(origin, at),
    sigmaM: Math.max(SIGMA_FLOOR_M, sigmaM),
    wifiShare,
  }));
  const starts = startsOf(points);
  const right = highest(points, starts, false);
  const off = highest(points, starts, true);
  const offShare = 1 / (1 + Math.exp(right.evidence - off.evidence));
  const at = {
    xM: right.at.xM + offShare * (off.at.xM - right.at.xM),
    yM: right.at.yM + offShare * (off.at.yM - right.at.yM),
  };
  const apart2 = squaredApart(right.at, off.at);
  const variance =
    right.variance + offShare * (off.variance - right.variance) + (offShare * (1 - offShare) * apart2) / 2;
  return { at: fromPlane(origin, at), sigmaM: Math.min(ANYWHERE_M, Math.hypot(Math.sqrt(variance), SITE_M)) };
}

/** Where to begin: the geometric median (weights 1/σ), and the witnesses that the others make likeliest. */
function startsOf(points: readonly Point[]): Flat[] {
  const heightAt = (at: Flat): number => heightOf(points, { at, wifi: NOT_OFF });
  const byHeight = points.map((point) => ({ point, height: heightAt(point) })).sort((a, b) => b.height - a.height);
  return [geometricMedian(points), ...byHeight.slice(0, HILLS).map(({ point }) => point)];
}

function highest(points: readonly Point[], starts: readonly Flat[], isWifiOff: boolean): Hill {
  return starts
    .map((from) => climb(points, from, isWifiOff))
    .reduce((best, hill) => (hill.evidence > best.evidence ? hill : best));
}

/** The top of the hill that a point stands on. */
function climb(points: readonly Point[], from: Flat, isWifiOff: boolean): Hill {
  let state: State = { at: from, wifi: NOT_OFF };
  let sums = { at: 0, wifi: 0, determinant: 0 };
  for (let step = 0; step < MOST_STEPS; step++) {
    const weights = points.map((point) => weightOf(point, state));
    const next = solve(points, weights, isWifiOff);
    if (!next) break; // every witness may have been anywhere
    sums = next.sums;
    const movedM = Math.sqrt(squaredApart(next.at, state.at) + squaredApart(next.wifi, state.wifi));
    state = { at: next.at, wifi: next.wifi };
    if (movedM < STILL_M) break;
  }
  const { at, wifi, determinant } = sums;
  const prior = isWifiOff
    ? Math.log(WIFI_OFF_SHARE / WIFI_OFF_M ** 2) - squaredApart(state.wifi, NOT_OFF) / (2 * WIFI_OFF_M ** 2)
    : Math.log(1 - WIFI_OFF_SHARE);
  // Laplace: a normal hill's volume is its height by 2π/√det in each direction; the 2π of the WiFi place and of its prior cancel
  const evidence = heightOf(points, state) + prior - Math.log(determinant);
  return { ...state, evidence, variance: isWifiOff ? wifi / determinant : 1 / at };
}

/**
 * The place and what WiFi is off, together, by least squares: each witness stands at the place and its share of what WiFi is off.
 * Null where nothing weighs anything.
 */
function solve(points: readonly Point[], weights: readonly number[], isWifiOff: boolean) {
  let [a, b, c] = [0, 0, 1 / WIFI_OFF_M ** 2];
  const [sum, wifiSum] = [
    { xM: 0, yM: 0 },
    { xM: 0, yM: 0 },
  ];
  points.forEach(({ xM, yM, wifiShare }, i) => {
    const weight = weights[i]!;
    a += weight;
    b += weight * wifiShare;
    c += weight * wifiShare ** 2;
    sum.xM += weight * xM;
    sum.yM += weight * yM;
    wifiSum.xM += weight * wifiShare * xM;
    wifiSum.yM += weight * wifiShare * yM;
  });
  if (a < 1e-9) return null;
  if (!isWifiOff)
    return { at: { xM: sum.xM / a, yM: sum.yM / a }, wifi: NOT_OFF, sums: { at: a, wifi: c, determinant: a } };
  const determinant = a * c - b ** 2;
  const placeOn = (axis: keyof Flat): number => (c * sum[axis] - b * wifiSum[axis]) / determinant;
  const offOn = (axis: keyof Flat): number => (a * wifiSum[axis] - b * sum[axis]) / determinant;
  return {
    at: { xM: placeOn('xM'), yM: placeOn('yM') },
    wifi: { xM: offOn('xM'), yM: offOn('yM') },
    sums: { at: a, wifi: c, determinant },
  };
}

function heightOf(points: readonly Point[], state: State): number {
  return points.reduce((sum, point) => sum + Math.log(likelihoods(point, state).all), 0);
}

/** How much a witness tells: its precision, by how likely it is as good as it says, worse, or of no use. */
function weightOf(point: Point, state: State): number {
  const { good, worse, all } = likelihoods(point, state);
  return (good.of / good.variance + worse.of / worse.variance) / all;
}

/** How likely a witness is: as good as it says, worse than that, and in all. */
function likelihoods({ xM, yM, sigmaM, wifiShare }: Point, { at, wifi }: State) {
  const squaredM = (xM - at.xM - wifiShare * wifi.xM) ** 2 + (yM - at.yM - wifiShare * wifi.yM) ** 2;
  const good = normal((1 - ANYWHERE_SHARE) * (1 - WORSE_SHARE), sigmaM ** 2 + SITE_M ** 2, squaredM);
  const worse = normal((1 - ANYWHERE_SHARE) * WORSE_SHARE, (WORSE_SCALE * sigmaM) ** 2 + SITE_M ** 2, squaredM);
  return { good, worse, all: good.of + worse.of + ANYWHERE_SHARE / (Math.PI * ANYWHERE_M ** 2) };
}

const normal = (share: number, variance: number, squaredM: number) => ({
  variance,
  of: (share * Math.exp(-squaredM / (2 * variance))) / (2 * Math.PI * variance),
});

function squaredApart(a: Flat, b: Flat): number {
  return (a.xM - b.xM) ** 2 + (a.yM - b.yM) ** 2;
}

/** Weiszfeld's steps, weights 1/σ: robust where half of the witnesses are elsewhere. */
function geometricMedian(points: readonly Point[]): Flat {
  let at = meanOf(
    points,
    points.map(({ sigmaM }) => 1 / sigmaM),
  );
  for (let step = 0; step < MOST_STEPS; step++) {
    const weights = points.map(
      ({ xM, yM, sigmaM }) => 1 / (sigmaM * Math.max(STILL_M, Math.hypot(xM - at.xM, yM - at.yM))),
    );
    const next = meanOf(points, weights);
    const movedM = Math.hypot(next.xM - at.xM, next.yM - at.yM);
    at = next;
    if (movedM < STILL_M) break;
  }
  return at;
}

function meanOf(points: readonly Point[], weights: readonly number[]): Flat {
  let [sum, xM, yM] = [0, 0, 0];
  points.forEach((point, i) => {
    sum += weights[i]!;
    xM += weights[i]! * point.xM;
    yM += weights[i]! * point.yM;
  });
  return { xM: xM / sum, yM: yM / sum };
}

function fromPlane(origin: LngLat, { xM, yM }: Flat): LngLat {
  const degrees = 180 / Math.PI / EARTH_RADIUS_M;
  return {
    lng: origin.lng + (xM * degrees) / Math.cos((origin.lat * Math.PI) / 180),
    lat: origin.lat + yM * degrees,
  };
}
