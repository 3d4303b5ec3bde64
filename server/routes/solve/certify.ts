import { ascend } from './ascent.ts';
import { denseTree, DENSE_MAX, starBound, usefulPairs } from './bound.ts';
import { branchAndBound } from './branchAndBound.ts';
import type { Budget } from './budget.ts';
import type { Core } from './core.ts';
import { candidatePairs, graphOf } from './graph.ts';
import type { Neighbours } from './neighbours.ts';
import { OneTree } from './oneTree.ts';
import type { Found } from './search.ts';

/** Ascent steps; 300 come within 0.05 % of what 1,000 reach on most instances (measured). */
const STEPS = 400;
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

  constructor(core: Core, near: Neighbours, budget: Budget) {
    this.core = core;
    this.near = near;
    this.budget = budget;
    this.pi = new Float64Array(core.n);
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
    const tree = new OneTree(graphOf(core, candidatePairs(core, near, tour)));
    ascend(tree, pi, length, Infinity, 2, (steps) => Math.max(steps / STEPS, (budget.spend(unit) - from) / room));
    let bound = -Infinity;
    if (core.n <= DENSE_MAX) bound = denseTree(core, pi).bound;
    else if (core.atLeast !== null) bound = starBound(core, core.atLeast, pi);
    this.settle(bound);
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
    const proof = branchAndBound(graphOf(core, pairs), pi, length, margin, (steps) => budget.spend(Math.ceil((steps * core.n) / 1000)) >= until);
    if (proof.isComplete) this.settle(proof.length);
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
