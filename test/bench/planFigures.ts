/** What a drag over the planner's map costs: 500 of 10,000 retailers change hands and every figure follows. `npx tsx test/bench/planFigures.ts` */
import { createRandom } from '../../shared/random.ts';
import { looksOf, touchingTerritories } from '../../web/scenarios/colours.ts';
import { afterMove, figuresOf } from '../../web/scenarios/figures.ts';
import { modelOf } from '../../web/scenarios/model.ts';
import { planTown } from '../web/planTown.ts';

const rounds = 200;
console.log('n        territories  moved  median ms  99 % ms  worst ms  anew ms  colours ms   (CPU, one core)');
for (const [n, parts, moved] of [
  [10_000, 50, 500],
  [10_000, 50, 5_000],
  [60_000, 300, 500],
] as const) {
  const { units, design } = planTown(n, parts, 1);
  const model = modelOf(units, design);
  const random = createRandom(2);
  let figures = figuresOf(
    model,
    Int32Array.from(units.no, (no) => model.indexOf.get(no)!),
  );
  const costs = Array.from({ length: rounds }, () => {
    const from = random.int(n - moved);
    const chosen = Int32Array.from({ length: moved }, (_, k) => from + k);
    const before = cpuMs();
    figures = afterMove(model, figures, chosen, 1 + random.int(parts));
    return cpuMs() - before;
  }).sort((a, b) => a - b);
  const again = cpuMs();
  for (let k = 0; k < 20; k++) figuresOf(model, figures.at);
  const anew = (cpuMs() - again) / 20;
  const coloured = cpuMs();
  for (let k = 0; k < 5; k++) looksOf(touchingTerritories(figures.at, model.door, model, model.nos.length));
  const row = [
    costs[rounds >> 1]!,
    costs[Math.floor(rounds * 0.99) - 1]!,
    costs.at(-1)!,
    anew,
    (cpuMs() - coloured) / 5,
  ].map((ms) => ms.toFixed(2).padStart(9));
  console.log(`${String(n).padEnd(8)} ${String(parts).padStart(11)} ${String(moved).padStart(6)} ${row.join(' ')}`);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
