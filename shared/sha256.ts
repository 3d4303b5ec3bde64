// Pure: SHA-256 (FIPS 180-4) where there is neither Node nor a secure context: a page served in a house's own network has no Web Crypto.

/** The first 32 bits of the fractional parts of a root of each of the first primes. */
function fractions(howMany: number, root: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < howMany; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes.map((p) => {
    const r = Math.pow(p, 1 / root);
    return ((r - Math.floor(r)) * 2 ** 32) | 0;
  });
}

const START = fractions(8, 2);
const ROUNDS = fractions(64, 3);
const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** Of a text as UTF-8, in hex. */
export function sha256Text(text: string): string {
  return sha256Bytes(new TextEncoder().encode(text));
}

export function sha256Bytes(bytes: Uint8Array): string {
  const length = bytes.length;
  const padded = new DataView(new ArrayBuffer(((length + 8) >> 6) * 64 + 64));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(length, 0x80);
  padded.setUint32(padded.byteLength - 8, Math.floor(length / 2 ** 29));
  padded.setUint32(padded.byteLength - 4, (length << 3) >>> 0);
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let at = 0; at < padded.byteLength; at += 64) mix(state, words, padded, at);
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** One block of 64 bytes into the state. */
function mix(state: Int32Array, words: Int32Array, block: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = block.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [x, y] = [words[i - 15]!, words[i - 2]!];
    const early = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const late = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[i] = words[i - 16]! + early + words[i - 7]! + late;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUNDS[i]! + words[i]!) | 0;
    const most = (a & b) ^ (a & c) ^ (b & c);
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i]! + word) | 0));
}
