const LEAF = 8;
/** All directions at once; 0 to 3 are the quadrants counter-clockwise from east, each with its first axis only. */
export const ANYWHERE = 4;

/**
 * An implicit kd-tree: `ids` is a permutation of the points, every node is a range of it cut in the middle,
 * and node k's children are 2k and 2k + 1. Cutting by rank, not by place, keeps it balanced when a thousand
 * points share one place. Neighbours in `ids` are neighbours on the ground.
 */
export interface KdTree {
  x: Float64Array;
  y: Float64Array;
  ids: Int32Array;
  /** minX, minY, maxX, maxY of each node. */
  boxes: Float64Array;
}

export function kdTree(x: Float64Array, y: Float64Array, ids = Int32Array.from(x.keys())): KdTree {
  let nodes = 2;
  for (let size = ids.length; size > LEAF; size = (size + 1) >> 1) nodes *= 2;
  const boxes = new Float64Array(nodes * 4);
  const build = (node: number, lo: number, hi: number): void => {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = lo; k < hi; k++) {
      const px = x[ids[k]!]!;
      const py = y[ids[k]!]!;
      if (px < minX) minX = px;
      if (px > maxX) maxX = px;
      if (py < minY) minY = py;
      if (py > maxY) maxY = py;
    }
    boxes.set([minX, minY, maxX, maxY], node * 4);
    if (hi - lo <= LEAF) return;
    const mid = (lo + hi) >> 1;
    selectMiddle(ids, maxX - minX > maxY - minY ? x : y, lo, hi - 1, mid);
    build(2 * node, lo, mid);
    build(2 * node + 1, mid, hi);
  };
  build(1, 0, ids.length);
  return { x, y, ids, boxes };
}

/** Quickselect with Hoare's partition, which does not degrade on equal keys. */
function selectMiddle(ids: Int32Array, key: Float64Array, from: number, to: number, k: number): void {
  let [lo, hi] = [from, to];
  while (lo < hi) {
    const pivot = key[ids[(lo + hi) >> 1]!]!;
    let i = lo;
    let j = hi;
    while (i <= j) {
      while (key[ids[i]!]! < pivot) i++;
      while (key[ids[j]!]! > pivot) j--;
      if (i <= j) {
        const t = ids[i]!;
        ids[i++] = ids[j]!;
        ids[j--] = t;
      }
    }
    if (k <= j) hi = j;
    else if (k >= i) lo = i;
    else return;
  }
}

/** The nearest few of one place, kept sorted by squared distance. */
export class Nearest {
  readonly ids: Int32Array;
  readonly squared: Float64Array;
  count = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.ids = new Int32Array(limit);
    this.squared = new Float64Array(limit);
  }

  get worst(): number {
    return this.count < this.limit ? Infinity : this.squared[this.count - 1]!;
  }

  offer(id: number, squared: number): void {
    if (squared >= this.worst) return;
    let k = this.count < this.limit ? this.count++ : this.count - 1;
    while (k > 0 && this.squared[k - 1]! > squared) {
      this.ids[k] = this.ids[k - 1]!;
      this.squared[k] = this.squared[k - 1]!;
      k--;
    }
    this.ids[k] = id;
    this.squared[k] = squared;
  }
}

/** Fills `found` with the points nearest to (px, py) in one quadrant or anywhere, without `self` and `other`. */
export function nearest(
  tree: KdTree,
  px: number,
  py: number,
  self: number,
  other: number,
  quadrant: number,
  found: Nearest,
): void {
  const { x, y, ids, boxes } = tree;
  found.count = 0;
  const visit = (node: number, lo: number, hi: number): void => {
    if (hi - lo <= LEAF) {
      for (let k = lo; k < hi; k++) {
        const id = ids[k]!;
        if (id === self || id === other) continue;
        const dx = x[id]! - px;
        const dy = y[id]! - py;
        if (quadrant === ANYWHERE || isIn(quadrant, dx, dy)) found.offer(id, dx * dx + dy * dy);
      }
      return;
    }
    const mid = (lo + hi) >> 1;
    const left = boxDistance(boxes, 8 * node, px, py, quadrant);
    const right = boxDistance(boxes, 8 * node + 4, px, py, quadrant);
    if (left <= right) {
      if (left < found.worst) visit(2 * node, lo, mid);
      if (right < found.worst) visit(2 * node + 1, mid, hi);
    } else {
      if (right < found.worst) visit(2 * node + 1, mid, hi);
      if (left < found.worst) visit(2 * node, lo, mid);
    }
  };
  visit(1, 0, ids.length);
}

function isIn(quadrant: number, dx: number, dy: number): boolean {
  switch (quadrant) {
    case 0:
      return dx > 0 && dy >= 0;
    case 1:
      return dx <= 0 && dy > 0;
    case 2:
      return dx < 0 && dy <= 0;
    default:
      return dx >= 0 && dy < 0;
  }
}

/** Squared distance to a box, or Infinity when no part of the quadrant can lie in it. */
function boxDistance(boxes: Float64Array, at: number, px: number, py: number, quadrant: number): number {
  const west = boxes[at]! - px;
  const south = boxes[at + 1]! - py;
  const east = boxes[at + 2]! - px;
  const north = boxes[at + 3]! - py;
  if (quadrant !== ANYWHERE) {
    const reaches =
      quadrant === 0
        ? east > 0 && north >= 0
        : quadrant === 1
          ? west <= 0 && north > 0
          : quadrant === 2
            ? west < 0 && south <= 0
            : east >= 0 && south < 0;
    if (!reaches) return Infinity;
  }
  const dx = west > 0 ? west : east < 0 ? -east : 0;
  const dy = south > 0 ? south : north < 0 ? -north : 0;
  return dx * dx + dy * dy;
}
