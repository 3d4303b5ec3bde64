// Pure: the calendar that a search changes: a route for each day and vehicle, and where each retailer is.
import type { CalendarProblem } from './problem.ts';
import { Clock } from './clock.ts';

/** Routes lie in rows of one array, the base at both ends, so that a scan runs through memory in order. */
export class Plan {
  readonly size: number;
  readonly routes: number;
  /** Length of a row. */
  readonly stride: number;
  readonly stops: Int32Array;
  /** Retailers in each route. */
  readonly count: Int32Array;
  readonly travel: Float64Array;
  readonly load: Float64Array;
  readonly service: Float64Array;
  /** Another number whenever a route has become another one; put back with it. */
  readonly version: Int32Array;
  /** routeOn[i * days + day]: the route in which retailer i is that day, or −1. */
  readonly routeOn: Int32Array;
  readonly choice: Int32Array;
  /** What the choice of each retailer costs beside travel; its miss cost while it is out. */
  readonly choiceCost: Float64Array;
  readonly clock: Clock | null;
  private lastVersion = 0;

  readonly problem: CalendarProblem;

  constructor(problem: CalendarProblem) {
    this.problem = problem;
    const { n, days, vehicles, missCost, hours } = problem;
    this.size = n + 1;
    this.routes = days * vehicles;
    this.stride = n + 2;
    this.stops = new Int32Array(this.routes * this.stride);
    this.count = new Int32Array(this.routes);
    this.travel = new Float64Array(this.routes);
    this.load = new Float64Array(this.routes);
    this.service = new Float64Array(this.routes);
    this.version = new Int32Array(this.routes);
    this.routeOn = new Int32Array(this.size * days).fill(-1);
    this.choice = new Int32Array(this.size).fill(-1);
    this.choiceCost = Float64Array.from(missCost);
    this.clock = hours ? new Clock(this, hours) : null;
    for (let r = 0; r < this.routes; r++) this.changed(r);
  }

  dayOf(route: number): number {
    return Math.floor(route / this.problem.vehicles);
  }

  work(route: number): number {
    return this.travel[route]! + this.service[route]!;
  }

  /** Where in the route's row the retailer is; the first is at 1. */
  placeIn(route: number, i: number): number {
    let at = route * this.stride + 1;
    while (this.stops[at] !== i) at++;
    return at - route * this.stride;
  }

  /** Puts a retailer behind place `after` of a route (0: first); `detour` is what it adds. */
  insert(i: number, route: number, after: number, detour: number): void {
    const { stops, count, stride, problem } = this;
    const row = route * stride;
    stops.copyWithin(row + after + 2, row + after + 1, row + count[route]! + 2);
    stops[row + after + 1] = i;
    count[route]!++;
    this.travel[route]! += detour;
    this.load[route]! += problem.load[i]!;
    this.service[route]! += problem.service[i]!;
    this.routeOn[i * problem.days + this.dayOf(route)] = route;
    this.changed(route);
  }

  /** Takes a retailer out of one route. */
  take(i: number, route: number): void {
    const { stops, count, stride, size, problem } = this;
    const { travel } = problem;
    const row = route * stride;
    const at = row + this.placeIn(route, i);
    const before = stops[at - 1]! * size;
    const after = stops[at + 1]!;
    this.travel[route]! += travel[before + after]! - travel[before + i]! - travel[i * size + after]!;
    stops.copyWithin(at, at + 1, row + count[route]! + 2);
    count[route]!--;
    this.load[route]! -= problem.load[i]!;
    this.service[route]! -= problem.service[i]!;
    if (count[route] === 0) this.travel[route] = this.load[route] = this.service[route] = 0;
    this.routeOn[i * problem.days + this.dayOf(route)] = -1;
    this.changed(route);
  }

  /** Sets a route to an order, for instance one found by another solver. */
  setRoute(route: number, order: ArrayLike<number>): void {
    const { stops, stride, size, problem } = this;
    const row = route * stride;
    let [length, load, service] = [0, 0, 0];
    for (let k = 0; k < order.length; k++) {
      const i = order[k]!;
      stops[row + k + 1] = i;
      length += problem.travel[stops[row + k]! * size + i]!;
      load += problem.load[i]!;
      service += problem.service[i]!;
      this.routeOn[i * problem.days + this.dayOf(route)] = route;
    }
    stops[row] = stops[row + order.length + 1] = 0;
    if (order.length > 0) length += problem.travel[stops[row + order.length]! * size]!;
    this.count[route] = order.length;
    this.travel[route] = length;
    this.load[route] = load;
    this.service[route] = service;
    this.changed(route);
  }

  order(route: number): number[] {
    const row = route * this.stride + 1;
    return Array.from(this.stops.subarray(row, row + this.count[route]!));
  }

  private changed(route: number): void {
    this.version[route] = ++this.lastVersion;
    this.clock?.update(route);
  }
}
