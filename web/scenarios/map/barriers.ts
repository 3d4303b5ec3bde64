import { computed, signal, untracked } from '@preact/signals';
import type { LngLat } from '../../../shared/geo.ts';
import type { MapView } from '../../map/map.ts';
import type { Pointed } from '../../map/grab.ts';
import { planScene } from './scene.ts';
import s from '../barriers.module.css';

/** A second click so near and so soon is a double click. */
const DOUBLE_PX = 8;
const DOUBLE_MS = 500;
/** A line is dense where it was imported, and sparse where it was drawn: its points are shown then. */
const MOST_DOTS = 400;

/** Barriers on the planner's map, and the hand that draws one: a click a point, a double click the last one. */
export function addBarriers(map: MapView): void {
  const shapes = map.shapes('barriers', 5);
  map.follow(() => {
    shapes.clear();
    if (!planScene.hands.value) return;
    for (const { lines, isOn, isLit } of planScene.barriers.value) {
      const look = `${isOn ? '' : ' is-off'}${isLit ? ' is-lit' : ''}`;
      for (const line of lines) {
        shapes.line(line, `${s.barrierEdge}${look}`);
        shapes.line(line, `${s.barrier}${look}`);
      }
    }
  });
  drawLine(map);
}

function drawLine(map: MapView): void {
  const shapes = map.shapes('barrierDrawn', 8);
  const pointer = signal<LngLat | null>(null);
  let before: { pointed: Pointed; atMs: number } | null = null;
  const isDrawing = () => planScene.hands.peek() !== null && planScene.line.peek() !== null;
  map.onClick((pointed) => {
    if (!isDrawing()) return;
    const atMs = performance.now();
    const isDouble =
      before !== null &&
      atMs - before.atMs < DOUBLE_MS &&
      Math.hypot(pointed.x - before.pointed.x, pointed.y - before.pointed.y) < DOUBLE_PX;
    before = isDouble ? null : { pointed, atMs };
    // After this press is over: else it would also be a click on a retailer, and zoom.
    if (isDouble) setTimeout(() => planScene.hands.peek()?.lineEnded(), 0);
    else planScene.line.value = [...planScene.line.peek()!, pointed.at];
  });
  map.onHover((pointed) => isDrawing() && (pointer.value = pointed?.at ?? null));
  const isOn = computed(() => planScene.line.value !== null);
  map.follow(() => {
    const isHeld = isOn.value;
    before = null;
    untracked(() => map.holdZoom(isHeld));
    if (!isHeld) pointer.value = null;
  });
  map.follow(() => {
    const line = planScene.line.value;
    shapes.clear();
    if (!line) return;
    if (line.length > 1) {
      shapes.line(line, s.barrierEdge);
      shapes.line(line, `${s.barrier} is-lit`);
    }
    for (const point of line.length <= MOST_DOTS ? line : []) shapes.dot(point, 4, s.barrierPoint);
    if (pointer.value && line.length > 0) shapes.line([line.at(-1)!, pointer.value], s.barrierNext);
  });
}
