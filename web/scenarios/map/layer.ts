import { batch, computed } from '@preact/signals';
import { COLOURS, colourOf } from '../colours.ts';
import type { Hands, Laid } from '../../map/layers.ts';
import type { MapView } from '../../map/map.ts';
import type { Pointed } from '../../map/grab.ts';
import type { Paint, Painting, Pixels, Tile } from '../../map/paint.ts';
import { toWorld, WORLD_PX } from '../../map/mercator.ts';
import { palette, rgbOf } from '../../map/palette.ts';
import { planAreas, type PlanAreas } from './areas.ts';
import { changedUnits, type PlanLook } from './changes.ts';
import { nameAreas } from './names.ts';
import { addBarriers } from './barriers.ts';
import { dotReachPx, GROUND_REACH_PX, paintDots, paintGround, planPens, type PlanShown } from './pixels.ts';
import { planScene, type PlanPicture } from './scene.ts';
import { indexPoints, type PointIndex } from '../../map/points.ts';

/** A click or a drop counts for a territory as far from its nearest retailer as this. */
const NEAR_PX = 90;
const REACH_PX = 12;

/** What the scenario is painted from: its retailers, and the areas between them; another where they are others. */
interface Land {
  index: PointIndex;
  areas: PlanAreas | null;
  lngs: readonly number[] | null;
}

const shownAt = (picture: PlanPicture) => (planScene.showsToday.value ? picture.today : picture.at);

/** The scenario on the map: areas, borders, retailers, and the hands that move them. */
export function addPlan(map: MapView): Laid {
  const land: Land = { index: indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) }), areas: null, lngs: null };
  const ground = map.paint(
    'planAreas',
    3,
    paintShown((pixels, tile, now) => land.areas !== null && paintGround(pixels, tile, land.areas, now, pens.peek())),
  );
  const dots = map.paint(
    'plan',
    6,
    paintShown((pixels, tile, now) => paintDots(pixels, tile, land.index, now, pens.peek())),
  );
  repaintChanges(map, land, ground, dots);
  map.follow(() => {
    void planScene.lit.value;
    ground.redraw();
  });
  nameAreas(map, () => land.index, shownAt);
  const territoryAt = ({ at, zoom }: Pointed): number => {
    const picture = planScene.picture.peek();
    const unit = land.index.nearest(toWorld(at), NEAR_PX / (WORLD_PX * 2 ** zoom));
    return unit < 0 || !picture ? 0 : picture.at[unit]!;
  };
  const unitAt = ({ at, zoom }: Pointed) => land.index.nearest(toWorld(at), REACH_PX / (WORLD_PX * 2 ** zoom));
  listen(map, () => land.index, unitAt, territoryAt);
  addBarriers(map);
  map.follow(() => {
    map.dress('is-planning', planScene.picture.value !== null);
    map.dress('is-lasso', planScene.isLasso.value || planScene.line.value !== null);
  });
  return { hands: () => handsOf(unitAt, territoryAt) };
}

/** A scenario as it is, to look at only. */
export function addPicture(map: MapView, picture: PlanPicture): void {
  const index = indexOf(picture);
  const areas = planAreas(picture.door, index);
  const shown: PlanShown = { picture, at: picture.at, selected: null, lit: 0 };
  const laid = [
    map.paint(
      'planAreas',
      3,
      inPixels((pixels, tile) => paintGround(pixels, tile, areas, shown, pens.peek())),
    ),
    map.paint(
      'plan',
      6,
      inPixels((pixels, tile) => paintDots(pixels, tile, index, shown, pens.peek())),
    ),
  ];
  map.follow(() => {
    void pens.value;
    for (const one of laid) one.redraw();
  });
}

const indexOf = ({ lng, lat }: Pick<PlanPicture, 'lng' | 'lat'>): PointIndex =>
  indexPoints({ length: lng.length, at: (i) => ({ lng: lng[i]!, lat: lat[i]! }) });

/** Paints the scenario as it is shown now; nothing while none is open. */
function paintShown(paint: (pixels: Pixels, tile: Tile, now: PlanShown) => boolean): Paint {
  const shown = (picture: PlanPicture): PlanShown => ({
    picture,
    at: planScene.showsToday.peek() ? picture.today : picture.at,
    selected: planScene.selected.peek(),
    lit: planScene.lit.peek(),
  });
  return inPixels((pixels, tile) => {
    const picture = planScene.picture.peek();
    return picture !== null && paint(pixels, tile, shown(picture));
  });
}

/** The scenario that is open, with the land made anew where its retailers are others. */
function readPicture(land: Land): PlanPicture | null {
  const picture = planScene.picture.value;
  if (picture && picture.lng !== land.lngs) {
    land.lngs = picture.lng;
    land.index = indexOf(picture);
    land.areas = planAreas(picture.door, land.index);
  }
  return picture;
}

/** Only the parts of tiles where something changed are painted again. */
function repaintChanges(map: MapView, land: Land, ground: Painting, dots: Painting): void {
  let before: PlanLook = { picture: null, at: null, selected: null, rest: null };
  map.follow(() => {
    const picture = readPicture(land);
    const now: PlanLook = {
      picture,
      at: picture && shownAt(picture),
      selected: planScene.selected.value,
      rest: pens.value,
    };
    const changed = changedUnits(before, now);
    before = now;
    if (!changed) {
      ground.redraw();
      dots.redraw();
      return;
    }
    const { zoom } = map.view();
    const worldPx = WORLD_PX * 2 ** zoom;
    const repaint = (painting: Painting, units: readonly number[], reachPx: (unit: number) => number) =>
      units.length > 0 &&
      painting.repaint(
        units.map((i) => land.index.world(i)),
        (k) => reachPx(units[k]!),
      );
    repaint(ground, changed.ground, (unit) => land.areas!.reach(unit) * worldPx + GROUND_REACH_PX);
    repaint(dots, changed.dots, () => dotReachPx(zoom));
  });
}

/** What the pointer means while a planner is at work. */
function handsOf(unitAt: (p: Pointed) => number, territoryAt: (p: Pointed) => number): Hands | null {
  const hands = planScene.hands.peek();
  return (
    hands && {
      click(pointed) {
        if (!planScene.isLasso.peek() && !planScene.line.peek())
          hands.clicked(unitAt(pointed), territoryAt(pointed), pointed.isAdding);
      },
      hover(pointed) {
        if (planScene.carried.peek() || planScene.lasso.peek().length > 0)
          return { isOver: planScene.carried.peek() !== null, text: null }; // the hand is at work
        const unit = pointed ? unitAt(pointed) : -1;
        return { isOver: unit >= 0, text: unit >= 0 ? hands.tipOf(unit) : null };
      },
    }
  );
}

/** Paints a part of a tile pixel by pixel; `false`: there is nothing to paint. */
function inPixels(paint: (pixels: Pixels, tile: Tile) => boolean): Paint {
  return (pen, tile) => {
    const { left, top, width, height } = tile.part;
    const data = new Uint32Array(width * height);
    if (paint({ left, top, width, height, data }, tile))
      pen().putImageData(new ImageData(new Uint8ClampedArray(data.buffer), width, height), left, top);
  };
}

const pens = computed(() => {
  const rgb = (name: string) => rgbOf(palette.value[name]!);
  return planPens({
    plan: Array.from({ length: COLOURS }, (_, k) => rgb(`--plan-${k}`)),
    none: rgb('--plan-none'),
    edge: rgb('--ink'),
    hole: rgb('--mark-hole'),
    lock: rgb('--mark-edge'),
    chosen: rgb('--plan-chosen'),
    nowhere: rgb('--state-missed'),
    border: rgb('--plan-border'),
    borderAlpha: rgb('--plan-border').a,
  });
});

export function planColour(look: number): string {
  return look < 0 ? palette.value['--plan-none']! : palette.value[`--plan-${colourOf(look) % COLOURS}`]!;
}

/** The lasso, and carrying what is selected to another territory. */
function listen(
  map: MapView,
  index: () => PointIndex,
  unitAt: (p: Pointed) => number,
  territoryAt: (p: Pointed) => number,
): void {
  map.onGrab((pointed) => {
    const hands = planScene.hands.peek();
    if (!hands || isPanning || planScene.line.peek()) return null;
    if (planScene.isLasso.peek()) return drawLasso(index, pointed.isAdding, hands.lassoed);
    const unit = unitAt(pointed);
    if (unit < 0 || planScene.selected.peek()?.[unit] !== 1) return null;
    let hasMoved = false;
    return {
      move: (now) => {
        if (Math.hypot(now.x - pointed.x, now.y - pointed.y) > 6) hasMoved = true;
        if (hasMoved) planScene.carried.value = { x: now.x, y: now.y, territory: territoryAt(now) };
      },
      end: (last) => {
        // the figures are those of what is carried already: they must not go back in between
        batch(() => {
          planScene.carried.value = null;
          if (last && hasMoved) hands.dropped(territoryAt(last));
        });
      },
    };
  });
}

/** While the space bar is held, a press drags the map whatever else it would do. */
let isPanning = false;
window.addEventListener('keydown', (event) => {
  if (
    event.key === ' ' &&
    planScene.hands.peek() &&
    (event.target === document.body || (event.target as HTMLElement).closest?.('.map'))
  ) {
    isPanning = true;
    event.preventDefault();
  }
});
window.addEventListener('keyup', (event) => {
  if (event.key === ' ') isPanning = false;
});

function drawLasso(index: () => PointIndex, isAdding: boolean, heard: (units: number[], isAdding: boolean) => void) {
  const way: Pointed[] = [];
  return {
    move: (now: Pointed) => {
      const last = way.at(-1);
      if (last && Math.hypot(now.x - last.x, now.y - last.y) < 3) return;
      way.push(now);
      planScene.lasso.value = way.map(({ x, y }) => ({ x, y }));
    },
    end: (last: Pointed | null) => {
      batch(() => {
        planScene.lasso.value = [];
        if (last && way.length >= 3)
          heard(
            inside(
              index(),
              way.map(({ at }) => toWorld(at)),
            ),
            isAdding,
          );
      });
    },
  };
}

/** Numbers of the points inside a closed line, by the even-odd rule. */
export function inside(index: PointIndex, ring: readonly { x: number; y: number }[]): number[] {
  const xs = ring.map((p) => p.x);
  const ys = ring.map((p) => p.y);
  return index.within(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)).filter((i) => {
    const { x, y } = index.world(i);
    let isIn = false;
    for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
      if (ys[a]! > y !== ys[b]! > y && x < ((xs[b]! - xs[a]!) * (y - ys[a]!)) / (ys[b]! - ys[a]!) + xs[a]!)
        isIn = !isIn;
    }
    return isIn;
  });
}
