import { solve } from '../../server/routes/solve/tour/solve.ts';
import { afterIterations } from '../../shared/stop.ts';
import { travelsM } from '../../server/scenarios/measures.ts';
import { createRandom } from '../../shared/random.ts';
import { kmeans, town } from './towns.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
const DAYS = 10;

/**
 * How well local travel, a sum over units, foretells tours: towns of 2,000, tours by the route solver. A group is all of
 * a territory of about 200, or the units nearest to one drawn at random; neighbours are looked for in the whole town,
 * because a unit's travel must not depend on the territory it is in.
 */
export function travelTable(): void {
  console.log(
    '\n| local travel against closed tours | groups | tour ÷ sum, median | tenth | ninetieth | median error |\n| --- | --- | --- | --- | --- | --- |',
  );
  const rows = new Map<string, number[]>();
  for (const seed of SEEDS) {
    const { xM, yM } = town(2000, 10, 1, 0.05, seed);
    const travel = travelsM(xM, yM);
    const add = (name: string, units: number[]): void => {
      const ratio =
        tourM(
          units.map((i) => xM[i]!),
          units.map((i) => yM[i]!),
        ) / units.reduce((sum, i) => sum + travel[i]!, 0);
      rows.set(name, [...(rows.get(name) ?? []), ratio]);
    };
    const label = kmeans(xM, yM, 10, seed);
    for (let part = 0; part < 10; part++)
      add(
        'a territory of about 200',
        [...label.keys()].filter((i) => label[i] === part),
      );
    const random = createRandom(seed);
    for (const stops of [30, 15]) {
      for (let day = 0; day < DAYS; day++) {
        const from = random.int(xM.length);
        const near = [...xM.keys()].sort(
          (i, j) =>
            Math.hypot(xM[i]! - xM[from]!, yM[i]! - yM[from]!) - Math.hypot(xM[j]! - xM[from]!, yM[j]! - yM[from]!),
        );
        add(`${stops} next to each other`, near.slice(0, stops));
      }
    }
  }
  for (const [name, ratios] of rows) {
    const at = (share: number, values = ratios): number =>
      values.slice().sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
    const error = at(
      0.5,
      ratios.map((r) => Math.abs(r - 1)),
    );
    console.log(
      `| ${name} | ${ratios.length} | ${at(0.5).toFixed(3)} | ${at(0.1).toFixed(3)} | ${at(0.9).toFixed(3)} | ${(100 * error).toFixed(1)} % |`,
    );
  }
}

function tourM(x: number[], y: number[]): number {
  const cost = { kind: 'points' as const, x: Float64Array.from(x), y: Float64Array.from(y), metric: 'euclid' as const };
  return solve({ n: x.length, cost, shape: { kind: 'closed' } }, { seed: 1, stop: afterIterations(2000) }).length;
}
