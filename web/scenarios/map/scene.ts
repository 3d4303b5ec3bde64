import { signal } from '@preact/signals';
import type { LngLat } from '../../../shared/geo.ts';

/** A scenario to draw: retailers by the territory they stand in. */
export interface PlanPicture {
  lng: readonly number[];
  lat: readonly number[];
  /** Territory of each, 0 for none. */
  at: Int32Array;
  /** Today's. */
  today: Int32Array;
  locked: Uint8Array;
  /** Look of each territory (web/scenarios/colours.ts), -1 for none. */
  looks: readonly number[];
  names: readonly string[];
  door: Int32Array;
}

/** A barrier on the planner's map: off where the scenario leaves it out. */
export interface PlanBarrier {
  lines: readonly (readonly LngLat[])[];
  isOn: boolean;
  isLit: boolean;
}

/** What the map is told and tells while a planner is at work; null: nobody is. */
export interface PlanHands {
  /** A click: a retailer by its number or -1, the territory under the pointer (0 for none). */
  clicked(unit: number, territory: number, isAdding: boolean): void;
  lassoed(units: number[], isAdding: boolean): void;
  dropped(territory: number): void;
  /** The line that was drawn is to be kept as it is. */
  lineEnded(): void;
  tipOf(unit: number): string;
}

/** What there is to draw of a scenario: the planner's screen writes it, the map reads it. */
export const planScene = {
  picture: signal<PlanPicture | null>(null),
  hands: signal<PlanHands | null>(null),
  /** 1 for each retailer that is selected. */
  selected: signal<Uint8Array | null>(null),
  /** The territory that a list points at, or that is looked at; 0 for none. */
  lit: signal(0),
  /** Whether a press on the map draws a lasso. */
  isLasso: signal(false),
  /** The lasso as it is drawn, pixels of the map. */
  lasso: signal<readonly { x: number; y: number }[]>([]),
  /** Where the hand is that carries what is selected, and over which territory; null: nothing is carried. */
  carried: signal<{ x: number; y: number; territory: number } | null>(null),
  barriers: signal<readonly PlanBarrier[]>([]),
  /** The line that is drawn, point by point; null: none is. */
  line: signal<readonly LngLat[] | null>(null),
  /** The map shows today's territories instead of the scenario's. */
  showsToday: signal(false),
  /** Brought into sight when it is set. */
  inSight: signal<readonly LngLat[]>([]),
};
