// Pure: what one visit says of where its shop is.
import type { PressNumbers } from '../../shared/verdicts.ts';
import type { LngLat } from '../../shared/geo.ts';
import { SIGMA_FLOOR_M, type Witness } from './learn/place.ts';

/** What a phone's WiFi positions do not claim to be, metres at 68 %. */
const SATELLITES_M = 12;

/** A press as the judge used it. */
export interface JudgedPress {
  position: LngLat | null;
  numbers: Pick<PressNumbers, 'accuracyM' | 'accuracyLevel' | 'source'> | null;
}

/**
 * The mean of both presses by 1/σ². Two presses minutes apart are one measurement more than two: phones at rest hold their position, so
 * the error is that of the better one. Null where neither has a position with an accuracy.
 */
export function witnessOf(presses: readonly JudgedPress[]): Witness | null {
  const measured = presses.flatMap(({ position, numbers }) =>
    position && numbers?.accuracyM && numbers.accuracyLevel
      ? [
          {
            ...position,
            sigmaM: Math.max(SIGMA_FLOOR_M, sigmaOf(numbers.accuracyM, numbers.accuracyLevel)),
            wifiShare: isBySatellites(numbers) ? 0 : 1,
          },
        ]
      : [],
  );
  if (measured.length === 0) return null;
  const weight = measured.reduce((sum, { sigmaM }) => sum + 1 / sigmaM ** 2, 0);
  const mean = (key: 'lng' | 'lat' | 'wifiShare'): number =>
    measured.reduce((sum, press) => sum + press[key] / press.sigmaM ** 2, 0) / weight;
  return {
    at: { lng: mean('lng'), lat: mean('lat') },
    sigmaM: Math.min(...measured.map(({ sigmaM }) => sigmaM)),
    wifiShare: mean('wifiShare'),
  };
}

/** A phone that does not say how it measured is this exact by satellites only. */
function isBySatellites({ source, accuracyM }: NonNullable<JudgedPress['numbers']>): boolean {
  return source === 'gnss' || (source === null && accuracyM! <= SATELLITES_M);
}

/** The standard error in one direction of a radius that holds so much of a circular normal error. */
function sigmaOf(radiusM: number, level: number): number {
  return radiusM / Math.sqrt(-2 * Math.log(1 - Math.min(0.999, level)));
}
