import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command, CommandIo } from '../command.ts';
import { RouteError, type RouteShape } from './solve/problem.ts';
import { solve } from './solve/tour/solve.ts';
import { deadline, firstOf, type Stop } from '../../shared/stop.ts';
import { solveWindows } from './solve/window/tour.ts';
import { readTsplib } from './tsplib.ts';
import { readTwFile } from './twFile.ts';

const USAGE = 'route FILE.tsp|FILE.atsp|FILE.tw [--seconds S] [--seed N] [--open] [--start I] [--end J]';
/** Enough for an order within 0.1 % of the best at 1,000 stops. */
const DEFAULT_SECONDS = 2;
/** A machine shared with others may give a tenth of a core; nothing hangs beyond that. */
const WALL_SECONDS_PER_CPU_SECOND = 10;

class UsageError extends Error {}

interface RouteOptions {
  file: string;
  seconds: number;
  seed: number;
  shape: RouteShape;
}

export const routeCommand: Command = {
  usage: USAGE,
  async run(args, io) {
    try {
      const options = parse(args);
      io.stdout(`${JSON.stringify(await route(options))}\n`);
      return 0;
    } catch (error) {
      return explain(error, io);
    }
  },
};

function parse(args: string[]): RouteOptions {
  const { values, positionals } = readArgs(args);
  if (positionals.length !== 1) throw new UsageError('route needs one file');
  const seconds = number('seconds', values.seconds) ?? DEFAULT_SECONDS;
  if (!(seconds > 0)) throw new UsageError(`--seconds must be above 0, got ${values.seconds}`);
  const start = number('start', values.start);
  const end = number('end', values.end);
  const isOpen = values.open === true || start !== undefined || end !== undefined;
  const shape: RouteShape = isOpen
    ? { kind: 'open', ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
    : { kind: 'closed' };
  return { file: positionals[0]!, seconds, seed: number('seed', values.seed) ?? 1, shape };
}

function readArgs(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { seconds: text, seed: text, open: { type: 'boolean' }, start: text, end: text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new UsageError(`--${name} must be a number, got '${text}'`);
  return value;
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
    throw new UsageError('a .tw file says itself where the tour starts and ends: leave out --open, --start and --end');
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

function withinSeconds(seconds: number): Stop {
  return firstOf(
    deadline(seconds * 1000, cpuMs),
    deadline(seconds * 1000 * WALL_SECONDS_PER_CPU_SECOND, () => performance.now()),
  );
}

/** Processor time of this process, all its threads: another program's load does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function explain(error: unknown, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.stderr(`rounds: ${error.message}\nusage: rounds ${USAGE}\n`);
    return 2;
  }
  const isFile = error instanceof Error && 'code' in error && 'path' in error;
  if (error instanceof RouteError || isFile) {
    io.stderr(`rounds: ${(error as Error).message}\n`);
    return 1;
  }
  throw error;
}
