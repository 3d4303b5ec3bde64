import { effect } from '@preact/signals';
import { clock, duration } from '../format.ts';
import type { MapView } from '../map/map.ts';
import type { WorldPoint } from '../map/mercator.ts';
import { palette } from '../map/palette.ts';
import { scene } from '../map/scene.ts';
import { zone } from '../shell/me.ts';
import { language } from '../words/words.ts';
import { drawMoment, type Dot } from './draw.ts';
import { followed, isKept, momentS, opened } from './state.ts';

/** The reps of a replayed day, on a canvas of their own: a frame is one drawing of it. Answers which is under the pointer. */
export function addReplay(map: MapView) {
  let dots: Dot[] = [];
  const canvas = map.overlay('replay', (ctx, sight) => {
    const at = scene.isReplay.peek() ? opened.peek() : null;
    const l = language.peek();
    dots = !at ? [] : drawMoment(ctx, sight, {
      tracks: [...at.tracks.values()], momentS: momentS.peek(), followed: followed.peek(), hovered: scene.hovered.peek(), colours: palette.peek(),
      clock: (atS) => clock(new Date(at.fromMs + atS * 1000).toISOString(), l, zone.peek()),
      minutes: (lengthS) => duration(lengthS, l),
    });
  });
  effect(() => {
    void [scene.isReplay.value, opened.value, momentS.value, followed.value, scene.hovered.value, palette.value, language.value];
    canvas.redraw();
  });
  map.onDragged(() => (isKept.value = false));
  return {
    show: canvas.show,
    /** Reach is in units of the world. */
    pick({ x, y }: WorldPoint, reach: number): Dot | null {
      let [best, nearest] = [reach, null as Dot | null];
      for (const dot of dots) {
        const away = Math.hypot(dot.world.x - x, dot.world.y - y);
        if (away > best) continue;
        best = away;
        nearest = dot;
      }
      return nearest;
    },
  };
}
