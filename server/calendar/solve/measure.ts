// Pure: what a plan comes to, recomputed from its routes alone.
import type { Penalty } from './penalty.ts';
import type { Plan } from './plan.ts';

/** Everything a search adds up: travel, what choices cost, penalties by the weights of now. */
export function totalCost(plan: Plan, penalty: Penalty): number {
  let sum = 0;
  for (let r = 0; r < plan.routes; r++) {
    const day = plan.dayOf(r);
    const order = plan.order(r);
    const travel = wayOf(plan, order);
    const load = order.reduce((total, i) => total + plan.problem.load[i]!, 0);
    const service = order.reduce((total, i) => total + plan.problem.service[i]!, 0);
    sum += travel + penalty.of(day, load, travel + service);
  }
  for (let i = 1; i < plan.size; i++) sum += plan.choiceCost[i]!;
  return sum;
}

export function wayOf({ size, problem }: Plan, order: readonly number[]): number {
  if (order.length === 0) return 0;
  let length = 0;
  [...order, 0].forEach((i, k) => (length += problem.travel[(k === 0 ? 0 : order[k - 1]!) * size + i]!));
  return length;
}
