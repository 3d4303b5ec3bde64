import { movedBy, zoomedAt, type Px, type Size, type View } from './roundView.ts';

/** So far a finger may tremble and still mean a press. */
const TREMBLE_PX = 6;
const WHEEL_STEP = 1.2;

interface Looked {
  view(): View;
  size(): Size;
  show(view: View): void;
}

/** A small map moved by one finger, zoomed by two or by the wheel. Returns how to let go of it. */
export function handle(element: Element, { view, size, show }: Looked): () => void {
  const fingers = new Map<number, Px>();
  const ending = new AbortController();
  const { signal } = ending;
  const at = (event: MouseEvent): Px => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  let travelled = 0;
  const down = (event: PointerEvent) => {
    fingers.set(event.pointerId, at(event));
    if (fingers.size === 1) travelled = 0;
  };
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled > TREMBLE_PX && !element.hasPointerCapture(event.pointerId))
      element.setPointerCapture(event.pointerId);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (!other) show(movedBy(view(), { x: now.x - before.x, y: now.y - before.y }));
    else {
      const apart = (finger: Px) => Math.max(1, Math.hypot(finger.x - other.x, finger.y - other.y));
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      show(zoomedAt(view(), size(), middle, apart(now) / apart(before)));
    }
  };
  const up = (event: PointerEvent) => void fingers.delete(event.pointerId);
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    show(zoomedAt(view(), size(), at(event), event.deltaY < 0 ? WHEEL_STEP : 1 / WHEEL_STEP));
  };
  element.addEventListener('pointerdown', down as EventListener, { signal });
  element.addEventListener('pointermove', move as EventListener, { signal });
  element.addEventListener('pointerup', up as EventListener, { signal });
  element.addEventListener('pointercancel', up as EventListener, { signal });
  element.addEventListener('wheel', wheel as EventListener, { signal, passive: false });
  return () => ending.abort();
}
