import { clock, duration } from '../format.ts';
import { REACH_PX, type Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { toWorld, WORLD_PX } from '../map/mercator.ts';
import { palette } from '../map/palette.ts';
import { hovered } from '../ui/hover.ts';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { drawReps, drawWays, type Dot, type Moment } from './draw.ts';
import { replayNow } from './state.ts';

/** What is replayed now; null: nothing is. */
function moment(): Moment | null {
  const replay = replayNow.now.peek();
  const at = replay?.opened.peek();
  const l = language.peek();
  return replay && at
    ? {
        tracks: [...at.tracks.values()],
        momentS: replay.momentS.peek(),
        followed: replay.followed.peek(),
        hovered: hovered.peek(),
        colours: palette.peek(),
        clock: (atS) => clock(new Date(at.fromMs + atS * 1000).toISOString(), l, zone.peek()),
        minutes: (lengthS) => duration(lengthS, l),
      }
    : null;
}

/** The reps of a replayed day above the marks, their ways below the numbers of the plan, each on a canvas: a frame is one drawing of both. Answers which is under the pointer. */
export function addReplay(map: MapView): Laid {
  let dots: Dot[] = [];
  const ways = map.overlay('replayWays', 5.5, (ctx, sight) => {
    const now = moment();
    if (now) drawWays(ctx, sight, now);
  });
  const reps = map.overlay('replayReps', 9, (ctx, sight) => {
    const now = moment();
    dots = now ? drawReps(ctx, sight, now) : [];
  });
  map.follow(() => {
    void [
      replayNow.now.value?.opened.value,
      replayNow.now.value?.momentS.value,
      replayNow.now.value?.followed.value,
      hovered.value,
      palette.value,
      language.value,
    ];
    ways.redraw();
    reps.redraw();
  });
  map.onDragged(() => {
    const replay = replayNow.now.peek();
    if (replay) replay.isKept.value = false;
  });
  return {
    show(isShown: boolean) {
      ways.show(isShown);
      reps.show(isShown);
    },
    under({ at, zoom }) {
      const { x, y } = toWorld(at);
      let [best, nearest] = [(REACH_PX * 1.2) / (WORLD_PX * 2 ** zoom), null as Dot | null];
      for (const dot of dots) {
        const away = Math.hypot(dot.world.x - x, dot.world.y - y);
        if (away > best) continue;
        best = away;
        nearest = dot;
      }
      return nearest && { rank: 5, selection: { kind: 'rep', id: nearest.repId } };
    },
  };
}
