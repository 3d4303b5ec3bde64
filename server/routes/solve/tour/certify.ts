import { ascend } from './ascent.ts';
import { denseTree, DENSE_MAX, starBound, usefulPairs } from './bound.ts';
import { branchAndBound } from './branchAndBound.ts';
import type { Budget } from './budget.ts';
import { type Clusters, clustersOf } from './clusters.ts';
import type { Core } from './core.ts';
import { candidatePairs, graphOf } from './graph.ts';
import type { Neighbours } from './neighbours.ts';
import { OneTree } from './oneTree.ts';
import type { Found } from './search.ts';

/** Ascent steps; 300 come within 0.05 % of what 1,000 reach on most instances (measured). */
const STEPS = 400;
/** Looking at all pairs takes n / 170 ascent steps (measured); it may take so much of the budget above so many nodes. */
const STEPS_A_NODE = 170;
const DENSE_SHARE = 0.15;
const DENSE_CHEAP = 5_000;
/** Share of the length by which the bound on all pairs may fall behind before it is mended. */
const WORTH_MORE = 2e-4;
/** Above this many nodes branch and bound is hopeless and its table of n² large. */
const BRANCH_MAX = 1_000;
/** Edges a node that may be left for branch and bound to be worth beginning. */
const EDGES_A_NODE = 12;

/** A lower bound on every tour; when it equals the length of a tour, that one is optimal. */
export class Certificate {
  lowerBound = -Infinity;
  private readonly core: Core;
  private readonly near: Neighbours;
  private readonly budget: Budget;
  private readonly pi: Float64Array;
  private clusters: Clusters | null = null;

  /** `prices` are where the ascent begins. */
  constructor(core: Core, near: Neighbours, budget: Budget, prices: Float64Array) {
    this.core = core;
    this.near = near;
    this.budget = budget;
    this.pi = prices;
  }

  proves(length: number): boolean {
    return this.lowerBound >= length - tolerance(this.core, length);
  }

  /** The 1-tree bound, ascended on the neighbours until that share of the budget, checked on all pairs. */
  raise({ tour, length }: Found, until: number): void {
    const { core, near, budget, pi } = this;
    const unit = Math.ceil(core.n / 400);
    const from = budget.share;
    const room = Math.max(1e-9, until - from);
    const pairs = candidatePairs(core, near, tour);
    const graph = graphOf(core, pairs);
    this.clusters ??= clustersOf(graph, core.free);
    // a node at no cost begins as dear as the longest edge, or the first trees would hang everything on it
    if (core.free >= 0 && pi[core.free] === 0) pi[core.free] = graph.cost.reduce((most, c) => Math.max(most, c), 0);
    const spent = (steps: number) => Math.max(steps / STEPS, (budget.spend(unit) - from) / room);
    let made = 0;
    const reached = ascend(new OneTree(graph), this.clusters, pi, length, Infinity, 2, (steps) =>
      spent((made = steps)),
    );
    const dear = ((budget.share - from) / made) * (core.n / STEPS_A_NODE);
    if (core.n > DENSE_MAX || (core.n > DENSE_CHEAP && dear > DENSE_SHARE)) {
      if (core.atLeast !== null) this.settle(starBound(core, core.atLeast, pi));
      return;
    }
    const dense = denseTree(core, pi);
    this.settle(dense.bound);
    if (dense.bound > reached - WORTH_MORE * length || budget.share >= until) return;
    // the tree over all pairs uses some that the neighbours lack: go on with those as well
    for (let i = 0; i < core.n; i++) if (dense.parent[i]! >= 0) pairs.push(i, dense.parent[i]!);
    const before = pi.slice();
    ascend(new OneTree(graphOf(core, pairs)), this.clusters, pi, length, Infinity, 1, (steps) => spent(2 * steps));
    const again = denseTree(core, pi);
    if (again.bound < dense.bound) pi.set(before);
    this.settle(again.bound);
  }

  /**
   * Branch and bound among the edges that a tour shorter than this one may have, until that share of the
   * budget. Answers the shorter tour, if there is one and it was met.
   */
  prove({ length }: Found, until: number): Found | null {
    const { core, pi, budget } = this;
    if (core.n > BRANCH_MAX || budget.share >= until) return null;
    const margin = core.isIntegral ? 1 - 1e-6 : tolerance(core, length);
    const pairs = usefulPairs(core, pi, denseTree(core, pi), length - margin, EDGES_A_NODE * core.n);
    if (pairs === null) return null;
    const proof = branchAndBound(
      graphOf(core, pairs),
      this.clusters!,
      pi,
      length,
      margin,
      (steps) => budget.spend(Math.ceil((steps * core.n) / 1000)) >= until,
    );
    this.settle(proof.isComplete ? proof.length : proof.bound - 1e-9 * Math.abs(length));
    return proof.tour === null ? null : { tour: proof.tour, length: proof.length };
  }

  private settle(bound: number): void {
    this.lowerBound = Math.max(this.lowerBound, this.core.isIntegral ? Math.ceil(bound - 1e-6) : bound);
  }
}

/** What counts as equal: whole costs are exact, others are summed to nine digits. */
function tolerance(core: Core, length: number): number {
  return core.isIntegral ? 1e-6 : 1e-9 * Math.abs(length);
}
