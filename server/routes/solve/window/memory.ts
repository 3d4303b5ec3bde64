import type { WindowModel } from './model.ts';

/** What a walk that comes to each stop still remembers of the stops before: up to 62 of them as two words of 31. */
export interface Memory {
  low: Int32Array;
  high: Int32Array;
}

/** Stops that fit. */
export const MEMORY_STOPS = 62;

function remember(memory: Memory, v: number, at: number): void {
  if (v < 31) memory.low[at]! |= 1 << v;
  else memory.high[at]! |= 1 << (v - 31);
}

/** Each stop's walks remember those near it, which they would else go round in circles among. */
export function nearMemory({ n, size, cost }: WindowModel, near: number): Memory {
  const memory = { low: new Int32Array(n), high: new Int32Array(n) };
  for (let v = 0; v < n; v++) {
    const apart = (w: number) => Math.min(cost[v * size + w]!, cost[w * size + v]!);
    const others = Array.from({ length: n }, (_, w) => w).filter((w) => w !== v);
    others.sort((a, b) => apart(a) - apart(b) || a - b);
    for (const w of [v, ...others.slice(0, near)]) remember(memory, w, v);
  }
  return memory;
}

/** Longer cycles cost the walk so much that they go by themselves, and remembering them makes many walks. */
const LONGEST_CYCLE = 7;

/** Between two visits of a stop every other remembers it from now on, so that this cycle comes no more. */
export function rememberCycles(stops: readonly number[], memory: Memory): void {
  const lastAt = new Map<number, number>();
  stops.forEach((v, p) => {
    const before = lastAt.get(v);
    if (before !== undefined && p - before <= LONGEST_CYCLE)
      for (let k = before + 1; k < p; k++) remember(memory, v, stops[k]!);
    lastAt.set(v, p);
  });
}

/** Walks that remember all stops are orders. */
export function everything(n: number): Memory {
  return { low: new Int32Array(n).fill(-1), high: new Int32Array(n).fill(-1) };
}
