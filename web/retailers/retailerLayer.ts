import { areClustersOn, isClustered, isOn } from '../map/clustering.ts';
import { REACH_PX, type Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { toWorld, WORLD_PX } from '../map/mercator.ts';
import type { Paint, Pen, Tile } from '../map/paint.ts';
import { indexPoints, inTile, type PointIndex } from '../map/points.ts';
import { palette, rgbOf } from '../map/palette.ts';
import type { RetailerColumns } from '../../shared/retailerColumns.ts';
import { scene } from '../map/scene.ts';
import { discStamp, stampAt } from '../map/stamp.ts';

/** From this zoom on the names are written. */
const NAMES_FROM = 16;
/** More than this many names in a tile cannot be read. */
const MOST_NAMES = 60;

/** How large a retailer is drawn: from dust over the whole city to a dot with a name on a street. */
function radiusPx(zoom: number): number {
  return zoom < 9 ? 0.9 : zoom < 11 ? 1.2 : zoom < 12 ? 1.6 : zoom < 13 ? 2 : zoom < 15 ? 2.6 : zoom < 17 ? 3.4 : 4.5;
}

/** Every retailer, as a quiet ground for the day's marks. */
export function addRetailers(map: MapView): Laid {
  let points: RetailerColumns | null = null;
  let indexed: PointIndex | null = null;
  // made when it is first asked for: where the map opens on clusters no dot is drawn
  const indexOf = (): PointIndex =>
    (indexed ??= indexPoints({
      length: points?.count ?? 0,
      at: (i) => ({ lng: points!.lng[i]!, lat: points!.lat[i]! }),
    }));
  const paint: Paint = (pen, tile) => {
    if (isClustered(tile.zoom)) return;
    const index = indexOf();
    const found = inTile(index, tile, radiusPx(tile.zoom) + 1);
    if (found.length > 0) dot(pen(), tile, index, found);
    if (tile.zoom >= NAMES_FROM && points) writeNames(pen, tile, index, points);
  };
  const painting = map.paint('retailers', 4, paint);
  map.follow(() => {
    void [palette.value, areClustersOn.value];
    if (scene.points.value !== points) {
      points = scene.points.value;
      indexed = null;
    }
    painting.redraw();
  });
  return {
    show(isShown) {
      isOn.retailers.value = isShown;
      painting.show(isShown);
    },
    under({ at, zoom }) {
      // a dot is smaller than the day's marks, and easily missed: a nearer one is meant
      const i = isOn.retailers.peek() ? indexOf().nearest(toWorld(at), (REACH_PX * 0.7) / (WORLD_PX * 2 ** zoom)) : -1;
      return i < 0 || !points
        ? null
        : { rank: 1, selection: { kind: 'retailer', id: points.ids[i]! }, text: points.names[i]! };
    },
  };
}

/** Every one is there, also where thousands share a few pixels: what it costs follows the tile's size more than their number. */
function dot(ctx: CanvasRenderingContext2D, tile: Tile, index: PointIndex, found: readonly number[]): void {
  const picture = ctx.createImageData(tile.sizePx * tile.ratio, tile.sizePx * tile.ratio);
  const pixels = new Uint32Array(picture.data.buffer);
  const stamp = discStamp(radiusPx(tile.zoom) * tile.ratio, rgbOf(palette.value['--state-other']!));
  const scale = tile.worldPx * tile.ratio;
  const [left, top] = [tile.left * tile.ratio, tile.top * tile.ratio];
  for (const i of found)
    stampAt(pixels, picture.width, index.xs[i]! * scale - left - 0.5, index.ys[i]! * scale - top - 0.5, stamp);
  ctx.putImageData(picture, 0, 0);
}

/** Names that overlap nothing written before, the same from tile to tile: looked at in a margin around the tile too. */
function writeNames(pen: Pen, tile: Tile, index: PointIndex, points: RetailerColumns): void {
  const found = inTile(index, tile, 140).sort((a, b) => a - b);
  if (found.length === 0 || found.length > MOST_NAMES * 3) return;
  const ctx = pen();
  ctx.font = '11px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = palette.value['--map-land']!;
  ctx.fillStyle = palette.value['--map-text']!;
  const taken: { x: number; y: number; width: number }[] = [];
  for (const i of found) {
    const name = points.names[i]!;
    const text = [...name].length > 16 ? `${[...name].slice(0, 15).join('')}…` : name;
    const { x, y } = index.world(i);
    const px = Math.round(x * tile.worldPx - tile.left) + 13;
    const py = Math.round(y * tile.worldPx - tile.top);
    const width = ctx.measureText(text).width;
    if (
      taken.some((other) => Math.abs(other.y - py) < 13 && px < other.x + other.width + 4 && other.x < px + width + 4)
    )
      continue;
    taken.push({ x: px, y: py, width });
    ctx.strokeText(text, px, py);
    ctx.fillText(text, px, py);
  }
}
