import type { Signal } from '@preact/signals';
import { placeAt } from './draft.ts';

/** A stop under way: where it would be let go, in the list or on a rep. */
export interface Drag {
  id: string;
  /** Place in the list, counted without the stop itself. */
  to: number;
  repId: string | null;
}

/** Near an edge of the list it scrolls, so many pixels a picture, for as long as the pointer is held there. */
const EDGE_PX = 40;
const SCROLL_PX = 8;

/**
 * Follows the pointer from a stop's handle until it is let go: mouse, pen and finger alike. Escape gives up.
 * @param drag told of every move, and null when it is over
 * @param onDrop told where, unless it was given up
 */
export function followDrag(
  event: PointerEvent,
  id: string,
  drag: Signal<Drag | null>,
  onDrop: (drop: Drag) => void,
): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const handle = event.currentTarget as HTMLElement;
  const list = handle.closest('ol')!;
  const scroller = handle.closest<HTMLElement>('.panel-body');
  const others = () => [...list.querySelectorAll<HTMLElement>('[data-stop]')].filter((row) => row.dataset.stop !== id);
  const ending = new AbortController();
  const { signal: until } = ending;
  handle.setPointerCapture(event.pointerId);
  let at: { x: number; y: number } | null = null;
  const look = () => {
    if (!at) return;
    const middles = others().map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    const rep = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('[data-drop-rep]');
    drag.value = { id, to: placeAt(at.y, middles), repId: rep?.dataset.dropRep ?? null };
  };
  scrollAtEdge(scroller, () => at, look, until);
  const move = (moved: PointerEvent) => {
    at = { x: moved.clientX, y: moved.clientY };
    look();
  };
  const end = (isDropped: boolean) => {
    const dropped = drag.peek();
    drag.value = null;
    ending.abort();
    if (isDropped && dropped) onDrop(dropped);
  };
  handle.addEventListener('pointermove', move, { signal: until });
  handle.addEventListener('pointerup', () => end(true), { signal: until });
  handle.addEventListener('pointercancel', () => end(false), { signal: until });
  document.addEventListener(
    'keydown',
    (pressed) => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      pressed.preventDefault();
      end(false);
    },
    { signal: until, capture: true },
  );
}

/** Scrolls while the pointer is held at an edge, and tells that the rows under it are others. */
function scrollAtEdge(
  scroller: HTMLElement | null,
  pointer: () => { x: number; y: number } | null,
  scrolled: () => void,
  until: AbortSignal,
): void {
  const step = () => {
    if (until.aborted || !scroller) return;
    const edge = scroller.getBoundingClientRect();
    const at = pointer();
    if (at && at.x < edge.right) {
      const before = scroller.scrollTop;
      if (at.y < edge.top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
      else if (at.y > edge.bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
      if (scroller.scrollTop !== before) scrolled();
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
