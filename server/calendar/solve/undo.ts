// Pure: what a step has changed, to be put back if it is not accepted.
import type { Penalty } from './penalty.ts';
import type { Plan } from './plan.ts';

/** Routes are copied when first touched, retailers when first taken out. */
export class Undo {
  readonly routes: number[] = [];
  readonly retailers: number[] = [];
  /** Who was taken out of one day only. */
  readonly visits: { retailer: number; day: number; route: number }[] = [];
  /** The part of the last `change` that is travel and what choices cost. */
  plainChange = 0;
  private readonly stops: Int32Array;
  private readonly count: Int32Array;
  private readonly numbers: Float64Array;
  private readonly version: Int32Array;
  private readonly routeOn: Int32Array;
  private readonly choice: Int32Array;
  private readonly choiceCost: Float64Array;
  private readonly touchedIn: Int32Array;
  private step = 0;

  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    this.stops = new Int32Array(plan.stops.length);
    this.count = new Int32Array(plan.routes);
    this.numbers = new Float64Array(plan.routes * 3);
    this.version = new Int32Array(plan.routes);
    this.routeOn = new Int32Array(plan.routeOn.length);
    this.choice = new Int32Array(plan.size);
    this.choiceCost = new Float64Array(plan.size);
    this.touchedIn = new Int32Array(plan.routes);
  }

  begin(): void {
    this.step++;
    this.routes.length = 0;
    this.retailers.length = 0;
    this.visits.length = 0;
  }

  touch(route: number): void {
    if (this.touchedIn[route] === this.step) return;
    this.touchedIn[route] = this.step;
    this.routes.push(route);
    const { plan } = this;
    const row = route * plan.stride;
    for (let at = row, end = row + plan.count[route]! + 2; at < end; at++) this.stops[at] = plan.stops[at]!;
    this.count[route] = plan.count[route]!;
    this.numbers[3 * route] = plan.travel[route]!;
    this.numbers[3 * route + 1] = plan.load[route]!;
    this.numbers[3 * route + 2] = plan.service[route]!;
    this.version[route] = plan.version[route]!;
  }

  /** Takes a retailer out of all its days. */
  take(i: number): void {
    const { plan } = this;
    const { days, missCost } = plan.problem;
    this.retailers.push(i);
    this.choice[i] = plan.choice[i]!;
    this.choiceCost[i] = plan.choiceCost[i]!;
    for (let at = i * days, end = at + days; at < end; at++) {
      const route = plan.routeOn[at]!;
      this.routeOn[at] = route;
      if (route < 0) continue;
      this.touch(route);
      plan.take(i, route);
    }
    plan.choice[i] = -1;
    plan.choiceCost[i] = missCost[i]!;
  }

  /** Takes a retailer out of one day, to be put back on the same one. */
  takeFrom(i: number, route: number): void {
    const { plan } = this;
    this.visits.push({ retailer: i, day: plan.dayOf(route), route });
    this.touch(route);
    plan.take(i, route);
  }

  /** What the step has made everything cost more, by the penalties of now. */
  change(penalty: Penalty): number {
    const { plan, numbers } = this;
    let plain = 0;
    let penalties = 0;
    for (const r of this.routes) {
      const before = numbers[3 * r]!;
      plain += plan.travel[r]! - before;
      penalties += penalty.ofRoute(r);
      penalties -= penalty.of(plan.dayOf(r), numbers[3 * r + 1]!, before + numbers[3 * r + 2]!);
    }
    for (const i of this.retailers) plain += plan.choiceCost[i]! - this.choiceCost[i]!;
    this.plainChange = plain;
    return plain + penalties;
  }

  /** Everything as it was, the versions too: what is known of a route holds again. */
  undo(): void {
    const { plan } = this;
    const { days } = plan.problem;
    for (const r of this.routes) {
      const row = r * plan.stride;
      for (let at = row, end = row + this.count[r]! + 2; at < end; at++) plan.stops[at] = this.stops[at]!;
      plan.count[r] = this.count[r]!;
      plan.travel[r] = this.numbers[3 * r]!;
      plan.load[r] = this.numbers[3 * r + 1]!;
      plan.service[r] = this.numbers[3 * r + 2]!;
      plan.version[r] = this.version[r]!;
      plan.clock?.update(r);
    }
    for (const { retailer, day, route } of this.visits) plan.routeOn[retailer * days + day] = route;
    for (const i of this.retailers) {
      for (let at = i * days, end = at + days; at < end; at++) plan.routeOn[at] = this.routeOn[at]!;
      plan.choice[i] = this.choice[i]!;
      plan.choiceCost[i] = this.choiceCost[i]!;
    }
  }
}
