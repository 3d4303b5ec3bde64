import type { WindowModel } from './model.ts';
import { EPSILON_S, serviceStart } from './model.ts';

/** Ways of having eaten that are followed at once; the exact judgement (outcomeOf) follows all. */
const WAYS = 2;

/**
 * Judges insertions into an order that may be late. What has happened up to each position is kept, so that only the part
 * behind an insertion is driven again, and no further than it is worse than the best place known.
 */
export class WindowDrive {
  private readonly model: WindowModel;
  private readonly lateCost: number;
  /** order[0] is the start node; n + 1, the end, is not in it. */
  private readonly order: Int32Array;
  private length = 1;
  private travel = 0;
  private readonly hungryAt: Float64Array;
  private readonly hungryLate: Float64Array;
  private readonly fedAt: Float64Array;
  private readonly fedLate: Float64Array;
  /** Scratch: the ways being followed behind an insertion. */
  private readonly at = new Float64Array(WAYS);
  private readonly late = new Float64Array(WAYS);

  /** `lateCost`: what a second of lateness counts against a second of travel. */
  constructor(model: WindowModel, lateCost: number) {
    const { size } = model;
    this.model = model;
    this.lateCost = lateCost;
    this.order = new Int32Array(size);
    this.order[0] = model.n;
    this.hungryAt = new Float64Array(size);
    this.hungryLate = new Float64Array(size);
    this.fedAt = new Float64Array(size * WAYS);
    this.fedLate = new Float64Array(size * WAYS);
    this.hungryAt[0] = model.lunch ? model.startS : Infinity;
    this.fedAt.fill(Infinity, 0, WAYS);
    if (!model.lunch) this.fedAt[0] = model.startS;
  }

  get stopCount(): number {
    return this.length - 1;
  }

  get stops(): number[] {
    return [...this.order.subarray(1, this.length)];
  }

  setOrder(stops: readonly number[]): void {
    this.order.set(stops, 1);
    this.length = stops.length + 1;
    this.redrive(1);
  }

  insert(u: number, p: number): void {
    this.order.copyWithin(p + 2, p + 1, this.length);
    this.order[p + 1] = u;
    this.length++;
    this.redrive(p + 1);
  }

  /** Travel, lateness and length of the day as one number, in seconds of travel, of the order as it is. */
  value(): number {
    this.load(this.length - 1);
    return this.driveOn(
      this.hungryAt[this.length - 1]!,
      this.hungryLate[this.length - 1]!,
      this.length,
      this.order[this.length - 1]!,
      this.travel,
      Infinity,
    );
  }

  /** The same with stop u between positions p and p + 1; any number above `limit` if it is above. */
  insertValue(u: number, p: number, limit: number): number {
    const { order, model } = this;
    const { cost, size, n } = model;
    const before = order[p]!;
    const after = p + 1 < this.length ? order[p + 1]! : n + 1;
    const travel = this.travel + cost[before * size + u]! + cost[u * size + after]! - cost[before * size + after]!;
    if (travel > limit) return Infinity;
    this.load(p);
    this.hungry = this.hungryAt[p]!;
    this.hungryBy = this.hungryLate[p]!;
    this.step(before, u);
    return this.driveOn(this.hungry, this.hungryBy, p + 1, u, travel, limit);
  }

  private hungry = 0;
  private hungryBy = 0;

  private load(p: number): void {
    for (let w = 0; w < WAYS; w++) {
      this.at[w] = this.fedAt[p * WAYS + w]!;
      this.late[w] = this.fedLate[p * WAYS + w]!;
    }
  }

  private driveOn(hungry: number, hungryBy: number, from: number, last: number, travel: number, limit: number): number {
    const { order, lateCost } = this;
    this.hungry = hungry;
    this.hungryBy = hungryBy;
    let node = last;
    for (let p = from; p < this.length; p++) {
      this.step(node, order[p]!);
      node = order[p]!;
      if (travel + lateCost * this.leastLate() > limit) return Infinity;
    }
    return travel + this.endValue(node);
  }

  private leastLate(): number {
    let least = this.hungry < Infinity ? this.hungryBy : Infinity;
    for (let w = 0; w < WAYS; w++) if (this.at[w]! < Infinity && this.late[w]! < least) least = this.late[w]!;
    return least;
  }

  private endValue(node: number): number {
    const { model } = this;
    const legS = model.cost[node * model.size + model.n + 1]!;
    let least = Infinity;
    if (model.lunch)
      least = this.valueAt(this.hungry + legS, this.hungryBy + over(this.hungry + legS, model.lunch.latestS));
    for (let w = 0; w < WAYS; w++)
      if (this.at[w]! < Infinity) least = Math.min(least, this.valueAt(this.at[w]! + legS, this.late[w]!));
    return least;
  }

  private valueAt(finishS: number, lateS: number): number {
    const { model } = this;
    const endS = model.toS[model.firstWindow[model.n + 2]! - 1]!;
    return this.lateCost * (lateS + over(finishS, endS)) + model.finishWeight * (finishS - model.startS);
  }

  /** Drives every way from node i to stop j and serves it. */
  private step(i: number, j: number): void {
    const { model, at, late } = this;
    const legS = model.cost[i * model.size + j]!;
    const closesS = model.toS[model.firstWindow[j + 1]! - 1]!;
    for (let w = 0; w < WAYS; w++) if (at[w]! < Infinity) this.serve(w, at[w]! + legS, late[w]!, j, closesS);
    const { lunch } = model;
    if (!lunch) return;
    const arriveS = this.hungry + legS;
    if (arriveS <= lunch.latestS + EPSILON_S)
      this.eaten(Math.max(arriveS, lunch.earliestS) + lunch.durationS, this.hungryBy, j, closesS);
    else {
      const beginS = Math.max(this.hungry, lunch.earliestS);
      this.eaten(beginS + lunch.durationS + legS, this.hungryBy + over(beginS, lunch.latestS), j, closesS);
    }
    const startS = serviceStart(model, j, arriveS);
    if (startS === Infinity) this.hungryBy += over(arriveS, closesS);
    this.hungry = (startS === Infinity ? arriveS : startS) + model.serviceS[j]!;
  }

  private serve(w: number, readyS: number, lateS: number, j: number, closesS: number): void {
    const startS = serviceStart(this.model, j, readyS);
    this.at[w] = (startS === Infinity ? readyS : startS) + this.model.serviceS[j]!;
    this.late[w] = startS === Infinity ? lateS + over(readyS, closesS) : lateS;
  }

  /** Keeps the new way of having eaten in place of one it beats, or of the latest. */
  private eaten(readyS: number, lateS: number, j: number, closesS: number): void {
    const { at, late } = this;
    const startS = serviceStart(this.model, j, readyS);
    const departS = (startS === Infinity ? readyS : startS) + this.model.serviceS[j]!;
    const by = startS === Infinity ? lateS + over(readyS, closesS) : lateS;
    let slot = -1;
    for (let w = 0; w < WAYS; w++) {
      if (at[w]! <= departS && late[w]! <= by) return;
      const isWorse = slot < 0 || at[w] === Infinity || (at[slot]! < Infinity && late[w]! > late[slot]!);
      if (isWorse) slot = w;
    }
    if (at[slot]! < Infinity && late[slot]! < by) return;
    at[slot] = departS;
    late[slot] = by;
  }

  private redrive(from: number): void {
    const { model, order } = this;
    this.load(from - 1);
    this.hungry = this.hungryAt[from - 1]!;
    this.hungryBy = this.hungryLate[from - 1]!;
    for (let p = from; p < this.length; p++) {
      this.step(order[p - 1]!, order[p]!);
      this.hungryAt[p] = this.hungry;
      this.hungryLate[p] = this.hungryBy;
      for (let w = 0; w < WAYS; w++) {
        this.fedAt[p * WAYS + w] = this.at[w]!;
        this.fedLate[p * WAYS + w] = this.late[w]!;
      }
    }
    this.travel = model.cost[order[this.length - 1]! * model.size + model.n + 1]!;
    for (let p = 1; p < this.length; p++) this.travel += model.cost[order[p - 1]! * model.size + order[p]!]!;
  }
}

function over(atS: number, byS: number): number {
  return atS - byS > EPSILON_S ? atS - byS : 0;
}
