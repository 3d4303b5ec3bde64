// Pure: a QR code (ISO/IEC 18004:2015) of a text in byte mode at error correction level L, enough for a screen, as rows of dark and light.
import { checkWords } from './reedSolomon.ts';

/** Check words of each block, and the number of blocks, of versions 1 to 40 at level L (table 9 of the standard). */
const CHECK = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25];

/** Level L as the format information has it (table 12). */
const LEVEL_L = 1;

/**
 * The smallest code that holds the text as UTF-8: `true` is dark; without the quiet zone of four modules.
 * @throws RangeError over 2,953 bytes
 */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  const version = CHECK.findIndex((_, i) => 4 + lengthBits(i + 1) + bytes.length * 8 <= dataWords(i + 1) * 8) + 1;
  if (version === 0) throw new RangeError(`a QR code holds 2,953 bytes, not ${bytes.length}`);
  const words = interleave(dataOf(bytes, version), version);
  const size = sizeOf(version);
  const fixed = functionPatterns(version);
  const drawn = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => {
    const rows = fixed.map((row) => row.map((module) => module === true));
    placeWords(rows, fixed, words, mask);
    placeFormat(rows, mask);
    return { rows, penalty: penaltyOf(rows, size) };
  });
  return drawn.reduce((best, one) => (one.penalty < best.penalty ? one : best)).rows;
}

const sizeOf = (version: number) => version * 4 + 17;
const lengthBits = (version: number) => (version < 10 ? 8 : 16);

/** Words that fit beside the function patterns (§ 7.1). */
function allWords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const along = Math.floor(version / 7) + 2;
    modules -= (25 * along - 10) * along - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

function dataWords(version: number): number {
  return allWords(version) - CHECK[version - 1]! * BLOCKS[version - 1]!;
}

/** Mode, length, bytes, end, and padding (§ 7.4). */
function dataOf(bytes: Uint8Array, version: number): Uint8Array {
  const bits: number[] = [];
  const add = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  const capacity = dataWords(version) * 8;
  add(4, 4);
  add(bytes.length, lengthBits(version));
  for (const byte of bytes) add(byte, 8);
  add(0, Math.min(4, capacity - bits.length));
  add(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) add(pad, 8);
  return Uint8Array.from({ length: capacity / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((word, bit) => word * 2 + bit, 0));
}

/** Blocks with their check words, one word of each in turn (§ 7.6). The later blocks may be a word longer. */
function interleave(data: Uint8Array, version: number): number[] {
  const count = BLOCKS[version - 1]!;
  const short = Math.floor(data.length / count);
  const longFrom = count - (data.length % count);
  let at = 0;
  const blocks = Array.from({ length: count }, (_, i) => data.slice(at, (at += short + (i >= longFrom ? 1 : 0))));
  const checks = blocks.map((block) => checkWords(block, CHECK[version - 1]!));
  const words: number[] = [];
  for (let i = 0; i <= short; i++) for (const block of blocks) if (i < block.length) words.push(block[i]!);
  for (let i = 0; i < CHECK[version - 1]!; i++) for (const check of checks) words.push(check[i]!);
  return words;
}

type Fixed = (boolean | null)[][];

/** Finder, timing, alignment and version patterns; null is room for data. Where the format goes it is false for now. */
function functionPatterns(version: number): Fixed {
  const size = sizeOf(version);
  const rows: Fixed = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  const set = (x: number, y: number, isDark: boolean) => {
    if (x >= 0 && y >= 0 && x < size && y < size) rows[y]![x] = isDark;
  };
  for (let i = 0; i < size; i++) {
    set(i, 6, i % 2 === 0);
    set(6, i, i % 2 === 0);
  }
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) {
    for (let dy = -4; dy <= 4; dy++) for (let dx = -4; dx <= 4; dx++) set(cx + dx, cy + dy, [0, 1, 3].includes(Math.max(Math.abs(dx), Math.abs(dy))));
  }
  const places = alignmentPlaces(version);
  const last = places.at(-1);
  for (const cy of places) {
    for (const cx of places) {
      if ((cx === 6 && cy === 6) || (cx === 6 && cy === last) || (cx === last && cy === 6)) continue; // the finders are there
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  }
  for (let i = 0; i < 9; i++) {
    if (rows[8]![i] === null) set(i, 8, false);
    if (rows[i]![8] === null) set(8, i, false);
    if (i < 8) {
      set(size - 1 - i, 8, false);
      set(8, size - 1 - i, false);
    }
  }
  set(8, size - 8, true);
  if (version >= 7) placeVersion(version, size, set);
  return rows;
}

/** § 7.10, 18 bits: the version and a BCH code of it, beside the two outer finders. */
function placeVersion(version: number, size: number, set: (x: number, y: number, isDark: boolean) => void): void {
  const bits = (version << 12) | remainder(version << 12, 0x1f25, 12);
  for (let i = 0; i < 18; i++) {
    const isDark = ((bits >> i) & 1) === 1;
    set(size - 11 + (i % 3), Math.floor(i / 3), isDark);
    set(Math.floor(i / 3), size - 11 + (i % 3), isDark);
  }
}

/** Annex E: from 6 to the last row, evenly by an even step, the first gap being the odd one. */
function alignmentPlaces(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = version * 4 + 10;
  const step = version === 32 ? 26 : Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

/** § 7.9, 15 bits, twice: level and mask with a BCH code, xored so that it is never all light. */
function placeFormat(rows: boolean[][], mask: number): void {
  const size = rows.length;
  const data = (LEVEL_L << 3) | mask;
  const bits = ((data << 10) | remainder(data << 10, 0x537, 10)) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const isDark = ((bits >> i) & 1) === 1;
    const down = i < 6 ? i : i < 8 ? i + 1 : null;
    if (down !== null) rows[down]![8] = isDark;
    else rows[8]![i === 8 ? 7 : 14 - i] = isDark;
    if (i < 8) rows[8]![size - 1 - i] = isDark;
    else rows[size - 15 + i]![8] = isDark;
  }
}

/** Of a polynomial over GF(2), whose divisor has the degree given. */
function remainder(dividend: number, divisor: number, degree: number): number {
  let rest = dividend;
  for (let bit = 31 - Math.clz32(rest); rest !== 0 && bit >= degree; bit = 31 - Math.clz32(rest)) rest ^= divisor << (bit - degree);
  return rest;
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** § 7.7.3: two columns at a time from the right, up and down in turn, past the timing column. What is left over stays light under the mask. */
function placeWords(rows: boolean[][], fixed: Fixed, words: readonly number[], mask: number): void {
  const size = rows.length;
  let at = 0;
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const y = isUp ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (fixed[y]![x] !== null) continue;
        const bit = at < words.length * 8 && ((words[at >> 3]! >> (7 - (at & 7))) & 1) === 1;
        rows[y]![x] = bit !== masks[mask]!(x, y);
        at++;
      }
    }
    isUp = !isUp;
  }
}

/** § 7.8.3: long runs, blocks, what looks like a finder, and too much of one colour. */
function penaltyOf(rows: readonly boolean[][], size: number): number {
  let penalty = 0;
  const columns = rows.map((_, x) => rows.map((row) => row[x]!));
  for (const line of [...rows, ...columns]) {
    let run = 0;
    let text = '';
    for (let i = 0; i < size; i++) {
      run = i > 0 && line[i] === line[i - 1] ? run + 1 : 1;
      if (run === 5) penalty += 3;
      else if (run > 5) penalty += 1;
      text += line[i] ? '1' : '0';
    }
    penalty += 40 * (text.match(/(?=00001011101|10111010000)/g)?.length ?? 0);
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      const isDark = rows[y]![x];
      if (isDark === rows[y]![x - 1] && isDark === rows[y - 1]![x] && isDark === rows[y - 1]![x - 1]) penalty += 3;
    }
  }
  const dark = rows.reduce((sum, row) => sum + row.filter(Boolean).length, 0);
  return penalty + 10 * Math.floor(Math.abs(dark / (size * size) - 0.5) * 20);
}
