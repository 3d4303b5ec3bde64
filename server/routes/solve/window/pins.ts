import type { WindowModel } from './model.ts';

/** Stops that must have a given position in the order; if fewer stops are served, they come last, in their own order. */
export class WindowPins {
  /** 1 if positions matter, else 0: what a served stop adds to the count that states are told apart by. */
  readonly step: number;
  private readonly placeAt = new Map<number, number>();
  private readonly pinnedAt: readonly number[];

  constructor(model: WindowModel, given: readonly number[]) {
    this.pinnedAt = given.map((v) => model.pinnedAt[v]!);
    this.pinnedAt.forEach((position, place) => position >= 0 && this.placeAt.set(position, place));
    this.step = this.placeAt.size > 0 ? 1 : 0;
  }

  /** Whether the stop at `place` may be the next, `served` stops having been served before it. */
  mayServe(place: number, served: number, base: number, mask: number): boolean {
    if (this.step === 0) return true;
    const due = this.placeAt.get(served);
    if (due !== undefined) return due === place;
    if (this.pinnedAt[place]! < 0) return true;
    let first = place;
    for (let other = base; other < this.pinnedAt.length; other++) {
      const isServed = other > base && other - base < 32 && (mask >>> (other - base - 1)) & 1;
      if (isServed) continue;
      if (this.pinnedAt[other]! < 0) return false; // a free stop is left: it comes first
      if (this.pinnedAt[other]! < this.pinnedAt[first]!) first = other;
    }
    return first === place;
  }
}
