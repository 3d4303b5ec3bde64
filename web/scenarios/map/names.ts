import { computed, signal, untracked } from '@preact/signals';
import type { LngLat } from '../../../shared/geo.ts';
import { nameWidthPx } from '../../map/names.ts';
import type { MapView, Marker } from '../../map/map.ts';
import { fromWorld, toWorld, WORLD_PX } from '../../map/mercator.ts';
import { planScene, type PlanPicture } from './scene.ts';
import type { PointIndex } from '../../map/points.ts';

/** Medians of 10,000 places take 5 ms: names follow the hand this much later than the picture. */
const AFTER_MS = 150;

/** Names of the territories on the planner's map, at the middle of each. */
export function nameAreas(map: MapView, index: () => PointIndex, shownAt: (picture: PlanPicture) => Int32Array): void {
  const labels = map.markers('planNames', 7);
  const named = new Map<string, { marker: Marker; at: LngLat }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const zoom = signal(map.view().zoom);
  map.onMoved((view) => (zoom.value = view.zoom));
  const write = (): void => {
    const picture = planScene.picture.peek();
    const now = new Map(
      picture
        ? readable(middles(index(), shownAt(picture), picture.names), zoom.peek()).map((label) => [
            `${label.territory} ${label.name}`,
            label,
          ])
        : [],
    );
    for (const [key, { marker }] of named) {
      if (now.has(key)) continue;
      marker.remove();
      named.delete(key);
    }
    for (const [key, { at, name }] of now) {
      const before = named.get(key);
      if (before?.at.lng === at.lng && before.at.lat === at.lat) continue;
      before?.marker.moveTo(at);
      named.set(key, { marker: before?.marker ?? labels.add(at, nameElement(name)), at });
    }
  };
  const places = computed(() => planScene.picture.value?.lng ?? null);
  const names = computed(() => planScene.picture.value?.names ?? null);
  map.follow(() => {
    void [places.value, names.value, zoom.value, planScene.showsToday.value];
    clearTimeout(timer);
    untracked(write);
  });
  map.follow(() => {
    if (!planScene.picture.value) return;
    timer = setTimeout(write, AFTER_MS);
    return () => clearTimeout(timer);
  });
}

interface Label {
  territory: number;
  at: LngLat;
  name: string;
  retailers: number;
}

/** The median place of each territory that has a retailer. */
function middles(index: PointIndex, at: Int32Array, names: readonly string[]): Label[] {
  const xs: number[][] = names.map(() => []);
  const ys: number[][] = names.map(() => []);
  for (let i = 0; i < index.count; i++) {
    const { x, y } = index.world(i);
    xs[at[i]!]?.push(x);
    ys[at[i]!]?.push(y);
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  return names.flatMap((name, j) =>
    j === 0 || xs[j]!.length === 0
      ? []
      : [{ territory: j, name, retailers: xs[j]!.length, at: fromWorld({ x: median(xs[j]!), y: median(ys[j]!) }) }],
  );
}

/** Names that fit beside those written before; the largest territories are named first. */
function readable(labels: Label[], zoom: number): Label[] {
  const px = WORLD_PX * 2 ** zoom;
  const taken: { x: number; y: number; width: number }[] = [];
  return labels
    .sort((a, b) => b.retailers - a.retailers)
    .filter(({ at, name }) => {
      const world = toWorld(at);
      const box = { x: world.x * px, y: world.y * px, width: nameWidthPx(name) };
      if (
        taken.some(
          (other) => Math.abs(other.y - box.y) < 18 && Math.abs(other.x - box.x) < (other.width + box.width) / 2,
        )
      )
        return false;
      taken.push(box);
      return true;
    });
}

function nameElement(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'area-name';
  element.setAttribute('aria-hidden', 'true');
  element.textContent = name;
  return element;
}
