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
  map.getContainer().addEventListener(
    'pointerdown',
    (press) => {
      if (press.button !== 0 || !press.isPrimary) return;
      const grab = begin(pointedBy(map, press));
      if (grab) follow(map, press, grab);
    },
    { capture: true },
  );
}

function pointedBy(map: L.Map, event: PointerEvent): Pointed {
  const box = map.getContainer().getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const { lng, lat } = map.containerPointToLatLng([x, y]);
  return { at: { lng, lat }, zoom: map.getZoom(), x, y, isAdding: addsTo(event) };
}

/** Gives the pointer to a grab until it is released, or broken off by Escape or by the system. */
function follow(map: L.Map, press: PointerEvent, grab: Grab): void {
  const element = map.getContainer();
  const pressed = pointedBy(map, press);
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
  const hear = (name: 'pointermove' | 'pointerup' | 'pointercancel', heard: (event: PointerEvent) => void): void =>
    window.addEventListener(name, (event) => event.pointerId === press.pointerId && heard(event), {
      signal: watch.signal,
    });
  hear('pointermove', (event) => {
    const now = pointedBy(map, event);
    hasMoved ||= Math.hypot(now.x - pressed.x, now.y - pressed.y) > CLICK_PX;
    grab.move(now);
  });
  hear('pointerup', (event) => over(pointedBy(map, event)));
  hear('pointercancel', () => over(null));
  window.addEventListener('keydown', (event) => event.key === 'Escape' && over(null), { signal: watch.signal });
}
