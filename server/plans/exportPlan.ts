// Pure: a plan as other programs read it.
import { clockOf } from '../../shared/clock.ts';
import type { DayPlan } from '../../shared/plans.ts';

/** XML 1.0 knows no other control characters than these three, escaped or not. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** GPX 1.1 (topografix.com/GPX/1/1): a route of its stops in order, which navigation apps take as it is. */
export function gpxOf(plan: DayPlan): string {
  const points = plan.stops.map((stop, k) => {
    const times = stop.arriveS === null ? '' : `${clockOf(stop.arriveS)} `;
    const told = [stop.code, stop.address ?? ''].filter((part) => part !== '').join(', ');
    return `    <rtept lat="${stop.position.lat}" lon="${stop.position.lng}">\n      <name>${xml(`${k + 1} ${stop.name}`)}</name>\n      <desc>${xml(`${times}${told}`)}</desc>\n    </rtept>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Rounds" xmlns="http://www.topografix.com/GPX/1/1">\n  <rte>\n    <name>${plan.day}</name>\n${points.join('')}  </rte>\n</gpx>\n`;
}

/** RFC 7946: a point a stop, and the line through them. */
export function geoJsonOf(plan: DayPlan): object {
  const at = ({ lng, lat }: { lng: number; lat: number }): [number, number] => [lng, lat];
  const points = plan.stops.map((stop, k) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: at(stop.position) },
    properties: {
      number: k + 1,
      retailerId: stop.retailerId,
      code: stop.code,
      name: stop.name,
      address: stop.address,
      arrive: stop.arriveS === null ? null : clockOf(stop.arriveS),
      depart: stop.departS === null ? null : clockOf(stop.departS),
      pinned: stop.pinned,
      visited: stop.visited,
    },
  }));
  const path = [
    ...(plan.frame.start ? [plan.frame.start] : []),
    ...plan.stops.map((stop) => stop.position),
    ...(plan.frame.end ? [plan.frame.end] : []),
  ];
  const line =
    path.length > 1
      ? [
          {
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: path.map(at) },
            properties: { repId: plan.repId, day: plan.day, lengthM: plan.lengthM, travelS: plan.travelS },
          },
        ]
      : [];
  return { type: 'FeatureCollection', features: [...points, ...line] };
}
