import type { Random } from '../../../../shared/random.ts';

/**
 * The edges of two tours that they do not share, taken apart into circles of alternating A and B edges
 * (Nagata and Kobayashi 2013, section 2.1). Circle c is nodes[start[c]] … nodes[start[c + 1] − 1], begun so
 * that nodes 0–1, 2–3, … are edges of A and 1–2, 3–4, …, last–0 edges of B.
 */
export class AbCycles {
  count = 0;
  readonly nodes: Int32Array;
  readonly start: Int32Array;
  private readonly left: [Int32Array, Int32Array];
  private readonly degree: [Uint8Array, Uint8Array];
  private readonly seen: [Int32Array, Int32Array];
  private readonly path: Int32Array;

  constructor(n: number) {
    this.nodes = new Int32Array(2 * n);
    this.start = new Int32Array(n + 1);
    this.left = [new Int32Array(2 * n), new Int32Array(2 * n)];
    this.degree = [new Uint8Array(n), new Uint8Array(n)];
    this.seen = [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)];
    this.path = new Int32Array(2 * n + 2);
  }

  /** `a` and `b` hold the two neighbours of each node. */
  find(a: Int32Array, b: Int32Array, random: Random): void {
    this.count = 0;
    this.fill(0, a, b);
    this.fill(1, b, a);
    const n = a.length >> 1;
    const from = random.int(n);
    let written = 0;
    for (let k = 0; k < n; k++) {
      const root = from + k < n ? from + k : from + k - n;
      while (this.degree[0][root]! > 0) written = this.walk(root, written, random);
    }
    this.start[this.count] = written;
  }

  /** The edges of one tour that the other lacks. */
  private fill(which: 0 | 1, own: Int32Array, others: Int32Array): void {
    const left = this.left[which];
    const degree = this.degree[which];
    for (let i = 0; i < degree.length; i++) {
      let d = 0;
      for (let s = 2 * i; s < 2 * i + 2; s++) {
        const j = own[s]!;
        if (others[2 * i] !== j && others[2 * i + 1] !== j) left[2 * i + d++] = j;
      }
      degree[i] = d;
    }
  }

  /** Walks A, B, A, … from `root` until nothing is left of the path; each circle it closes is written down. */
  private walk(root: number, written: number, random: Random): number {
    const { path, seen } = this;
    let steps = 0;
    path[0] = root;
    seen[0][root] = 0;
    for (;;) {
      const at = path[steps]!;
      const next = this.take((steps & 1) as 0 | 1, at, random);
      steps++;
      path[steps] = next;
      const parity = (steps & 1) as 0 | 1; // of the edge that would leave from here
      const back = seen[parity][next]!;
      if (back < 0) {
        seen[parity][next] = steps;
        continue;
      }
      written = this.write(back, steps, written);
      for (let k = back; k < steps; k++) seen[(k & 1) as 0 | 1][path[k]!] = -1;
      if (back === 0) return written;
      steps = back;
      seen[parity][next] = steps;
    }
  }

  /** Takes a random edge of the tour at a node, from both its ends. */
  private take(which: 0 | 1, at: number, random: Random): number {
    const left = this.left[which];
    const degree = this.degree[which];
    const d = degree[at]!;
    const pick = d === 2 && random.next() < 0.5 ? 2 * at + 1 : 2 * at;
    const next = left[pick]!;
    left[pick] = left[2 * at + d - 1]!;
    degree[at] = d - 1;
    const e = degree[next]!;
    if (left[2 * next] === at) left[2 * next] = left[2 * next + e - 1]!;
    degree[next] = e - 1;
    return next;
  }

  private write(from: number, to: number, written: number): number {
    this.start[this.count++] = written;
    const first = from & 1 ? from + 1 : from; // a circle closed after a B edge begins one later, to begin with A
    for (let k = first; k < to; k++) this.nodes[written++] = this.path[k]!;
    if (first > from) this.nodes[written++] = this.path[from]!;
    return written;
  }
}
