// Pure: whom to take out together.
import type { CalendarProblem } from './problem.ts';

/** More are not taken out together by any move. */
const NEAREST = 60;

/** near[i]: the retailers nearest to i by the way there and back, the nearest first, without i and the base. */
export function nearest({ n, travel }: CalendarProblem): Int32Array[] {
  const size = n + 1;
  return Array.from({ length: size }, (_, i) => {
    const way = Float64Array.from({ length: size }, (_, j) => travel[i * size + j]! + travel[j * size + i]!);
    const others = Int32Array.from({ length: n }, (_, k) => k + 1).filter((j) => j !== i);
    return others.sort((a, b) => way[a]! - way[b]! || a - b).subarray(0, NEAREST);
  });
}
