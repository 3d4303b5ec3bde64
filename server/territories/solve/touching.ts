// Pure: which retailers stand at one door, and which doors touch.
import { pieces } from '../../../shared/pieces.ts';
import { delaunayPairs, graphFromPairs } from './neighbours.ts';

/** `door[i]` of each point; `edges`: pairs of doors that touch (Delaunay, less what crosses a barrier), one after the other. */
export function touching(
  xM: Float64Array,
  yM: Float64Array,
  barriers: Float64Array[] = [],
): { door: number[]; edges: number[] } {
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
  const { a, b } = delaunayPairs(Float64Array.from(px), Float64Array.from(py), barriers);
  return { door, edges: a.flatMap((from, e) => [from, b[e]!]) };
}

/** Into how many groups that do not touch the points fall, and which of them have no neighbour at all. */
export function groupsOf({ door, edges }: { door: readonly number[]; edges: readonly number[] }): {
  groups: number;
  alone: number[];
} {
  const doors = door.reduce((most, one) => Math.max(most, one + 1), 0);
  const graph = graphFromPairs(
    doors,
    edges.filter((_, e) => e % 2 === 0),
    edges.filter((_, e) => e % 2 === 1),
  );
  const { count } = pieces(graph);
  const isAlone = (d: number): boolean => count > 1 && graph.start[d] === graph.start[d + 1];
  return { groups: count, alone: door.flatMap((d, i) => (isAlone(d) ? [i] : [])) };
}
