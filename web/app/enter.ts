import { may } from '../ui/me.ts';
import { open } from '../ui/navigate.ts';
import type { Screen } from '../ui/place.ts';

/** Goes into a room by its door: whoever decides on visits finds first those that wait for it. */
export function enter(screen: Screen): void {
  open(screen, screen === 'visits' && may('visits.decide') ? 'review' : null);
}
