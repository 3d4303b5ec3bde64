// Pure: from which day on a shop seems to be where it is now.
import { distanceM, type LngLat } from '../../shared/geo.ts';
import type { PersonsWitness } from './learn/people.ts';

/** So many visits before, nearer to the old place than to the new one, tell a move from a coordinate that was always wrong. */
const LEAST_BEFORE = 3;

/** The first day of the visits that were all made at the new place; null: as far back as visits go, or they are mixed. */
export function movedSince(
  witnesses: readonly Pick<PersonsWitness, 'at' | 'day'>[],
  stored: LngLat,
  learned: LngLat,
): string | null {
  const byDay = [...witnesses].sort((a, b) => (a.day < b.day ? -1 : 1));
  const isNew = byDay.map(({ at }) => distanceM(at, learned) < distanceM(at, stored));
  const first = isNew.lastIndexOf(false) + 1;
  const isClean = isNew.slice(0, first).every((one) => !one);
  return first >= LEAST_BEFORE && first < byDay.length && isClean ? byDay[first]!.day : null;
}
