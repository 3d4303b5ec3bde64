import { createRandom } from '../../shared/random.ts';
import { readCordeau } from '../../server/calendar/cordeau.ts';
import type { CalendarProblem } from '../../server/calendar/solve/problem.ts';

/** A small periodic instance as Cordeau's text: some customers every other day, the others once. */
export function periodicText(n: number, days: number, vehicles: number, seed: number, capacity = 10): string {
  const random = createRandom(seed);
  const all = 2 ** days - 1;
  const alternate = Array.from({ length: days }, (_, d) => d % 2).reduce((bits, on) => bits * 2 + on, 0);
  const lines = [
    `1 ${vehicles} ${n} ${days}`,
    ...Array.from({ length: days }, () => `0 ${capacity}`),
    '0 50 50 0 0 0 0',
  ];
  for (let i = 1; i <= n; i++) {
    const codes = random.next() < 0.4 ? [alternate, all - alternate] : Array.from({ length: days }, (_, d) => 2 ** d);
    const [x, y] = [random.int(100), random.int(100)];
    lines.push(`${i} ${x} ${y} 1 ${1 + random.int(3)} 1 ${codes.length} ${codes.join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

export function randomPeriodic(...args: Parameters<typeof periodicText>): CalendarProblem {
  return readCordeau(periodicText(...args));
}

/** The shortest calendar of one vehicle a day, by trying every choice and every order; Infinity if none keeps the loads. */
export function shortestByTrying(problem: CalendarProblem): number {
  const { n, days, travel, load, capacity, choices } = problem;
  const size = n + 1;
  const tours = new Map<number, number>();
  const tour = (set: number): number => {
    const known = tours.get(set);
    if (known !== undefined) return known;
    const nodes = Array.from({ length: n }, (_, k) => k + 1).filter((i) => set & (1 << i));
    const shortest = nodes.length === 0 ? 0 : orderOf(nodes, 0);
    tours.set(set, shortest);
    return shortest;
  };
  const orderOf = (left: number[], from: number): number =>
    left.length === 0
      ? travel[from * size]!
      : Math.min(
          ...left.map(
            (i) =>
              travel[from * size + i]! +
              orderOf(
                left.filter((j) => j !== i),
                i,
              ),
          ),
        );
  const sets = new Array<number>(days).fill(0);
  const loads = new Float64Array(days);
  const rest = (i: number): number => {
    if (i > n)
      return loads.every((q, d) => q <= capacity[d]!) ? sets.reduce((sum, set) => sum + tour(set), 0) : Infinity;
    let least = Infinity;
    for (const { slots } of choices[i]!) {
      for (const { days: on } of slots)
        [sets[on[0]!]!, loads[on[0]!]!] = [sets[on[0]!]! | (1 << i), loads[on[0]!]! + load[i]!];
      least = Math.min(least, rest(i + 1));
      for (const { days: on } of slots)
        [sets[on[0]!]!, loads[on[0]!]!] = [sets[on[0]!]! & ~(1 << i), loads[on[0]!]! - load[i]!];
    }
    return least;
  };
  return rest(1);
}
