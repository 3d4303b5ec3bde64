// Pure: what a route costs beside its travel, by the weights of the moment.
import type { Plan } from './plan.ts';

/** How far a route is from what it should be, and what that costs. */
export class Penalty {
  overload = 1;
  overtime = 1;
  balance = 0;
  /** The work of each day that costs nothing. */
  readonly low: Float64Array;
  readonly high: Float64Array;

  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    this.low = new Float64Array(plan.problem.days).fill(-Infinity);
    this.high = new Float64Array(plan.problem.days).fill(Infinity);
  }

  of(day: number, load: number, work: number): number {
    const { capacity, workLimit } = this.plan.problem;
    let cost = 0;
    if (load > capacity[day]!) cost += this.overload * (load - capacity[day]!);
    if (work > workLimit[day]!) cost += this.overtime * (work - workLimit[day]!);
    if (work > this.high[day]!) cost += this.balance * (work - this.high[day]!);
    else if (work < this.low[day]!) cost += this.balance * (this.low[day]! - work);
    return cost;
  }

  ofRoute(route: number): number {
    return this.of(this.plan.dayOf(route), this.plan.load[route]!, this.plan.work(route));
  }

  /** The mean work follows the plan: each day's share of it is what the day should be. */
  aim(slack: number): void {
    const { plan, low, high } = this;
    const { balance, days } = plan.problem;
    if (!balance) return;
    let [work, share] = [0, 0];
    for (let r = 0; r < plan.routes; r++) work += plan.work(r);
    for (let d = 0; d < days; d++) share += balance.share[d]!;
    for (let d = 0; d < days; d++) {
      const aim = share > 0 ? (work / share) * balance.share[d]! : 0;
      low[d] = aim * (1 - slack * balance.tolerance);
      high[d] = aim * (1 + slack * balance.tolerance);
    }
  }
}
