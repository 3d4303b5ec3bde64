import { computed, effect } from '@preact/signals';
import { readRetailerColumns } from '../../shared/retailers.ts';
import { call } from '../api.ts';
import { scene } from '../map/scene.ts';
import { retailersVersion } from '../ui/day.ts';
import { me } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';

/** Keeps the retailers of the unit on the map, read again whenever they changed. Returns how to stop. */
export function followRetailers(): () => void {
  const isIn = computed(() => Boolean(me.value));
  let round = 0;
  return effect(() => {
    void retailersVersion.value;
    if (!isIn.value) return;
    const mine = ++round;
    call(readRetailerColumns, { query: { unitId: part.unitId.value } }).then(
      (read) => mine === round && (scene.points.value = read),
      () => undefined, // the day's own snapshot fails, too, and says why
    );
  });
}
