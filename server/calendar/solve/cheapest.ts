// Pure: where a retailer costs least in a route, remembered until the route changes.
import type { Plan } from './plan.ts';

/** The two cheapest places of every retailer in every route; a route put back is known again. */
export class Cheapest {
  readonly detour: Float64Array;
  readonly place: Int32Array;
  readonly secondDetour: Float64Array;
  readonly secondPlace: Int32Array;
  private readonly known: Int32Array;

  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    const cells = plan.size * plan.routes;
    this.detour = new Float64Array(cells);
    this.place = new Int32Array(cells);
    this.secondDetour = new Float64Array(cells);
    this.secondPlace = new Int32Array(cells);
    this.known = new Int32Array(cells);
  }

  /** The cell of retailer i and a route, brought up to date. */
  cell(i: number, route: number): number {
    const cell = i * this.plan.routes + route;
    if (this.known[cell] !== this.plan.version[route]!) {
      this.known[cell] = this.plan.version[route]!;
      this.scan(i, route, cell);
    }
    return cell;
  }

  private scan(i: number, route: number, cell: number): void {
    const { stops, count, stride, size, problem, clock } = this.plan;
    const { travel } = problem;
    const row = route * stride;
    const end = row + count[route]! + 1;
    const toI = i * size;
    let least = Infinity;
    let second = Infinity;
    let place = -1;
    let secondPlace = -1;
    let before = 0;
    for (let at = row; at < end; at++) {
      const after = stops[at + 1]!;
      const base = before * size;
      const detour = travel[base + i]! + travel[toI + after]! - travel[base + after]!;
      before = after;
      if (detour >= second || (clock !== null && !clock.fits(at, i))) continue;
      if (detour < least) {
        second = least;
        secondPlace = place;
        least = detour;
        place = at - row;
      } else {
        second = detour;
        secondPlace = at - row;
      }
    }
    this.detour[cell] = least;
    this.place[cell] = place;
    this.secondDetour[cell] = second;
    this.secondPlace[cell] = secondPlace;
  }
}
