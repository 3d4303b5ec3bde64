import { ascend } from './ascent.ts';
import type { Clusters } from './clusters.ts';
import { BANNED, FORCED, OPEN, type Graph } from './graph.ts';
import { OneTree } from './oneTree.ts';

/** Ascent steps a subproblem gets from its parent's prices; 10 to 30 measure alike. */
const STEPS = 20;

export interface Proof {
  /** True when every tour of the graph was ruled out or found: then `length` is the optimum. */
  isComplete: boolean;
  length: number;
  /** A tour shorter than the one handed in, or null. */
  tour: Int32Array | null;
}

/**
 * Branch and bound on the 1-tree (Held and Karp 1971, branching of Volgenant and Jonker 1982): where the best
 * 1-tree still forks, either its first edge is out, or it is in and the second out, or both are in and no
 * other. `margin` is by how much a tour must be shorter to matter: 1 less rounding when costs are whole.
 */
export function branchAndBound(graph: Graph, clusters: Clusters, pi: Float64Array, upper: number, margin: number, isOver: (steps: number) => boolean): Proof {
  const tree = new OneTree(graph);
  const trail: number[] = [];
  const proof: Proof = { isComplete: true, length: upper, tour: null };

  const set = (e: number, state: number): void => {
    trail.push(e, graph.state[e]!);
    graph.state[e] = state;
  };
  const takeBack = (mark: number): void => {
    while (trail.length > mark) {
      const state = trail.pop()!;
      graph.state[trail.pop()!] = state;
    }
  };
  const explore = (parent: Float64Array): void => {
    if (isOver(STEPS)) proof.isComplete = false;
    if (!proof.isComplete || !settle(graph, set)) return;
    const prices = parent.slice();
    const enough = proof.length - margin;
    if (ascend(tree, clusters, prices, proof.length, enough, 1, (steps) => steps / STEPS) >= enough) return;
    tree.solve(prices);
    const fork = forkOf(tree);
    if (fork === null) {
      proof.tour = tourOf(tree);
      proof.length = costOf(tree);
      return;
    }
    const { node, edges: [one, two] } = fork;
    const mark = trail.length;
    set(one, BANNED);
    explore(prices);
    takeBack(mark);
    set(one, FORCED);
    if (two !== undefined) {
      set(two, BANNED);
      explore(prices);
      takeBack(mark);
      set(one, FORCED);
      set(two, FORCED);
    }
    for (let arc = graph.first[node]!; arc < graph.first[node + 1]!; arc++) {
      if (graph.state[graph.edge[arc]!] === OPEN) set(graph.edge[arc]!, BANNED);
    }
    explore(prices);
    takeBack(mark);
  };
  explore(pi);
  return proof;
}

/** What follows of itself: two edges in, the others out; two edges left, both in. False when no tour is left. */
function settle(graph: Graph, set: (e: number, state: number) => void): boolean {
  const { n, first, edge, state } = graph;
  for (let isNew = true; isNew; ) {
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
