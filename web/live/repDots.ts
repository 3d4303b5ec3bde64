import { type ReadonlySignal } from '@preact/signals';
import { REACH_PX, type Under } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import type { Pointed } from '../map/grab.ts';
import type { Paint } from '../map/paint.ts';
import { palette } from '../map/palette.ts';
import { toWorld, WORLD_PX } from '../map/mercator.ts';
import { indexPoints, type PointIndex, inTile } from '../map/points.ts';
import { changedDots, type Drawn } from './repSteps.ts';
import type { RepMark } from '../map/scene.ts';
import { hovered } from '../ui/hover.ts';

const RADIUS_PX = 6;

/** A city's reps as dots: the late with a warning ring, the one pointed at with a thick one. Answers which is under the pointer. */
export function addRepDots(map: MapView, far: ReadonlySignal<readonly RepMark[]>) {
  let marks: readonly RepMark[] = [];
  let index: PointIndex = indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) });
  const paint: Paint = (pen, tile) => {
    const colours = palette.value;
    for (const i of inTile(index, tile, RADIUS_PX + 4)) {
      const ctx = pen();
      const mark = marks[i]!;
      const isLit = mark.repId === hovered.peek();
      ctx.beginPath();
      ctx.arc(
        index.xs[i]! * tile.worldPx - tile.left,
        index.ys[i]! * tile.worldPx - tile.top,
        isLit ? RADIUS_PX + 2 : RADIUS_PX,
        0,
        7,
      );
      ctx.fillStyle = colours['--rep']!;
      ctx.globalAlpha = isFresh(mark) ? 1 : 0.45;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.lineWidth = isLit ? 3 : 2;
      ctx.strokeStyle = colours[mark.isLate ? '--warn' : '--mark-hole']!;
      ctx.stroke();
    }
  };
  const painting = map.paint('repDots', 8, paint);
  let drawn = new Map<string, Drawn>();
  let colours = palette.peek();
  map.follow(() => {
    const lit = hovered.value;
    const isRecoloured = colours !== palette.value;
    colours = palette.value;
    if (marks.length === 0 && far.value.length === 0) return;
    marks = far.value;
    index = indexPoints({ length: marks.length, at: (i) => marks[i]!.position });
    const now = new Map(
      marks.map((mark, i) => [
        mark.repId,
        { ...index.world(i), look: `${mark.isLate} ${isFresh(mark)} ${mark.repId === lit}` },
      ]),
    );
    const { places, next } = changedDots(drawn, now, WORLD_PX * 2 ** map.view().zoom);
    drawn = next;
    if (isRecoloured) painting.redraw();
    else if (places.length > 0) painting.redrawAt(places, RADIUS_PX + 4);
  });
  return {
    under({ at, zoom }: Pointed): Under | null {
      const i = index.nearest(toWorld(at), REACH_PX / (WORLD_PX * 2 ** zoom));
      return i < 0 ? null : { rank: 4, selection: { kind: 'rep', id: marks[i]!.repId }, text: marks[i]!.name };
    },
  };
}

const isFresh = (mark: RepMark): boolean => mark.ageMin < 30;
