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

/**
 * The place that makes the witnesses likeliest: the maximum of Σ log[0.98 (0.92 N(σ² + 6²) + 0.08 N(9σ² + 6²)) + 0.02 uniform in 2 km],
 * climbed by expectation and maximisation from their geometric median (weights 1/σ). Null without witnesses. Metres on a plane: within
 * 2 km they are the spheroid's to 0.6 %, and a verdict never reads them.
 */
export function learnPlace(witnesses: readonly Witness[]): LearnedPlace | null {
  const [first] = witnesses;
  if (!first) return null;
  const origin = first.at;
  const points = witnesses.map(({ at, sigmaM }) => ({
    ...toPlane(origin, at),
    sigmaM: Math.max(SIGMA_FLOOR_M, sigmaM),
  }));
  let at = geometricMedian(points);
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
  return { at: fromPlane(origin, at), sigmaM: Math.min(ANYWHERE_M, Math.hypot(1 / Math.sqrt(information), SITE_M)) };
}

/** How much a witness tells of a place at `at`: its precision, by how likely it is as good as it says, worse, or of no use. */
function weightOf({ xM, yM, sigmaM }: Point, at: { xM: number; yM: number }): number {
  const squaredM = (xM - at.xM) ** 2 + (yM - at.yM) ** 2;
  const goodVar = sigmaM ** 2 + SITE_M ** 2;
  const worseVar = (WORSE_SCALE * sigmaM) ** 2 + SITE_M ** 2;
  const normal = (variance: number): number => Math.exp(-squaredM / (2 * variance)) / (2 * Math.PI * variance);
  const good = (1 - ANYWHERE_SHARE) * (1 - WORSE_SHARE) * normal(goodVar);
  const worse = (1 - ANYWHERE_SHARE) * WORSE_SHARE * normal(worseVar);
  const anywhere = ANYWHERE_SHARE / (Math.PI * ANYWHERE_M ** 2);
  return (good / goodVar + worse / worseVar) / (good + worse + anywhere);
}

/** Weiszfeld's steps, weights 1/σ: robust where half of the witnesses are elsewhere. */
function geometricMedian(points: readonly Point[]): { xM: number; yM: number } {
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

function meanOf(points: readonly Point[], weights: readonly number[]): { xM: number; yM: number } {
  let [sum, xM, yM] = [0, 0, 0];
  points.forEach((point, i) => {
    sum += weights[i]!;
    xM += weights[i]! * point.xM;
    yM += weights[i]! * point.yM;
  });
  return { xM: xM / sum, yM: yM / sum };
}

function fromPlane(origin: LngLat, { xM, yM }: { xM: number; yM: number }): LngLat {
  const degrees = 180 / Math.PI / EARTH_RADIUS_M;
  return {
    lng: origin.lng + (xM * degrees) / Math.cos((origin.lat * Math.PI) / 180),
    lat: origin.lat + yM * degrees,
  };
}
