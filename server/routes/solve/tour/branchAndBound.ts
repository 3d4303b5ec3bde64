import { ascend } from './ascent.ts';
import type { Clusters } from './clusters.ts';
import { BANNED, FORCED, OPEN, type Graph } from './graph.ts';
import { OneTree } from './oneTree.ts';

/** Ascent steps a subproblem gets from its parent's prices; 10 to 30 measure alike. */
const STEPS = 20;

/** Parts kept open at once: 20,000 of 200 nodes are 32 MB of prices. */
const PARTS_MAX = 20_000;

export interface Proof {
  /** No tour of the graph is shorter, unless it is longer than `length` less the margin. */
  bound: number;
  /** True when every tour was ruled out or found: then `length` is the optimum. */
  isComplete: boolean;
  length: number;
  /** A tour shorter than the one handed in, or null. */
  tour: Int32Array | null;
}

/** A part of the tours: those that use or lack certain edges, with the prices and the bound found for it. */
interface Part {
  bound: number;
  /** Pairs of an edge and its state. */
  decided: number[];
  prices: Float64Array;
}

/**
 * Branch and bound on the 1-tree (Held and Karp 1971, branching of Volgenant and Jonker 1982): where the best
 * 1-tree still forks, either its first edge is out, or it is in and the second out, or both are in and no
 * other. The part with the least bound is always next, so that the whole bound rises with every one.
 * `margin` is by how much a tour must be shorter to matter: 1 less rounding when costs are whole.
 */
export function branchAndBound(
  graph: Graph,
  clusters: Clusters,
  pi: Float64Array,
  upper: number,
  margin: number,
  isOver: (steps: number) => boolean,
): Proof {
  const tree = new OneTree(graph);
  const start = graph.state.slice();
  const proof: Proof = { bound: -Infinity, isComplete: false, length: upper, tour: null };
  const open = new PartHeap();
  const visit = (decided: number[], from: Float64Array): void => {
    graph.state.set(start);
    for (let k = 0; k < decided.length; k += 2) graph.state[decided[k]!] = decided[k + 1]!;
    if (!settle(graph, (e, state) => void decided.push(e, (graph.state[e] = state)))) return;
    const prices = from.slice();
    const enough = proof.length - margin;
    const bound = ascend(tree, clusters, prices, proof.length, enough, 1, (steps) => steps / STEPS);
    if (bound < enough) open.push({ bound, decided, prices });
  };
  visit([], pi);
  for (let part = open.pop(); part !== null; part = open.pop()) {
    const enough = proof.length - margin;
    proof.bound = Math.min(part.bound, enough);
    if (part.bound >= enough) break;
    if (isOver(3 * STEPS) || open.size >= PARTS_MAX) return proof;
    graph.state.set(start);
    for (let k = 0; k < part.decided.length; k += 2) graph.state[part.decided[k]!] = part.decided[k + 1]!;
    tree.solve(part.prices);
    const fork = forkOf(tree);
    if (fork === null) {
      proof.tour = tourOf(tree);
      proof.length = costOf(tree);
    } else for (const more of branches(graph, fork)) visit([...part.decided, ...more], part.prices);
  }
  return { ...proof, bound: proof.length, isComplete: true };
}

/** The three (or two) ways to decide a fork. */
function branches(graph: Graph, { node, edges: [one, two] }: { node: number; edges: number[] }): number[][] {
  const isIn = two === undefined ? [one!, FORCED] : [one!, FORCED, two, FORCED];
  for (let arc = graph.first[node]!, end = graph.first[node + 1]!; arc < end; arc++) {
    const e = graph.edge[arc]!;
    if (graph.state[e] === OPEN && e !== one && e !== two) isIn.push(e, BANNED);
  }
  const out = [[one!, BANNED], isIn];
  return two === undefined ? out : [...out, [one!, FORCED, two, BANNED]];
}

/** A binary heap, least bound first. */
class PartHeap {
  private readonly parts: Part[] = [];

  get size(): number {
    return this.parts.length;
  }

  push(part: Part): void {
    const { parts } = this;
    let at = parts.length;
    for (let up = (at - 1) >> 1; at > 0 && parts[up]!.bound > part.bound; at = up, up = (at - 1) >> 1)
      parts[at] = parts[up]!;
    parts[at] = part;
  }

  pop(): Part | null {
    const { parts } = this;
    const top = parts[0];
    const part = parts.pop();
    if (top === undefined || part === undefined) return null;
    if (parts.length === 0) return top;
    let at = 0;
    for (let down = 1; down < parts.length; down = 2 * at + 1) {
      if (down + 1 < parts.length && parts[down + 1]!.bound < parts[down]!.bound) down++;
      if (parts[down]!.bound >= part.bound) break;
      parts[at] = parts[down]!;
      at = down;
    }
    parts[at] = part;
    return top;
  }
}

/** What follows of itself: two edges in, the others out; two edges left, both in. False when no tour is left. */
function settle(graph: Graph, set: (e: number, state: number) => void): boolean {
  const { n, first, edge, state } = graph;
  for (let isNew = true; isNew;) {
    isNew = false;
    for (let i = 0; i < n; i++) {
      let forced = 0;
      let open = 0;
      for (let arc = first[i]!; arc < first[i + 1]!; arc++) {
        if (state[edge[arc]!] === FORCED) forced++;
        else if (state[edge[arc]!] === OPEN) open++;
      }
      if (forced > 2 || forced + open < 2) return false;
      if (open === 0 || (forced < 2 && forced + open > 2)) continue;
      isNew = true;
      for (let arc = first[i]!; arc < first[i + 1]!; arc++) {
        if (state[edge[arc]!] === OPEN) set(edge[arc]!, forced === 2 ? BANNED : FORCED);
      }
    }
  }
  return true;
}

/** A node the 1-tree visits more than twice, the least forked, and one or two of its edges to decide; null for a tour. */
function forkOf(tree: OneTree): { node: number; edges: number[] } | null {
  const { graph, degree, parent, extra } = tree;
  let node = -1;
  for (let i = 0; i < graph.n; i++) {
    if (degree[i]! > 2 && (node < 0 || degree[i]! < degree[node]!)) node = i;
  }
  if (node < 0) return null;
  const edges: number[] = [];
  let forced = 0;
  for (let arc = graph.first[node]!; arc < graph.first[node + 1]!; arc++) {
    const e = graph.edge[arc]!;
    if (graph.state[e] === FORCED) forced++;
    else if (e === extra || parent[graph.to[arc]!] === e || parent[node] === e) edges.push(e);
  }
  edges.sort((e, f) => graph.cost[e]! - graph.cost[f]! || e - f);
  return { node, edges: edges.slice(0, 2 - forced) };
}

function tourEdges(tree: OneTree): number[] {
  return [tree.extra, ...tree.parent.filter((e) => e >= 0)];
}

function costOf(tree: OneTree): number {
  return tourEdges(tree).reduce((sum, e) => sum + tree.graph.cost[e]!, 0);
}

function tourOf(tree: OneTree): Int32Array {
  const { n, a, b } = tree.graph;
  const links: number[][] = Array.from({ length: n }, () => []);
  for (const e of tourEdges(tree)) {
    links[a[e]!]!.push(b[e]!);
    links[b[e]!]!.push(a[e]!);
  }
  const tour = new Int32Array(n);
  for (let k = 1, before = 0, at = links[0]![0]!; k < n; k++) {
    tour[k] = at;
    const next = links[at]![0] === before ? links[at]![1]! : links[at]![0]!;
    before = at;
    at = next;
  }
  return tour;
}
