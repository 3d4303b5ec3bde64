import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { solveDay } from '../../server/routes/solve/day/solve.ts';
import type { Stop } from '../../shared/stop.ts';
import { deadline } from '../../shared/stop.ts';
import { assignDays } from '../../server/routes/solve/week/assign.ts';
import type { WindowProblem } from '../../server/routes/solve/window/tour.ts';
import { solveWindows } from '../../server/routes/solve/window/tour.ts';
import { readTwFile } from '../../server/routes/twFile.ts';
import { cityDay } from './cityDay.ts';

/**
 * Prints how time-window solving does: `node --import tsx test/bench/windowRoutes.ts [FOLDER] [SECONDS]`. FOLDER holds .tw
 * files and best_known.json ({name: cost}); without it only the seeded city days and weeks are solved. CPU seconds, one thread.
 */
const SEEDS = [1, 2, 3];

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const within = (seconds: number): Stop => deadline(seconds * 1000, cpuMs);

/** Travel and lateness by the words of the problem, not by the solver's. */
function drive({ n, cost, windows }: WindowProblem, order: readonly number[]): { cost: number; lateS: number } {
  let clock = windows[0]!.fromS;
  let sum = 0;
  let lateS = 0;
  [...order.slice(1), 0].forEach((v, k) => {
    const leg = cost[order[k]! * n + v]!;
    sum += leg;
    clock = Math.max(clock + leg, windows[v]!.fromS);
    lateS += Math.max(0, clock - windows[v]!.toS);
  });
  return { cost: sum, lateS };
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1]!;

export function windowTable(folder: string, seconds: number): void {
  const known = join(folder, 'best_known.json');
  const best = (existsSync(known) ? JSON.parse(readFileSync(known, 'utf8')) : {}) as Record<string, number>;
  console.log(
    '| instance | nodes | best known | median − best | worst − best | late | proved | CPU s |\n| --- | --- | --- | --- | --- | --- | --- | --- |',
  );
  let [served, reached, medianReached] = [0, 0, 0];
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.tw'))
    .map((file) => file.slice(0, -3))
    .sort();
  for (const name of names) {
    const problem = readTwFile(readFileSync(join(folder, `${name}.tw`), 'utf8'));
    const runs = SEEDS.map((seed) => {
      const from = cpuMs();
      const answer = solveWindows(problem, { seed, stop: within(seconds) });
      return { ...drive(problem, answer.order), isProved: answer.provedOptimal, cpuS: (cpuMs() - from) / 1000 };
    });
    const worst = Math.max(...runs.map((run) => run.cost));
    const late = Math.max(...runs.map((run) => run.lateS));
    const middle = median(runs.map((run) => run.cost));
    const bestCost = best[name] ?? NaN;
    if (late === 0) served++;
    if (late === 0 && worst <= bestCost) reached++;
    if (late === 0 && middle <= bestCost) medianReached++;
    const cpuS = Math.max(...runs.map((run) => run.cpuS)).toFixed(2);
    console.log(
      `| ${name} | ${problem.n} | ${bestCost} | ${middle - bestCost} | ${worst - bestCost} | ${late} | ${runs.filter((run) => run.isProved).length}/${SEEDS.length} | ${cpuS} |`,
    );
  }
  console.log(
    `\neverybody served in ${served} of ${names.length}; at the best known: ${reached} in the worst of ${SEEDS.length} seeds, ${medianReached} in the median (${seconds} s)`,
  );
}

/** A city's day: one solve a rep, mean and worst CPU time, and how far above a solve 15 times as long. */
function cityTable(reps: number, stops: number, seconds: number): void {
  const times: number[] = [];
  let [travelS, longS, late, proved] = [0, 0, 0, 0];
  for (let rep = 1; rep <= reps; rep++) {
    const day = cityDay(rep, stops);
    const from = cpuMs();
    const answer = solveDay(day, { seed: 1, stop: within(seconds) });
    times.push(cpuMs() - from);
    travelS += answer.travelS;
    longS += solveDay(day, { seed: 2, stop: within(seconds * 15) }).travelS;
    if (answer.latenessS > 0) late++;
    if (answer.provedOptimal) proved++;
  }
  const sum = times.reduce((a, b) => a + b, 0);
  console.log(
    `${reps} days of ${stops} stops, ${seconds} s each: ${(sum / reps).toFixed(1)} ms mean, ${Math.max(...times).toFixed(0)} ms worst, ` +
      `${(100 * (travelS / longS - 1)).toFixed(2)} % above 15 × the time, ${late} late, ${proved} proved optimal`,
  );
}

/** Days without hours, solved as tours; and the same with one window that binds nobody, which is the search among windows. */
function freeTable(reps: number, stops: number, seconds: number): void {
  const ways = ['as a tour', 'among windows'].map((name) => ({
    name,
    proved: 0,
    gap: 0,
    travelS: 0,
    times: [] as number[],
  }));
  for (let rep = 1; rep <= reps; rep++) {
    const { shift, ...day } = cityDay(rep, stops);
    const free = {
      ...day,
      shift,
      startAt: null,
      endAt: null,
      stops: day.stops.map((stop) => ({ ...stop, windows: [] })),
    };
    const bound = {
      ...free,
      stops: free.stops.map((stop, i) =>
        i > 0 ? stop : { ...stop, windows: [{ fromS: shift.startS, toS: shift.endS }] },
      ),
    };
    for (const [i, problem] of [free, bound].entries()) {
      const way = ways[i]!;
      const from = cpuMs();
      const answer = solveDay(problem, { seed: 1, stop: within(seconds) });
      way.times.push(cpuMs() - from);
      way.travelS += answer.travelS;
      if (answer.provedOptimal) way.proved++;
      way.gap = Math.max(way.gap, answer.provedOptimal ? 0 : answer.travelS / answer.lowerBound! - 1);
    }
  }
  for (const { name, proved, gap, travelS, times } of ways) {
    console.log(
      `${reps} days of ${stops} stops without hours, ${name}: ${proved} proved optimal within ${seconds} s, median ${times.sort((a, b) => a - b)[reps >> 1]!.toFixed(0)} ms, ` +
        `worst gap ${(100 * gap).toFixed(2)} %, travel ${Math.round(travelS)} s`,
    );
  }
}

/** A week of one rep, five days, from five city days put together. */
function weekTable(stops: number): void {
  const one = cityDay(1, stops);
  const week = {
    locations: one.locations,
    travelS: one.travelS,
    stops: one.stops.map((stop) => ({ ...stop, windows: Array.from({ length: 5 }, () => stop.windows) })),
    tours: Array.from({ length: 5 }, (_, day) => ({
      day,
      rep: 0,
      startAt: one.startAt,
      endAt: one.endAt,
      shift: one.shift,
      ...(one.lunch ? { lunch: one.lunch } : {}),
    })),
  };
  const from = cpuMs();
  const answer = assignDays(week, { seed: 1, stop: within(20) });
  console.log(
    `a week of ${stops} stops on 5 days: ${((cpuMs() - from) / 1000).toFixed(1)} s, travel ${Math.round(answer.travelS)} s, ` +
      `late ${answer.latenessS} s, work apart by ${(100 * answer.spread).toFixed(1)} %`,
  );
}

const [folder, seconds] = process.argv.slice(2);
if (import.meta.url === `file://${process.argv[1]}`) {
  if (folder) windowTable(folder, Number(seconds ?? 1));
  cityTable(30, 35, 0.065);
  cityTable(30, 14, 1);
  freeTable(20, 24, 1);
  weekTable(150);
}
