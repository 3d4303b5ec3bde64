import { OneTree } from './oneTree.ts';

/** Shares of this and the last direction in a step (Volgenant and Jonker 1982). */
const NOW = 0.7;
const BEFORE = 0.3;

/**
 * Subgradient ascent on the node prices: nodes the 1-tree visits more than twice get dearer. The step is
 * Polyak's, λ (upper − bound) / |d − 2|², and λ falls as `spent` goes from 0 to 1. Leaves the best prices in
 * `pi` and answers their bound; stops early when the bound reaches `enough` or the 1-tree is a tour.
 */
export function ascend(tree: OneTree, pi: Float64Array, upper: number, enough: number, lambda: number, spent: (steps: number) => number): number {
  const { n } = tree.graph;
  const best = pi.slice();
  const last = new Float64Array(n);
  let bestBound = -Infinity;
  for (let step = 0; ; step++) {
    const bound = tree.solve(pi);
    if (bound > bestBound) {
      bestBound = bound;
      best.set(pi);
    }
    let norm = 0;
    for (let i = 0; i < n; i++) norm += (tree.degree[i]! - 2) ** 2;
    const share = spent(step + 1);
    if (norm === 0 || bound >= enough || bound === Infinity || share >= 1) break;
    const size = (lambda * (1 - share) ** 2 * Math.max(upper - bound, 1e-6 * Math.abs(upper))) / norm;
    for (let i = 0; i < n; i++) {
      const pull = tree.degree[i]! - 2;
      pi[i]! += size * (NOW * pull + (step === 0 ? 1 - NOW : BEFORE) * (step === 0 ? pull : last[i]!));
      last[i] = pull;
    }
  }
  pi.set(best);
  return bestBound;
}
