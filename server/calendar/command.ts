import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CalendarReply, PeriodicReply } from '../../shared/calendar.ts';
import { deadline, firstOf, type Stop } from '../../shared/stop.ts';
import type { Command, CommandIo } from '../command.ts';
import { CalendarError } from './calendarError.ts';
import { readCordeau } from './cordeau.ts';
import { readRequest } from './rep/check.ts';
import { solveRep } from './rep/solveRep.ts';
import { solvePeriodic } from './solve/periodic.ts';

const USAGE = 'calendar FILE.pvrp|FILE.json [--seconds S] [--seed N]';
/** Enough for one rep's eight weeks. */
const DEFAULT_SECONDS = 10;
/** A machine shared with others may give a tenth of a core; nothing hangs beyond that. */
const WALL_SECONDS_PER_CPU_SECOND = 10;

class UsageError extends Error {}

export const calendarCommand: Command = {
  usage: USAGE,
  async run(args, io) {
    try {
      const { file, seconds, seed } = parse(args);
      const fromMs = cpuMs();
      const text = await readFile(file, 'utf8');
      const answer = text.trimStart().startsWith('{') ? oneRep : periodic;
      io.stdout(`${JSON.stringify(answer(text, seed, seconds, fromMs))}\n`);
      return 0;
    } catch (error) {
      return explain(error, io);
    }
  },
};

function parse(args: string[]): { file: string; seconds: number; seed: number } {
  const { values, positionals } = readArgs(args);
  if (positionals.length !== 1) throw new UsageError('calendar needs one file');
  const seconds = number('seconds', values.seconds) ?? DEFAULT_SECONDS;
  if (!(seconds > 0)) throw new UsageError(`--seconds must be above 0, got ${values.seconds}`);
  return { file: positionals[0]!, seconds, seed: number('seed', values.seed) ?? 1 };
}

function readArgs(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options: { seconds: text, seed: text } });
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

function periodic(text: string, seed: number, seconds: number, fromMs: number): PeriodicReply {
  const problem = readCordeau(text);
  const share = (of: number): Stop => withinSeconds(seconds * of);
  const { length, lowerBound, routes, missed } = solvePeriodic(problem, { seed, share });
  const { n, days } = problem;
  return { n, days, length, lowerBound, routes, missed, cpuMs: Math.round(cpuMs() - fromMs) };
}

function oneRep(text: string, seed: number, seconds: number, fromMs: number): CalendarReply {
  const request = readRequest(text);
  const answer = solveRep(request, { seed, share: (of) => withinSeconds(seconds * of) });
  return { ...answer, cpuMs: Math.round(cpuMs() - fromMs) };
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
  if (error instanceof CalendarError) {
    io.stderr(`rounds: ${error.say(io.language ?? 'en')}\n`);
    return 1;
  }
  if (error instanceof Error && 'code' in error && 'path' in error) {
    io.stderr(`rounds: ${error.message}\n`);
    return 1;
  }
  throw error;
}
