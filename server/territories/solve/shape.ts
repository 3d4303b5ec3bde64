/** Root of the mean squared distance of units from the middle of their own territory, metres. */
export function rmsRadiusM(xM: Float64Array, yM: Float64Array, label: Int32Array, parts: number): number {
  const count = new Float64Array(parts);
  const sx = new Float64Array(parts);
  const sy = new Float64Array(parts);
  for (let i = 0; i < label.length; i++) {
    const j = label[i]!;
    count[j]!++;
    sx[j]! += xM[i]!;
    sy[j]! += yM[i]!;
  }
  let squares = 0;
  for (let i = 0; i < label.length; i++) {
    const j = label[i]!;
    squares += (xM[i]! - sx[j]! / count[j]!) ** 2 + (yM[i]! - sy[j]! / count[j]!) ** 2;
  }
  return Math.sqrt(squares / label.length);
}

/** The farthest two units of each territory, metres: the diameter districting papers minimise the largest of. */
export function diametersM(xM: Float64Array, yM: Float64Array, label: Int32Array, parts: number): Float64Array {
  const members: number[][] = Array.from({ length: parts }, () => []);
  for (let i = 0; i < label.length; i++) members[label[i]!]!.push(i);
  return Float64Array.from(members, (units) => {
    const {
      pair: [p, q],
    } = farthestPair(xM, yM, units);
    return p === q ? 0 : Math.hypot(xM[p]! - xM[q]!, yM[p]! - yM[q]!);
  });
}

/** The two members farthest apart: both are corners of the convex hull, which is small. */
export function farthestPair(
  x: Float64Array,
  y: Float64Array,
  members: number[],
): { pair: [number, number]; squared: number } {
  const corners = hull(x, y, members);
  let pair: [number, number] = [members[0] ?? 0, members[0] ?? 0];
  let squared = 0;
  for (let i = 0; i < corners.length; i++) {
    for (let k = i + 1; k < corners.length; k++) {
      const d = (x[corners[i]!]! - x[corners[k]!]!) ** 2 + (y[corners[i]!]! - y[corners[k]!]!) ** 2;
      if (d > squared) [squared, pair] = [d, [corners[i]!, corners[k]!]];
    }
  }
  return { pair, squared };
}

/** Corners of the convex hull (Andrew's monotone chain). */
export function hull(x: Float64Array, y: Float64Array, members: number[]): number[] {
  const order = members.slice().sort((i, k) => x[i]! - x[k]! || y[i]! - y[k]!);
  if (order.length < 3) return order;
  const half = (points: number[]): number[] => {
    const chain: number[] = [];
    for (const p of points) {
      while (chain.length > 1) {
        const b = chain[chain.length - 1]!;
        const a = chain[chain.length - 2]!;
        if ((x[b]! - x[a]!) * (y[p]! - y[a]!) - (y[b]! - y[a]!) * (x[p]! - x[a]!) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(order), ...half(order.reverse())];
}

/** Links between different territories. */
export function cutEdges(graph: { start: Int32Array; to: Int32Array }, label: Int32Array): number {
  let cut = 0;
  for (let v = 0; v < label.length; v++) {
    for (let e = graph.start[v]!; e < graph.start[v + 1]!; e++) if (label[graph.to[e]!] !== label[v]) cut++;
  }
  return cut / 2;
}
