import type { Core } from './core.ts';

/** Cities above which the O(m³) of the assignment takes more than it gives (1,000: 0.5 s). */
const ASSIGNED_MAX = 1_500;

/**
 * Node prices of a directed problem from the assignment of a successor to each city (Kuhn 1955; shortest
 * augmenting paths, O(m³)): with −u where a city is left and −v where it is entered no edge has a negative
 * price, and the 1-tree bound under them is at least the assignment's Σu + Σv. Zeros where it does not apply.
 */
export function assignmentPrices(core: Core): Float64Array {
  const pi = new Float64Array(core.n);
  const m = core.n / 2;
  if (!core.isDirected || m > ASSIGNED_MAX) return pi;
  const u = new Float64Array(m + 1);
  const v = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1); // of each column, 1-based; column 0 holds the row being placed
  for (let row = 1; row <= m; row++) augment(core, m, row, u, v, rowOf);
  for (let i = 0; i < m; i++) {
    pi[2 * i + 1] = -u[i + 1]!;
    pi[2 * i] = -v[i + 1]!;
  }
  return pi;
}

function augment(core: Core, m: number, row: number, u: Float64Array, v: Float64Array, rowOf: Int32Array): void {
  const least = new Float64Array(m + 1).fill(Infinity);
  const before = new Int32Array(m + 1);
  const isDone = new Uint8Array(m + 1);
  rowOf[0] = row;
  let column = 0;
  do {
    isDone[column] = 1;
    const from = rowOf[column]!;
    let step = Infinity;
    let next = 0;
    for (let j = 1; j <= m; j++) {
      if (isDone[j] === 1) continue;
      const c = j === from ? core.never : core.costs.between(2 * from - 1, 2 * j - 2);
      const reduced = c - u[from]! - v[j]!;
      if (reduced < least[j]!) {
        least[j] = reduced;
        before[j] = column;
      }
      if (least[j]! < step) [step, next] = [least[j]!, j];
    }
    for (let j = 0; j <= m; j++) {
      if (isDone[j] === 1) {
        u[rowOf[j]!]! += step;
        v[j]! -= step;
      } else least[j]! -= step;
    }
    column = next;
  } while (rowOf[column] !== 0);
  for (; column !== 0; column = before[column]!) rowOf[column] = rowOf[before[column]!]!;
}
