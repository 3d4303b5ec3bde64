import { possibleLegs } from './legs.ts';
import type { WindowModel } from './model.ts';

/**
 * Prices that make a lower bound: leaving i costs at least leave[i] and entering j at least enter[j], so that a whole
 * order costs at least `bound`, and every leg i → j adds its reduced cost ≥ 0 to that. A stop that may be skipped has
 * the 'leg' i → i at cost 0. Infinity reduced: the leg is in no order without lateness.
 */
export interface WindowPrices {
  /** Seconds of travel no order can be below; Infinity when no order without lateness exists. */
  bound: number;
  /** reduced[i * size + j], seconds. */
  reduced: Float64Array;
  /** Latest start of service at each node in an order without lateness; null where lateness is allowed. */
  latestS: Float64Array | null;
}

/**
 * The assignment bound of the asymmetric problem on the legs that windows leave possible, by shortest augmenting paths
 * (Jonker & Volgenant 1987; O(n³)). `isHard` false keeps the legs that would be late.
 */
export function windowPrices(
  model: WindowModel,
  isOptional: (v: number) => boolean,
  isHard: boolean,
  isUseful: (leg: number) => boolean = () => true,
): WindowPrices {
  const { n, size } = model;
  const { cost, latestS } = isHard ? possibleLegs(model, isUseful) : { cost: anyLegs(model), latestS: null };
  for (let v = 0; v < n; v++) if (isOptional(v)) cost[v * size + v] = 0;
  cost[(n + 1) * size + n] = 0; // from the end back to the start closes the tour
  const leave = new Float64Array(size);
  const enter = new Float64Array(size);
  const rowOf = new Int32Array(size).fill(-1);
  for (let row = 0; row < size; row++) {
    if (!augment(cost, size, row, leave, enter, rowOf)) return { bound: Infinity, reduced: cost, latestS };
  }
  let bound = 0;
  for (let v = 0; v < size; v++) bound += leave[v]! + enter[v]!;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) cost[i * size + j] = Math.max(0, cost[i * size + j]! - leave[i]! - enter[j]!);
  }
  return { bound, reduced: cost, latestS };
}

/**
 * The same for orders cheaper than `above`: a leg whose reduced cost would lift the bound to that falls, which makes windows
 * shrink and further legs fall, until the bound rises no more.
 */
export function pricesBelow(
  model: WindowModel,
  isOptional: (v: number) => boolean,
  prices: WindowPrices,
  above: number,
): WindowPrices {
  let tighter = prices;
  for (let pass = 0; pass < PASSES; pass++) {
    const { reduced, bound } = tighter;
    if (bound >= above) break;
    const next = windowPrices(model, isOptional, true, (leg) => bound + reduced[leg]! < above);
    if (next.bound < bound + 1e-4 * above) return next;
    tighter = next;
  }
  return tighter;
}

/** Each pass costs as much as the bound itself; it ends sooner where nothing is gained. */
const PASSES = 4;

/** All legs that can be in some order, late or not. */
function anyLegs({ n, size, cost }: WindowModel): Float64Array {
  const legs = cost.slice();
  for (let v = 0; v < size; v++) legs[v * size + v] = legs[(n + 1) * size + v] = legs[v * size + n] = Infinity;
  return legs;
}

/** Assigns `row` along a shortest augmenting path; keeps cost − leave − enter ≥ 0. False if it cannot be assigned. */
function augment(
  cost: Float64Array,
  size: number,
  row: number,
  leave: Float64Array,
  enter: Float64Array,
  rowOf: Int32Array,
): boolean {
  const slack = new Float64Array(size).fill(Infinity);
  const from = new Int32Array(size).fill(-1);
  const isDone = new Uint8Array(size);
  let column = -1;
  for (let i = row; ; i = rowOf[column]!) {
    let next = -1;
    for (let j = 0; j < size; j++) {
      if (isDone[j]) continue;
      const reduced = cost[i * size + j]! - leave[i]! - enter[j]!;
      if (reduced < slack[j]!) {
        slack[j] = reduced;
        from[j] = column;
      }
      if (next < 0 || slack[j]! < slack[next]!) next = j;
    }
    if (next < 0 || slack[next]! === Infinity) return false;
    const step = slack[next]!;
    leave[row]! += step;
    for (let j = 0; j < size; j++) {
      if (isDone[j]) {
        leave[rowOf[j]!]! += step;
        enter[j]! -= step;
      } else slack[j]! -= step;
    }
    isDone[next] = 1;
    column = next;
    if (rowOf[column]! < 0) break;
  }
  while (column >= 0) {
    const before = from[column]!;
    rowOf[column] = before < 0 ? row : rowOf[before]!;
    column = before;
  }
  return true;
}
