import { areClustersOn, isClustered } from '../map/clustering.ts';
import { sortForDrawing } from '../glyphs.ts';
import { forgetSprites, sprite } from '../map/sprite.ts';
import { REACH_PX, type Laid } from '../map/layers.ts';
import { toWorld, WORLD_PX } from '../map/mercator.ts';
import type { MapView } from '../map/map.ts';
import type { Paint } from '../map/paint.ts';
import { palette } from '../map/palette.ts';
import { indexPoints, type PointIndex, inTile } from '../map/points.ts';
import { scene, type DayMark } from '../map/scene.ts';

/** From a coloured dot over the city to a glyph that can be read. */
function radiusPx(zoom: number): number {
  return zoom < 10 ? 2.5 : zoom < 12 ? 3.5 : zoom < 13 ? 5 : zoom < 14 ? 6.5 : zoom < 16 ? 8 : 9.5;
}

/** The retailers of the day by state, on canvas tiles of their own: a verdict repaints one tile and not the city. */
export function addDay(map: MapView): Laid {
  let shown: readonly DayMark[] = [];
  let index: PointIndex = indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) });
  const paint: Paint = (pen, tile) => {
    if (isClustered(tile.zoom)) return;
    const radius = radiusPx(tile.zoom);
    const found = sortForDrawing(inTile(index, tile, radius + 2).map((i) => ({ i, state: shown[i]!.state })));
    if (found.length === 0) return;
    const ctx = pen();
    for (const { i, state } of found) {
      const { x, y } = index.world(i);
      const half = radius + 2;
      ctx.drawImage(
        sprite(state, radius, tile.ratio),
        x * tile.worldPx - tile.left - half,
        y * tile.worldPx - tile.top - half,
        half * 2,
        half * 2,
      );
    }
  };
  const painting = map.paint('day', 6, paint);
  map.follow(() => {
    void [palette.value, areClustersOn.value];
    forgetSprites();
    painting.redraw();
  });
  map.follow(() => {
    const before = new Map(shown.map((mark) => [mark.retailerId, mark]));
    shown = scene.marks.value;
    index = indexPoints({ length: shown.length, at: (i) => shown[i]!.position });
    const changed = shown.filter((mark) => {
      const old = before.get(mark.retailerId);
      before.delete(mark.retailerId);
      return old?.state !== mark.state;
    });
    const places = [...changed, ...before.values()].map((mark) => toWorld(mark.position));
    if (places.length > 200) painting.redraw();
    else if (places.length > 0) painting.redrawAt(places, 14);
  });
  return {
    under({ at, zoom }) {
      const i = index.nearest(toWorld(at), REACH_PX / (WORLD_PX * 2 ** zoom));
      if (i < 0) return null;
      const { retailerId } = shown[i]!;
      const points = scene.points.peek();
      return {
        rank: 2,
        selection: { kind: 'retailer', id: retailerId },
        text: points?.names[points.ids.indexOf(retailerId)],
      };
    },
  };
}
