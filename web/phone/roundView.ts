// Pure: which part of the ground a small map shows. North is up; a round is a few kilometres, so the ground is taken as flat.
import { toPlane, type LngLat } from '../../shared/geo.ts';

export interface Size {
  width: number;
  height: number;
}

export interface Px {
  x: number;
  y: number;
}

/** What is in the middle, metres east and north of the origin, and how large a metre is. */
export interface View {
  origin: LngLat;
  eastM: number;
  northM: number;
  pxPerM: number;
}

/** Pixels kept free around what is shown. */
const EDGE_PX = 26;
/** A single stop still has its street around it. */
const LEAST_HALF_M = 120;
/** From a house number to a county. */
const MOST_PX_PER_M = 4;
const LEAST_PX_PER_M = 0.0008;

/** The view that shows all places. @param places at least one */
export function fitted(places: readonly LngLat[], { width, height }: Size): View {
  const origin = places[0]!;
  const flat = places.map((place) => toPlane(origin, place));
  const span = (values: readonly number[]) => {
    const least = Math.min(...values);
    const most = Math.max(...values);
    return { middle: (least + most) / 2, half: Math.max(LEAST_HALF_M, (most - least) / 2) };
  };
  const east = span(flat.map(({ xM }) => xM));
  const north = span(flat.map(({ yM }) => yM));
  const room = (px: number) => Math.max(1, px / 2 - EDGE_PX);
  return {
    origin,
    eastM: east.middle,
    northM: north.middle,
    pxPerM: bounded(Math.min(room(width) / east.half, room(height) / north.half)),
  };
}

export function toPx({ origin, eastM, northM, pxPerM }: View, { width, height }: Size, place: LngLat): Px {
  const { xM, yM } = toPlane(origin, place);
  return { x: width / 2 + (xM - eastM) * pxPerM, y: height / 2 - (yM - northM) * pxPerM };
}

/** The ground moves with the finger. */
export function movedBy(view: View, { x, y }: Px): View {
  return { ...view, eastM: view.eastM - x / view.pxPerM, northM: view.northM + y / view.pxPerM };
}

/** What lies under a point stays under it. */
export function zoomedAt(view: View, { width, height }: Size, { x, y }: Px, factor: number): View {
  const pxPerM = bounded(view.pxPerM * factor);
  const by = 1 / view.pxPerM - 1 / pxPerM;
  return {
    ...view,
    pxPerM,
    eastM: view.eastM + (x - width / 2) * by,
    northM: view.northM - (y - height / 2) * by,
  };
}

function bounded(pxPerM: number): number {
  return Math.min(MOST_PX_PER_M, Math.max(LEAST_PX_PER_M, pxPerM));
}

/** The longest round length that takes at most so many pixels. */
export function scaleOf({ pxPerM }: View, mostPx: number): { lengthM: number; px: number } {
  const longestM = mostPx / pxPerM;
  const power = 10 ** Math.floor(Math.log10(longestM));
  const lengthM = [5, 2, 1].map((step) => step * power).find((m) => m <= longestM) ?? power;
  return { lengthM, px: lengthM * pxPerM };
}
