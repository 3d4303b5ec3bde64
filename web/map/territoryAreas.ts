// Pure: outlines of territories from where their retailers are, and colours that differ between neighbours.
import type { LngLat } from '../../shared/geo.ts';
import { fromWorld, toWorld } from './mercator.ts';
import { meshOf } from './mesh.ts';
import { outlines } from './outlines.ts';

/** As many as tokens.css has. */
const COLOURS = 6;

export interface TerritoryArea {
  territoryId: string;
  name: string;
  /** Its pieces; a ring inside another is a hole. */
  rings: LngLat[][];
  /** Inside where most of its retailers are, also when a few lie far off. */
  centre: LngLat;
  /** 0 to 5: neighbours differ. */
  colour: number;
}

/** Retailers of all territories; those of none are among them, so that no territory covers them. */
export interface RetailerPlaces {
  length: number;
  at(i: number): LngLat;
  /** The number of its territory; below 0: none. */
  territory(i: number): number;
}

/** The areas of territories as the planner's map shares out the ground: without overlaps, and without empty land. */
export function territoryAreas(
  names: readonly { territoryId: string; name: string }[],
  retailers: RetailerPlaces,
): TerritoryArea[] {
  const numbers = Array.from({ length: retailers.length }, (_, i) => i);
  const places = numbers.map((i) => toWorld(retailers.at(i)));
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const owner = numbers.map(retailers.territory);
  const { rings, neighbours } = outlines(meshOf(numbers, xs, ys), owner, names.length, xs, ys);
  const colours = coloured(neighbours);
  const own: LngLat[][] = names.map(() => []);
  owner.forEach((territory, i) => own[territory]?.push(retailers.at(i)));
  return names.flatMap(({ territoryId, name }, number) =>
    rings[number]!.length === 0
      ? []
      : [
          {
            territoryId,
            name,
            rings: rings[number]!.map(placesOf),
            centre: middle(own[number]!),
            colour: colours[number]!,
          },
        ],
  );
}

const placesOf = (ring: readonly number[]): LngLat[] =>
  Array.from({ length: ring.length / 2 }, (_, k) => fromWorld({ x: ring[2 * k]!, y: ring[2 * k + 1]! }));

/**
 * Who has the fewest neighbours is coloured last: on a map whose territories are in one piece each, six colours are enough then (each
 * planar graph has somebody with five neighbours at most).
 */
function coloured(neighbours: readonly ReadonlySet<number>[]): number[] {
  const left = new Map(neighbours.map((of, i) => [i, new Set(of)]));
  const order: number[] = [];
  while (left.size > 0) {
    const [least] = [...left].reduce((a, b) => (b[1].size < a[1].size ? b : a));
    for (const other of left.get(least)!) left.get(other)?.delete(least);
    left.delete(least);
    order.unshift(least);
  }
  const colours: number[] = [];
  for (const one of order) {
    const taken = new Set([...neighbours[one]!].map((other) => colours[other]));
    const free = Array.from({ length: COLOURS }, (_, c) => c).filter((c) => !taken.has(c));
    colours[one] = free[one % free.length] ?? one % COLOURS;
  }
  return colours;
}

function middle(points: readonly LngLat[]): LngLat {
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return { lng: median(points.map((p) => p.lng)), lat: median(points.map((p) => p.lat)) };
}
