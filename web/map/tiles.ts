// Tiles of a base map of the operator's. Knows Leaflet, as map.ts does.
import * as L from 'leaflet';
import { toWgs84 } from '../../shared/frames.ts';
import type { Tiles } from '../../shared/tiles.ts';
import { vectorPainter, type VectorPainter } from './vectorTiles/ask.ts';
import { TILE_PX, type Look } from './vectorTiles/messages.ts';

const MAX_ZOOM = 19;

/** Tiles that lie on the map. */
export interface Laid {
  /** Tells vector tiles what to look like; pictures are what they are. */
  look(look: Omit<Look, 'kind' | 'ratio'>): void;
  remove(): void;
}

/** Lays tiles into a pane. `lost` hears, perhaps often, of tiles that did not come. */
export function addTiles(map: L.Map, pane: string, tiles: Tiles, lost: () => void): Laid {
  return tiles.kind === 'vector' ? addVectorTiles(map, pane, tiles, lost) : addPictures(map, pane, tiles, lost);
}

const optionsOf = (pane: string, { bounds }: Tiles): L.GridLayerOptions => ({
  pane,
  maxZoom: MAX_ZOOM,
  ...(bounds && { bounds: L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]) }),
});

function addPictures(map: L.Map, pane: string, tiles: Tiles, lost: () => void): Laid {
  const Layer = tiles.frame === 'gcj02' ? shifted(L.TileLayer) : L.TileLayer;
  const layer = new Layer(tiles.url, {
    ...optionsOf(pane, tiles),
    minZoom: tiles.minZoom,
    maxNativeZoom: tiles.maxZoom,
  });
  layer.on('tileerror', lost);
  layer.addTo(map);
  return { look: () => {}, remove: () => void layer.remove() };
}

function addVectorTiles(map: L.Map, pane: string, tiles: Tiles, lost: () => void): Laid {
  const painter = vectorPainter(tiles, lost);
  const Layer = tiles.frame === 'gcj02' ? shifted(L.GridLayer) : L.GridLayer;
  // a tile of the archive is a picture of the zoom after
  const layer = new Layer({
    ...optionsOf(pane, tiles),
    tileSize: TILE_PX,
    minZoom: tiles.minZoom === 0 ? 0 : tiles.minZoom + 1,
    keepBuffer: 1,
    updateWhenZooming: false,
    updateWhenIdle: false,
    noWrap: true,
  });
  Object.assign(layer, { createTile: (at: L.Coords, done: L.DoneCallback) => createTile(painter, at, done) });
  layer.on('tileunload', (event) => painter.drop((event as unknown as { coords: L.Coords }).coords));
  const [hold, letGo] = [() => painter.hold(true), () => painter.hold(false)];
  map.on('zoomstart', hold).on('zoomend', letGo);
  let isLaid = false;
  const ratio = (): number => Math.min(2, window.devicePixelRatio || 1);
  return {
    look(look) {
      painter.look({ ...look, ratio: ratio() });
      if (!isLaid) layer.addTo(map);
      isLaid = true;
    },
    remove() {
      map.off('zoomstart', hold).off('zoomend', letGo);
      layer.remove();
      painter.end();
    },
  };
}

/** Leaflet looks at how many arguments createTile takes: two say that the tile is not ready at once. */
function createTile(painter: VectorPainter, { x, y, z }: L.Coords, done: L.DoneCallback): HTMLElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.width = canvas.height = 0;
  let isFirst = true;
  painter.paint({ x, y, z }, (picture) => {
    if (picture) {
      [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext('bitmaprenderer')!.transferFromImageBitmap(picture);
    } else canvas.width = canvas.height = 0;
    if (isFirst) done(undefined, canvas);
    isFirst = false;
  });
  return canvas;
}

/** How far a place of a GCJ-02 map, in pixels of a zoom, is from where it belongs in WGS-84. */
function shift(map: L.Map, at: L.Point, zoom: number): L.Point {
  const { lng, lat } = map.unproject(at, zoom);
  const there = toWgs84({ lng, lat }, 'gcj02');
  return map.project([there.lat, there.lng], zoom).subtract(at);
}

/** What Leaflet's own layer does, by the names that its plug-ins use. */
interface Inner {
  _map: L.Map;
  _tileZoom: number;
  _tiles: Record<string, { el: HTMLElement; coords: L.Coords }>;
  getEvents(): Record<string, L.LeafletEventHandlerFn>;
  _getTilePos(coords: L.Coords): L.Point;
  _getTiledPixelBounds(centre: L.LatLng): L.Bounds;
}
const original = L.GridLayer.prototype as unknown as Inner;

/**
 * Tiles drawn in GCJ-02 on a map in WGS-84: each is put where its own centre belongs, and those are fetched that then fill
 * the screen. The shift is half a kilometre in China: 2,000 pixels at the nearest zoom, nothing at the farthest.
 */
function shifted<T extends new (...args: never[]) => L.GridLayer>(Layer: T): T {
  return (Layer as unknown as typeof L.Class).extend({
    getEvents(this: L.GridLayer & Inner) {
      const place = () =>
        Object.values(this._tiles).forEach(({ el, coords }) => L.DomUtil.setPosition(el, this._getTilePos(coords)));
      return { ...original.getEvents.call(this), zoomend: place };
    },
    _getTilePos(this: L.GridLayer & Inner, coords: L.Coords) {
      const size = this.getTileSize();
      const centre = L.point((coords.x + 0.5) * size.x, (coords.y + 0.5) * size.y);
      const at = original._getTilePos.call(this, coords).add(shift(this._map, centre, coords.z));
      // a picture that is enlarged is not put on whole pixels of its own, which are up to sixteen of the screen
      return this._map.getZoom() > coords.z ? at : at.round();
    },
    _getTiledPixelBounds(this: L.GridLayer & Inner, centre: L.LatLng) {
      const bounds = original._getTiledPixelBounds.call(this, centre);
      const by = shift(this._map, bounds.getCenter(), this._tileZoom);
      return L.bounds(bounds.min!.subtract(by), bounds.max!.subtract(by));
    },
  }) as unknown as T;
}
