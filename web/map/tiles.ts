// Tiles of a base map from elsewhere. Knows Leaflet, as map.ts does.
import L from 'leaflet';
import { toWgs84 } from '../../shared/frames.ts';
import type { Tiles } from '../../shared/people.ts';

const MAX_ZOOM = 19;

/** Lays tiles into a pane; gives a function that takes them away. */
export function addTiles(map: L.Map, pane: string, { url, frame }: Tiles): () => void {
  const options = { pane, maxZoom: MAX_ZOOM };
  const layer = frame === 'gcj02' ? new ShiftedTiles(url, options) : L.tileLayer(url, options);
  layer.addTo(map);
  return () => void layer.remove();
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
  _getTilePos(coords: L.Coords): L.Point;
  _getTiledPixelBounds(centre: L.LatLng): L.Bounds;
}
const original = L.TileLayer.prototype as unknown as Inner;

/**
 * Tiles drawn in GCJ-02 on a map in WGS-84: each is put where its own centre belongs, and those are fetched that then fill
 * the screen. The shift is half a kilometre in China: 2,000 pixels at the nearest zoom, nothing at the farthest.
 */
const ShiftedTiles = L.TileLayer.extend({
  _getTilePos(this: L.TileLayer & Inner, coords: L.Coords) {
    const size = this.getTileSize();
    const centre = L.point((coords.x + 0.5) * size.x, (coords.y + 0.5) * size.y);
    return original._getTilePos.call(this, coords).add(shift(this._map, centre, coords.z)).round();
  },
  _getTiledPixelBounds(this: L.TileLayer & Inner, centre: L.LatLng) {
    const bounds = original._getTiledPixelBounds.call(this, centre);
    const by = shift(this._map, bounds.getCenter(), this._tileZoom);
    return L.bounds(bounds.min!.subtract(by), bounds.max!.subtract(by));
  },
}) as unknown as new (url: string, options: L.TileLayerOptions) => L.TileLayer;
