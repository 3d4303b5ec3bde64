// Pure: text in, numbers out; the command reads the file.
import { RouteError } from './solve/problem.ts';

/** A time-window instance as in Ascheuer's, Dumas's and others' collections (lopez-ibanez.eu/tsptw-instances). */
export interface TwFile {
  n: number;
  /** cost[i * n + j]; service at i may be part of it. */
  cost: Float64Array;
  /** Node 0 is the depot: start, and where the tour ends within its window. */
  windows: { fromS: number; toS: number }[];
}

/**
 * Reads size, cost matrix and one window a node; `#` begins a comment. Throws a RouteError that names the number missing
 * or wrong (1-based, counted over the whole file).
 */
export function readTwFile(text: string): TwFile {
  const words = text
    .replace(/#.*/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  let at = 0;
  const number = (what: string): number => {
    const word = words[at++];
    if (word === undefined) throw new RouteError(`tw file: it ends before ${what} (${words.length} numbers read)`);
    const value = Number(word);
    if (!Number.isFinite(value))
      throw new RouteError(`tw file: ${what} is '${word.slice(0, 40)}', not a number (number ${at})`);
    return value;
  };
  const n = number('its size');
  if (!Number.isInteger(n) || n < 1 || n > MOST_NODES) {
    throw new RouteError(`tw file: the size must be a whole number of 1 to ${MOST_NODES}, got ${n}`);
  }
  const needed = 1 + n * n + 2 * n;
  if (words.length < needed) {
    const missing =
      words.length < 1 + n * n
        ? `row ${Math.floor((words.length - 1) / n)} of the costs`
        : `the window of node ${Math.floor((words.length - 1 - n * n) / 2)}`;
    throw new RouteError(`tw file: ${n} nodes need ${needed} numbers, got ${words.length}: it ends in ${missing}`);
  }
  const cost = new Float64Array(n * n);
  for (let k = 0; k < n * n; k++) {
    const what = `the cost from ${Math.floor(k / n)} to ${k % n}`;
    cost[k] = number(what);
    if (cost[k]! < 0 && k % (n + 1) !== 0) throw new RouteError(`tw file: ${what} is negative (${cost[k]})`);
  }
  const windows: TwFile['windows'] = [];
  for (let v = 0; v < n; v++) {
    const fromS = number(`the opening of node ${v}`);
    const toS = number(`the closing of node ${v}`);
    if (fromS > toS)
      throw new RouteError(`tw file: the window of node ${v} opens at ${fromS}, after it closes at ${toS}`);
    windows.push({ fromS, toS });
  }
  if (at < words.length) {
    throw new RouteError(
      `tw file: ${n} nodes need ${needed} numbers, got ${words.length}: what is '${words[at]!.slice(0, 40)}'?`,
    );
  }
  return { n, cost, windows };
}

/** A full matrix of 5,000 nodes is 200 MB; whoever has more has no .tw file. */
const MOST_NODES = 5_000;
