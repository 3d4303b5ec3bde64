import { signal, untracked } from '@preact/signals';
import type { LngLat } from '../../shared/geo.ts';
import { selection } from '../ui/navigate.ts';
import type { MapView } from '../map/map.ts';
import { NAME_HEIGHT_PX, nameWidthPx } from '../map/names.ts';
import { fromWorld, toWorld, WORLD_PX } from '../map/mercator.ts';
import { scene, type Circle, type TerritoryArea } from '../map/scene.ts';

/** More routes than this at once are a tangle, and each zoom step would lay all of them out again. */
const MOST_ROUTES = 60;
/** From this zoom on those in sight are few enough to be read. */
const ROUTES_FROM = 13;

/** Routes of the day: what is done is a full line, what is to come a dashed one; the selected rep's stand out. */
export function addRoutes(map: MapView) {
  const shapes = map.shapes('routes', 5);
  const moves = signal(map.view());
  map.onMoved((view) => (moves.value = view));
  map.follow(() => {
    const chosen = selection.value?.kind === 'rep' ? selection.value.id : null;
    const open = scene.round.value?.repId; // drawn by its own layer
    const all = scene.routes.value.filter((route) => route.repId !== open);
    const isFew = all.length <= MOST_ROUTES;
    const isClose = !isFew && moves.value.zoom >= ROUTES_FROM;
    shapes.clear();
    for (const route of all) {
      if (!isFew && route.repId !== chosen && !(isClose && route.points.some(map.isInSight))) continue;
      const rank = chosen === null ? 'quiet' : route.repId === chosen ? 'chosen' : 'faint';
      if (route.done > 1) shapes.line(route.points.slice(0, route.done), `route done ${rank}`);
      if (route.done < route.points.length)
        shapes.line(route.points.slice(Math.max(0, route.done - 1)), `route ahead ${rank}`);
    }
  });
  return shapes;
}

/** From this zoom on one territory fills the screen: its outline says enough. */
const FILLED_BELOW = 13;

/** Territories: quiet fills, neighbours in different colours, each with its name. */
export function addAreas(map: MapView) {
  const shapes = map.shapes('areas', 2);
  const labels = map.markers('areaNames', 7);
  let shown: { remove(): void }[] = [];
  const zoom = signal(map.view().zoom);
  map.onMoved((view) => (zoom.value = view.zoom));
  shapes.farBelow(FILLED_BELOW);
  const isOn = signal(true);
  map.follow(() => {
    shapes.clear();
    for (const area of scene.areas.value) shapes.area(area.ring, `area area-${area.colour}`);
  });
  map.follow(() => {
    for (const label of shown) label.remove();
    shown = [];
    for (const { area, place } of isOn.value
      ? readable(scene.areas.value, zoom.value, scene.circles.value(zoom.value))
      : []) {
      const element = document.createElement('div');
      element.className = 'area-name';
      element.setAttribute('aria-hidden', 'true');
      element.textContent = area.name;
      shown.push(labels.add(place, element));
    }
  });
  return {
    show(isShown: boolean) {
      isOn.value = isShown;
      shapes.show(isShown);
    },
  };
}

/** How far a name may stand above or below the middle of its area. */
const NAME_SHIFTS_PX = [0, -14, 14, -28, 28, -42, 42, -56, 56];

/** The areas whose names fit beside those written before and beside these circles, and where; the larger ones are written first. */
function readable(
  areas: readonly TerritoryArea[],
  zoom: number,
  circles: readonly Circle[],
): { area: TerritoryArea; place: LngLat }[] {
  const px = WORLD_PX * 2 ** zoom;
  const rooms = areas.map((area) => {
    const [at, ring] = [toWorld(area.centre), area.ring.map(toWorld)];
    const [xs, ys] = [ring.map(({ x }) => x * px), ring.map(({ y }) => y * px)];
    return {
      area,
      x: at.x * px,
      y: at.y * px,
      top: Math.min(...ys),
      bottom: Math.max(...ys),
      room: Math.max(...xs) - Math.min(...xs),
      width: nameWidthPx(area.name),
    };
  });
  const taken: { area: TerritoryArea; x: number; y: number; width: number }[] = [];
  for (const { area, x, y: middle, top, bottom, room, width } of rooms.sort((a, b) => b.room - a.room)) {
    if (room < width * 0.8) continue;
    const isFree = (y: number) =>
      !taken.some(
        (other) => Math.abs(other.y - y) < NAME_HEIGHT_PX && Math.abs(other.x - x) < (other.width + width) / 2,
      ) &&
      !circles.some(
        (circle) =>
          Math.hypot(
            Math.max(0, Math.abs(circle.x - x) - width / 2),
            Math.max(0, Math.abs(circle.y - y) - NAME_HEIGHT_PX / 2),
          ) < circle.radius,
      );
    const shift = NAME_SHIFTS_PX.find(
      (by) => (by === 0 || (middle + by > top && middle + by < bottom)) && isFree(middle + by),
    );
    if (shift !== undefined) taken.push({ area, x, y: middle + shift, width });
  }
  return taken.map(({ area, x, y }) => ({ area, place: fromWorld({ x: x / px, y: y / px }) }));
}

/** A visit's evidence: the threshold around the retailer, the track, each press with its accuracy, and the line between. */
export function addEvidence(map: MapView): void {
  const ground = map.shapes('evidence', 3);
  const above = map.shapes('presses', 7);
  map.follow(() => {
    const evidence = scene.evidence.value;
    ground.clear();
    above.clear();
    if (!evidence) return;
    ground.circle(evidence.retailer, evidence.thresholdM, 'threshold');
    if (evidence.track.length > 1) ground.line(evidence.track, 'evidence-track');
    for (const fix of evidence.track) ground.dot(fix, 2.5, 'evidence-fix');
    for (const was of evidence.formerly) ground.dot(was, 8, 'evidence-formerly');
    for (const press of evidence.presses) {
      if (press.accuracyM !== null && press.accuracyM > 0)
        ground.circle(press.position, press.accuracyM, `press-accuracy ${press.kind}`);
      ground.line([press.position, evidence.retailer], 'press-line');
      above.dot(press.position, 5, `press ${press.kind}`);
    }
    const places = [evidence.retailer, ...evidence.presses.map((press) => press.position)];
    untracked(() => (evidence.presses.length === 0 ? map.reveal(evidence.retailer, 16) : map.fit(places, 17)));
  });
}

/** The ring around the retailer that is selected or pointed at. */
export function addFocus(map: MapView): void {
  const shapes = map.shapes('focus', 7);
  map.follow(() => {
    const focus = scene.focus.value;
    shapes.clear();
    if (!focus) return;
    shapes.dot(focus.position, 14, 'focus-ring');
  });
}
