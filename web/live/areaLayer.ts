import { computed, signal } from '@preact/signals';
import type { LngLat } from '../../shared/geo.ts';
import { afterwards } from '../map/afterwards.ts';
import type { TerritoryArea } from '../map/territoryAreas.ts';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { fromWorld, toWorld, WORLD_PX } from '../map/mercator.ts';
import { NAME_HEIGHT_PX, nameWidthPx } from '../map/names.ts';
import { scene, type Circle } from '../map/scene.ts';
import { dayView } from '../ui/day.ts';
import type { AreasAsked, AreasFound, Ground } from './areas.worker.ts';

const territories = computed(() => dayView.value?.territories);

/** Today's territories and where their retailers are; null: there is nothing to share out. */
const ground = computed((): Ground | null => {
  const read = scene.points.value;
  const names = new Map(
    (territories.value ?? []).filter((one) => one.kind === 'visit').map((one) => [one.territoryId, one.name]),
  );
  const shown = (read?.territoryIds ?? []).flatMap((territoryId, number) => {
    const name = names.get(territoryId);
    return name === undefined ? [] : [{ territoryId, name, number }];
  });
  if (!read || shown.length === 0) return null;
  const place = new Map(shown.map(({ number }, i) => [number, i]));
  return {
    names: shown.map(({ territoryId, name }) => ({ territoryId, name })),
    lng: read.lng,
    lat: read.lat,
    territory: read.territory.map((number) => place.get(number) ?? -1),
  };
});

/** Finds the areas of a ground away from the page, once the page has drawn what came with it; only the last one asked is heard. */
function areaThread(heard: (areas: TerritoryArea[]) => void) {
  let worker: Worker | null = null;
  let round = 0;
  const start = (): Worker => {
    const started = new Worker(new URL('./areas.worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<AreasFound>) => data.round === round && heard(data.areas);
    return started;
  };
  return {
    ask(ground: Ground | null) {
      const mine = ++round;
      if (!ground) return heard([]);
      afterwards(() => mine === round && (worker ??= start()).postMessage({ round, ground } satisfies AreasAsked));
    },
    end() {
      round++;
      worker?.terminate();
    },
  };
}

/** From this zoom on one territory fills the screen: its outline says enough. */
const FILLED_BELOW = 13;

/** Territories: quiet fills, neighbours in different colours, each with its name. */
export function addAreas(map: MapView): Laid {
  const areas = signal<TerritoryArea[]>([]);
  const thread = areaThread((found) => (areas.value = found));
  map.follow(() => thread.ask(ground.value));
  map.follow(() => thread.end);
  const shapes = map.shapes('areas', 2);
  const labels = map.markers('areaNames', 6.8);
  let shown: { remove(): void }[] = [];
  const zoom = signal(map.view().zoom);
  map.onMoved((view) => (zoom.value = view.zoom));
  shapes.farBelow(FILLED_BELOW);
  const isOn = signal(true);
  map.follow(() => {
    shapes.clear();
    for (const area of areas.value) shapes.area(area.rings, `area area-${area.colour}`);
  });
  map.follow(() => {
    for (const label of shown) label.remove();
    shown = [];
    for (const { area, place } of isOn.value
      ? readable(areas.value, zoom.value, scene.circles.value(zoom.value))
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
    const [at, ring] = [toWorld(area.centre), area.rings.flat().map(toWorld)];
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
