// Pure: the cheapest routes through each place when visits earn a price: dynamic programming over load.
import type { BoundQuestion } from './bound.ts';

/** Loads are counted in at most so many units; rounding them down asks for less than there is, so a bound stays one. */
const UNITS = 120;

type Half = [number, number, number, number];

export class PricedRoutes {
  /** Retailers with a load; the others are left out, which by the triangle inequality makes nothing longer. */
  readonly nodes: Int32Array;
  /** gain[i]: w_i · min over routes through i of (cost − perRoute) / load. */
  readonly gain: Float64Array;
  private readonly size: number;
  private readonly units: Int32Array;
  private readonly most: number;
  private readonly cost: Float64Array;
  /** Of paths from the base that end at i with load q, at q * size + i: the cheapest, and the cheapest by another way. */
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly firstFrom: Int32Array;
  private readonly secondFrom: Int32Array;
  /** The best route through i: two paths, each a load and whether it is the second one. */
  private readonly half: Int32Array;

  constructor({ n, travel, load, service, capacity, workLimit }: BoundQuestion['problem'], visits: Float64Array) {
    this.size = n + 1;
    const isLoad = capacity.some((q) => q < Infinity);
    const limit = Math.max(...(isLoad ? capacity : workLimit));
    const resource = limit < Infinity ? (isLoad ? load : service) : new Float64Array(n + 1).fill(1);
    const unit = limit < Infinity ? Math.max(limit / UNITS, isWhole(resource) ? 1 : 0) : 1;
    this.most = Math.min(limit < Infinity ? Math.floor(limit / unit + 1e-9) : n, n * UNITS);
    this.units = Int32Array.from(resource, (r) => Math.floor(r / unit + 1e-9));
    this.nodes = Int32Array.from({ length: n }, (_, k) => k + 1).filter((i) => visits[i]! > 0 && this.units[i]! > 0);
    this.cost = Float64Array.from(travel, (way, k) =>
      Math.min(way, travel[(k % this.size) * this.size + Math.floor(k / this.size)]!),
    );
    this.gain = new Float64Array(n + 1);
    this.half = new Int32Array(4 * (n + 1));
    const cells = (this.most + 1) * this.size;
    this.first = new Float64Array(cells);
    this.second = new Float64Array(cells);
    this.firstFrom = new Int32Array(cells);
    this.secondFrom = new Int32Array(cells);
  }

  /** Finds, for these prices, the best route through each retailer. */
  price(price: Float64Array, perRoute: number): void {
    this.extend(price);
    for (const i of this.nodes) this.join(i, price[i]!, perRoute);
  }

  /** How often each retailer is visited, and by how many routes, if everybody's visits are made by the best route through them. */
  usage(visits: Float64Array): { visits: Float64Array; routes: number } {
    const used = new Float64Array(this.size);
    let routes = 0;
    for (const i of this.nodes) {
      const [q1, isSecond1, q2, isSecond2] = [0, 1, 2, 3].map((k) => this.half[4 * i + k]!) as Half;
      const load = q1 + q2 - this.units[i]!;
      const times = (visits[i]! * this.units[i]!) / load;
      routes += times;
      used[i]! -= times; // it ends both paths
      this.count(i, q1, isSecond1, times, used);
      this.count(i, q2, isSecond2, times, used);
    }
    return { visits: used, routes };
  }

  private extend(price: Float64Array): void {
    const { first, second, firstFrom, secondFrom, nodes, units, size, cost } = this;
    first.fill(Infinity);
    second.fill(Infinity);
    for (let q = 1; q <= this.most; q++) {
      for (const i of nodes) {
        const before = q - units[i]!;
        if (before < 0) continue;
        let least = Infinity;
        let next = Infinity;
        let from = -1;
        let nextFrom = -1;
        if (before === 0) {
          least = cost[i]!;
          from = 0;
        } else {
          const row = before * size;
          const to = i * size;
          for (const j of nodes) {
            const way = (firstFrom[row + j] === i ? second[row + j]! : first[row + j]!) + cost[to + j]!;
            if (way >= next || j === i) continue;
            if (way < least) {
              next = least;
              nextFrom = from;
              least = way;
              from = j;
            } else {
              next = way;
              nextFrom = j;
            }
          }
        }
        const at = q * size + i;
        first[at] = least - price[i]!;
        second[at] = next - price[i]!;
        firstFrom[at] = from;
        secondFrom[at] = nextFrom;
      }
    }
  }

  /** Two paths that end at i make a route through it; they must not come from the same neighbour. */
  private join(i: number, price: number, perRoute: number): void {
    const { first, second, firstFrom, size, half } = this;
    const own = this.units[i]!;
    let least = Infinity;
    for (let q1 = own; q1 <= this.most; q1++) {
      const at1 = q1 * size + i;
      if (first[at1] === Infinity) continue;
      for (let q2 = own; q2 <= q1 && q1 + q2 - own <= this.most; q2++) {
        const at2 = q2 * size + i;
        let isSecond1 = 0;
        let isSecond2 = 0;
        let cost = first[at1]! + first[at2]!;
        if (firstFrom[at1] === firstFrom[at2] && firstFrom[at1]! > 0) {
          const other1 = second[at1]! + first[at2]!;
          const other2 = first[at1]! + second[at2]!;
          cost = other1 < other2 ? other1 : other2;
          if (other1 < other2) isSecond1 = 1;
          else isSecond2 = 1;
        }
        const rate = (cost + price - perRoute) / (q1 + q2 - own);
        if (rate >= least) continue;
        least = rate;
        half[4 * i] = q1;
        half[4 * i + 1] = isSecond1;
        half[4 * i + 2] = q2;
        half[4 * i + 3] = isSecond2;
      }
    }
    this.gain[i] = least * own;
  }

  /** Walks a path back to the base. */
  private count(i: number, load: number, isSecond: number, times: number, used: Float64Array): void {
    for (let q = load; i > 0;) {
      used[i]! += times;
      const at = q * this.size + i;
      const from = isSecond ? this.secondFrom[at]! : this.firstFrom[at]!;
      q -= this.units[i]!;
      isSecond = from > 0 && this.firstFrom[q * this.size + from] === i ? 1 : 0;
      i = from;
    }
  }
}

function isWhole(list: Float64Array): boolean {
  return list.every((value) => Number.isInteger(value));
}
