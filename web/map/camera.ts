import { toWorld, WORLD_PX } from './mercator.ts';
import type { MapView } from './map.ts';
import { scene } from './scene.ts';
import type { LngLat } from '../../shared/geo.ts';

/** The map that is on the page. */
let map: MapView | null = null;

/** From now on the camera moves this map. Returns how to let go of it. */
export function holdCamera(held: MapView): () => void {
  map = held;
  return () => {
    if (map === held) map = null;
  };
}

export function zoomBy(steps: number): void {
  map?.zoomBy(steps);
}

/** Moves, when needed, so that the place is in sight. */
export function reveal(p: LngLat, minZoom?: number): void {
  map?.reveal(p, minZoom);
}

/** A few retailers with a wrong coordinate must not zoom the city away: of more than these the outer 1 % on each side are left out. */
const MANY = 100;

/** Brings these places into sight. */
export function fitPlaces(places: readonly LngLat[], maxZoom?: number): void {
  if (places.length <= MANY) map?.fit(places, maxZoom);
  else
    fitColumns(
      Float64Array.from(places, (p) => p.lng),
      Float64Array.from(places, (p) => p.lat),
      maxZoom,
    );
}

/** Brings everything of the day into sight. */
export function fitAll(): void {
  const { count, lng, lat } = scene.points.peek() ?? { count: 0, lng: new Float64Array(), lat: new Float64Array() };
  if (count > MANY) return fitColumns(lng, lat);
  const marks = scene.marks.peek().map((mark) => mark.position);
  const reps = scene.reps.peek().map((rep) => rep.position);
  fitPlaces([...Array.from(lng, (x, i) => ({ lng: x, lat: lat[i]! })), ...marks, ...reps]);
}

/** The same as fitPlaces for many places in columns. */
export function fitColumns(lng: Float64Array, lat: Float64Array, maxZoom?: number): void {
  if (lng.length > MANY) map?.fit(trimmed(lng, lat), maxZoom);
  else
    map?.fit(
      Array.from(lng, (x, i) => ({ lng: x, lat: lat[i]! })),
      maxZoom,
    );
}

/** The two corners of what is left. */
function trimmed(lng: Float64Array, lat: Float64Array): LngLat[] {
  const [lngs, lats] = [lng.slice().sort(), lat.slice().sort()];
  const [low, high] = [Math.floor(lng.length * 0.01), Math.ceil(lng.length * 0.99) - 1];
  return [
    { lng: lngs[low]!, lat: lats[low]! },
    { lng: lngs[high]!, lat: lats[high]! },
  ];
}

/** Brings these places into sight where some are not, or where all of them together are a blot. */
export function fitUnlessSeen(places: readonly LngLat[], maxZoom?: number): void {
  if (!map || places.length === 0) return;
  const world = places.map(toWorld);
  const extent = (axis: 'x' | 'y') =>
    Math.max(...world.map((at) => at[axis])) - Math.min(...world.map((at) => at[axis]));
  const acrossPx = Math.max(extent('x'), extent('y')) * WORLD_PX * 2 ** map.view().zoom;
  if (acrossPx < BLOT_PX || !places.every((at) => map!.isInSight(at))) fitPlaces(places, maxZoom);
}

/** Numbered stops closer together than this lie on each other. */
const BLOT_PX = 200;
