import type { LngLat } from '../../shared/geo.ts';
import type { Plan } from '../../shared/plans.ts';
import type { Sheet } from './print/html.ts';

/** A stop of a day on paper. */
export interface StopOnPaper {
  retailerId: string;
  code: string;
  name: string;
  address: string | null;
  position: LngLat;
  arriveS?: number | null;
  departS?: number | null;
  contact?: string | null;
  phone?: string | null;
  hours?: string | null;
  grade?: string | null;
}

export interface PlannedDay {
  repId: string;
  day: string;
  stops: readonly StopOnPaper[];
  lengthM: number;
  /** Seconds since midnight, where it is known. */
  finishS?: number;
  frame?: { start: LngLat | null; end: LngLat | null };
}

/** What one feature shows of another: filled by the feature that has it (in its screen.ts), asked for here by the one that shows it. */
export interface Parts {
  /** How good a plan's order is, as far as it is proved; null: nothing is. */
  planQuality: (plan: Plan) => string | null;
  /** The sheet of a rep's day, from the plan and what is known live of that day. */
  daySheet: (planned: PlannedDay) => Sheet;
}

const filled: Partial<Parts> = {};

export function fillParts(parts: Partial<Parts>): void {
  Object.assign(filled, parts);
}

/** Undefined where no feature on this page has it. */
export function findPart<Name extends keyof Parts>(name: Name): Parts[Name] | undefined {
  return filled[name];
}
