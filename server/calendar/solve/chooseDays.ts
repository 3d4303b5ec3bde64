// Pure: on which days a retailer is best visited, given what each day would cost.
import type { CalendarProblem, Choice, Spacing } from './problem.ts';

/** Chooses again and again without allocating: its answer is in `days` and `length` until the next question. */
export class ChooseDays {
  readonly days: Int32Array;
  length = 0;
  choice = -1;
  cost = Infinity;
  /** What of it is the choice's own: days away from the rule, gaps, visits left out. */
  ownCost = 0;
  private readonly walk: Walk;
  private readonly fixed: readonly (readonly (FixedChoice | null)[])[];
  private readonly seen: Int32Array;

  private readonly problem: CalendarProblem;

  constructor(problem: CalendarProblem) {
    this.problem = problem;
    this.days = new Int32Array(problem.days);
    this.walk = new Walk(problem.days);
    this.fixed = problem.choices.map((choices, i) =>
      choices.map((choice) => fixedOf(choice, problem.spacing?.[i] ?? null)),
    );
    this.seen = new Int32Array(problem.days);
  }

  /** The days on which retailer i may be visited at all. */
  daysOf(i: number): number[] {
    this.seen.fill(0);
    for (const { slots } of this.problem.choices[i]!)
      for (const slot of slots) for (const day of slot.days) this.seen[day] = 1;
    return Array.from(this.seen.keys()).filter((day) => this.seen[day] === 1);
  }

  /** The cheapest choice of retailer i that costs less than leaving it out; false if there is none. */
  best(i: number, dayCost: Float64Array): boolean {
    const choices = this.problem.choices[i]!;
    const fixed = this.fixed[i]!;
    const spacing = this.problem.spacing?.[i] ?? null;
    this.cost = this.problem.missCost[i]!;
    this.choice = -1;
    for (let c = 0; c < choices.length; c++) {
      const simple = fixed[c]!;
      if (simple === null) this.tryWalk(c, choices[c]!, spacing, dayCost);
      else this.tryFixed(c, simple, dayCost);
    }
    return this.choice >= 0;
  }

  private tryFixed(c: number, { days, cost }: FixedChoice, dayCost: Float64Array): void {
    let sum = cost;
    for (let k = 0; k < days.length; k++) sum += dayCost[days[k]!]!;
    if (sum >= this.cost) return;
    this.cost = sum;
    this.choice = c;
    this.ownCost = cost;
    this.length = days.length;
    for (let k = 0; k < days.length; k++) this.days[k] = days[k]!;
  }

  private tryWalk(c: number, choice: Choice, spacing: Spacing | null, dayCost: Float64Array): void {
    const cost = choice.cost + this.walk.cheapest(choice, spacing, dayCost);
    if (cost >= this.cost) return;
    this.cost = cost;
    this.choice = c;
    this.length = this.walk.length;
    this.ownCost = cost;
    for (let k = 0; k < this.length; k++) {
      this.days[k] = this.walk.days[k]!;
      this.ownCost -= dayCost[this.days[k]!]!;
    }
  }
}

interface FixedChoice {
  days: readonly number[];
  cost: number;
}

/** A choice whose visits have one day each needs no search. */
function fixedOf({ slots, cost }: Choice, spacing: Spacing | null): FixedChoice | null {
  if (slots.some((slot) => slot.days.length !== 1 || slot.skipCost < Infinity)) return null;
  const days = slots.map((slot) => slot.days[0]!);
  const own = slots.reduce((sum, slot) => sum + slot.cost[0]!, cost);
  return { days, cost: days.reduce((sum, day, k) => sum + (k === 0 ? 0 : gapCost(spacing, day - days[k - 1]!)), own) };
}

/**
 * Dynamic programming over the days of a choice's slots, in rising order: the state is the day of the last visit. A slot
 * may be left out at its price; gaps cost by the spacing.
 */
class Walk {
  readonly days: Int32Array;
  length = 0;
  private day: number[] = [];
  private total: number[] = [];
  private from: number[] = [];

  constructor(horizon: number) {
    this.days = new Int32Array(horizon);
  }

  cheapest({ slots }: Choice, spacing: Spacing | null, dayCost: Float64Array): number {
    const { day, total, from } = this;
    day.length = total.length = from.length = 0;
    const first: number[] = [];
    let last = 0; // cost of the end from here on: everything behind left out
    let least = Infinity;
    let end = -1;
    for (let k = 0; k < slots.length; k++) {
      first.push(day.length);
      for (let c = 0; c < slots[k]!.days.length; c++) this.reach(slots, first, k, c, spacing, dayCost);
    }
    for (let k = slots.length - 1; k >= -1; k--) {
      if (k < 0 && last < least) [least, end] = [last, -1];
      if (k < 0) break;
      const until = k + 1 < slots.length ? first[k + 1]! : day.length;
      for (let x = first[k]!; x < until; x++) if (total[x]! + last < least) [least, end] = [total[x]! + last, x];
      last += slots[k]!.skipCost;
    }
    this.trace(end);
    return least;
  }

  /** The cheapest way to visit in slot k on its day c. */
  private reach(
    slots: Choice['slots'],
    first: readonly number[],
    k: number,
    c: number,
    spacing: Spacing | null,
    dayCost: Float64Array,
  ): void {
    const { day, total, from } = this;
    const at = slots[k]!.days[c]!;
    let skipped = 0;
    let least = Infinity;
    let best = -1;
    for (let j = k - 1; j >= 0 && skipped < Infinity; j--) {
      const until = first[j + 1]!;
      for (let y = first[j]!; y < until; y++) {
        if (day[y]! >= at) continue;
        const cost = total[y]! + skipped + gapCost(spacing, at - day[y]!);
        if (cost < least) [least, best] = [cost, y];
      }
      skipped += slots[j]!.skipCost;
    }
    if (skipped < least) [least, best] = [skipped, -1];
    day.push(at);
    total.push(least + slots[k]!.cost[c]! + dayCost[at]!);
    from.push(best);
  }

  private trace(end: number): void {
    this.length = 0;
    for (let x = end; x >= 0; x = this.from[x]!) this.days[this.length++] = this.day[x]!;
    this.days.subarray(0, this.length).reverse();
  }
}

export function gapCost(spacing: Spacing | null, gap: number): number {
  if (!spacing) return 0;
  if (gap < spacing.least) return spacing.cost * (spacing.least - gap);
  return gap > spacing.most ? spacing.cost * (gap - spacing.most) : 0;
}
