import { signal } from '@preact/signals';
import type { LngLat } from '../../shared/geo.ts';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import s from './retailers.module.css';

/** Where the retailer is whose card is open. */
export const focus = signal<LngLat | null>(null);

/** The ring around it. */
export function addFocus(map: MapView): Laid {
  const shapes = map.shapes('focus', 7);
  map.follow(() => {
    const at = focus.value;
    shapes.clear();
    if (!at) return;
    shapes.dot(at, 14, s.focusRing);
  });
  return {};
}
