import { parseArgs, type ParseArgsConfig } from 'node:util';
import { deadline, firstOf, type Stop } from '../shared/stop.ts';
import type { CommandIo } from './command.ts';

/** A command was called in a way it cannot be: its usage is shown. */
export class UsageError extends Error {}

/** The arguments of a command. @throws UsageError */
export function readArgs<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** A number that was given to an option. @throws UsageError */
export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new UsageError(`--${name} must be a number, got '${text}'`);
  return value;
}

/** What a search is given on the command line. */
export interface Budget {
  file: string;
  seconds: number;
  seed: number;
}

export const budgetOptions = { seconds: { type: 'string' }, seed: { type: 'string' } } as const;

/** One file, `--seconds` and `--seed`. @throws UsageError */
export function budgetOf(
  command: string,
  values: { seconds?: string | undefined; seed?: string | undefined },
  positionals: readonly string[],
  usualSeconds: number,
): Budget {
  if (positionals.length !== 1) throw new UsageError(`${command} needs one file`);
  const seconds = numberOf('seconds', values.seconds) ?? usualSeconds;
  if (!(seconds > 0)) throw new UsageError(`--seconds must be above 0, got ${values.seconds}`);
  return { file: positionals[0]!, seconds, seed: numberOf('seed', values.seed) ?? 1 };
}

/** A machine shared with others may give a tenth of a core; nothing hangs beyond that. */
const WALL_SECONDS_PER_CPU_SECOND = 10;

/** So many seconds of CPU. */
export function withinSeconds(seconds: number): Stop {
  return firstOf(
    deadline(seconds * 1000, cpuMs),
    deadline(seconds * 1000 * WALL_SECONDS_PER_CPU_SECOND, () => performance.now()),
  );
}

/** Processor time of this process, all its threads: another program's load does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Says what was wrong, and gives the exit status: 2 for how the command was called, 1 for what it was given. Throws what is neither. */
export function refuse(
  error: unknown,
  usage: string,
  io: CommandIo,
  sentence: (error: unknown) => string | null,
): number {
  if (error instanceof UsageError) {
    io.stderr(`rounds: ${error.message}\nusage: rounds ${usage}\n`);
    return 2;
  }
  const isFile = error instanceof Error && 'code' in error && 'path' in error;
  const said = sentence(error) ?? (isFile ? error.message : null);
  if (said === null) throw error;
  io.stderr(`rounds: ${said}\n`);
  return 1;
}
