import { signal } from '@preact/signals';
import { selection } from '../ui/navigate.ts';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { scene } from '../map/scene.ts';

/** More routes than this at once are a tangle, and each zoom step would lay all of them out again. */
const MOST_ROUTES = 60;
/** From this zoom on those in sight are few enough to be read. */
const ROUTES_FROM = 13;

/** Routes of the day: what is done is a full line, what is to come a dashed one; the selected rep's stand out. */
export function addRoutes(map: MapView): Laid {
  const shapes = map.shapes('routes', 5);
  const moves = signal(map.view());
  map.onMoved((view) => (moves.value = view));
  map.follow(() => {
    const chosen = selection.value?.kind === 'rep' ? selection.value.id : null;
    const open = scene.round.value?.repId; // drawn by its own layer
    const all = scene.routes.value.filter((route) => route.repId !== open);
    const isFew = all.length <= MOST_ROUTES;
    const isClose = !isFew && moves.value.zoom >= ROUTES_FROM;
    shapes.clear();
    for (const route of all) {
      if (!isFew && route.repId !== chosen && !(isClose && route.points.some(map.isInSight))) continue;
      const rank = chosen === null ? 'quiet' : route.repId === chosen ? 'chosen' : 'faint';
      if (route.done > 1) shapes.line(route.points.slice(0, route.done), `route done ${rank}`);
      if (route.done < route.points.length)
        shapes.line(route.points.slice(Math.max(0, route.done - 1)), `route ahead ${rank}`);
    }
  });
  return { show: shapes.show };
}
