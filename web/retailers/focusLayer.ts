import { signal } from '@preact/signals';
import type { LngLat } from '../../shared/geo.ts';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import s from './retailers.module.css';

/** Where the retailer is whose card is open. */
export const focus = signal<LngLat | null>(null);

/** Those that a search found, as far as they are listed. */
export const found = signal<readonly LngLat[]>([]);

/** The rings around them. */
export function addFocus(map: MapView): Laid {
  const shapes = map.shapes('focus', 7);
  map.follow(() => {
    const at = focus.value;
    shapes.clear();
    for (const hit of found.value) shapes.dot(hit, 9, s.foundRing);
    if (at) shapes.dot(at, 14, s.focusRing);
  });
  return {};
}
