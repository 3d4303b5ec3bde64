// Pure: how much what a plan should not be costs while the search goes on, and the best plan so far.
import { wayOf } from './measure.ts';
import type { Penalty } from './penalty.ts';
import type { Plan } from './plan.ts';
import type { CalendarAnswer } from './problem.ts';

/** Overload costs more while the plan has some and less while it has none: about two of three plans have none. */
const DEARER = 1.04;
const CHEAPER = 0.98;
const RANGE = 1_000;
/** A minute of work outside the tolerance, in minutes of travel; from an eightieth of it over this share of the search. */
const BALANCE = 20;
const BALANCE_FROM = 1 / 80;
const BALANCE_RISES = 0.8;
/** The search aims a little inside the tolerance, since the mean goes on moving. */
const SLACK = 0.97;
/** What remains of overload in an answer counts more than any travel. */
const BROKEN = 1e4;

export class Weights {
  /** The mean leg of the first plan: what a temperature is measured in. */
  leg = 1;
  private overload = 1;
  private overtime = 1;
  private plain = 0;
  private bestScore = Infinity;
  private readonly best: Kept;

  private readonly plan: Plan;
  private readonly penalty: Penalty;

  constructor(plan: Plan, penalty: Penalty) {
    this.plan = plan;
    this.penalty = penalty;
    this.best = new Kept(plan);
    const loads = plan.problem.load.reduce((a, b) => a + b, 0) / Math.max(1, plan.problem.n);
    const legs = plan.problem.travel.reduce((a, b) => a + b, 0) / plan.problem.travel.length;
    this.overload = penalty.overload = loads > 0 ? legs / loads : 1;
    this.overtime = penalty.overtime = 2;
  }

  /** Takes up the first plan. */
  begin(): void {
    const { plan } = this;
    const visits = plan.count.reduce((a, b) => a + b, 0);
    const travel = plan.travel.reduce((a, b) => a + b, 0);
    this.leg = travel / Math.max(1, visits + plan.routes) || 1;
    this.plain = this.recomputed();
    this.follow(0);
    this.keep(0);
  }

  /** What the weights are from here on. */
  follow(spent: number): void {
    const { plan, penalty } = this;
    penalty.overload = next(penalty.overload, this.overload, this.excess('load') > 1e-9);
    penalty.overtime = next(penalty.overtime, this.overtime, this.excess('work') > 1e-9);
    if (plan.problem.balance) {
      penalty.balance = BALANCE * BALANCE_FROM ** Math.max(0, 1 - spent / BALANCE_RISES);
      penalty.aim(SLACK);
    }
    this.plain = this.recomputed();
  }

  /** Takes up a step that was accepted; `plainChange` is its change of travel and of what choices cost. */
  keep(plainChange: number): void {
    this.plain += plainChange;
    if (this.plain >= this.bestScore - 1e-9) return;
    const score = this.plain + this.broken();
    if (score >= this.bestScore - 1e-9) return;
    this.bestScore = score;
    this.best.copy(this.plan);
  }

  answer(iterations: number): CalendarAnswer {
    return this.best.answer(this.plan, iterations);
  }

  private broken(): number {
    const { plan, penalty } = this;
    let sum = BROKEN * this.leg * (this.excess('load') / this.meanLoad() + this.excess('work'));
    if (plan.problem.balance) {
      penalty.aim(SLACK);
      for (let r = 0; r < plan.routes; r++) {
        const work = plan.work(r);
        const day = plan.dayOf(r);
        sum += BALANCE * (Math.max(0, work - penalty.high[day]!) + Math.max(0, penalty.low[day]! - work));
      }
    }
    return sum;
  }

  private meanLoad(): number {
    return this.plan.problem.load.reduce((a, b) => a + b, 0) / this.plan.problem.n || 1;
  }

  private excess(of: 'load' | 'work'): number {
    const { plan } = this;
    const most = of === 'load' ? plan.problem.capacity : plan.problem.workLimit;
    let sum = 0;
    for (let r = 0; r < plan.routes; r++) {
      const over = (of === 'load' ? plan.load[r]! : plan.work(r)) - most[plan.dayOf(r)]!;
      if (over > 1e-9) sum += over;
    }
    return sum;
  }

  private recomputed(): number {
    let sum = 0;
    for (let r = 0; r < this.plan.routes; r++) sum += this.plan.travel[r]!;
    for (let i = 1; i < this.plan.size; i++) sum += this.plan.choiceCost[i]!;
    return sum;
  }
}

function next(weight: number, first: number, isOver: boolean): number {
  return Math.min(first * RANGE, Math.max(first / RANGE, weight * (isOver ? DEARER : CHEAPER)));
}

/** A copy of a plan's routes and choices. */
class Kept {
  private readonly stops: Int32Array;
  private readonly count: Int32Array;
  private readonly choice: Int32Array;

  constructor(plan: Plan) {
    this.stops = plan.stops.slice();
    this.count = plan.count.slice();
    this.choice = plan.choice.slice();
  }

  copy(plan: Plan): void {
    for (let r = 0; r < plan.routes; r++) {
      this.count[r] = plan.count[r]!;
      for (let at = r * plan.stride + 1, end = at + plan.count[r]!; at < end; at++) this.stops[at] = plan.stops[at]!;
    }
    this.choice.set(plan.choice);
  }

  answer(plan: Plan, iterations: number): CalendarAnswer {
    const { days, vehicles, capacity, workLimit, load, service, n } = plan.problem;
    let length = 0;
    let isFeasible = this.choice.subarray(1, n + 1).every((c) => c >= 0);
    const routes = Array.from({ length: days }, (_, day) =>
      Array.from({ length: vehicles }, (_, vehicle) => {
        const r = day * vehicles + vehicle;
        const row = r * plan.stride + 1;
        const order = Array.from(this.stops.subarray(row, row + this.count[r]!));
        const way = wayOf(plan, order);
        length += way;
        const sum = (of: Float64Array): number => order.reduce((total, i) => total + of[i]!, 0);
        if (sum(load) > capacity[day]! + 1e-9 || sum(service) + way > workLimit[day]! + 1e-9) isFeasible = false;
        return order;
      }),
    );
    return { routes, choice: this.choice, length, isFeasible, iterations };
  }
}
