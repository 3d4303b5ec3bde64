import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectRubbish = runInNewContext('gc') as () => void;

/**
 * CPU of this process that a piece of work takes, in milliseconds: the least of some runs, since others on the machine and
 * the collector of rubbish can only add to it. Time on the wall says how busy others are.
 */
export async function cpuMs(work: () => unknown, runs = 5): Promise<number> {
  collectRubbish(); // what was left before is not this work's
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const from = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(from);
    taken.push((user + system) / 1_000);
  }
  return Math.min(...taken);
}

/** Less than this is too little to tell a line from a curve, and no harm. */
const HARMLESS_MS = 60;

/**
 * The larger size is eight times the smaller: a line then takes 8 times the CPU, a square 64 times. What stands beside both
 * (caches that are too small, the collector of rubbish) was seen to treble a line, so the limit is nearer to the square.
 */
const LARGER = 8;
const LIMIT = 40;

/**
 * Null where the CPU grows about as the size does, else the figures.
 * @param cost CPU of one size, in milliseconds
 */
export async function aboveLinear(size: number, cost: (size: number) => Promise<number>): Promise<string | null> {
  let [small, large] = [await cost(size), await cost(LARGER * size)];
  const isAbove = (): boolean => large > Math.max(HARMLESS_MS, LIMIT * small);
  for (let again = 0; again < 3 && isAbove(); again++) {
    large = Math.min(large, await cost(LARGER * size)); // a square stays one, however often it is measured
    small = Math.min(small, await cost(size));
  }
  return isAbove() ? `${size}: ${small.toFixed(0)} ms, ${LARGER * size}: ${large.toFixed(0)} ms` : null;
}

/** Texts that make a careless pattern try again and again. */
export const hostileTexts: Record<string, (length: number) => string> = {
  digits: (n) => `${'1'.repeat(n)}x`,
  spaces: (n) => `1${' '.repeat(n)}x`,
  'spaces first': (n) => `${' '.repeat(n)}x`,
  groups: (n) => `${'1,111'.repeat(n / 5)}x`,
  points: (n) => `${'1.1'.repeat(n / 3)}x`,
  exponents: (n) => `${'1e1'.repeat(n / 3)}x`,
  signs: (n) => '-+'.repeat(n / 2),
  brackets: (n) => '(['.repeat(n / 2),
  quotes: (n) => `'"`.repeat(n / 2),
  dates: (n) => '2026-03-02 08:00 '.repeat(n / 17),
  escapes: (n) => '%2B%3A'.repeat(n / 6),
  spans: (n) => '8:00-9:00 '.repeat(n / 10),
  degrees: (n) => `120°39'`.repeat(n / 7),
};
