// Pure: when the stops of a route begin, at the earliest and at the latest, so that a place is checked in constant time.
import type { Plan } from './plan.ts';
import type { Hours } from './problem.ts';

export class Clock {
  /** By place in the route's row: when service begins at the earliest, and when it has to at the latest; base included. */
  readonly earliest: Float64Array;
  readonly latest: Float64Array;

  private readonly plan: Plan;
  private readonly hours: Hours;

  constructor(plan: Plan, hours: Hours) {
    this.plan = plan;
    this.hours = hours;
    this.earliest = new Float64Array(plan.routes * plan.stride);
    this.latest = new Float64Array(plan.routes * plan.stride);
  }

  /** The first moment from t on at which node i is open; Infinity if none is left. */
  openFrom(i: number, t: number): number {
    const open = this.hours.open[i]!;
    if (open.length === 0) return t;
    for (let k = 0; k < open.length; k += 2) if (t <= open[k + 1]!) return t > open[k]! ? t : open[k]!;
    return Infinity;
  }

  /** The last moment up to t at which node i is open; −Infinity if there is none. */
  openUntil(i: number, t: number): number {
    const open = this.hours.open[i]!;
    if (open.length === 0) return t;
    for (let k = open.length - 2; k >= 0; k -= 2) if (t >= open[k]!) return t < open[k + 1]! ? t : open[k + 1]!;
    return -Infinity;
  }

  update(route: number): void {
    const { stops, stride, count, size, problem } = this.plan;
    const { travel, service } = problem;
    const row = route * stride;
    const end = row + count[route]! + 1;
    const day = this.plan.dayOf(route);
    this.earliest[row] = this.hours.startMin[day]!;
    for (let at = row + 1; at <= end; at++) {
      const before = stops[at - 1]!;
      const t = this.earliest[at - 1]! + service[before]! + travel[before * size + stops[at]!]!;
      this.earliest[at] = at === end ? t : this.openFrom(stops[at]!, t);
    }
    this.latest[end] = this.hours.endMin[day]!;
    for (let at = end - 1; at >= row; at--) {
      const t = this.latest[at + 1]! - travel[stops[at]! * size + stops[at + 1]!]! - service[stops[at]!]!;
      this.latest[at] = at === row ? t : this.openUntil(stops[at]!, t);
    }
  }

  /** Whether retailer i fits behind the stop at `at` of a row, everybody after it still in time. */
  fits(at: number, i: number): boolean {
    const { stops, size, problem } = this.plan;
    const before = stops[at]!;
    const t = this.earliest[at]! + problem.service[before]! + problem.travel[before * size + i]!;
    const begin = this.openFrom(i, t);
    return begin + problem.service[i]! + problem.travel[i * size + stops[at + 1]!]! <= this.latest[at + 1]! + 1e-9;
  }

  isInTime(route: number): boolean {
    const end = route * this.plan.stride + this.plan.count[route]! + 1;
    return this.earliest[end]! <= this.latest[end]! + 1e-9;
  }
}
