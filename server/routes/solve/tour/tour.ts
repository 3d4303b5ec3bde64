/**
 * A closed tour as an array with every node's place in it. The one way to change it is to reverse a run;
 * each reversal is journalled, so that a trial is taken back in the time it took.
 */
export class Tour {
  readonly n: number;
  readonly order: Int32Array;
  readonly place: Int32Array;
  /** Pairs of places, one a reversal. */
  private journal = new Int32Array(1024);
  private written = 0;

  constructor(n: number) {
    this.n = n;
    this.order = new Int32Array(n);
    this.place = new Int32Array(n);
  }

  load(order: ArrayLike<number>): void {
    this.order.set(order);
    for (let k = 0; k < this.n; k++) this.place[this.order[k]!] = k;
    this.written = 0;
  }

  next(a: number): number {
    const k = this.place[a]! + 1;
    return this.order[k === this.n ? 0 : k]!;
  }

  previous(a: number): number {
    const k = this.place[a]!;
    return this.order[k === 0 ? this.n - 1 : k - 1]!;
  }

  /** Reverses the run of places from…to, round the end of the array if need be, or what is outside it if shorter. */
  reverse(from: number, to: number): void {
    if (this.written + 2 > this.journal.length) {
      const longer = new Int32Array(this.journal.length * 2);
      longer.set(this.journal);
      this.journal = longer;
    }
    this.journal[this.written++] = from;
    this.journal[this.written++] = to;
    this.swapEnds(from, to);
  }

  private swapEnds(from: number, to: number): void {
    const { n, order, place } = this;
    let inside = to - from;
    if (inside < 0) inside += n;
    inside++;
    let [i, j] = [from, to];
    if (inside * 2 > n) {
      i = to + 1 === n ? 0 : to + 1;
      j = from === 0 ? n - 1 : from - 1;
      inside = n - inside;
    }
    for (let left = inside >> 1; left > 0; left--) {
      const a = order[i]!;
      const b = order[j]!;
      order[i] = b;
      place[b] = i;
      order[j] = a;
      place[a] = j;
      if (++i === n) i = 0;
      if (--j < 0) j = n - 1;
    }
  }

  /** Where the journal stands, for `undo`. */
  mark(): number {
    return this.written;
  }

  /** Takes back every reversal since the mark. */
  undo(mark: number): void {
    while (this.written > mark) {
      this.written -= 2;
      this.swapEnds(this.journal[this.written]!, this.journal[this.written + 1]!);
    }
  }

  /** Forgets the journal: what stands, stands. */
  keep(): void {
    this.written = 0;
  }

  length(between: (a: number, b: number) => number): number {
    let sum = between(this.order[this.n - 1]!, this.order[0]!);
    for (let k = 1; k < this.n; k++) sum += between(this.order[k - 1]!, this.order[k]!);
    return sum;
  }
}
