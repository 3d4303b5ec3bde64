/** Above this the table of 2^(n−1) × (n−1) no longer answers within 20 ms (13: 6 ms, 16: 28 ms; see bench). */
export const HELD_KARP_MAX = 13;

/**
 * The shortest closed tour through 0…n−1 by dynamic programming over subsets (Held and Karp 1962):
 * g(S, i), the least cost from i through all of S and home to 0, is min over j in S of c(i, j) + g(S∖{j}, j).
 * Exact for any costs, directed or not; O(2^n n²) time, O(2^n n) memory. Needs 2 ≤ n ≤ 20.
 */
export function heldKarp(n: number, between: (a: number, b: number) => number): { order: Int32Array; length: number } {
  if (n < 2 || n > 20) throw new RangeError(`Held–Karp is for 2 to 20 stops, got ${n}`);
  const m = n - 1; // stops 1…m are bits 0…m−1; stop 0 is where every tour begins
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) cost[i * n + j] = between(i, j);
  const sets = 1 << m;
  const best = new Float64Array(sets * n);
  for (let i = 0; i < n; i++) best[i] = cost[i * n]!;
  for (let set = 1; set < sets; set++) {
    for (let i = 0; i < n; i++) {
      if (i > 0 && (set >> (i - 1)) & 1) continue;
      if (i === 0 && set !== sets - 1) continue;
      let least = Infinity;
      for (let rest = set; rest !== 0; rest &= rest - 1) {
        const bit = rest & -rest;
        const j = 32 - Math.clz32(bit);
        const via = cost[i * n + j]! + best[(set ^ bit) * n + j]!;
        if (via < least) least = via;
      }
      best[set * n + i] = least;
    }
  }
  return { order: walk(n, cost, best), length: best[(sets - 1) * n]! };
}

function walk(n: number, cost: Float64Array, best: Float64Array): Int32Array {
  const order = new Int32Array(n);
  let set = (1 << (n - 1)) - 1;
  for (let k = 1, at = 0; k < n; k++) {
    let next = -1;
    let least = Infinity;
    for (let j = 1; j < n; j++) {
      if (((set >> (j - 1)) & 1) === 0) continue;
      const via = cost[at * n + j]! + best[(set ^ (1 << (j - 1))) * n + j]!;
      if (next < 0 || via < least) [next, least] = [j, via];
    }
    order[k] = next;
    set ^= 1 << (next - 1);
    at = next;
  }
  return order;
}
