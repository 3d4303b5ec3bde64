import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { VisitState } from '../../shared/visits.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { RetailerColumns } from '../../shared/retailerColumns.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { createStack } from '../stack.ts';

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

/** In pixels of the world at a zoom. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

export interface PlanDrawingStop {
  id: string;
  position: LngLat;
  number: number;
  state: 'visited' | 'pinned' | 'free';
  /** Of its last visit, where there is one: only a valid one is drawn as such. */
  visit?: VisitState | undefined;
}

/** The plan that is open, as it would be. */
export interface PlanDrawing {
  repId: string;
  path: LngLat[];
  stops: PlanDrawingStop[];
}

/** A retailer that could be put into the plan that is open. */
export interface DueMark {
  id: string;
  position: LngLat;
  isOverdue: boolean;
  add(): void;
}

/** A day as it is drawn: of now, or of a moment that is replayed. */
export interface DayPicture {
  marks: ReadonlySignal<readonly DayMark[]>;
  reps: ReadonlySignal<readonly RepMark[]>;
  routes: ReadonlySignal<readonly RouteLine[]>;
  /** How many retailers of the day are in each state, those that are filtered out too; null while it is not known. */
  counts: ReadonlySignal<Readonly<Record<DayState, number>> | null>;
}

const pictures = createStack<DayPicture>();

/** Draws a day in place of the one that was drawn, until the returned function is called. */
export function drawDay(picture: DayPicture): () => void {
  return pictures.push(picture);
}

const drawn = pictures.top;

/** What there is to draw: screens write it, layers read it, and neither knows the other. */
export const scene = {
  /** All retailers in sight of the person. */
  points: signal<RetailerColumns | null>(null),
  marks: computed(() => drawn.value?.marks.value ?? []),
  reps: computed(() => drawn.value?.reps.value ?? []),
  routes: computed(() => drawn.value?.routes.value ?? []),
  counts: computed(() => drawn.value?.counts.value ?? null),
  round: signal<PlanDrawing | null>(null),
  due: signal<readonly DueMark[]>([]),
  /** The circles that stand for many retailers at a zoom: what names keep clear of. */
  circles: signal<(zoom: number) => readonly Circle[]>(() => []),
};
