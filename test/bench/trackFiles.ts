import type { LngLat } from '../../shared/geo.ts';

export interface TimedPoint extends LngLat {
  atMs: number;
}

/**
 * The positions of a recorded track in the order of their times: GPX 1.1, GeoLife .plt, barefoot .json; by the end of the name.
 * What has no position or no time on Earth is left out.
 */
export function readTrack(name: string, text: string): TimedPoint[] {
  if (name.endsWith('.gpx')) {
    const points = [...text.matchAll(/<trkpt\b([^>]*)>(.*?)<\/trkpt>/gs)];
    return timed(
      points.map(([, attributes, body]) => [
        /lon="([^"]+)"/.exec(attributes!)?.[1],
        /lat="([^"]+)"/.exec(attributes!)?.[1],
        /<time>([^<]+)/.exec(body!)?.[1],
      ]),
    );
  }
  if (name.endsWith('.plt')) return readPlt(text);
  if (name.endsWith('.json')) {
    const rows = JSON.parse(text) as { point: string; time: string }[];
    return timed(
      rows.map(({ point, time }) => [
        ...point.slice(6, -1).split(' '),
        time.replace(' ', 'T').replace(/(\d\d)$/, ':$1'),
      ]),
    );
  }
  return [];
}

/**
 * GeoLife (user guide 1.3, "PLT format"): six lines of head, then latitude, longitude, 0, altitude in feet (-777: none), days since
 * 1899-12-30, date, time; both in GMT.
 */
function readPlt(text: string): TimedPoint[] {
  const rows = text
    .split('\n')
    .slice(6)
    .map((line) => line.trim().split(','));
  return timed(
    rows.map(([lat, lng, , , , date, time]) => [
      lng,
      lat,
      date !== undefined && time !== undefined ? `${date}T${time}Z` : undefined,
    ]),
  );
}

function timed(rows: (string | undefined)[][]): TimedPoint[] {
  const number = (text: string | undefined) => (text === undefined || text.trim() === '' ? NaN : Number(text));
  return rows
    .map(([lng, lat, time]) => ({ lng: number(lng), lat: number(lat), atMs: Date.parse(time ?? '') }))
    .filter((p) => Math.abs(p.lng) <= 180 && Math.abs(p.lat) <= 90 && Number.isFinite(p.atMs))
    .sort((a, b) => a.atMs - b.atMs);
}
