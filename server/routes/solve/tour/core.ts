import { closeDirected, scan } from './closure.ts';
import { EARTH_RADIUS_M } from '../../../../shared/geo.ts';
import { Costs } from './costs.ts';
import { kdTree, type KdTree } from './kdTree.ts';
import type { Metric, RouteProblem } from '../problem.ts';

/**
 * What the search works on: one symmetric closed tour, whatever was asked. An open path gets a node that
 * costs nothing from anywhere, pinned ends an edge that is always in the tour, directed costs two nodes a stop.
 */
export interface Core {
  n: number;
  costs: Costs;
  /** mate[i] = j when the edge i–j is in every tour and may never be cut; −1 otherwise. */
  mate: Int32Array;
  /** Nodes 0…tree.ids.length−1 on the ground, numbered so that near ones have near numbers; null for a matrix. */
  tree: KdTree | null;
  /** Pairs of nodes at one place, a chain for each place. */
  twins: Int32Array;
  /** The node at no cost from anywhere, or −1. */
  free: number;
  /** Nodes 2i and 2i + 1 are where city i is entered and left. */
  isDirected: boolean;
  /** All costs are whole numbers, so that a bound may be rounded up. */
  isIntegral: boolean;
  /** Answer's length = the core tour's length − this (the cost of a fixed edge that nobody drives). */
  offset: number;
  /** The least two nodes can cost that are a radius or more apart in the tree's plane; null when nothing is known. */
  atLeast: ((radius: number) => number) | null;
  /** Costs at or above this stand for "no way". */
  never: number;
  /** A core tour as the stops in driving order. */
  expand: (tour: ArrayLike<number>) => Int32Array;
}

/** Points up to this many get a matrix when their metric is dear or a free node would slow each question. */
const MATRIX_MAX = 2_000;

/** Costs between the problem's own stops. */
export function stopCosts({ n, cost }: RouteProblem): Costs {
  return cost.kind === 'points' ? Costs.ofPoints(cost.x, cost.y, cost.metric, false) : Costs.ofMatrix(n, cost.cost);
}

export function reduce(problem: RouteProblem): Core {
  if (problem.cost.kind === 'points') return reducePoints(problem, problem.cost);
  return problem.cost.symmetric ? reduceMatrix(problem, problem.cost.cost) : reduceDirected(problem, problem.cost.cost);
}

function reducePoints({ n, shape }: RouteProblem, cost: Extract<RouteProblem['cost'], { kind: 'points' }>): Core {
  const { metric } = cost;
  const [planeX, planeY] = plane(cost.x, cost.y, metric === 'haversine', metric === 'geo');
  const place = kdTree(planeX, planeY).ids; // core node k is stop place[k]
  const x = Float64Array.from(place, (i) => cost.x[i]!);
  const y = Float64Array.from(place, (i) => cost.y[i]!);
  const at = new Int32Array(n);
  place.forEach((stop, k) => (at[stop] = k));
  const ends = shape.kind === 'open' ? { start: core(at, shape.start), end: core(at, shape.end) } : null;
  const free = ends !== null && (ends.start < 0 || ends.end < 0);
  let costs = Costs.ofPoints(x, y, metric, free);
  const isCheap = (metric === 'euc2d' || metric === 'euclid') && !free;
  if (!isCheap && costs.n <= MATRIX_MAX) costs = asMatrix(costs);
  const tree = kdTree(
    Float64Array.from(place, (i) => planeX[i]!),
    Float64Array.from(place, (i) => planeY[i]!),
  );
  return {
    ...symmetricEnds(n, costs, ends, (node) => place[node]!),
    tree,
    twins: twinsOf(tree.x, tree.y),
    isDirected: false,
    isIntegral: metric !== 'euclid' && metric !== 'haversine',
    atLeast: leastCost(metric, planeY, planeX),
    never: Infinity,
  };
}

function twinsOf(x: Float64Array, y: Float64Array): Int32Array {
  const sorted = Int32Array.from(x.keys()).sort((i, j) => x[i]! - x[j]! || y[i]! - y[j]! || i - j);
  const pairs: number[] = [];
  for (let k = 1; k < sorted.length; k++) {
    const [i, j] = [sorted[k - 1]!, sorted[k]!];
    if (x[i] === x[j] && y[i] === y[j]) pairs.push(i, j);
  }
  return Int32Array.from(pairs);
}

function core(at: Int32Array, stop: number | undefined): number {
  return stop === undefined ? -1 : at[stop]!;
}

/** Degrees squeezed so that near on the plane is near on the ground, away from the poles. */
function plane(x: Float64Array, y: Float64Array, isLngLat: boolean, isLatLng: boolean): [Float64Array, Float64Array] {
  if (!isLngLat && !isLatLng) return [x, y];
  const [lng, lat] = isLngLat ? [x, y] : [y, x];
  const middle = lat.reduce((sum, l) => sum + l, 0) / Math.max(1, lat.length);
  const squeeze = squeezeAt(middle);
  return [lng.map((l) => l * squeeze), lat];
}

/** Each metric against the straight line in the plane it is drawn in. */
function leastCost(metric: Metric, lat: Float64Array, squeezedLng: Float64Array): Core['atLeast'] {
  switch (metric) {
    case 'euclid':
      return (r) => r;
    case 'ceil2d':
      return (r) => Math.ceil(r - 1e-9);
    case 'euc2d':
    case 'man2d': // |dx| + |dy| ≥ r
      return (r) => Math.floor(r + 0.5 - 1e-9);
    case 'max2d': // max(|dx|, |dy|) ≥ r / √2
      return (r) => Math.floor(r * Math.SQRT1_2 + 0.5 - 1e-9);
    case 'att':
      return (r) => Math.ceil(r / Math.sqrt(10) - 0.5);
    case 'haversine':
      return haversineAtLeast(lat, squeezedLng);
    case 'geo':
      return null;
  }
}

/**
 * sin²(d/2R) = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2), and sin t ≥ t (1 − t²/6): within ±15° of each other the
 * plane's distance, narrowed by the least cosine, is short by under 0.3 %. Wider sets get no statement.
 */
function haversineAtLeast(lat: Float64Array, squeezedLng: Float64Array): Core['atLeast'] {
  let [south, north, west, east, sum] = [90, -90, Infinity, -Infinity, 0];
  for (let i = 0; i < lat.length; i++) {
    south = Math.min(south, lat[i]!);
    north = Math.max(north, lat[i]!);
    west = Math.min(west, squeezedLng[i]!);
    east = Math.max(east, squeezedLng[i]!);
    sum += lat[i]!;
  }
  const squeeze = squeezeAt(sum / Math.max(1, lat.length));
  if (north - south > 15 || (east - west) / squeeze > 15) return null;
  const narrowest = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
  const metres = ((EARTH_RADIUS_M * Math.PI) / 180) * 0.997 * Math.min(1, narrowest / squeeze);
  return (r) => r * metres;
}

function squeezeAt(latitude: number): number {
  return Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
}

function asMatrix(costs: Costs): Costs {
  const { n } = costs;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i] = costs.between(i, j);
  }
  return Costs.ofMatrix(n, matrix);
}

function reduceMatrix({ n, shape }: RouteProblem, given: Float64Array): Core {
  const ends = shape.kind === 'open' ? { start: shape.start ?? -1, end: shape.end ?? -1 } : null;
  const size = ends !== null && (ends.start < 0 || ends.end < 0) ? n + 1 : n;
  const { never, isIntegral } = scan(n, given);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (i !== j) matrix[i * size + j] = Math.min(never, given[i * n + j]!);
  }
  return {
    ...symmetricEnds(n, Costs.ofMatrix(size, matrix), ends, (node) => node),
    tree: null,
    twins: new Int32Array(0),
    atLeast: null,
    isDirected: false,
    isIntegral,
    never,
  };
}

type Ends = { start: number; end: number } | null;

/** Ends of a symmetric tour; `ends` are core nodes, −1 for a free end, null for a closed tour. */
function symmetricEnds(
  n: number,
  costs: Costs,
  ends: Ends,
  stopOf: (node: number) => number,
): Pick<Core, 'n' | 'costs' | 'mate' | 'free' | 'offset' | 'expand'> {
  const mate = new Int32Array(costs.n).fill(-1);
  const free = costs.n > n ? n : -1;
  let offset = 0;
  let first = ends === null ? -1 : ends.start;
  if (ends !== null && (ends.start >= 0 || ends.end >= 0)) {
    const [a, b] = free < 0 ? [ends.start, ends.end] : [ends.start >= 0 ? ends.start : ends.end, free];
    mate[a] = b;
    mate[b] = a;
    if (free < 0) offset = costs.between(a, b);
  }
  if (ends !== null && ends.start < 0) first = free;
  const expand = (tour: ArrayLike<number>): Int32Array => {
    const from = first < 0 ? indexOfStop(tour, stopOf, 0) : indexOfNode(tour, first);
    const size = tour.length;
    // the pinned end, or the free node that stands for it, must come last: else drive the other way round
    const isFreeFirst = first >= 0 && first === free;
    const lastWanted = ends === null ? -1 : isFreeFirst ? ends.end : free >= 0 ? free : ends.end;
    const step = lastWanted >= 0 && tour[(from + size - 1) % size] !== lastWanted ? size - 1 : 1;
    const order: number[] = [];
    for (let k = 0; k < size; k++) {
      const node = tour[(from + k * step) % size]!;
      if (node !== free) order.push(stopOf(node));
    }
    return Int32Array.from(order);
  };
  return { n: costs.n, costs, mate, free, offset, expand };
}

function indexOfNode(tour: ArrayLike<number>, node: number): number {
  let k = 0;
  while (tour[k] !== node) k++;
  return k;
}

function indexOfStop(tour: ArrayLike<number>, stopOf: (node: number) => number, stop: number): number {
  let k = 0;
  while (stopOf(tour[k]!) !== stop) k++;
  return k;
}

function reduceDirected(problem: RouteProblem, given: Float64Array): Core {
  const { m, matrix, never, isIntegral, open } = closeDirected(problem, given);
  const mate = new Int32Array(2 * m);
  for (let k = 0; k < mate.length; k++) mate[k] = k ^ 1;
  const expand = (tour: ArrayLike<number>): Int32Array => {
    const from = indexOfNode(tour, 0);
    const step = tour[(from + 1) % tour.length] === 1 ? 1 : tour.length - 1;
    const cities: number[] = [];
    for (let k = 0; k < tour.length; k += 2) cities.push(tour[(from + k * step) % tour.length]! >> 1);
    return open(cities);
  };
  const costs = Costs.ofDirected(m, matrix, never);
  return {
    n: 2 * m,
    costs,
    mate,
    tree: null,
    twins: new Int32Array(0),
    atLeast: null,
    free: -1,
    isDirected: true,
    isIntegral,
    offset: 0,
    never,
    expand,
  };
}
