import { readFile } from 'node:fs/promises';
import { deadline, neverStop } from '../../shared/stop.ts';
import { easedSentence, unmetSentence } from '../../shared/unmet.ts';
import type { Language } from '../../shared/problems/say.ts';
import { makeCommand, numberOf, readArgs, type Talk } from '../command.ts';
import { errorSentence } from '../errorSentence.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { cpuMs } from '../searchCommand.ts';
import { currentOf, lockedOf } from './today.ts';
import { groupNotes, readBarrierFile } from './readBarriers.ts';
import { adjacencyIn, unitsIn } from './files.ts';
import type { Units } from './readUnits.ts';
import type { TerritoryAnswer, TerritoryProblem, Unmet } from './solve/problem.ts';
import { search } from './solve/search.ts';

/** Share of --seconds for the search; the rest is for the bound, the reasons and the output. */
const SEARCH_SHARE = 0.85;

export const territoriesCommand = makeCommand(
  {
    name: 'territories',
    args:
      'FILE.csv --parts K --measures a,b,c [--tolerance 0.05[,…]] [--current COLUMN] [--locked COLUMN]' +
      ' [--capacity measure=MOST,…] [--max-switches N] [--adjacency FILE.csv | --barriers FILE.geojson] [--seconds S] [--seed N]',
    purpose: { en: 'balanced territories of the units of a file', zh: '把文件中的零售户划为均衡的片区' },
  },
  (args, talk) => solve(optionsOf(args), talk),
);

interface Options {
  file: string;
  parts: number;
  measures: string[];
  tolerances: number[];
  current?: string;
  locked?: string;
  adjacency?: string;
  barriers?: string;
  capacity: Map<string, number>;
  maxSwitches?: number;
  seconds?: number;
  seed: number;
}

async function solve(options: Options, talk: Talk): Promise<number> {
  const startMs = cpuMs();
  const units = unitsIn(await readBytes(options.file), {
    numbers: options.measures,
    texts: [options.current, options.locked].filter((name) => name !== undefined),
  });
  const barriers =
    options.barriers === undefined
      ? undefined
      : readBarrierFile(new TextDecoder().decode(await readBytes(options.barriers)), units);
  const { problem, partNames } = problemOf(
    options,
    units,
    options.adjacency === undefined ? undefined : await readBytes(options.adjacency),
    barriers,
  );
  const leftMs = startMs + SEARCH_SHARE * 1000 * (options.seconds ?? 0) - cpuMs();
  const stop = options.seconds === undefined ? neverStop : deadline(leftMs, cpuMs);
  const answer = search(problem, { seed: options.seed, stop, thorough: options.seconds !== undefined });
  talk.stdout(`${JSON.stringify(outputOf(units, problem, answer, partNames, startMs, talk.language))}\n`);
  return 0;
}

function problemOf(
  options: Options,
  units: Units,
  adjacency: Uint8Array | undefined,
  barriers: Float64Array[] | undefined,
): { problem: TerritoryProblem; partNames: string[] | undefined } {
  const today =
    options.current === undefined
      ? undefined
      : currentOf(options.current, units.texts.get(options.current)!, options.parts);
  const problem: TerritoryProblem = {
    n: units.codes.length,
    xM: units.xM,
    yM: units.yM,
    parts: options.parts,
    measures: options.measures.map((name, m) => ({
      name,
      values: units.numbers.get(name)!,
      tolerance: options.tolerances[m]!,
    })),
    current: today?.current,
    locked: options.locked === undefined ? undefined : lockedOf(units.texts.get(options.locked)!),
    capacity:
      options.capacity.size === 0
        ? undefined
        : options.measures.map((name) => {
            const most = options.capacity.get(name);
            return most === undefined ? undefined : new Float64Array(Math.max(options.parts, 0)).fill(most);
          }),
    maxSwitchesPerPart: options.maxSwitches,
    neighbours: adjacency === undefined ? undefined : adjacencyIn(adjacency, units.codes),
    barriers,
  };
  return { problem, partNames: today?.names };
}

function outputOf(
  units: Units,
  problem: TerritoryProblem,
  answer: TerritoryAnswer,
  partNames: string[] | undefined,
  startMs: number,
  language: Language,
): object {
  return {
    n: problem.n,
    parts: problem.parts,
    assignment: Object.fromEntries(units.codes.map((code, i) => [code, answer.assignment[i]! + 1])),
    ...(partNames ? { partNames } : {}),
    measures: answer.measures.map(({ name, maxDeviation, meetsTolerance }) => ({ name, maxDeviation, meetsTolerance })),
    extraComponents: answer.extraComponents,
    rmsRadiusM: answer.rmsRadiusM,
    diameterM: answer.diameterM,
    cutEdges: answer.cutEdges,
    switched: answer.switched,
    switchedLowerBound: answer.switchedLowerBound,
    switchedWho: answer.switchedWho.map(({ unit, from, to, why }) => ({
      code: units.codes[unit]!,
      from: from < 0 ? null : from + 1,
      to: to + 1,
      ...why,
    })),
    unmet: answer.unmet.map((u) => unmetOf(u, units, language)),
    notes: [...answer.notes, ...(problem.barriers ? groupNotes(units, problem.barriers) : [])].map(
      (note) => note[language],
    ),
    iterations: answer.iterations,
    cpuMs: Math.round(cpuMs() - startMs),
  };
}

/** The sentence in the language of the command line, its code and figures beside it for programs. */
function unmetOf({ reason, unit, relaxations, ...u }: Unmet, units: Units, language: Language): object {
  const code = unit === undefined ? undefined : units.codes[unit]!;
  const sentence = unmetSentence(reason, language);
  return {
    ...u,
    part: u.part + 1,
    reason: code === undefined ? sentence : `${code}: ${sentence}`,
    why: reason,
    ...(code !== undefined && { unit: code }),
    relaxations: relaxations.map((one) => ({
      change: easedSentence(one.code, { measure: null, to: null, ...one }, language),
      ...one,
    })),
  };
}

function optionsOf(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArgs(args, {
    parts: text,
    measures: text,
    tolerance: text,
    current: text,
    locked: text,
    capacity: text,
    'max-switches': text,
    adjacency: text,
    barriers: text,
    seconds: text,
    seed: text,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError({ en: 'one file of units is needed', zh: '需要且只需要一个零售户文件' });
  const measures = needed('measures', values.measures)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const tolerances = (values.tolerance ?? '0.05').split(',').map((cell) => numberOf('tolerance', cell));
  if (tolerances.length !== 1 && tolerances.length !== measures.length)
    throw new UsageError({
      en: `--tolerance takes one number or one for each of the ${measures.length} measures`,
      zh: `--tolerance 应为一个数，或为 ${measures.length} 个指标各给一个`,
    });
  if (values.adjacency !== undefined && values.barriers !== undefined)
    throw new UsageError({
      en: '--barriers cuts neighbours that are found by place; with --adjacency leave the pairs out that cross one',
      zh: '--barriers 只用于按位置得出的邻户；使用 --adjacency 时，请去掉跨越阻隔的邻接对',
    });
  return {
    file,
    measures,
    parts: numberOf('parts', needed('parts', values.parts)),
    tolerances: measures.map((_, m) => tolerances[m] ?? tolerances[0]!),
    current: values.current,
    locked: values.locked,
    adjacency: values.adjacency,
    barriers: values.barriers,
    capacity: capacities(values.capacity, measures),
    maxSwitches: numberOf('max-switches', values['max-switches']),
    seconds: numberOf('seconds', values.seconds),
    seed: numberOf('seed', values.seed) ?? 1,
  };
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '')
    throw new UsageError({ en: `--${name} is needed`, zh: `缺少 --${name}` });
  return value;
}

function capacities(text: string | undefined, measures: string[]): Map<string, number> {
  return new Map(
    (text ?? '')
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', most = ''] = pair.split('=').map((part) => part.trim());
        if (!measures.includes(name))
          throw new UsageError({
            en: `--capacity: '${name}' is not among --measures`,
            zh: `--capacity：“${name}”不在 --measures 中`,
          });
        return [name, numberOf('capacity', most)];
      }),
  );
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const why = { en: errorSentence(cause, 'en'), zh: errorSentence(cause, 'zh') };
    throw new SaidError({ en: `cannot read ${file}: ${why.en}`, zh: `无法读取 ${why.zh}` }, { cause });
  }
}
