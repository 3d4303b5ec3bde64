import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCordeau } from '../../server/calendar/cordeau.ts';
import { solveRep } from '../../server/calendar/rep/solveRep.ts';
import { solvePeriodic } from '../../server/calendar/solve/periodic.ts';
import type { CalendarRequest } from '../../shared/calendar.ts';
import { deadline, type Stop } from '../../shared/stop.ts';
import { measure, type Measures, sectors, weeklyPlans } from './calendarPeers.ts';
import { type Ground, randomRep } from './calendarReps.ts';

/**
 * Prints how calendars do: `npm run bench:calendar -- FOLDER [SECONDS] [SEEDS]`. FOLDER holds Cordeau's .pvrp files and
 * bestKnown.json; without one (`-`), only the generated reps. CPU seconds, one thread.
 */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const within = (seconds: number): ((of: number) => Stop) => {
  return (of) => deadline(1000 * seconds * of, cpuMs);
};
const percent = (share: number): string => (100 * share).toFixed(2);
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;

interface Known {
  instances: Record<string, { bestKnown: number }>;
}

function periodicTable(folder: string, seconds: number, seeds: number): void {
  const known = JSON.parse(readFileSync(join(folder, 'bestKnown.json'), 'utf8')) as Known;
  console.log(
    '| instance | n | best known | mean above, % | worst above, % | bound below best known, % |\n| --- | --- | --- | --- | --- | --- |',
  );
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.pvrp'))
    .map((file) => file.slice(0, -5));
  const above = new Map<string, number[]>();
  for (const name of names.sort()) {
    const problem = readCordeau(readFileSync(join(folder, `${name}.pvrp`), 'utf8'));
    const best = known.instances[name]!.bestKnown;
    const runs = Array.from({ length: seeds }, (_, k) =>
      solvePeriodic(problem, { seed: k + 1, share: within(seconds) }),
    );
    const gaps = runs.map(({ length, missed }) => (missed.length > 0 ? Infinity : length / best - 1));
    const bound = Math.max(...runs.map(({ lowerBound }) => lowerBound));
    above.set(name, gaps);
    console.log(
      `| ${name} | ${problem.n} | ${best} | ${percent(mean(gaps))} | ${percent(Math.max(...gaps))} | ${percent(1 - bound / best)} |`,
    );
  }
  const classes = { 'p01–p13': /^p(0\d|1[0-3])$/, 'p14–p32': /^p(1[4-9]|[23]\d)$/, 'pr01–pr10': /^pr/ };
  for (const [name, pattern] of Object.entries(classes)) {
    const gaps = [...above].filter(([file]) => pattern.test(file)).map(([, list]) => mean(list));
    if (gaps.length > 0)
      console.log(
        `\n${name}: mean ${percent(mean(gaps))} %, worst ${percent(Math.max(...gaps))} % of ${gaps.length}, ${seconds} s`,
      );
  }
}

function row(name: string, { km, visits, worstDayOverMean, gapsOut, gaps, otherWeekday }: Measures, more = ''): void {
  const share = (count: number): string => `${Math.round((100 * count) / Math.max(1, gaps))} %`;
  console.log(
    `| ${name} | ${visits} | ${(km / visits).toFixed(3)} | +${percent(worstDayOverMean)} | ${share(gapsOut)} | ${share(otherWeekday)} | ${more} |`,
  );
}

function repTable(grounds: readonly Ground[], sizes: readonly number[], seconds: number, seeds: number): void {
  console.log(
    '\n| rep | visits | km a visit | worst day over mean, % | gaps off > 20 % | other weekday than last time | bound below, %; seeds differ by, % |\n| --- | --- | --- | --- | --- | --- | --- |',
  );
  const ratios: number[][] = [[], []];
  for (const n of sizes) {
    for (const ground of grounds) {
      const request = randomRep({ n, weeks: 8, seed: 100 + n, ground });
      const [drawn, today] = [measure(request, sectors(request, 1)), measure(request, weeklyPlans(request, 1))];
      const runs = Array.from({ length: seeds }, (_, k) => solveRep(request, { seed: k + 1, share: within(seconds) }));
      const own = runs.map(({ routes }) => measure(request, routes));
      const perVisit = own.map(({ km, visits }) => km / visits);
      const spread = percent((Math.max(...perVisit) - Math.min(...perVisit)) / mean(perVisit) / 2);
      const bound = percent(
        1 - Math.max(...runs.map(({ lowerBoundKm }) => lowerBoundKm)) / mean(runs.map(({ km }) => km)),
      );
      row(`${ground} ${n}: sectors, weeks nested`, drawn);
      row(`${ground} ${n}: a plan each week`, today);
      row(
        `${ground} ${n}: calendar, ${seconds} s`,
        { ...own[0]!, worstDayOverMean: Math.max(...own.map((one) => one.worstDayOverMean)) },
        `${bound}; ±${spread}`,
      );
      ratios[0]!.push(mean(perVisit) / (drawn.km / drawn.visits) - 1);
      ratios[1]!.push(mean(perVisit) / (today.km / today.visits) - 1);
    }
  }
  console.log(
    `\nkm a visit against sectors ${percent(mean(ratios[0]!))} %, against weekly plans ${percent(mean(ratios[1]!))} % (mean of ${ratios[0]!.length})`,
  );
}

/** What happens to a calendar that is published: newcomers, and a week of leave. */
function lifeTable(seconds: number): void {
  const before = randomRep({ n: 210, weeks: 8, seed: 77, ground: 'county' });
  const published = solveRep(before, { seed: 1, share: within(seconds) });
  const newcomers = randomRep({ n: 216, weeks: 8, seed: 78, ground: 'county' }).retailers.slice(210);
  const churned: CalendarRequest = {
    ...before,
    retailers: [...before.retailers.slice(6), ...newcomers],
    published: published.assignment,
  };
  const after = solveRep(churned, { seed: 1, share: within(1) });
  const visits = (days: typeof published): number => days.routes.flat().length;
  console.log(
    `\n3 % of retailers replaced, 1 s: ${after.changed.length} others moved, ${(published.km / visits(published)).toFixed(3)} → ${(after.km / visits(after)).toFixed(3)} km a visit, worst day +${percent(after.worstDayOverMean)} %`,
  );
  const absences = [{ from: before.days[15]!.day, to: before.days[19]!.day, kind: 'leave' as const }];
  const hit = published.routes.slice(15, 20).flat().length;
  const away = solveRep({ ...before, absences, published: published.assignment }, { seed: 1, share: within(2) });
  console.log(
    `a week of leave, 2 s: ${hit} visits hit, ${away.missed.length} missed, worst day +${percent(away.worstDayOverMean)} % over the mean`,
  );
}

const [folder = '-', seconds = '10', seeds = '3'] = process.argv.slice(2);
if (existsSync(folder)) periodicTable(folder, Number(seconds), Number(seeds));
repTable(['town', 'clusters', 'ring', 'county'], [210], Number(seconds), Number(seeds));
lifeTable(Number(seconds));
