/**
 * Growing columns of labels: a label is one way to have begun the order. Two ways to the same state are both kept only if
 * neither is at least as early and at least as good (Pareto).
 */
export class WindowLabels {
  count = 0;
  /** Places decided beyond the first undecided one, as bits: bit k is place `base + 1 + k`. */
  mask = new Int32Array(1024);
  base = new Int32Array(1024);
  /** Place in the given order of the stop served last; −1 at the start. */
  last = new Int32Array(1024);
  isFed = new Uint8Array(1024);
  served = new Int32Array(1024);
  departS = new Float64Array(1024);
  /** Lateness and stops left out, weighed into one number; what counts before cost. */
  primary = new Float64Array(1024);
  cost = new Float64Array(1024);
  /** Cost plus the least the rest can cost. */
  bound = new Float64Array(1024);
  parent = new Int32Array(1024);
  /** Next label of the same state, or −1. */
  next = new Int32Array(1024);
  isDead = new Uint8Array(1024);

  /** Room for one more label; returns its number. */
  push(): number {
    if (this.count === this.mask.length) this.grow();
    this.isDead[this.count] = 0;
    return this.count++;
  }

  private grow(): void {
    const wider = <T extends Int32Array | Uint8Array | Float64Array>(old: T): T => {
      const array = new (old.constructor as new (length: number) => T)(old.length * 2);
      array.set(old);
      return array;
    };
    this.mask = wider(this.mask);
    this.base = wider(this.base);
    this.last = wider(this.last);
    this.isFed = wider(this.isFed);
    this.served = wider(this.served);
    this.departS = wider(this.departS);
    this.primary = wider(this.primary);
    this.cost = wider(this.cost);
    this.bound = wider(this.bound);
    this.parent = wider(this.parent);
    this.next = wider(this.next);
    this.isDead = wider(this.isDead);
  }
}

/** State → its first label in a layer: open addressing, powers of two, emptied between layers. */
export class WindowStates {
  private heads = new Int32Array(4096).fill(-1);
  private used = 0;
  private readonly labels: WindowLabels;

  constructor(labels: WindowLabels) {
    this.labels = labels;
  }

  clear(): void {
    this.heads.fill(-1);
    this.used = 0;
  }

  /** The slot of the state; heads(slot) is −1 if it is new. */
  slot(mask: number, last: number, isFed: number, served: number): number {
    const { labels, heads } = this;
    const wrap = heads.length - 1;
    let slot = Math.imul(
      mask ^ Math.imul(last * 2 + isFed + 1, 0x9e3779b1) ^ Math.imul(served, 0x85ebca6b),
      0xc2b2ae35,
    );
    slot = (slot ^ (slot >>> 15)) & wrap;
    for (; heads[slot]! >= 0; slot = (slot + 1) & wrap) {
      const head = heads[slot]!;
      if (
        labels.mask[head] === mask &&
        labels.last[head] === last &&
        labels.isFed[head] === isFed &&
        labels.served[head] === served
      )
        break;
    }
    return slot;
  }

  head(slot: number): number {
    return this.heads[slot]!;
  }

  setHead(slot: number, label: number): void {
    if (this.heads[slot]! < 0) this.used++;
    this.heads[slot] = label;
    if (this.used * 2 > this.heads.length) this.rehash();
  }

  private rehash(): void {
    const old = this.heads;
    this.heads = new Int32Array(old.length * 2).fill(-1);
    const { labels } = this;
    for (const head of old) {
      if (head >= 0)
        this.heads[this.slot(labels.mask[head]!, labels.last[head]!, labels.isFed[head]!, labels.served[head]!)] = head;
    }
  }
}
