import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { deadline, neverStop } from '../../shared/stop.ts';
import { easedSentence, unmetSentence } from '../../shared/unmet.ts';
import type { Language } from '../../shared/problems/say.ts';
import type { Command, CommandIo } from '../command.ts';
import { cpuMs } from '../searchCommand.ts';
import { currentOf, lockedOf } from './today.ts';
import { groupNotes, readBarrierFile } from './readBarriers.ts';
import { adjacencyIn, unitsIn } from './files.ts';
import { UnreadableUnits } from './readUnits.ts';
import type { Units } from './readUnits.ts';
import { TerritoryProblemError } from './solve/problem.ts';
import type { TerritoryAnswer, TerritoryProblem, Unmet } from './solve/problem.ts';
import { search } from './solve/search.ts';

const usage =
  'territories FILE.csv --parts K --measures a,b,c [--tolerance 0.05[,…]] [--current COLUMN] [--locked COLUMN]' +
  ' [--capacity measure=MOST,…] [--max-switches N] [--adjacency FILE.csv | --barriers FILE.geojson] [--seconds S] [--seed N]';

/** Share of --seconds for the search; the rest is for the bound, the reasons and the output. */
const SEARCH_SHARE = 0.85;

export const territoriesCommand: Command = {
  usage,
  async run(args, io) {
    let options: Options;
    try {
      options = optionsOf(args);
    } catch (error) {
      io.stderr(`rounds territories: ${(error as Error).message}\nusage: rounds ${usage}\n`);
      return 2;
    }
    return solve(options, io);
  },
};

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

async function solve(options: Options, io: CommandIo): Promise<number> {
  const startMs = cpuMs();
  try {
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
    io.stdout(`${JSON.stringify(outputOf(units, problem, answer, partNames, startMs, io.language ?? 'en'))}\n`);
    return 0;
  } catch (error) {
    if (error instanceof TerritoryProblemError) io.stderr(`${error.reasons.join('\n')}\n`);
    else if (error instanceof UnreadableUnits || error instanceof UnreadableFile) io.stderr(`${error.message}\n`);
    else throw error;
    return 1;
  }
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
    notes: [...answer.notes, ...(problem.barriers ? groupNotes(units, problem.barriers) : [])],
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
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: true,
    options: Object.fromEntries(
      [
        'parts',
        'measures',
        'tolerance',
        'current',
        'locked',
        'capacity',
        'max-switches',
        'adjacency',
        'barriers',
        'seconds',
        'seed',
      ].map((name) => [name, { type: 'string' as const }]),
    ),
  });
  if (positionals.length !== 1) throw new Error('one file of units is needed');
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const need = (name: string): string => {
    const value = text(name);
    if (value === undefined || value.trim() === '') throw new Error(`--${name} is needed`);
    return value;
  };
  const measures = need('measures')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const tolerances = (text('tolerance') ?? '0.05').split(',').map((cell) => number('tolerance', cell));
  if (tolerances.length !== 1 && tolerances.length !== measures.length)
    throw new Error(`--tolerance takes one number or one for each of the ${measures.length} measures`);
  if (text('adjacency') !== undefined && text('barriers') !== undefined)
    throw new Error(
      '--barriers cuts neighbours that are found by place; with --adjacency leave the pairs out that cross one',
    );
  return {
    file: positionals[0]!,
    measures,
    parts: number('parts', need('parts')),
    tolerances: measures.map((_, m) => tolerances[m] ?? tolerances[0]!),
    current: text('current'),
    locked: text('locked'),
    adjacency: text('adjacency'),
    barriers: text('barriers'),
    capacity: capacities(text('capacity'), measures),
    maxSwitches: optional('max-switches', text('max-switches')),
    seconds: optional('seconds', text('seconds')),
    seed: optional('seed', text('seed')) ?? 1,
  };
}

function capacities(text: string | undefined, measures: string[]): Map<string, number> {
  return new Map(
    (text ?? '')
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', most = ''] = pair.split('=').map((part) => part.trim());
        if (!measures.includes(name)) throw new Error(`--capacity: '${name}' is not among --measures`);
        return [name, number('capacity', most)];
      }),
  );
}

function optional(name: string, cell: string | undefined): number | undefined {
  return cell === undefined ? undefined : number(name, cell);
}

function number(name: string, cell: string): number {
  const value = cell.trim() === '' ? NaN : Number(cell);
  if (!Number.isFinite(value)) throw new Error(`--${name} must be a number, got '${cell}'`);
  return value;
}

class UnreadableFile extends Error {}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new UnreadableFile(`cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}
