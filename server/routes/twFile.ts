// Pure: text in, numbers out; the command reads the file.
import type { InBoth } from '../../shared/problems/say.ts';
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
  const number = (what: InBoth): number => {
    const word = words[at++];
    if (word === undefined)
      throw wrong(
        `it ends before ${what.en} (${words.length} numbers read)`,
        `在${what.zh}之前结束（已读 ${words.length} 个数）`,
      );
    const value = Number(word);
    if (!Number.isFinite(value))
      throw wrong(
        `${what.en} is '${word.slice(0, 40)}', not a number (number ${at})`,
        `${what.zh}为“${word.slice(0, 40)}”，不是数字（第 ${at} 个数）`,
      );
    return value;
  };
  const n = number({ en: 'its size', zh: '规模' });
  if (!Number.isInteger(n) || n < 1 || n > MOST_NODES) {
    throw wrong(
      `the size must be a whole number of 1 to ${MOST_NODES}, got ${n}`,
      `规模应为 1 到 ${MOST_NODES} 的整数，现为 ${n}`,
    );
  }
  const needed = 1 + n * n + 2 * n;
  if (words.length < needed) throw cutShort(n, words.length, needed);
  const cost = new Float64Array(n * n);
  for (let k = 0; k < n * n; k++) {
    const [from, to] = [Math.floor(k / n), k % n];
    const what = { en: `the cost from ${from} to ${to}`, zh: `${from} 到 ${to} 的代价` };
    cost[k] = number(what);
    if (cost[k]! < 0 && k % (n + 1) !== 0)
      throw wrong(`${what.en} is negative (${cost[k]})`, `${what.zh}为负（${cost[k]}）`);
  }
  const windows: TwFile['windows'] = [];
  for (let v = 0; v < n; v++) {
    const fromS = number({ en: `the opening of node ${v}`, zh: `节点 ${v} 的最早时间` });
    const toS = number({ en: `the closing of node ${v}`, zh: `节点 ${v} 的最晚时间` });
    if (fromS > toS)
      throw wrong(
        `the window of node ${v} opens at ${fromS}, after it closes at ${toS}`,
        `节点 ${v} 的时间窗从 ${fromS} 开始，晚于结束时间 ${toS}`,
      );
    windows.push({ fromS, toS });
  }
  if (at < words.length) {
    const more = words[at]!.slice(0, 40);
    throw wrong(
      `${n} nodes need ${needed} numbers, got ${words.length}: what is '${more}'?`,
      `${n} 个节点需要 ${needed} 个数，现有 ${words.length} 个：“${more}”是什么？`,
    );
  }
  return { n, cost, windows };
}

function wrong(en: string, zh: string): RouteError {
  return new RouteError({ en: `tw file: ${en}`, zh: `tw 文件：${zh}` });
}

function cutShort(n: number, count: number, needed: number): RouteError {
  const missing =
    count < 1 + n * n ? rowOfCosts(Math.floor((count - 1) / n)) : windowOf(Math.floor((count - 1 - n * n) / 2));
  return wrong(
    `${n} nodes need ${needed} numbers, got ${count}: it ends in ${missing.en}`,
    `${n} 个节点需要 ${needed} 个数，现有 ${count} 个：在${missing.zh}处结束`,
  );
}

function rowOfCosts(row: number): InBoth {
  return { en: `row ${row} of the costs`, zh: `代价矩阵第 ${row} 行` };
}

function windowOf(node: number): InBoth {
  return { en: `the window of node ${node}`, zh: `节点 ${node} 的时间窗` };
}

/** A full matrix of 5,000 nodes is 200 MB; whoever has more has no .tw file. */
const MOST_NODES = 5_000;
