// Pure: puts retailers that are out back in, each on its best days at its cheapest places.
import type { Random } from '../../../shared/random.ts';
import { Cheapest } from './cheapest.ts';
import { ChooseDays } from './chooseDays.ts';
import type { Penalty } from './penalty.ts';
import type { Plan } from './plan.ts';
import type { Undo } from './undo.ts';

/** Chance to look past the cheapest place of a route (Christiaens, Vanden Berghe 2020). */
const BLINK = 0.01;

export class Recreate {
  private readonly cheapest: Cheapest;
  private readonly choose: ChooseDays;
  private readonly daysOf: number[][];
  private readonly dayCost: Float64Array;
  private readonly dayRoute: Int32Array;
  private readonly dayPlace: Int32Array;
  private readonly dayDetour: Float64Array;
  private readonly keys: readonly Float64Array[];
  private readonly key: Float64Array;
  private looks = 0;

  private readonly plan: Plan;
  private readonly penalty: Penalty;
  private readonly undo: Undo;
  private readonly random: Random;

  constructor(plan: Plan, penalty: Penalty, undo: Undo, random: Random) {
    this.plan = plan;
    this.penalty = penalty;
    this.undo = undo;
    this.random = random;
    const { problem, size } = plan;
    this.cheapest = new Cheapest(plan);
    this.choose = new ChooseDays(problem);
    this.daysOf = Array.from({ length: size }, (_, i) => this.choose.daysOf(i));
    this.dayCost = new Float64Array(problem.days);
    this.dayRoute = new Int32Array(problem.days);
    this.dayPlace = new Int32Array(problem.days);
    this.dayDetour = new Float64Array(problem.days);
    this.key = new Float64Array(size);
    const visits = (i: number): number => problem.choices[i]![0]?.slots.length ?? 0;
    const weight = (i: number): number => (problem.load[i]! + problem.service[i]!) * visits(i);
    this.keys = [
      Float64Array.from({ length: size }, (_, i) => -weight(i)),
      Float64Array.from({ length: size }, (_, i) => -problem.travel[i]!),
      Float64Array.from({ length: size }, (_, i) => problem.travel[i]!),
      Float64Array.from({ length: size }, (_, i) => -visits(i)),
    ];
    this.drawLooks();
  }

  /** All of them, in a chance, heavy, far, near or frequent order. */
  insertAll(retailers: readonly number[]): void {
    const { key, random } = this;
    const draw = random.int(12);
    const sorted = draw < 4 ? null : this.keys[draw < 7 ? 0 : draw < 9 ? 1 : draw < 10 ? 2 : 3]!;
    for (const i of retailers) key[i] = sorted === null ? random.next() : sorted[i]!;
    const order = retailers.slice().sort((a, b) => key[a]! - key[b]! || a - b);
    for (const i of order) this.insert(i);
  }

  /** One retailer on its best days; it stays out where leaving it out costs less. */
  insert(i: number): void {
    const { plan, choose } = this;
    for (const day of this.daysOf[i]!) this.price(i, day);
    if (!choose.best(i, this.dayCost)) return;
    plan.choice[i] = choose.choice;
    plan.choiceCost[i] = choose.ownCost;
    for (let k = 0; k < choose.length; k++) {
      const day = choose.days[k]!;
      const route = this.dayRoute[day]!;
      this.undo.touch(route);
      plan.insert(i, route, this.dayPlace[day]!, this.dayDetour[day]!);
    }
  }

  /** Who has left one day, back on it; false if somebody fits nowhere any more. */
  insertVisits(visits: Undo['visits']): boolean {
    const { plan, random } = this;
    const order = visits.slice();
    for (let k = order.length - 1; k > 0; k--) {
      const other = random.int(k + 1);
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    for (const { retailer, day } of order) {
      this.price(retailer, day);
      if (this.dayCost[day] === Infinity) return false;
      const route = this.dayRoute[day]!;
      this.undo.touch(route);
      plan.insert(retailer, route, this.dayPlace[day]!, this.dayDetour[day]!);
    }
    return true;
  }

  /** The cheapest place for retailer i on a day: travel and what the work comes to. */
  private price(i: number, day: number): void {
    const { plan, penalty, cheapest } = this;
    const { problem } = plan;
    const load = problem.load[i]!;
    const service = problem.service[i]!;
    let least = Infinity;
    for (let r = day * problem.vehicles, end = r + problem.vehicles; r < end; r++) {
      const cell = cheapest.cell(i, r);
      const isBlink = --this.looks < 0;
      if (isBlink) this.drawLooks();
      const detour = isBlink ? cheapest.secondDetour[cell]! : cheapest.detour[cell]!;
      if (detour < least) {
        const work = plan.travel[r]! + plan.service[r]!;
        const cost =
          detour +
          penalty.of(day, plan.load[r]! + load, work + service + detour) -
          penalty.of(day, plan.load[r]!, work);
        if (cost < least) {
          least = cost;
          this.dayRoute[day] = r;
          this.dayDetour[day] = detour;
          this.dayPlace[day] = isBlink ? cheapest.secondPlace[cell]! : cheapest.place[cell]!;
        }
      }
      if (plan.count[r] === 0) break; // the other empty ones are like it
    }
    this.dayCost[day] = least;
  }

  /** How many places are looked at before the next blink. */
  private drawLooks(): void {
    this.looks = Math.floor(Math.log(1 - this.random.next()) / Math.log(1 - BLINK));
  }
}
