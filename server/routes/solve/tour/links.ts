/** A tour as two neighbours a node, 2i and 2i + 1; trials are journalled, the best one is remembered. */
export class Links {
  readonly of: Int32Array;
  private readonly slots: Int32Array;
  private readonly olds: Int32Array;
  private written = 0;
  private readonly bestSlots: Int32Array;
  private readonly bestLinks: Int32Array;
  private bestWritten = 0;

  /** A trial may overwrite 16 links a node, more than any circle of edges has. */
  constructor(n: number) {
    this.of = new Int32Array(2 * n);
    this.slots = new Int32Array(16 * n);
    this.olds = new Int32Array(16 * n);
    this.bestSlots = new Int32Array(16 * n);
    this.bestLinks = new Int32Array(16 * n);
  }

  load(order: Int32Array): void {
    const n = order.length;
    for (let k = 0; k < n; k++) {
      this.of[2 * order[k]!] = order[k === 0 ? n - 1 : k - 1]!;
      this.of[2 * order[k]! + 1] = order[k + 1 === n ? 0 : k + 1]!;
    }
    this.written = 0;
  }

  /** Points a node's link to another; −1 stands for a link that is open for a moment. */
  swap(node: number, from: number, to: number): void {
    const slot = this.of[2 * node] === from ? 2 * node : 2 * node + 1;
    this.slots[this.written] = slot;
    this.olds[this.written++] = this.of[slot]!;
    this.of[slot] = to;
  }

  undo(): void {
    while (this.written > 0) {
      this.written--;
      this.of[this.slots[this.written]!] = this.olds[this.written]!;
    }
  }

  /** Remembers the trial as it stands, to be made later by `make`. */
  remember(): void {
    this.bestWritten = this.written;
    for (let k = 0; k < this.written; k++) {
      this.bestSlots[k] = this.slots[k]!;
      this.bestLinks[k] = this.of[this.slots[k]!]!;
    }
  }

  /** Makes the trial remembered last, on the tour it was tried on, and writes the tour's order. */
  make(order: Int32Array): void {
    for (let k = 0; k < this.bestWritten; k++) this.of[this.bestSlots[k]!] = this.bestLinks[k]!;
    for (let k = 0, before = -1, at = 0; k < order.length; k++) {
      order[k] = at;
      const next = this.of[2 * at] === before ? this.of[2 * at + 1]! : this.of[2 * at]!;
      before = at;
      at = next;
    }
  }
}
