/**
 * npm run bench:routes [-- FOLDER [--seconds S] [--upto N]]: every .tsp and .atsp of a folder with an optima.json
 * ({"name": length}), then seeded days and seeded uniform squares. Three seeds; CPU seconds, one process, the
 * compiler's and the collector's threads included. Gaps are over the proven optimum, bounds below it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RouteAnswer, RouteProblem } from '../../server/routes/solve/problem.ts';
import { solve } from '../../server/routes/solve/tour/solve.ts';
import { deadline } from '../../shared/stop.ts';
import { readTsplib } from '../../server/routes/tsplib.ts';
import { createRandom } from '../../shared/random.ts';
import { windowTable } from './windowRoutes.ts';

const SEEDS = [1, 2, 3];
const DAYS = 40;
const DAY_STOPS = 40;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string' }, upto: { type: 'string', default: '200000' } },
});

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(problem: RouteProblem, seed: number, seconds: number): RouteAnswer & { s: number } {
  const from = cpuMs();
  const answer = solve(problem, { seed, stop: deadline(seconds * 1000, cpuMs) });
  return { ...answer, s: (cpuMs() - from) / 1000 };
}

/** Seconds the goal of each size is set for. */
function secondsFor(n: number): number {
  if (values.seconds !== undefined) return Number(values.seconds);
  return n <= 200 ? 0.2 : n <= 1100 ? 2 : n <= 2500 ? 5 : n <= 4000 ? 3 : n <= 20_000 ? 10 : 30;
}

const percent = (share: number) => `${(100 * share).toFixed(3)} %`.padStart(10);
const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);

function row(
  name: string,
  problem: RouteProblem,
  optimum: number,
): { name: string; n: number; worst: number; bound: number } {
  const seconds = secondsFor(problem.n);
  const runs = SEEDS.map((seed) => timed(problem, seed, seconds));
  const [best, median, worst] = sorted(runs.map((run) => run.length / optimum - 1));
  const bound = Math.max(...runs.map((run) => 1 - run.lowerBound / optimum));
  const proved = runs.filter((run) => run.provedOptimal).length;
  const above = runs.some((run) => run.lowerBound > optimum) ? '  BOUND ABOVE THE OPTIMUM' : '';
  console.log(
    `${name.padEnd(12)}${String(problem.n).padStart(7)}${percent(best!)}${percent(median!)}${percent(worst!)}${percent(bound)}` +
      `${String(proved).padStart(5)}/3${Math.max(...runs.map((run) => run.s))
        .toFixed(2)
        .padStart(8)} s${above}`,
  );
  return { name, n: problem.n, worst: worst!, bound };
}

function folder(path: string): void {
  const optima = JSON.parse(readFileSync(join(path, 'optima.json'), 'utf8')) as Record<string, number>;
  const rows = readdirSync(path)
    .filter((file) => /\.a?tsp$/.test(file) && optima[file.replace(/\.a?tsp$/, '')] !== undefined)
    .map((file) => ({
      name: file.replace(/\.a?tsp$/, ''),
      ...readTsplib(readFileSync(join(path, file), 'utf8')).problem,
    }))
    .filter(({ n }) => n <= Number(values.upto))
    .sort((a, b) => a.n - b.n)
    .map(({ name, ...problem }) => row(name, problem, optima[name]!));
  for (const [from, to] of [
    [0, 200],
    [201, 1100],
    [1101, 5000],
    [5001, 200_000],
  ] as const) {
    const some = rows.filter(({ n }) => n >= from && n <= to);
    if (some.length === 0) continue;
    const gaps = sorted(some.map(({ worst }) => worst));
    const bounds = sorted(some.map(({ bound }) => bound));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    console.log(
      `n ${from}–${to}: ${some.length} instances, worst seed: mean ${percent(mean)}, median ${percent(gaps[gaps.length >> 1]!)}, worst ${percent(gaps.at(-1)!)}, ` +
        `optimal ${gaps.filter((gap) => gap < 1e-12).length}; bound: median ${percent(bounds[bounds.length >> 1]!)}, worst ${percent(bounds.at(-1)!)}`,
    );
  }
}

/** A rep's day: stops in three to seven streets of a district 30 km across, metres on the sphere. */
function day(seed: number): RouteProblem {
  const random = createRandom(seed);
  const streets = Array.from(
    { length: 3 + random.int(5) },
    () => [120.6 + 0.3 * random.next(), 28 + 0.3 * random.next()] as const,
  );
  const x = new Float64Array(DAY_STOPS);
  const y = new Float64Array(DAY_STOPS);
  for (let i = 0; i < DAY_STOPS; i++) {
    const [lng, lat] = streets[random.int(streets.length)]!;
    x[i] = lng + 0.01 * random.normal();
    y[i] = lat + 0.01 * random.normal();
  }
  const shape: RouteProblem['shape'] = seed % 2 === 0 ? { kind: 'closed' } : { kind: 'open', start: 0 };
  return { n: DAY_STOPS, cost: { kind: 'points', x, y, metric: 'haversine' }, shape };
}

function days(): void {
  const runs = Array.from({ length: DAYS }, (_, k) => timed(day(k + 1), 1, 1));
  const seconds = sorted(runs.map((run) => run.s));
  console.log(
    `${DAYS} days of ${DAY_STOPS} stops, half of them open: ${runs.filter((run) => run.provedOptimal).length} proved optimal within 1 s, ` +
      `median ${seconds[DAYS >> 1]!.toFixed(2)} s, worst ${seconds.at(-1)!.toFixed(2)} s`,
  );
}

/** Mean optimal length / √(nA) of random uniform instances (Johnson and McGeoch 1997, table 1); 0.7124 is the limit. */
const UNIFORM = [
  { n: 1_000, optimum: 0.7313 },
  { n: 10_000, optimum: 0.7168 },
  { n: 70_000, optimum: 0.7124 },
];

function squares(): void {
  for (const { n, optimum } of UNIFORM.filter((size) => size.n <= Number(values.upto))) {
    const random = createRandom(n);
    const coordinates = () => Float64Array.from({ length: n }, () => Math.floor(1e6 * random.next()));
    const problem: RouteProblem = {
      n,
      cost: { kind: 'points', x: coordinates(), y: coordinates(), metric: 'euc2d' },
      shape: { kind: 'closed' },
    };
    const run = timed(problem, 1, secondsFor(n));
    console.log(
      `uniform ${n}: ${(run.length / (1e6 * Math.sqrt(n))).toFixed(4)} √(nA), the optimum ${n === 70_000 ? 'is a little above' : 'in the mean'} ${optimum}; ` +
        `at most ${percent(run.gapAtMost).trim()} above the bound, ${run.s.toFixed(1)} s, process ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
    );
  }
}

console.log(
  `${'instance'.padEnd(12)}${'n'.padStart(7)}${'best'.padStart(10)}${'median'.padStart(10)}${'worst'.padStart(10)}${'bound'.padStart(10)}${'proved'.padStart(7)}${'CPU'.padStart(8)}`,
);
if (positionals[0] !== undefined) {
  if (readdirSync(positionals[0]).some((file) => file.endsWith('.tw')))
    windowTable(positionals[0], Number(values.seconds ?? 1));
  else folder(positionals[0]);
}
days();
squares();
