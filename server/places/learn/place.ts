// Pure: where a shop is, by where the people stood who visited it.
import { EARTH_RADIUS_M, toPlane, type LngLat } from '../../../shared/geo.ts';

/** One visit: the mean of its presses by 1/σ². */
export interface Witness {
  at: LngLat;
  /** One-direction standard error, metres; at least SIGMA_FLOOR_M. */
  sigmaM: number;
}

export interface LearnedPlace {
  at: LngLat;
  /** One-direction standard error, metres, houses and WiFi included. */
  sigmaM: number;
}

/** No fix is better: phones have reported 1.9 m with 200 m of error. */
export const SIGMA_FLOOR_M = 8;
/** What houses and WiFi that is off for ever add to every visit alike, so that no number of them takes it away. */
const SITE_M = 6;
/** A visit in twelve is three times worse than it says; one in fifty was made anywhere within 2 km. */
const WORSE_SHARE = 0.08;
const WORSE_SCALE = 3;
const ANYWHERE_SHARE = 0.02;
const ANYWHERE_M = 2_000;
const MOST_STEPS = 200;
const STILL_M = 1e-4;

interface Point {
  xM: number;
  yM: number;
  sigmaM: number;
}

interface Flat {
  xM: number;
  yM: number;
}

/**
 * The place that makes the witnesses likeliest: the maximum of Σ log[0.98 (0.92 N(σ² + 6²) + 0.08 N(9σ² + 6²)) + 0.02 uniform in 2 km].
 * Where they stood at two places there are two hills, so that it is climbed by expectation and maximisation from their geometric median
 * (weights 1/σ) and from each of them: one witness far away must not decide which hill is found. Null without witnesses. Metres on a
 * plane: within 2 km they are the spheroid's to 0.6 %, and a verdict never reads them.
 */
export function learnPlace(witnesses: readonly Witness[]): LearnedPlace | null {
  const [first] = witnesses;
  if (!first) return null;
  const origin = first.at;
  const points = witnesses.map(({ at, sigmaM }) => ({
    ...toPlane(origin, at),
    sigmaM: Math.max(SIGMA_FLOOR_M, sigmaM),
  }));
  const { at, information } = [geometricMedian(points), ...points]
    .map((from) => climb(points, from))
    .reduce((best, hill) => (hill.height > best.height ? hill : best));
  return { at: fromPlane(origin, at), sigmaM: Math.min(ANYWHERE_M, Math.hypot(1 / Math.sqrt(information), SITE_M)) };
}

/** The top of the hill that a point stands on, how likely it is, and how much the witnesses tell of it. */
function climb(points: readonly Point[], from: Flat): { at: Flat; height: number; information: number } {
  let at = from;
  let information = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const weights = points.map((point) => weightOf(point, at));
    information = weights.reduce((sum, w) => sum + w, 0);
    if (information < 1e-9) break; // every witness may have been anywhere
    const next = meanOf(points, weights);
    const movedM = Math.hypot(next.xM - at.xM, next.yM - at.yM);
    at = next;
    if (movedM < STILL_M) break;
  }
  const height = points.reduce((sum, point) => sum + Math.log(likelihoods(point, at).all), 0);
  return { at, height, information };
}

/** How much a witness tells of a place at `at`: its precision, by how likely it is as good as it says, worse, or of no use. */
function weightOf(point: Point, at: Flat): number {
  const { good, worse, all } = likelihoods(point, at);
  return (good.of / good.variance + worse.of / worse.variance) / all;
}

/** How likely a witness is if the place is `at`: as good as it says, worse than that, and in all. */
function likelihoods({ xM, yM, sigmaM }: Point, at: Flat) {
  const squaredM = (xM - at.xM) ** 2 + (yM - at.yM) ** 2;
  const normal = (share: number, variance: number) => ({
    variance,
    of: ((1 - ANYWHERE_SHARE) * share * Math.exp(-squaredM / (2 * variance))) / (2 * Math.PI * variance),
  });
  const good = normal(1 - WORSE_SHARE, sigmaM ** 2 + SITE_M ** 2);
  const worse = normal(WORSE_SHARE, (WORSE_SCALE * sigmaM) ** 2 + SITE_M ** 2);
  return { good, worse, all: good.of + worse.of + ANYWHERE_SHARE / (Math.PI * ANYWHERE_M ** 2) };
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
