// Pure: which retailers stand at one door, and which doors touch.
import { delaunayPairs } from './solve/neighbours.ts';

/** `door[i]` of each point; `edges`: pairs of doors that touch (Delaunay), one after the other. */
export function touching(xM: Float64Array, yM: Float64Array): { door: number[]; edges: number[] } {
  const numbers = new Map<string, number>();
  const px: number[] = [];
  const py: number[] = [];
  const door = Array.from(xM, (x, i) => {
    const key = `${x},${yM[i]}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = px.length;
      numbers.set(key, number);
      px.push(x);
      py.push(yM[i]!);
    }
    return number;
  });
  const { a, b } = delaunayPairs(Float64Array.from(px), Float64Array.from(py));
  return { door, edges: a.flatMap((from, e) => [from, b[e]!]) };
}
