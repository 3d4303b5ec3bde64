// Pure: a rep's day of positions as it is sent.
import {
  sourceLetters,
  STEPS_A_DEGREE,
  UNKNOWN_SOURCE,
  type Stay,
  type TrackColumns,
  type TrackPoint,
} from '../../shared/tracks.ts';
import { stayPoints } from '../../shared/stayPoints.ts';

/** A stop is a place of a shop's size where somebody stays for as long as the shortest visit takes. */
const STAY_WITHIN_M = 100;
const STAY_AT_LEAST_S = 180;

/** The stops in a track, to the second. From all that is stored: a thinned track would end them minutes early. */
export function staysIn(points: readonly TrackPoint[]): Stay[] {
  const stays = stayPoints(
    points.map(({ lng, lat, atS, accuracyM }) => ({ lng, lat, atMs: atS * 1000, accuracyM })),
    STAY_WITHIN_M,
    STAY_AT_LEAST_S,
  );
  return stays.map(({ centre, fromMs, untilMs }) => ({
    ...centre,
    fromS: Math.round(fromMs / 1000),
    untilS: Math.round(untilMs / 1000),
  }));
}

export function toColumns(points: readonly TrackPoint[]): TrackColumns {
  const steps = (values: readonly number[]) => values.map((value, i) => (i === 0 ? value : value - values[i - 1]!));
  return {
    atS: steps(points.map((point) => Math.round(point.atS))),
    lng: steps(points.map((point) => Math.round(point.lng * STEPS_A_DEGREE))),
    lat: steps(points.map((point) => Math.round(point.lat * STEPS_A_DEGREE))),
    accuracyM: points.map((point) => (point.accuracyM === null ? null : Math.ceil(point.accuracyM))),
    source: points.map((point) => (point.source ? sourceLetters[point.source] : UNKNOWN_SOURCE)).join(''),
  };
}
