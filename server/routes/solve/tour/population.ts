import type { Random } from '../../../../shared/random.ts';
import type { Core } from './core.ts';
import { Crossover } from './crossover.ts';
import type { Neighbours } from './neighbours.ts';

/** Above this the table of how often each edge occurs (n²) does not fit; the worth is then the saving alone. */
const COUNTED_MAX = 3_000;
/** Generations without a better best after which the population is done. */
const STALE = 25;

/**
 * Lets tours cross until they are all alike. A child replaces its first parent when it saves the most for the
 * diversity it takes away: saving over loss of edge entropy (Nagata and Kobayashi 2013, section 3.3).
 */
export function evolve(
  core: Core,
  near: Neighbours,
  random: Random,
  tours: Int32Array[],
  isOver: (children: number) => boolean,
  onBest?: (length: number) => void,
): { best: Int32Array; length: number } {
  const crossover = new Crossover(core, near, random);
  const diversity = core.n <= COUNTED_MAX ? new Diversity(core.n, tours) : null;
  const lengths = tours.map((tour) => tourLength(core, tour));
  const worth =
    diversity === null
      ? (saved: number) => saved
      : (saved: number, changed: Crossover['born']) => saved / Math.max(1e-8, diversity.loss(changed));
  let best = Math.min(...lengths);
  let stale = 0;
  let children = 0;
  while (stale < STALE && tours.length > 1) {
    const row = shuffled(tours.length, random);
    let born = 0;
    for (let k = 0; k < row.length; k++) {
      const i = row[k]!;
      const saved = crossover.cross(tours[i]!, tours[row[(k + 1) % row.length]!]!, worth);
      children++;
      if (saved >= 0) {
        born++;
        lengths[i]! -= saved;
        diversity?.count(crossover.born);
      }
      if (isOver(children)) {
        stale = STALE;
        break;
      }
    }
    const now = Math.min(...lengths);
    stale = now < best - 1e-9 * Math.abs(best) ? 0 : stale + 1;
    if (now < best) onBest?.(now);
    best = Math.min(best, now);
    if (born === 0 || Math.max(...lengths) - now <= 1e-9 * Math.abs(now)) break;
  }
  const at = lengths.indexOf(Math.min(...lengths));
  return { best: tours[at]!, length: lengths[at]! };
}

export function tourLength(core: Core, tour: Int32Array): number {
  let length = 0;
  for (let k = 0; k < tour.length; k++)
    length += core.costs.between(tour[k]!, tour[k + 1 === tour.length ? 0 : k + 1]!);
  return length;
}

function shuffled(n: number, random: Random): Int32Array {
  const row = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = n - 1; k > 0; k--) {
    const j = random.int(k + 1);
    [row[k], row[j]] = [row[j]!, row[k]!];
  }
  return row;
}

/** How often each edge occurs in the population, and the entropy a change of edges takes from it. */
class Diversity {
  private readonly n: number;
  private readonly counts: Uint16Array;
  private readonly entropy: Float64Array;

  constructor(n: number, tours: Int32Array[]) {
    this.n = n;
    this.counts = new Uint16Array(n * n);
    const size = tours.length;
    this.entropy = Float64Array.from({ length: size + 2 }, (_, c) => (c === 0 ? 0 : -(c / size) * Math.log(c / size)));
    for (const tour of tours) for (let k = 0; k < n; k++) this.add(tour[k]!, tour[k + 1 === n ? 0 : k + 1]!, 1);
  }

  private add(u: number, v: number, by: number): number {
    const at = u < v ? u * this.n + v : v * this.n + u;
    const before = this.counts[at]!;
    this.counts[at] = before + by;
    return this.entropy[before]! - this.entropy[before + by]!;
  }

  count({ gone, come, count }: Crossover['born']): number {
    let loss = 0;
    // first what comes: an edge may come and go again, and no count may pass below 0
    for (let k = 0; k < 2 * count; k += 2) loss += this.add(come[k]!, come[k + 1]!, 1);
    for (let k = 0; k < 2 * count; k += 2) loss += this.add(gone[k]!, gone[k + 1]!, -1);
    return loss;
  }

  loss(changed: Crossover['born']): number {
    const loss = this.count(changed);
    this.count({ gone: changed.come, come: changed.gone, count: changed.count });
    return loss;
  }
}
