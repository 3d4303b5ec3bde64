// What the pointer does on the map. Knows Leaflet by its types alone.
import type L from 'leaflet';
import type { LngLat } from '../../shared/geo.ts';

/** A place under the pointer; x and y are pixels of the map's element. */
export interface Pointed {
  at: LngLat;
  zoom: number;
  x: number;
  y: number;
  /** Shift, Ctrl or ⌘ was held: it adds to what is selected. */
  isAdding: boolean;
}

/** What a pointer does from its press to its release, in place of dragging the map. */
export interface Grab {
  move(pointed: Pointed): void;
  /** null: broken off. */
  end(pointed: Pointed | null): void;
}

export const addsTo = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean =>
  event.shiftKey || event.ctrlKey || event.metaKey;

const stopHere = (event: Event): void => event.stopPropagation();
/** A hand that clicks moves as much as this. */
const CLICK_PX = 6;

/** Asks at each press who wants the pointer. */
export function grabbing(map: L.Map, begin: (pointed: Pointed) => Grab | null): void {
  const element = map.getContainer();
  const at = (event: PointerEvent): Pointed => {
    const box = element.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { lng, lat } = map.containerPointToLatLng([x, y]);
    return {
      at: { lng, lat },
      zoom: map.getZoom(),
      x,
      y,
      isAdding: addsTo(event),
    };
  };
  element.addEventListener(
    'pointerdown',
    (press) => {
      if (press.button !== 0 || !press.isPrimary) return;
      const pressed = at(press);
      const grab = begin(pressed);
      if (!grab) return;
      // A mouse's press is kept from the map. Fingers have events of their own, and dragging is switched off; that makes every element's style anew.
      const isMouse = press.pointerType === 'mouse';
      if (isMouse) {
        press.preventDefault();
        press.stopPropagation();
      } else map.dragging.disable();
      const watch = new AbortController();
      let hasMoved = false;
      const over = (pointed: Pointed | null): void => {
        watch.abort();
        if (!isMouse) map.dragging.enable();
        // What was dragged is no click on whatever lies where it was dropped.
        if (hasMoved) element.addEventListener('click', stopHere, { capture: true, once: true });
        setTimeout(() => element.removeEventListener('click', stopHere, true), 0);
        grab.end(pointed);
      };
      const mine = (heard: (event: PointerEvent) => void) => (event: PointerEvent) =>
        event.pointerId === press.pointerId && heard(event);
      window.addEventListener(
        'pointermove',
        mine((event) => {
          const now = at(event);
          hasMoved ||= Math.hypot(now.x - pressed.x, now.y - pressed.y) > CLICK_PX;
          grab.move(now);
        }),
        { signal: watch.signal },
      );
      window.addEventListener(
        'pointerup',
        mine((event) => over(at(event))),
        { signal: watch.signal },
      );
      window.addEventListener(
        'pointercancel',
        mine(() => over(null)),
        { signal: watch.signal },
      );
      window.addEventListener('keydown', (event) => event.key === 'Escape' && over(null), { signal: watch.signal });
    },
    { capture: true },
  );
}
