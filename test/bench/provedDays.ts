/**
 * `node --import tsx test/bench/provedDays.ts [DAYS] [SECONDS]`: how many seeded days with windows are proved optimal, at what
 * CPU time, and how far the bound is below the rest. The solver's constants were chosen on the first kind, seeds below 100;
 * the other kinds and seeds were not looked at.
 */
import type { DayProblem } from '../../server/routes/solve/day/problem.ts';
import { solveDay } from '../../server/routes/solve/day/solve.ts';
import { createRandom, type Random } from '../../shared/random.ts';
import { deadline } from '../../shared/stop.ts';
import { cityDay } from './cityDay.ts';

const HOUR_S = 3600;
const FIRST_SEED = 101;

type Windows = (random: Random) => { fromS: number; toS: number }[];

/** A day of stops anywhere in a town `acrossM` wide, 10 minutes each, 9 to 18 o'clock, at 25 km/h, lunch as in cityDay. */
function townDay(seed: number, stops: number, acrossM: number, windows: Windows): DayProblem {
  const random = createRandom(seed);
  const locations = stops + 1;
  const at = Array.from({ length: locations }, () => [acrossM * random.next(), acrossM * random.next()] as const);
  const travelS = Float64Array.from({ length: locations ** 2 }, (_, k) => {
    const [from, to] = [at[Math.floor(k / locations)]!, at[k % locations]!];
    return (Math.hypot(from[0] - to[0], from[1] - to[1]) * (1.2 + 0.3 * random.next())) / (25 / 3.6);
  });
  for (let i = 0; i < locations; i++) travelS[i * locations + i] = 0;
  return {
    stops: Array.from({ length: stops }, () => ({ serviceS: 600, windows: windows(random), must: true, priority: 0 })),
    locations,
    travelS,
    startAt: stops,
    endAt: stops,
    shift: { startS: 9 * HOUR_S, endS: 18 * HOUR_S },
    lunch: { durationS: 2_700, earliestS: 11.5 * HOUR_S, latestS: 13.5 * HOUR_S },
    prefix: [],
  };
}

/** Half the shops open at ten or eleven, a third rest from half past twelve to half past two. */
const shopHours: Windows = (random) => {
  const fromS = (random.next() < 0.5 ? 9 : 10 + random.int(2)) * HOUR_S;
  if (random.next() < 2 / 3) return [{ fromS, toS: 18 * HOUR_S }];
  return [
    { fromS, toS: 12.5 * HOUR_S },
    { fromS: 14.5 * HOUR_S, toS: 18 * HOUR_S },
  ];
};

/** Every other stop was promised two hours. */
const promised: Windows = (random) => {
  if (random.next() < 0.5) return [];
  const fromS = (9 + random.int(7)) * HOUR_S;
  return [{ fromS, toS: fromS + 2 * HOUR_S }];
};

const KINDS: Record<string, (seed: number, stops: number) => DayProblem> = {
  'four streets, half days': cityDay,
  'anywhere in 6 km, shop hours': (seed, stops) => townDay(seed, stops, 6_000, shopHours),
  'anywhere in 10 km, two hours promised': (seed, stops) => townDay(seed, stops, 10_000, promised),
};

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const middle = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN;

const [days, seconds] = [Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 0.6)];
console.log(
  '| days | stops | proved | median CPU ms | bound below the rest, median | late |\n| --- | --- | --- | --- | --- | --- |',
);
for (const [kind, dayOf] of Object.entries(KINDS)) {
  for (const stops of [16, 20, 25, 35]) {
    const runs = Array.from({ length: days }, (_, k) => {
      const fromMs = cpuMs();
      const answer = solveDay(dayOf(FIRST_SEED + k, stops), { seed: 1, stop: deadline(1000 * seconds, cpuMs) });
      return { ...answer, ms: cpuMs() - fromMs };
    });
    const inTime = runs.filter((run) => run.lowerBound !== null);
    const gaps = inTime.filter((run) => !run.provedOptimal).map((run) => 100 * (1 - run.lowerBound! / run.travelS));
    console.log(
      `| ${kind} | ${stops} | ${runs.filter((run) => run.provedOptimal).length} of ${days} | ${middle(runs.map((run) => run.ms)).toFixed(0)} | ${gaps.length > 0 ? `${middle(gaps).toFixed(1)} %` : '–'} | ${days - inTime.length} |`,
    );
  }
}
