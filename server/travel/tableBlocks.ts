// Pure: how a matrix is cut into requests to a `table` service, and what its answer must look like.
import { z } from 'zod';

/** OSRM's default --max-table-size: more coordinates a request are refused. */
export const MOST_COORDINATES = 100;

/** One request: rows and columns of the matrix, as indexes of the places. */
export interface Block {
  sources: number[];
  destinations: number[];
}

/** All pairs of n places in blocks of at most 100 different coordinates. */
export function blocksOf(n: number): Block[] {
  const all = Array.from({ length: n }, (_, i) => i);
  if (n <= MOST_COORDINATES) return [{ sources: all, destinations: all }];
  const groups: number[][] = [];
  for (let i = 0; i < n; i += MOST_COORDINATES / 2) groups.push(all.slice(i, i + MOST_COORDINATES / 2));
  return groups.flatMap((sources) => groups.map((destinations) => ({ sources, destinations })));
}

/** Path and query of a block's request below the service's base address. */
export function tablePath({ sources, destinations }: Block, keys: readonly string[]): string {
  const isSquare = sources === destinations;
  const coordinates = (isSquare ? sources : [...sources, ...destinations]).map((i) => keys[i]!).join(';');
  const numbers = (from: number, length: number) => Array.from({ length }, (_, k) => from + k).join(';');
  const parts = isSquare
    ? ''
    : `&sources=${numbers(0, sources.length)}&destinations=${numbers(sources.length, destinations.length)}`;
  return `table/v1/driving/${coordinates}?annotations=duration,distance${parts}`;
}

/** A year of driving is no leg: such a number is a mistake of the service. */
const amount = z.number().min(0).max(3.2e7).nullable();

/** Metres from a place to the road that was taken for it; a service may leave it out. */
const snapped = z
  .array(z.object({ distance: amount.optional() }).nullable())
  .optional()
  .catch(undefined);

/** What of an answer is read; null is a pair without a way. */
export const TableAnswer = z.object({
  code: z.literal('Ok'),
  durations: z.array(z.array(amount)),
  distances: z.array(z.array(amount)),
  sources: snapped,
  destinations: snapped,
});
export type TableAnswer = z.infer<typeof TableAnswer>;

/** Whether the answer has exactly the rows and columns asked for. */
export function isAsAsked({ durations, distances }: TableAnswer, { sources, destinations }: Block): boolean {
  return [durations, distances].every(
    (rows) => rows.length === sources.length && rows.every((row) => row.length === destinations.length),
  );
}

/** A shop may lie off the road, in a village or in a mall; further off, the road is another place's (across the water, off the map). */
const MOST_SNAP_M = 1_000;
/** How far from their roads two places may be where the service does not say, both together. */
const UNSAID_SNAP_M = 200;
/** No way is shorter than the straight line; a fifth is for coordinates that were rounded and roads that were thinned. */
const LEAST_OF_STRAIGHT = 0.8;
/** 250 km/h: no car. */
const MOST_MPS = 70;

/** Whether a leg can be: not shorter than the straight line between the roads of its ends, and not faster than any car. */
export function isBelievable(
  leg: { s: number; m: number },
  straightM: number,
  snapM: readonly (number | null | undefined)[],
): boolean {
  const said = snapM.filter((m) => m !== null && m !== undefined);
  if (said.some((m) => m > MOST_SNAP_M)) return false;
  const offM = said.length === snapM.length ? said.reduce((sum, m) => sum + m, 0) : UNSAID_SNAP_M;
  const leastM = LEAST_OF_STRAIGHT * straightM - offM;
  return leg.m >= leastM && leg.s * MOST_MPS >= leastM;
}
