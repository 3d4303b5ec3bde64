import { untracked } from '@preact/signals';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { placeQueue } from './queue.ts';
import s from './places.module.css';

/** So many people are told apart by colour. */
export const PERSON_COLOURS = 6;
/** A circle that holds 95 % of a normal error in the plane. */
const RADIUS_95 = 2.4477;

/** The stored place with the radius in which visits count, the proposed one with its error, the line between, and who saw it where. */
export function addPlaces(map: MapView): Laid {
  const ground = map.shapes('places', 2.95);
  const above = map.shapes('placeMarks', 6.95);
  map.follow(() => {
    const shown = placeQueue.now.value?.shown.value;
    ground.clear();
    above.clear();
    if (!shown) return;
    for (const { from, to, thresholdM, sigmaM } of shown.moves) {
      if (from && thresholdM !== null) ground.circle(from, thresholdM, s.placeCounts!);
      if (to && sigmaM !== null) ground.circle(to, RADIUS_95 * sigmaM, s.placeError!);
      if (from && to) ground.line([from, to], s.placeMove!);
      if (from) above.dot(from, shown.moves.length > 1 ? 3 : 6, s.placeStored!);
      if (to) above.dot(to, shown.moves.length > 1 ? 3 : 6, s.placeProposed!);
    }
    if (shown.walk.length > 1) ground.line(shown.walk, s.placeWalk!);
    for (const at of shown.walk) above.dot(at, 6, s.placeProposed!);
    for (const { at, person, isAnchor } of shown.witnesses)
      above.dot(at, isAnchor ? 7 : 4, `${s.placeWitness} p${person % PERSON_COLOURS}`);
    const points = [
      ...shown.moves.flatMap(({ from, to }) => [from, to]),
      ...shown.witnesses.map(({ at }) => at),
      ...shown.walk,
    ].filter((point) => point !== null);
    if (points.length > 0) untracked(() => map.fit(points, 17));
  });
  return {};
}
