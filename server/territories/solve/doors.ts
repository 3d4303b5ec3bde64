import { delaunayPairs, graphFromPairs } from './neighbours.ts';
import type { Graph } from './neighbours.ts';
import type { TerritoryProblem } from './problem.ts';
import { sum } from './problem.ts';

/** Units that move as one because they share a door, and which of these touch. */
export interface Doors {
  /** The vertex of each unit. */
  vertexOf: Int32Array;
  count: number;
  graph: Graph;
}

/** A door heavier than this part of the smallest tolerance × target is split, else a market hall could not be shared. */
const HEAVIEST_DOOR = 0.5;

/**
 * Vertices of the search. With a given graph every unit is its own. Without one, units at the same point with
 * the same territory today and the same lock move together, and what touches is Delaunay of the distinct points.
 */
export function doorsOf(p: TerritoryProblem): Doors {
  if (p.neighbours) return { vertexOf: Int32Array.from({ length: p.n }, (_, i) => i), count: p.n, graph: p.neighbours };
  const pointOf = new Int32Array(p.n);
  const px: number[] = [];
  const py: number[] = [];
  const seen = new Map<string, number>();
  for (let i = 0; i < p.n; i++) {
    const key = `${p.xM[i]},${p.yM[i]}`;
    let point = seen.get(key);
    if (point === undefined) {
      point = px.length;
      seen.set(key, point);
      px.push(p.xM[i]!);
      py.push(p.yM[i]!);
    }
    pointOf[i] = point;
  }
  const { vertexOf, atPoint } = splitPoints(p, pointOf, px.length);
  const count = atPoint.reduce((total, vertices) => total + vertices.length, 0);
  const { a, b } = delaunayPairs(Float64Array.from(px), Float64Array.from(py), p.barriers);
  return { vertexOf, count, graph: linkVertices(count, atPoint, a, b) };
}

function splitPoints(
  p: TerritoryProblem,
  pointOf: Int32Array,
  points: number,
): { vertexOf: Int32Array; atPoint: number[][] } {
  const limit = p.measures.map((m) => (HEAVIEST_DOOR * m.tolerance * sum(m.values)) / p.parts);
  const open = new Map<string, { vertex: number; load: number[] }>();
  const atPoint: number[][] = Array.from({ length: points }, () => []);
  const vertexOf = new Int32Array(p.n);
  let count = 0;
  for (let i = 0; i < p.n; i++) {
    const key = `${pointOf[i]},${p.current?.[i] ?? -1},${p.locked?.[i] ? 1 : 0}`;
    let door = open.get(key);
    if (!door || door.load.some((load, m) => load + p.measures[m]!.values[i]! > limit[m]!)) {
      door = { vertex: count++, load: p.measures.map(() => 0) };
      open.set(key, door);
      atPoint[pointOf[i]!]!.push(door.vertex);
    }
    for (let m = 0; m < p.measures.length; m++) door.load[m]! += p.measures[m]!.values[i]!;
    vertexOf[i] = door.vertex;
  }
  return { vertexOf, atPoint };
}

/** Doors at one point touch each other; two points that touch pass it on to their doors, all pairs while they are few. */
function linkVertices(count: number, atPoint: number[][], a: number[], b: number[]): Graph {
  const us: number[] = [];
  const vs: number[] = [];
  for (const doors of atPoint) {
    // Steps 1, 2, 4, 8 …: every two within log₂ hops, at log₂ links a door where all pairs would be millions.
    for (let i = 0; i < doors.length; i++) {
      for (let step = 1; step < doors.length; step = doors.length <= 16 ? step + 1 : step * 2) {
        us.push(doors[i]!);
        vs.push(doors[(i + step) % doors.length]!);
      }
    }
  }
  for (let e = 0; e < a.length; e++) {
    const [few, many] = [atPoint[a[e]!]!, atPoint[b[e]!]!].sort((p, q) => p.length - q.length) as [number[], number[]];
    const all = few.length * many.length <= 64;
    for (let i = 0; i < many.length; i++) {
      for (let k = all ? 0 : i % few.length; k < few.length; k += all ? 1 : few.length) {
        us.push(many[i]!);
        vs.push(few[k]!);
      }
    }
  }
  return graphFromPairs(count, us, vs);
}
