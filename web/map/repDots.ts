import { effect, type ReadonlySignal } from '@preact/signals';
import type { MapView, Paint } from './map.ts';
import { palette } from './palette.ts';
import { indexPoints, type PointIndex } from './points.ts';
import { inTile } from './retailerLayer.ts';
import { scene, type RepMark } from './scene.ts';

const RADIUS_PX = 6;

/** A city's reps as dots: the late with a warning ring, the one pointed at with a thick one. Answers which is under the pointer. */
export function addRepDots(map: MapView, far: ReadonlySignal<readonly RepMark[]>) {
  let marks: readonly RepMark[] = [];
  let index: PointIndex = indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) });
  const paint: Paint = (ctx, tile) => {
    const colours = palette.value;
    for (const i of inTile(index, tile, RADIUS_PX + 4)) {
      const { x, y } = index.world(i);
      const mark = marks[i]!;
      const isLit = mark.repId === scene.hovered.peek();
      ctx.beginPath();
      ctx.arc(x * tile.worldPx - tile.left, y * tile.worldPx - tile.top, isLit ? RADIUS_PX + 2 : RADIUS_PX, 0, 7);
      ctx.fillStyle = colours['--rep']!;
      ctx.globalAlpha = mark.ageMin < 30 ? 1 : 0.45;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.lineWidth = isLit ? 3 : 2;
      ctx.strokeStyle = colours[mark.isLate ? '--warn' : '--mark-hole']!;
      ctx.stroke();
    }
  };
  const painting = map.paint('repDots', 8, paint);
  effect(() => {
    void palette.value;
    void scene.hovered.value;
    if (marks.length === 0 && far.value.length === 0) return;
    marks = far.value;
    index = indexPoints({ length: marks.length, at: (i) => marks[i]!.position });
    painting.redraw();
  });
  return {
    pick(world: { x: number; y: number }, radius: number): string | null {
      const i = index.nearest(world, radius);
      return i < 0 ? null : marks[i]!.repId;
    },
  };
}
