import { computed } from '@preact/signals';
import { count } from '../format.ts';
import { select, selection } from '../ui/navigate.ts';
import { words } from './words.ts';
import { language } from '../ui/words.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import {
  cellOf,
  cellsOfTile,
  centreOf,
  codeOf,
  countOf,
  find,
  indexClusters,
  members,
  radiusOf,
  type ClusterIndex,
  type Level,
} from './clusters.ts';
import { areClustersOn, CLUSTERED_BELOW, isClustered, isOn } from '../map/clustering.ts';
import { numberBelow } from './clusterNumber.ts';
import type { Pointed } from '../map/grab.ts';
import type { Laid, Under } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { fromWorld, toWorld, WORLD_PX, type WorldPoint } from '../map/mercator.ts';
import type { Pen, Tile } from '../map/paint.ts';
import { palette } from '../map/palette.ts';
import { scene, type Circle } from '../map/scene.ts';
import { drawCell, drawMark, exceptions, MOST_MARKS } from './clusterDrawing.ts';

export const clusterIndex = computed<ClusterIndex | null>(() => {
  const points = scene.points.value;
  if (!points || points.count === 0) return null;
  const [xs, ys] = [new Float64Array(points.count), new Float64Array(points.count)];
  for (let i = 0; i < points.count; i++)
    ({ x: xs[i], y: ys[i] } = toWorld({ lng: points.lng[i]!, lat: points.lat[i]! }));
  return indexClusters(xs, ys);
});

const chosen = computed(() => (selection.value?.kind === 'cluster' ? selection.value.id : null));

/** How many of each square's retailers are in each state of the day, by the square's number; and marks where no retailer is known. */
function compositionOf(level: Level): {
  counts: Map<number, Partial<Record<DayState, number>>>;
  strays: Map<number, { world: WorldPoint; state: DayState }[]>;
} {
  const counts = new Map<number, Partial<Record<DayState, number>>>();
  const strays = new Map<number, { world: WorldPoint; state: DayState }[]>();
  for (const { position, state } of scene.marks.peek()) {
    const world = toWorld(position);
    const code = codeOf(level.zoom, world);
    if (find(level, code) < 0) strays.set(code, [...(strays.get(code) ?? []), { world, state }]);
    let own = counts.get(code);
    if (!own) counts.set(code, (own = {}));
    own[state] = (own[state] ?? 0) + 1;
  }
  return { counts, strays };
}

interface ClusterUnder {
  /** zoom/column/row. */
  id: string;
  count: number;
  exceptions: number;
}

type Composition = ReturnType<typeof compositionOf>;

/** What the circles of a map show: read once a zoom, until the day or the retailers change. */
class Shown {
  #compositions = new Map<number, Composition>();
  #numbers = { zoom: -1, below: new Map<number, number>() };

  composition(level: Level): Composition {
    let own = this.#compositions.get(level.zoom);
    if (!own) this.#compositions.set(level.zoom, (own = compositionOf(level)));
    return own;
  }

  forget(): void {
    this.#compositions = new Map();
  }

  numbersBelow(level: Level): ReadonlyMap<number, number> {
    if (this.#numbers.zoom !== level.zoom) this.#numbers = numbersOf(level);
    return this.#numbers.below;
  }

  /** The circles whose number moves because reps moved; none of a zoom that has not been drawn. */
  movedNumbers(level: Level): number[] {
    const old = this.#numbers;
    this.#numbers = numbersOf(level);
    if (old.zoom !== level.zoom) return [];
    const { below } = this.#numbers;
    return [...new Set([...old.below.keys(), ...below.keys()])].filter((at) => old.below.get(at) !== below.get(at));
  }

  under(level: Level, at: number): ClusterUnder {
    const cell = cellOf(level.codes[at]!);
    const own = this.composition(level).counts.get(level.codes[at]!) ?? {};
    return {
      id: `${level.zoom}/${cell.x}/${cell.y}`,
      count: countOf(level, at),
      exceptions: exceptions.reduce((sum, state) => sum + (own[state] ?? 0), 0),
    };
  }
}

/** Retailers far off as circles: how many, the states of the day as a ring, and what needs a look as a badge. */
export function addClusters(map: MapView): Laid {
  const shown = new Shown();
  const painting = map.paint('clusters', 7.5, (pen, tile) => {
    const index = clusterIndex.peek();
    if (index && isClustered(tile.zoom)) paintTile(pen, tile, index.at(tile.zoom), shown);
  });
  map.follow(() => {
    const [index, areShown] = [clusterIndex.value, areClustersOn.value];
    scene.circles.value = (zoom) => (index && areShown && zoom < CLUSTERED_BELOW ? circlesOf(index.at(zoom)) : []);
  });
  map.follow(() => {
    void [palette.value, scene.marks.value, clusterIndex.value, areClustersOn.value, chosen.value];
    shown.forget();
    if (map.view().zoom < CLUSTERED_BELOW) painting.redraw();
  });
  // A rep who comes onto a number or leaves it moves the number: that circle alone is drawn again.
  map.follow(() => {
    void scene.reps.value;
    const index = clusterIndex.value;
    const zoom = map.view().zoom;
    if (!index || !isClustered(zoom)) return;
    const level = index.at(zoom);
    const moved = shown.movedNumbers(level);
    if (moved.length > 0)
      painting.redrawAt(
        moved.map((at) => ({ x: level.x[at]!, y: level.y[at]! })),
        0,
      );
  });
  inSight = () => clustersInSight(map, shown);
  return {
    show: (isShown) => void (isOn.clusters.value = isShown),
    under: (pointed) => clusterUnder(pointed, shown),
  };
}

function paintTile(pen: Pen, tile: Tile, level: Level, shown: Shown): void {
  const { counts, strays } = shown.composition(level);
  const below = shown.numbersBelow(level);
  const [from, until] = cellsOfTile(level, tile.left / tile.sizePx, tile.top / tile.sizePx);
  for (let at = from; at < until; at++) {
    const cell = cellOf(level.codes[at]!);
    drawCell(pen(), tile, level, at, counts.get(level.codes[at]!) ?? {}, {
      isChosen: `${tile.zoom}/${cell.x}/${cell.y}` === chosen.peek(),
      numberBelow: below.get(at) ?? 0,
    });
  }
  for (const [code, marks] of strays) {
    const cell = cellOf(code);
    if (cell.x >> 2 === tile.left / tile.sizePx && cell.y >> 2 === tile.top / tile.sizePx)
      for (const { world, state } of marks)
        drawMark(pen(), tile, world.x * tile.worldPx, world.y * tile.worldPx, state);
  }
}

function clustersInSight(map: MapView, shown: Shown): ClusterUnder[] {
  const index = clusterIndex.peek();
  const { zoom } = map.view();
  if (!index || !isClustered(zoom)) return [];
  const level = index.at(zoom);
  return [...level.codes.keys()]
    .filter((at) => map.isInSight(fromWorld({ x: level.x[at]!, y: level.y[at]! })))
    .map((at) => shown.under(level, at))
    .filter((one) => one.count > MOST_MARKS)
    .sort((a, b) => b.exceptions - a.exceptions || b.count - a.count);
}

function clusterUnder({ at: place, zoom }: Pointed, shown: Shown): Under | null {
  const index = clusterIndex.peek();
  if (!index || !isClustered(zoom)) return null;
  const [level, world] = [index.at(zoom), toWorld(place)];
  const at = find(level, codeOf(zoom, world));
  if (at < 0 || countOf(level, at) <= MOST_MARKS) return null;
  const radius = radiusOf(countOf(level, at));
  const centre = centreOf(level, at, radius);
  const px = WORLD_PX * 2 ** zoom;
  // beside the circle its retailers are not drawn: what is not drawn cannot be pointed at
  if (Math.hypot(world.x * px - centre.x, world.y * px - centre.y) > radius + 4) return { rank: 3, selection: null };
  const found = shown.under(level, at);
  return { rank: 3, selection: { kind: 'cluster', id: found.id }, text: clusterWords(found) };
}

/** Clusters on the screen: what needs a look first, then the largest. */
let inSight: () => ClusterUnder[] = () => [];

/** Opens the list of the next cluster on the screen: the way to them by keyboard. */
export function stepCluster(): void {
  const all = inSight();
  const at = all.findIndex((one) => one.id === chosen.peek());
  const next = all[(at + 1) % all.length];
  if (next) select({ kind: 'cluster', id: next.id });
}

function clusterWords({ count: all, exceptions: looks }: ClusterUnder): string {
  const w = words.peek();
  const l = language.peek();
  return [w.map.retailerCount(all, count(all, l)), looks > 0 && `${w.live.needsLook} ${count(looks, l)}`]
    .filter(Boolean)
    .join(' · ');
}

/** The clusters of a zoom whose number does not stand in the middle, because reps are there. */
function numbersOf(level: Level): { zoom: number; below: Map<number, number> } {
  const worldPx = WORLD_PX * 2 ** level.zoom;
  const here = new Map<number, WorldPoint[]>();
  for (const { position } of scene.reps.peek()) {
    const world = toWorld(position);
    const at = find(level, codeOf(level.zoom, world));
    if (at >= 0) here.set(at, [...(here.get(at) ?? []), world]);
  }
  const below = new Map<number, number>();
  for (const [at, reps] of here) {
    const count = countOf(level, at);
    const centre = centreOf(level, at, radiusOf(count));
    const by = numberBelow(
      count,
      radiusOf(count),
      reps.map(({ x, y }) => ({ x: x * worldPx - centre.x, y: y * worldPx - centre.y })),
    );
    if (by !== 0) below.set(at, by);
  }
  return { zoom: level.zoom, below };
}

/** The circles that are drawn of a zoom. */
function circlesOf(level: Level): Circle[] {
  return [...level.codes.keys()].flatMap((at) => {
    const count = countOf(level, at);
    return count > MOST_MARKS ? [{ ...centreOf(level, at, radiusOf(count)), radius: radiusOf(count) }] : [];
  });
}

/** The retailers of a square by their numbers; null where there is none of that name. */
export function clusterMembers(id: string): Uint32Array | null {
  const index = clusterIndex.value;
  const [zoom, x, y] = id.split('/').map(Number) as [number, number, number];
  if (!index) return null;
  const side = 2 ** (zoom + 1);
  const level = index.at(zoom);
  const at = find(level, codeOf(zoom, { x: (x + 0.5) / side, y: (y + 0.5) / side }));
  return at < 0 ? null : members(index, level, at);
}
