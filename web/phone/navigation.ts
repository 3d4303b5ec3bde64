// Pure: how a stop is handed to a navigation app, each in the frame that the app draws in.
import { fromWgs84, type Frame } from '../../shared/frames.ts';
import type { LngLat } from '../../shared/geo.ts';

export const navigators = ['own', 'amap', 'baidu', 'tencent', 'google', 'apple'] as const;
export type Navigator = (typeof navigators)[number];

export interface Destination {
  position: LngLat;
  name: string;
}

export const isNavigator = (word: string | null): word is Navigator => navigators.some((one) => one === word);

/** Google's and Apple's maps of China are drawn in GCJ-02; elsewhere every frame is WGS-84. `own` is whatever app the phone has for RFC 5870's scheme, which is WGS-84. */
const frameOf: Record<Navigator, Frame> = {
  own: 'wgs84',
  amap: 'gcj02',
  baidu: 'bd09',
  tencent: 'gcj02',
  google: 'gcj02',
  apple: 'gcj02',
};

/** The address that opens the way there. An iPhone knows no `geo:`, its own app is Apple's. */
export function wayTo(app: Navigator, { position, name }: Destination, userAgent: string): string {
  const isApple = /iPhone|iPad|Macintosh/.test(userAgent);
  const chosen = app === 'own' && isApple ? 'apple' : app;
  const { lng, lat } = fromWgs84(position, frameOf[chosen]);
  const [x, y] = [lng.toFixed(6), lat.toFixed(6)];
  const title = encodeURIComponent(name);
  switch (chosen) {
    case 'own':
      return `geo:${y},${x}?q=${y},${x}(${title})`;
    case 'amap':
      return `https://uri.amap.com/navigation?to=${x},${y},${title}&mode=car&coordinate=gaode&callnative=1`;
    case 'baidu':
      return `${isApple ? 'baidumap' : 'bdapp'}://map/direction?destination=latlng:${y},${x}|name:${title}&coord_type=bd09ll&mode=driving&src=rounds`;
    case 'tencent':
      return `https://apis.map.qq.com/uri/v1/routeplan?type=drive&to=${title}&tocoord=${y},${x}&referer=rounds`;
    case 'google':
      return `https://www.google.com/maps/dir/?api=1&destination=${y},${x}`;
    case 'apple':
      return `https://maps.apple.com/?daddr=${y},${x}&q=${title}`;
  }
}
