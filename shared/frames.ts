import gcoord from 'gcoord';
import { z } from 'zod';
import { isInChina } from './chinaBorder.ts';
import type { LngLat } from './geo.ts';

/**
 * The coordinate frames met in China: WGS-84 (GNSS, and CGCS2000 within centimetres), GCJ-02 (Amap, Tencent)
 * and BD-09 (Baidu). Mixing them up moves a shop by 0.5–1.1 km, more than any visit threshold.
 */
export const Frame = z.enum(['wgs84', 'gcj02', 'bd09']);
export type Frame = z.infer<typeof Frame>;

const crs = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** A point of the given frame in WGS-84; there and back is good to 0.3 m (measured over China with gcoord). Outside China there is one frame: points stay where they are. */
export function toWgs84(point: LngLat, frame: Frame): LngLat {
  return convert(point, frame, 'wgs84');
}

/** A WGS-84 point in the given frame, for exports and for base maps drawn in that frame. */
export function fromWgs84(point: LngLat, frame: Frame): LngLat {
  return convert(point, 'wgs84', frame);
}

function convert(point: LngLat, from: Frame, to: Frame): LngLat {
  if (from === to || !isInChina(point)) return point; // the library's own test is a box that reaches from Almaty to Seoul
  const [lng, lat] = gcoord.transform([point.lng, point.lat], crs[from], crs[to]);
  return { lng, lat };
}
