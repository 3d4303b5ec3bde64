import { signal } from '@preact/signals';
import type { LngLat } from '../../shared/geo.ts';
import type { DayState } from '../../shared/tables/coded.ts';

/** A retailer of the day: planned, visited or missed. */
export interface DayMark {
  retailerId: string;
  position: LngLat;
  state: DayState;
}

export interface RepMark {
  repId: string;
  name: string;
  position: LngLat;
  accuracyM: number | null;
  /** Minutes since the rep's own last report. */
  ageMin: number;
  isLate: boolean;
}

/** Below this zoom many reps are dots: initials would lie on each other. */
export const CLOSE_FROM = 12;
/** So many initials can be told apart on a screen. 500 elements cost 60 ms a frame while dragging, and 300 ms when they come (measured, no graphics card). */
export const MOST_ELEMENTS = 40;

export interface RouteLine {
  repId: string;
  points: LngLat[];
  /** How many of the points, from the first, are visited. */
  done: number;
}

export interface TerritoryArea {
  territoryId: string;
  name: string;
  ring: LngLat[];
  centre: LngLat;
  /** 0 to 5: neighbours differ. */
  colour: number;
}

/** In pixels of the world at a zoom. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** All retailers in sight of the person, as columns. The texts are made when they are first asked for. */
export interface Points {
  count: number;
  ids: readonly string[];
  names: readonly string[];
  codes: readonly string[];
  lng: Float64Array;
  lat: Float64Array;
}

/** What a visit's case shows: the retailer with its threshold and where it was said to be before, the presses with their accuracies, and the track around them. */
export interface Evidence {
  retailer: LngLat;
  thresholdM: number;
  presses: { kind: 'start' | 'end'; position: LngLat; accuracyM: number | null }[];
  track: LngLat[];
  formerly: LngLat[];
}

/** The plan that is open, as it would be. */
export interface PlanDrawing {
  repId: string;
  path: LngLat[];
  stops: { id: string; position: LngLat; number: number; state: 'visited' | 'pinned' | 'free' }[];
}

/** What there is to draw: screens write it, layers read it, and neither knows the other. */
export const scene = {
  points: signal<Points | null>(null),
  /** A day is replayed: marks, routes and reps are those of a moment, and not those of now. */
  isReplay: signal(false),
  marks: signal<readonly DayMark[]>([]),
  reps: signal<readonly RepMark[]>([]),
  routes: signal<readonly RouteLine[]>([]),
  areas: signal<readonly TerritoryArea[]>([]),
  /** The circles that stand for many retailers at a zoom: what names keep clear of. */
  circles: signal<(zoom: number) => readonly Circle[]>(() => []),
  round: signal<PlanDrawing | null>(null),
  evidence: signal<Evidence | null>(null),
  /** A retailer to draw a ring around, and to bring into sight. */
  focus: signal<{ id: string; position: LngLat } | null>(null),
};
