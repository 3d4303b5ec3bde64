import { makeCommand, noMore, readArgs, type Talk } from '../command.ts';
import { UsageError } from '../saidError.ts';
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

/** What can be simulated; each writes to standard output. */
const subjects: Record<string, (args: string[], talk: Talk) => void> = { visits };

/** `simulate visits --seed N --count M`: labelled visits, one JSON line each, in the format that `judge` reads. */
export const simulateCommand = makeCommand(
  {
    name: 'simulate',
    args: `visits --seed N --count M [--world ${Object.keys(worlds).join('|')}]`,
    purpose: { en: 'labelled visits for the judge', zh: '生成带标注的走访，供 judge 判定' },
  },
  (args, talk) => {
    const [subject, ...rest] = args;
    const simulate = subject === undefined || !Object.hasOwn(subjects, subject) ? undefined : subjects[subject];
    if (!simulate) throw new UsageError({ en: 'say what to simulate: visits', zh: '请说明生成什么：visits' });
    simulate(rest, talk);
    return 0;
  },
);

function visits(args: string[], { stdout }: Talk): void {
  const { seed, count, world } = readOptions(args);
  let lines: string[] = [];
  for (const visit of simulateVisits(seed, count, world)) {
    lines.push(`${JSON.stringify(visit)}\n`);
    if (lines.length < 200) continue;
    stdout(lines.join(''));
    lines = [];
  }
  stdout(lines.join(''));
}

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArgs(args, { seed: text, count: text, world: text });
  noMore(positionals);
  const seed = Number(values.seed ?? 1);
  const count = Number(values.count ?? 1000);
  const name = values.world ?? 'usual';
  if (!Number.isSafeInteger(seed)) throw new UsageError({ en: '--seed must be a whole number', zh: '--seed 应为整数' });
  if (!Number.isSafeInteger(count) || count < 0)
    throw new UsageError({ en: '--count must be a whole number, 0 or more', zh: '--count 应为不小于 0 的整数' });
  if (!Object.hasOwn(worlds, name)) {
    const names = Object.keys(worlds);
    throw new UsageError({
      en: `--world must be one of ${names.join(', ')}`,
      zh: `--world 只能是 ${names.join('、')}`,
    });
  }
  return { seed, count, world: worlds[name as keyof typeof worlds] };
}
