import type { TerritoryProblem } from '../../server/territories/solve/problem.ts';
import { createRandom } from '../../shared/random.ts';

/** A town of clusters on 60 % evenly settled land; shops, skewed volume and workload by grade. */
export function town(n: number, parts: number, measures: number, tolerance: number, seed: number): TerritoryProblem {
  const random = createRandom(seed);
  const sideM = 400 * Math.sqrt(n);
  const clusters = Array.from({ length: Math.max(4, Math.round(n / 300)) }, () => ({
    x: sideM * random.next(),
    y: sideM * random.next(),
    spread: (0.02 + 0.06 * random.next()) * sideM,
  }));
  const columns = Array.from({ length: 5 }, () => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [xM, yM, shops, volume, work] = columns;
  for (let i = 0; i < n; i++) {
    const c = random.next() < 0.6 ? null : clusters[random.int(clusters.length)]!;
    xM[i] = c ? c.x + c.spread * random.normal() : sideM * random.next();
    yM[i] = c ? c.y + c.spread * random.normal() : sideM * random.next();
    const u = random.next();
    const grade = u < 0.1 ? 0 : u < 0.35 ? 1 : u < 0.75 ? 2 : 3;
    shops[i] = 1;
    volume[i] = [40, 15, 6, 2][grade]! * Math.exp(0.5 * random.normal());
    work[i] = [4, 2, 1, 0.5][grade]! * ([25, 15, 10, 8][grade]! + 3 + 10 * random.next());
  }
  const named = [
    ['shops', shops],
    ['volume', volume],
    ['work', work],
  ] as const;
  return {
    n,
    xM,
    yM,
    parts,
    measures: named.slice(0, measures).map(([name, values]) => ({ name, values, tolerance })),
  };
}

/** Volume and work grown by a smooth field and some noise until the worst territory of today is `drift` off. */
export function driftedTo(drift: number, p: TerritoryProblem, tolerance: number, seed: number): TerritoryProblem {
  const random = createRandom(1000 + seed);
  const side = p.xM.reduce((a, b) => Math.max(a, b), 0);
  const waves = Array.from({ length: 6 }, () => ({
    kx: (20 * (random.next() - 0.5)) / side,
    ky: (20 * (random.next() - 0.5)) / side,
    phase: 6.28 * random.next(),
  }));
  const field = p.xM.map((x, i) =>
    waves.reduce((sum, w) => sum + Math.sin(w.kx * x + w.ky * p.yM[i]! + w.phase), 0.5 * random.normal()),
  );
  const grown = (strength: number): TerritoryProblem => ({
    ...p,
    measures: p.measures.map((m, k) => ({
      ...m,
      tolerance,
      values: k === 0 ? m.values : m.values.map((v, i) => v * Math.exp(strength * field[i]!)),
    })),
  });
  let [low, high] = [0, 1];
  for (let k = 0; k < 30; k++) {
    const middle = (low + high) / 2;
    if (worstToday(grown(middle)) > drift) high = middle;
    else low = middle;
  }
  return grown(low);
}

function worstToday(p: TerritoryProblem): number {
  return Math.max(
    ...p.measures.map(({ values }) => {
      const load = new Float64Array(p.parts);
      values.forEach((value, i) => (load[p.current![i]!]! += value));
      const target = load.reduce((a, b) => a + b, 0) / p.parts;
      return Math.max(...load.map((w) => Math.abs(w / target - 1)));
    }),
  );
}

/** Plain k-means: k-means++ (Arthur, Vassilvitskii 2007), then Lloyd's rounds. What a planner without a balance has. */
export function kmeans(x: Float64Array, y: Float64Array, parts: number, seed: number, rounds = 30): Int32Array {
  const random = createRandom(seed);
  const n = x.length;
  const cx = new Float64Array(parts);
  const cy = new Float64Array(parts);
  const nearest = new Float64Array(n).fill(Infinity);
  for (let k = 0; k < parts; k++) {
    let left = random.next() * nearest.reduce((a, b) => a + (b === Infinity ? 1 : b), 0);
    let i = 0;
    while (i < n - 1 && (left -= nearest[i] === Infinity ? 1 : nearest[i]!) > 0) i++;
    cx[k] = x[i]!;
    cy[k] = y[i]!;
    for (let v = 0; v < n; v++) nearest[v] = Math.min(nearest[v]!, (x[v]! - cx[k]!) ** 2 + (y[v]! - cy[k]!) ** 2);
  }
  const label = new Int32Array(n);
  for (let round = 0; round < rounds; round++) {
    const sums = [new Float64Array(parts), new Float64Array(parts), new Float64Array(parts)] as const;
    for (let v = 0; v < n; v++) {
      let least = Infinity;
      for (let k = 0; k < parts; k++) {
        const d = (x[v]! - cx[k]!) ** 2 + (y[v]! - cy[k]!) ** 2;
        if (d < least) [least, label[v]] = [d, k];
      }
      sums[0][label[v]!]! += x[v]!;
      sums[1][label[v]!]! += y[v]!;
      sums[2][label[v]!]!++;
    }
    for (let k = 0; k < parts; k++) {
      if (sums[2][k] === 0) continue;
      cx[k] = sums[0][k]! / sums[2][k]!;
      cy[k] = sums[1][k]! / sums[2][k]!;
    }
  }
  return label;
}

/**
 * Data set DL of Gliesch, Ritt, Moreira 2018 (EvoCOP, section 4.1), drawn again: uniform points on 1000 × 1000,
 * Delaunay, activities uniform in [4, 20], [15, 400], [15, 100]. Their own 48 instances are not to be had, so classes
 * are compared, not instances.
 */
export function glieschInstance(n: number, parts: number, seed: number): TerritoryProblem {
  const random = createRandom(100_000 * seed + n + parts);
  const uniform = (low: number, high: number): Float64Array =>
    Float64Array.from({ length: n }, () => low + (high - low) * random.next());
  const [xM, yM] = [uniform(0, 1000), uniform(0, 1000)];
  const ranges = [
    [4, 20],
    [15, 400],
    [15, 100],
  ] as const;
  return {
    n,
    xM,
    yM,
    parts,
    measures: ranges.map(([low, high], k) => ({
      name: `activity ${k + 1}`,
      values: uniform(low, high),
      tolerance: 0.05,
    })),
  };
}

/** Mean largest diameter of their tabu search after 30 minutes, four instances × ten runs a class (their published results/full.dat). */
export const GLIESCH_TABU = [
  { n: 1000, parts: 5, diameter: 611.1 },
  { n: 1000, parts: 10, diameter: 404.0 },
  { n: 1000, parts: 16, diameter: 330.0 },
  { n: 2500, parts: 12, diameter: 376.1 },
  { n: 2500, parts: 25, diameter: 257.6 },
  { n: 2500, parts: 40, diameter: 231.0 },
  { n: 5000, parts: 25, diameter: 259.4 },
  { n: 5000, parts: 50, diameter: 189.3 },
  { n: 5000, parts: 80, diameter: 174.3 },
  { n: 10_000, parts: 50, diameter: 191.7 },
  { n: 10_000, parts: 100, diameter: 146.4 },
  { n: 10_000, parts: 160, diameter: 210.0 },
];
