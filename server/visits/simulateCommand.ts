import { parseArgs } from 'node:util';
import type { Command, CommandIo } from '../command.ts';
import { simulateVisits } from './simulate/visits.ts';
import {
  harshWorld,
  learnedWorld,
  phonesAloneWorld,
  phonesWorld,
  registeredWorld,
  usualWorld,
} from './simulate/world.ts';

const worlds = {
  usual: usualWorld,
  registered: registeredWorld,
  learned: learnedWorld,
  harsh: harshWorld,
  phones: phonesWorld,
  phonesAlone: phonesAloneWorld,
};

/** What can be simulated; each writes to standard output and resolves to the exit status. */
const subjects: Record<string, (args: string[], io: CommandIo) => number | Promise<number>> = { visits };

/** `simulate visits --seed N --count M`: labelled visits, one JSON line each, in the format that `judge` reads. */
export const simulateCommand: Command = {
  usage: `simulate visits --seed N --count M [--world ${Object.keys(worlds).join('|')}]    labelled visits for the judge`,
  async run(args, io) {
    const [subject, ...rest] = args;
    const simulate = subject === undefined || !Object.hasOwn(subjects, subject) ? undefined : subjects[subject];
    if (simulate) return simulate(rest, io);
    io.stderr(`usage: rounds ${simulateCommand.usage}\n`);
    return 2;
  },
};

function visits(args: string[], io: CommandIo): number {
  const options = readOptions(args);
  if (typeof options === 'string') {
    io.stderr(`rounds simulate visits: ${options}\n`);
    return 2;
  }
  let lines: string[] = [];
  for (const visit of simulateVisits(options.seed, options.count, options.world)) {
    lines.push(`${JSON.stringify(visit)}\n`);
    if (lines.length < 200) continue;
    io.stdout(lines.join(''));
    lines = [];
  }
  io.stdout(lines.join(''));
  return 0;
}

function readOptions(args: string[]) {
  let values: { seed?: string; count?: string; world?: string };
  try {
    values = parseArgs({
      args,
      options: { seed: { type: 'string' }, count: { type: 'string' }, world: { type: 'string' } },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const seed = Number(values.seed ?? 1);
  const count = Number(values.count ?? 1000);
  const name = values.world ?? 'usual';
  if (!Number.isSafeInteger(seed)) return '--seed must be a whole number';
  if (!Number.isSafeInteger(count) || count < 0) return '--count must be a whole number, 0 or more';
  if (!Object.hasOwn(worlds, name)) return `--world must be one of ${Object.keys(worlds).join(', ')}`;
  return { seed, count, world: worlds[name as keyof typeof worlds] };
}
