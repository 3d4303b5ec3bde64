// Pure: one retailer, one rep, one working day, before anybody does anything.
import { fromWgs84 } from '../../../shared/frames.ts';
import type { LngLat } from '../../../shared/geo.ts';
import type { Random } from '../../../shared/random.ts';
import type { CoordinateTrust } from '../../../shared/retailers.ts';
import type { EvidenceFix, EvidencePress, JudgeInput } from '../../../shared/verdicts.ts';
import { away, between, chance, logNormal, offset, uniform } from './place.ts';
import { drawSource, fixOf, newPhone, pressOf } from './phone.ts';
import type { Phone } from './phone.ts';
import type { World } from './world.ts';

export interface Scene {
  random: Random;
  world: World;
  repId: string;
  phone: Phone;
  /** Where the shop is, and where the books say it is. */
  shop: LngLat;
  retailer: JudgeInput['retailer'] & LngLat;
  /** When the visit is said to begin and end, true time, epoch ms. */
  fromMs: number;
  untilMs: number;
  /** From the press to the server, seconds, of each press. */
  startLateS: number;
  endLateS: number;
}

const MONDAY = Date.UTC(2026, 2, 2);
/** The middle of a town by the sea. */
const TOWN: LngLat = { lng: 120.65, lat: 28.01 };

export function newScene(random: Random, world: World): Scene {
  const shop = away(random, TOWN, 15_000 * Math.sqrt(random.next()));
  const coordinate: CoordinateTrust = chance(random, world.surveyedShare)
    ? 'surveyed'
    : chance(random, world.confirmedShare / Math.max(1e-9, 1 - world.surveyedShare))
      ? 'confirmed'
      : 'imported';
  const fromMs = MONDAY + random.int(30) * 86_400_000 + uniform(random, 0.5, 9.5) * 3_600_000; // 08:30 to 17:30 in China
  const dwellS = world.requiredDwellS + 20 + logNormal(random, { median: 240, spread: 0.7 });
  const offlineS = chance(random, world.offlineShare) ? uniform(random, 60, 4 * 3600) : null;
  return {
    random,
    world,
    repId: `r${random.int(1000)}`,
    phone: newPhone(random),
    shop,
    retailer: {
      ...storedPoint(random, world, coordinate, shop),
      sigmaM: world.sigmaM[coordinate],
      thresholdM: world.thresholdM,
      coordinate,
    },
    fromMs,
    untilMs: fromMs + dwellS * 1000,
    startLateS: offlineS === null ? uniform(random, 1, 4) : dwellS + offlineS,
    endLateS: offlineS === null ? uniform(random, 1, 4) : offlineS + 1,
  };
}

function storedPoint(random: Random, world: World, coordinate: CoordinateTrust, shop: LngLat): LngLat {
  if (coordinate !== 'imported')
    return rayleighAway(random, shop, coordinate === 'surveyed' ? world.surveyedErrorM : world.confirmedErrorM);
  let draw = random.next();
  for (const { errorM, share } of world.imported) {
    if (draw < share) return rayleighAway(random, shop, errorM);
    draw -= share;
  }
  return fromWgs84(shop, chance(random, 0.5) ? 'gcj02' : 'bd09');
}

/** At a distance with the given mean, Rayleigh: the length of a circular normal error. */
function rayleighAway(random: Random, from: LngLat, meanM: number): LngLat {
  return away(random, from, (meanM / Math.sqrt(Math.PI / 2)) * Math.sqrt(-2 * Math.log(1 - random.next())));
}

/** Home, another shop, a tea house: log-normal, never within one and a half thresholds of the shop. */
export function remotePlace(scene: Scene, medianM = 1200): LngLat {
  const { random, world, shop } = scene;
  return away(random, shop, 1.5 * world.thresholdM + logNormal(random, { median: medianM, spread: 1 }));
}

export function pressBoth(
  scene: Scene,
  startPlace: LngLat,
  endPlace: LngLat,
): { start: EvidencePress; end: EvidencePress } {
  const { random, world, phone, fromMs, untilMs, startLateS, endLateS } = scene;
  return {
    start: pressOf(random, world, phone, startPlace, fromMs, startLateS),
    end: pressOf(random, world, phone, endPlace, untilMs, endLateS),
  };
}

/** Where in the shop somebody stands. */
export function insideShop(scene: Scene): LngLat {
  return offset(scene.shop, uniform(scene.random, -8, 8), uniform(scene.random, -8, 8));
}

/** A stay at `place` with the drive there and away, as a track. Empty where the world's reps keep none. */
export function trackAround(scene: Scene, place: LngLat, phone: Phone = scene.phone): EvidenceFix[] {
  return chance(scene.random, scene.world.trackShare) ? sureTrackAround(scene, place, phone) : [];
}

export function sureTrackAround(scene: Scene, place: LngLat, phone: Phone = scene.phone): EvidenceFix[] {
  const { random, fromMs, untilMs } = scene;
  const speedMps = uniform(random, 4, 12);
  const comesFrom = away(random, place, speedMps * 600);
  const goesTo = away(random, place, speedMps * 600);
  return trackOf(scene, phone, (atMs) => {
    if (atMs < fromMs - 40_000) return between(comesFrom, place, 1 - Math.min(1, (fromMs - 40_000 - atMs) / 600_000));
    if (atMs > untilMs + 40_000) return between(place, goesTo, Math.min(1, (atMs - untilMs - 40_000) / 600_000));
    return place;
  });
}

/** Fixes every so often from ten minutes before to ten minutes after, of wherever the phone then is. */
export function trackOf(scene: Scene, phone: Phone, placeAt: (atMs: number) => LngLat): EvidenceFix[] {
  const { random, world, fromMs, untilMs } = scene;
  const own: Phone = { ...phone, source: null, lies: false, last: null };
  const track: EvidenceFix[] = [];
  const everyMs = world.trackEveryS * 1000;
  for (
    let atMs = fromMs - 600_000 + random.next() * everyMs;
    atMs < untilMs + 600_000;
    atMs += everyMs * uniform(random, 0.8, 1.2)
  ) {
    const isInside = atMs > fromMs && atMs < untilMs;
    track.push(fixOf(random, world, own, placeAt(atMs), atMs, isInside ? drawSource(random, world) : 'gnss'));
  }
  return track;
}
