import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { makeCommand, numberOf, readArgs } from '../command.ts';
import { UsageError } from '../saidError.ts';
import { budgetOf, budgetOptions, cpuMs, withinSeconds, type Budget } from '../searchCommand.ts';
import type { RouteShape } from './solve/problem.ts';
import { solve } from './solve/tour/solve.ts';
import { solveWindows } from './solve/window/tour.ts';
import { readTsplib } from './tsplib.ts';
import { readTwFile } from './twFile.ts';

/** Enough for an order within 0.1 % of the best at 1,000 stops. */
const DEFAULT_SECONDS = 2;

interface RouteOptions extends Budget {
  shape: RouteShape;
}

export const routeCommand = makeCommand(
  {
    name: 'route',
    args: 'FILE.tsp|FILE.atsp|FILE.tw [--seconds S] [--seed N] [--open] [--start I] [--end J]',
    purpose: { en: 'the shortest order of a TSPLIB or time-window file', zh: '求 TSPLIB 或带时间窗算例的最短顺序' },
  },
  async (args, talk) => {
    talk.stdout(`${JSON.stringify(await route(parse(args)))}\n`);
    return 0;
  },
);

function parse(args: string[]): RouteOptions {
  const text = { type: 'string' } as const;
  const options = { ...budgetOptions, open: { type: 'boolean' }, start: text, end: text } as const;
  const { values, positionals } = readArgs(args, options);
  const budget = budgetOf('route', values, positionals, DEFAULT_SECONDS);
  const start = numberOf('start', values.start);
  const end = numberOf('end', values.end);
  const isOpen = values.open === true || start !== undefined || end !== undefined;
  const shape: RouteShape = isOpen
    ? { kind: 'open', ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
    : { kind: 'closed' };
  return { ...budget, shape };
}

async function route(options: RouteOptions): Promise<object> {
  const { file, seconds, seed, shape } = options;
  const text = await readFile(file, 'utf8');
  if (/\.tw$/i.test(file)) return windowRoute(options, text);
  const from = cpuMs();
  const stop = withinSeconds(seconds);
  const { name, problem } = readTsplib(text);
  const { order, length, lowerBound, gapAtMost, provedOptimal } = solve({ ...problem, shape }, { seed, stop });
  return {
    name: name === '' ? basename(file) : name,
    n: problem.n,
    length,
    lowerBound,
    gapAtMost,
    provedOptimal,
    order: Array.from(order),
    cpuMs: Math.round(cpuMs() - from),
  };
}

/** A tour with time windows: closed, from node 0, whose window bounds it. */
function windowRoute({ file, seconds, seed, shape }: RouteOptions, text: string): object {
  if (shape.kind !== 'closed')
    throw new UsageError({
      en: 'a .tw file says itself where the tour starts and ends: leave out --open, --start and --end',
      zh: '.tw 文件已规定起点和终点，请去掉 --open、--start 和 --end',
    });
  const from = cpuMs();
  const problem = readTwFile(text);
  const answer = solveWindows(problem, { seed, stop: withinSeconds(seconds) });
  return {
    name: basename(file).replace(/\.tw$/i, ''),
    n: problem.n,
    length: answer.cost,
    lowerBound: answer.lowerBound,
    provedOptimal: answer.provedOptimal,
    order: answer.order,
    lateness: answer.latenessS,
    arrivals: answer.arriveS,
    starts: answer.startS,
    finish: answer.finishS,
    cpuMs: Math.round(cpuMs() - from),
  };
}
