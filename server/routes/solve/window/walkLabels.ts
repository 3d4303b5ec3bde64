import { EPSILON_S } from './model.ts';

/**
 * Walks as columns, in layers by their number of stops. Within a layer those to one stop with one state of lunch have a key,
 * stop × 2 + (1 if fed), and those of a key that remember the same stops a group, cheapest first and so latest first.
 */
export class WalkLabels {
  count = 0;
  stop = new Uint8Array(1024);
  isFed = new Uint8Array(1024);
  /** The less the better: a beginning of service, or a latest arrival with its sign turned. */
  time = new Float64Array(1024);
  cost = new Float64Array(1024);
  /** The stops that may not come next, 31 a word. */
  low = new Int32Array(1024);
  high = new Int32Array(1024);
  /** The walk that it goes on from, or −1. */
  parent = new Int32Array(1024);
  /** Labels of closed layers, by layer and key, cheapest first. */
  list = new Int32Array(1024);
  private readonly n: number;
  private readonly starts: Int32Array;
  private listed = 0;
  // the open layer: first group of each key; groups, and the next label in each
  private readonly firstGroup: Int32Array;
  private groups = 0;
  private groupLow = new Int32Array(1024);
  private groupHigh = new Int32Array(1024);
  private firstLabel = new Int32Array(1024);
  private nextGroup = new Int32Array(1024);
  private next = new Int32Array(1024);

  constructor(n: number) {
    this.n = n;
    this.starts = new Int32Array((n + 2) * 2 * n + 1);
    this.firstGroup = new Int32Array(2 * n);
  }

  clear(): void {
    this.count = this.listed = this.groups = 0;
    this.firstGroup.fill(-1);
  }

  /** Where in `list` the labels of a layer with that key begin; they end where those of the next key do. */
  firstOf(layer: number, key: number): number {
    return this.starts[layer * 2 * this.n + key]!;
  }

  /** Adds a walk to stop i of the open layer, unless one is there that is as good; drops those it is as good as. */
  add(i: number, isFed: number, time: number, cost: number, keptLow: number, keptHigh: number, parent: number): void {
    const low = i < 31 ? keptLow | (1 << i) : keptLow;
    const high = i < 31 ? keptHigh : keptHigh | (1 << (i - 31));
    const key = 2 * i + isFed;
    const own = this.groupUnlessBeaten(key, time, cost, low, high);
    if (own === BEATEN) return;
    this.dropBeaten(key, time, cost, low, high);
    if (this.count === this.cost.length) this.grow();
    const label = this.count++;
    this.stop[label] = i;
    this.isFed[label] = isFed;
    this.time[label] = time;
    this.cost[label] = cost;
    this.low[label] = low;
    this.high[label] = high;
    this.parent[label] = parent;
    this.insert(own === NONE ? this.newGroup(key, low, high) : own, label);
  }

  private groupUnlessBeaten(key: number, time: number, cost: number, low: number, high: number): number {
    const { groupLow, groupHigh, nextGroup, firstLabel, next } = this;
    let own = NONE;
    for (let g = this.firstGroup[key]!; g >= 0; g = nextGroup[g]!) {
      if ((groupLow[g]! & ~low) !== 0 || (groupHigh[g]! & ~high) !== 0) continue;
      for (let at = firstLabel[g]!; at >= 0 && this.cost[at]! <= cost; at = next[at]!) {
        if (this.time[at]! <= time) return BEATEN;
      }
      if (groupLow[g] === low && groupHigh[g] === high) own = g;
    }
    return own;
  }

  private dropBeaten(key: number, time: number, cost: number, low: number, high: number): void {
    const { groupLow, groupHigh, nextGroup, firstLabel, next } = this;
    for (let g = this.firstGroup[key]!; g >= 0; g = nextGroup[g]!) {
      if ((low & ~groupLow[g]!) !== 0 || (high & ~groupHigh[g]!) !== 0) continue;
      let before = -1;
      for (let at = firstLabel[g]!; at >= 0; at = next[at]!) {
        if (this.cost[at]! < cost || this.time[at]! < time) before = at;
        else if (before < 0) firstLabel[g] = next[at]!;
        else next[before] = next[at]!;
      }
    }
  }

  private newGroup(key: number, low: number, high: number): number {
    const group = this.groups++;
    this.groupLow[group] = low;
    this.groupHigh[group] = high;
    this.firstLabel[group] = -1;
    this.nextGroup[group] = this.firstGroup[key]!;
    this.firstGroup[key] = group;
    return group;
  }

  private insert(group: number, label: number): void {
    const { next, cost, firstLabel } = this;
    let before = -1;
    let at = firstLabel[group]!;
    for (; at >= 0 && cost[at]! < cost[label]!; at = next[at]!) before = at;
    next[label] = at;
    if (before < 0) firstLabel[group] = label;
    else next[before] = label;
  }

  /** Lists the walks of the open layer, at most `width` of a key, and opens the next. */
  closeLayer(layer: number, width: number): void {
    const { cost, next } = this;
    if (this.list.length < this.listed + this.count) {
      const longer = new Int32Array(2 * (this.listed + this.count));
      longer.set(this.list);
      this.list = longer;
    }
    const { list } = this;
    for (let key = 0; key < 2 * this.n; key++) {
      const begin = this.listed;
      this.starts[layer * 2 * this.n + key] = begin;
      for (let g = this.firstGroup[key]!; g >= 0; g = this.nextGroup[g]!) {
        for (let at = this.firstLabel[g]!; at >= 0; at = next[at]!) {
          list[this.listed++] = at;
        }
      }
      list.subarray(begin, this.listed).sort((a, b) => cost[a]! - cost[b]! || a - b);
      if (this.listed - begin > width) this.narrow(begin, width);
      this.firstGroup[key] = -1;
    }
    this.starts[(layer + 1) * 2 * this.n] = this.listed;
    this.groups = 0;
  }

  /** Keeps of a key the cheapest and the soonest. */
  private narrow(begin: number, width: number): void {
    const { list, time } = this;
    let soonest = begin;
    for (let at = begin + 1; at < this.listed; at++) if (time[list[at]!]! < time[list[soonest]!]!) soonest = at;
    this.listed = begin + width;
    if (soonest >= this.listed) list[this.listed - 1] = list[soonest]!;
  }

  /** The least cost of a walk here that, joined at its last stop to one from the other side, is in time and has come to no stop the other remembers. */
  leastWith(layer: number, key: number, time: number, low: number, high: number): number {
    const end = this.firstOf(layer, key + 1);
    for (let at = this.firstOf(layer, key); at < end; at++) {
      const label = this.list[at]!;
      if (this.time[label]! + time > EPSILON_S) continue;
      if ((this.low[label]! & low) === 0 && (this.high[label]! & high) === 0) return this.cost[label]!;
    }
    return Infinity;
  }

  /** The stops of a walk, its last one first. */
  stopsOf(label: number): number[] {
    const stops: number[] = [];
    for (let at = label; at >= 0; at = this.parent[at]!) stops.push(this.stop[at]!);
    return stops;
  }

  private grow(): void {
    const wider = <T extends Int32Array | Uint8Array | Float64Array>(old: T): T => {
      const array = new (old.constructor as new (length: number) => T)(old.length * 2);
      array.set(old);
      return array;
    };
    this.stop = wider(this.stop);
    this.isFed = wider(this.isFed);
    this.time = wider(this.time);
    this.cost = wider(this.cost);
    this.low = wider(this.low);
    this.high = wider(this.high);
    this.parent = wider(this.parent);
    this.next = wider(this.next);
    this.groupLow = wider(this.groupLow);
    this.groupHigh = wider(this.groupHigh);
    this.firstLabel = wider(this.firstLabel);
    this.nextGroup = wider(this.nextGroup);
  }
}

const NONE = -1;
const BEATEN = -2;
