// Pure: a bounded memory of legs between places.
import type { LngLat } from '../../shared/geo.ts';

/** A leg as a road service measured it; Infinity: no way. */
export interface Leg {
  s: number;
  m: number;
}

/** The place as it is asked for and remembered: 5 decimals are 1.1 m, nearer than any road's own line. */
export function placeKey({ lng, lat }: LngLat): string {
  return `${lng.toFixed(5)},${lat.toFixed(5)}`;
}

/** Legs by their ends, at most `most`; the one not used for longest goes first. */
export class PairCache {
  private readonly legs = new Map<string, Leg>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.legs.size;
  }

  get(from: string, to: string): Leg | undefined {
    const key = `${from};${to}`;
    const leg = this.legs.get(key);
    if (!leg) return undefined;
    this.legs.delete(key); // a Map keeps the order of insertion: used again, it is the newest
    this.legs.set(key, leg);
    return leg;
  }

  set(from: string, to: string, leg: Leg): void {
    const key = `${from};${to}`;
    this.legs.delete(key);
    this.legs.set(key, leg);
    if (this.legs.size > this.most) this.legs.delete(this.legs.keys().next().value!);
  }
}
