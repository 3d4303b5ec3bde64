/** The only source of chance in solvers, simulators and sampling: seeded, so that anyone can draw the same again. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 128-bit state, passes BigCrush, four additions a number.
 * The seed may be any finite number; its 64-bit float bits are the key, so 1 and 1.5 differ.
 */
export function createRandom(seed: number): Random {
  if (!Number.isFinite(seed)) throw new RangeError(`seed must be a finite number, got ${seed}`);
  const words = new Uint32Array(new Float64Array([seed]).buffer);
  let a = words[0]! | 0;
  let b = words[1]! | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  function next32(): number {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  }
  for (let i = 0; i < 15; i++) next32(); // the author's warm-up, until every seed bit has reached every word
  const next = () => next32() / 4_294_967_296;
  return {
    next,
    int: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
