// Pure: whether a file of retailers was imported in the wrong frame. That is a property of the file, not of a shop.
import { fromWgs84, toWgs84, type Frame } from '../../../shared/frames.ts';
import { distanceM, type LngLat } from '../../../shared/geo.ts';
import type { LearnedPlace } from './place.ts';

/** The frame that the numbers are in, and the one that the import took them for. */
export interface Reading {
  numbersIn: Frame;
  takenFor: Frame;
}

/** The seven readings that move a point: as they stand, and each frame taken for another. */
export const readings: readonly Reading[] = [
  { numbersIn: 'wgs84', takenFor: 'wgs84' },
  { numbersIn: 'gcj02', takenFor: 'wgs84' },
  { numbersIn: 'bd09', takenFor: 'wgs84' },
  { numbersIn: 'wgs84', takenFor: 'gcj02' },
  { numbersIn: 'wgs84', takenFor: 'bd09' },
  { numbersIn: 'gcj02', takenFor: 'bd09' },
  { numbersIn: 'bd09', takenFor: 'gcj02' },
];

const MIXED_UP_PRIOR = 0.02;
/** How far stored points are from the truth, metres of standard error: geocoders find the house, the street, or the village. */
const storedErrors: readonly { sigmaM: number; share: number }[] = [
  { sigmaM: 15, share: 0.8 },
  { sigmaM: 60, share: 0.15 },
  { sigmaM: 300, share: 0.05 },
];
const LEAST_RETAILERS = 3;
const SURE_OF_FILE = 0.999;

export interface ImportedPlace {
  stored: LngLat;
  learned: LearnedPlace;
}

/** Where a stored point really is, if its numbers were read so. */
export function readAs(stored: LngLat, { numbersIn, takenFor }: Reading): LngLat {
  return toWgs84(fromWgs84(stored, takenFor), numbersIn);
}

/** The mix-up of a file, where the places that were learned of at least three of its retailers leave no doubt; else null. */
export function frameMixUp(file: readonly ImportedPlace[]): Reading | null {
  if (file.length < LEAST_RETAILERS) return null;
  const logs = readings.map(
    (reading, i) =>
      Math.log(i === 0 ? 1 - MIXED_UP_PRIOR : MIXED_UP_PRIOR / (readings.length - 1)) +
      file.reduce(
        (sum, { stored, learned }) =>
          sum + logLikelihood(distanceM(readAs(stored, reading), learned.at), learned.sigmaM),
        0,
      ),
  );
  const best = logs.indexOf(Math.max(...logs));
  const posterior = 1 / logs.reduce((sum, log) => sum + Math.exp(log - logs[best]!), 0);
  return best > 0 && posterior > SURE_OF_FILE ? readings[best]! : null;
}

function logLikelihood(apartM: number, learnedSigmaM: number): number {
  const density = storedErrors.reduce((sum, { sigmaM, share }) => {
    const variance = sigmaM ** 2 + learnedSigmaM ** 2;
    return sum + (share * Math.exp(-(apartM ** 2) / (2 * variance))) / (2 * Math.PI * variance);
  }, 0);
  return Math.log(Math.max(density, 1e-30));
}
