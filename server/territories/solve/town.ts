import { doorsOf } from './doors.ts';
import type { Doors } from './doors.ts';
import { partsOfIslands } from './islands.ts';
import { pieces } from '../../../shared/pieces.ts';
import { joinPieces } from './neighbours.ts';
import type { Graph } from './neighbours.ts';
import { renumber, spatialRank } from './order.ts';
import { sum } from './problem.ts';
import type { TerritoryProblem } from './problem.ts';

/** The problem as the search sees it: vertices (doors), shares of a target, limits of each part. Rows are [part × M + m]. */
export interface Town {
  n: number;
  parts: number;
  measures: number;
  vertexOf: Int32Array;
  /** Metres from the middle of the town. */
  x: Float64Array;
  y: Float64Array;
  /** Units at the vertex. */
  units: Float64Array;
  /** [v × M + m], as multiples of the measure's mean target. */
  value: Float64Array;
  /** Mean target ÷ the part's own target: value × scale is a share of what the part should have. */
  scale: Float64Array;
  /** Allowed deviations W/T − 1: −tolerance to the smaller of +tolerance and what capacity leaves. */
  low: Float64Array;
  high: Float64Array;
  /** What touches, as given; and the same with its pieces joined where they have to be, on which the search walks. */
  graph: Graph;
  walk: Graph;
  pieceCount: number;
  /** 1: may not move. */
  fixed: Uint8Array;
  /** 1: nothing may enter. */
  closed: Uint8Array;
  /** Part today or −1. */
  home: Int32Array;
  switchCost: Float64Array;
  maxSwitches: number;
  baseX: Float64Array;
  baseY: Float64Array;
}

export function townOf(p: TerritoryProblem): Town {
  const { vertexOf, n, graph } = inSpatialOrder(p, doorsOf(p));
  const M = p.measures.length;
  const middleX = sum(p.xM) / p.n;
  const middleY = sum(p.yM) / p.n;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const units = new Float64Array(n);
  const value = new Float64Array(n * M);
  const fixed = new Uint8Array(n);
  const home = new Int32Array(n).fill(-1);
  const switchCost = new Float64Array(n);
  const meanTarget = p.measures.map((m) => sum(m.values) / p.parts);
  for (let i = 0; i < p.n; i++) {
    const v = vertexOf[i]!;
    x[v] = p.xM[i]! - middleX;
    y[v] = p.yM[i]! - middleY;
    units[v]!++;
    for (let m = 0; m < M; m++) value[v * M + m]! += p.measures[m]!.values[i]! / meanTarget[m]!;
    if (p.current) home[v] = p.current[i]!;
    if (p.locked?.[i] || (home[v]! >= 0 && p.lockedParts?.[home[v]!])) fixed[v] = 1;
    switchCost[v]! += p.switchWeights?.[i] ?? 1;
  }
  const town: Town = {
    n,
    parts: p.parts,
    measures: M,
    vertexOf,
    x,
    y,
    units,
    value,
    ...limitsOf(p, meanTarget),
    graph,
    walk: graph,
    pieceCount: pieces(graph).count,
    fixed,
    closed: p.lockedParts ?? new Uint8Array(p.parts),
    home,
    switchCost,
    maxSwitches: p.maxSwitchesPerPart ?? Infinity,
    baseX: p.bases ? p.bases.xM.map((b) => b - middleX) : new Float64Array(p.parts).fill(NaN),
    baseY: p.bases ? p.bases.yM.map((b) => b - middleY) : new Float64Array(p.parts).fill(NaN),
  };
  // Islands that get parts of their own stay apart; otherwise the search may cross between them, and says so.
  if (!partsOfIslands(town)) town.walk = joinPieces(graph, x, y);
  return town;
}

function inSpatialOrder(p: TerritoryProblem, doors: Doors): { vertexOf: Int32Array; n: number; graph: Graph } {
  const x = new Float64Array(doors.count);
  const y = new Float64Array(doors.count);
  doors.vertexOf.forEach((v, i) => {
    x[v] = p.xM[i]!;
    y[v] = p.yM[i]!;
  });
  const rank = spatialRank(x, y);
  return { vertexOf: doors.vertexOf.map((v) => rank[v]!), n: doors.count, graph: renumber(doors.graph, rank) };
}

function limitsOf(
  p: TerritoryProblem,
  meanTarget: number[],
): { scale: Float64Array; low: Float64Array; high: Float64Array } {
  const M = p.measures.length;
  const scale = new Float64Array(p.parts * M);
  const low = new Float64Array(p.parts * M);
  const high = new Float64Array(p.parts * M);
  for (let j = 0; j < p.parts; j++) {
    for (let m = 0; m < M; m++) {
      const target = p.targets?.[m]?.[j] ?? meanTarget[m]!;
      const { tolerance } = p.measures[m]!;
      scale[j * M + m] = meanTarget[m]! / target;
      high[j * M + m] = Math.min(tolerance, (p.capacity?.[m]?.[j] ?? Infinity) / target - 1);
      // A capacity under the tolerance's lower end wins: it is a fact about a van or a person, the target a wish.
      low[j * M + m] = Math.min(-tolerance, high[j * M + m]! - tolerance);
    }
  }
  return { scale, low, high };
}
