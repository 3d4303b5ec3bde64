import { deadline, firstOf, type Stop } from '../shared/stop.ts';
import { numberOf } from './command.ts';
import { UsageError } from './saidError.ts';

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
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError({ en: `${command} needs one file`, zh: `${command} 需要且只需要一个文件` });
  const seconds = numberOf('seconds', values.seconds) ?? usualSeconds;
  if (!(seconds > 0))
    throw new UsageError({
      en: `--seconds must be above 0, got ${values.seconds}`,
      zh: `--seconds 应大于 0，现为 ${values.seconds}`,
    });
  return { file, seconds, seed: numberOf('seed', values.seed) ?? 1 };
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
