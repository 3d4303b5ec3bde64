// Pure: the ways in which files write a coordinate, read as degrees.
import { asciiNumber } from '../../shared/numbers.ts';

/** What files write where they have nothing. */
const NOTHING = /^(-+|n\/?a|nan|null|none|nil|undefined|unknown|\\n|无|空|未知|暂无|#n\/a|\(none\))$/i;

/** Full-width signs made plain, space trimmed, and the words for nothing made empty. */
export function plain(cell: string): string {
  // signs of degrees before normalising, which makes letters and spaces of some of them
  const signs = cell
    .replace(/[º˚ᵒ∘]/g, '°')
    .replace(/[′’‘´ˊʹʼ`＇]/g, "'")
    .replace(/[″”“〃˝ʺ＂]/g, '"');
  const text = asciiNumber(signs.normalize('NFKC')).trim();
  return NOTHING.test(text) ? '' : text;
}

/** No angle and no pair is longer, a pair below an address included; patterns over a longer cell may take time that grows with its square. */
const MAX_ANGLE = 64;
const MAX_PAIR = 300;

export interface Angle {
  degrees: number;
  /** The axis its letter names (N, S: lat; E, W: lng), when it has one. */
  axis: 'lng' | 'lat' | null;
}

/** `28d00m36s`, `28deg 0min 36sec`, `28-00-36` with the usual signs. */
function lettered(text: string): string {
  return text
    .replace(
      /^([-+]?\d{1,3})\s*(?:deg|d)\.?\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:min|m)\.?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:sec|s)\.?)?/i,
      `$1°$2'$3"`,
    )
    .replace(/^(\d{1,3})-(\d{1,2})-(\d{1,2}(?:[.,]\d+)?)(?![\d-])/, `$1°$2'$3"`)
    .replace(/'"/, "'");
}

const hemispheres: { pattern: RegExp; axis: 'lng' | 'lat'; sign: 1 | -1 }[] = [
  { pattern: /[东東][经經]?|\bE\b|(?<=[\d°'"\s.])E$|^E(?=[\s\d])/i, axis: 'lng', sign: 1 },
  { pattern: /西[经經]?|\bW\b|(?<=[\d°'"\s.])W$|^W(?=[\s\d])/i, axis: 'lng', sign: -1 },
  { pattern: /北[纬緯]?|\bN\b|(?<=[\d°'"\s.])N$|^N(?=[\s\d])/i, axis: 'lat', sign: 1 },
  { pattern: /南[纬緯]?|\bS\b|(?<=[\d°'"\s.])S$|^S(?=[\s\d])/i, axis: 'lat', sign: -1 },
];

/** `120.65`, `120,65`, `-79.8°`, `120°39'04.3"E`, `东经120度39分4秒`, `28:00:36 N`; null for anything else. Range is not judged here. */
export function readAngle(cell: string): Angle | null {
  const trimmed = cell.trim();
  if (trimmed.length > MAX_ANGLE) return null;
  let text = lettered(plain(trimmed).replace(/[−–—]/g, '-').replace(/''/g, '"'))
    .replace(/度/g, '°')
    .replace(/分/g, "'")
    .replace(/秒/g, '"');
  const side = hemispheres.find((h) => h.pattern.test(text));
  if (side) text = text.replace(side.pattern, ' ');
  text = text
    .trim()
    .replace(/^([-+]?\d{1,3}),(\d+)/, '$1.$2')
    .replace(/^[°:]/, '');
  const decimal = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?\s*°?$/i.exec(text);
  const dms =
    /^([-+]?)(\d{1,3})\s*[°:\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['":\s]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*"?\s*)?)?$/.exec(
      text,
    );
  let degrees: number;
  if (decimal) degrees = Number.parseFloat(text);
  else if (dms) {
    const [, sign, d, m, s = '0'] = dms;
    const [minutes, seconds] = [m!, s].map((part) => Number(part.replace(',', '.'))) as [number, number];
    if (minutes >= 60 || seconds >= 60) return null;
    degrees = (sign === '-' ? -1 : 1) * (Number(d) + minutes / 60 + seconds / 3600);
  } else return null;
  if (!Number.isFinite(degrees)) return null;
  return { degrees: side ? Math.abs(degrees) * side.sign : degrees, axis: side?.axis ?? null };
}

/** Two numbers of one cell in the order written, and the order when the cell itself says it. */
export interface Pair {
  first: number;
  second: number;
  order: PairOrder | null;
}
export type PairOrder = 'lngLat' | 'latLng';

const NUMBER = String.raw`[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?`;
const WKT = new RegExp(
  String.raw`^(?:SRID=4326;)?\s*POINT\s*Z?M?\s*\(\s*(${NUMBER})\s+(${NUMBER})(?:\s+${NUMBER})*\s*\)$`,
  'i',
);
const GEOJSON = new RegExp(String.raw`"coordinates"\s*:\s*\[\s*(${NUMBER})\s*,\s*(${NUMBER})`, 'i');
const NAMED_LNG = new RegExp(String.raw`\b(?:lng|lon|long|longitude|x)['"]?\s*[:=]\s*['"]?(${NUMBER})`, 'i');
const NAMED_LAT = new RegExp(String.raw`\b(?:lat|latitude|y)['"]?\s*[:=]\s*['"]?(${NUMBER})`, 'i');

/**
 * A point in one cell: WKT, GeoJSON, PostGIS's hexadecimal, `{"latitude": …}`, `(lat, lng)` also below an address,
 * or two angles side by side. Null for anything else.
 */
export function readPair(cell: string): Pair | null {
  const text = plain(cell);
  if (text.length > MAX_PAIR) return null;
  const lngFirst = WKT.exec(text) ?? GEOJSON.exec(text);
  if (lngFirst) return { first: Number(lngFirst[1]), second: Number(lngFirst[2]), order: 'lngLat' };
  const lng = NAMED_LNG.exec(text);
  const lat = NAMED_LAT.exec(text);
  if (lng && lat) return { first: Number(lng[1]), second: Number(lat[1]), order: 'lngLat' };
  const ewkb = /^01010000(?:20E6100000|00)([0-9a-f]{32})$/i.exec(text);
  if (ewkb) return readDoubles(ewkb[1]!);
  const inner = /[([]([^()[\]]+)[)\]]$/.exec(text)?.[1] ?? text;
  for (const separator of [/;|\||\n/, /\s*,\s+|\t/, /[,、/]/, /\s+/]) {
    const parts = inner
      .split(separator)
      .map((p) => p.trim())
      .filter((p) => p !== '');
    if (parts.length !== 2) continue;
    const [a, b] = parts.map(readAngle) as [Angle | null, Angle | null];
    if (!a || !b || (a.axis !== null && a.axis === b.axis)) continue;
    const isLngFirst = a.axis === 'lng' || b.axis === 'lat';
    return {
      first: a.degrees,
      second: b.degrees,
      order: isLngFirst ? 'lngLat' : a.axis === 'lat' || b.axis === 'lng' ? 'latLng' : null,
    };
  }
  return null;
}

/** Little-endian (E)WKB of a point, as PostGIS writes a geometry into a CSV. */
function readDoubles(hex: string): Pair {
  const view = new DataView(Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16)).buffer);
  return { first: view.getFloat64(0, true), second: view.getFloat64(8, true), order: 'lngLat' };
}

/**
 * Which number comes first in a column of pairs: what the values can only mean (no latitude passes 90), else what the
 * header says, else latitude first, as in Google's and Socrata's exports. Pairs that say it themselves are not asked.
 */
export function pairOrder(header: string, pairs: readonly Pair[]): PairOrder {
  const open = pairs.filter((p) => p.order === null);
  const lngFirst = open.filter((p) => Math.abs(p.first) > 90 && Math.abs(p.second) <= 90).length;
  const latFirst = open.filter((p) => Math.abs(p.second) > 90 && Math.abs(p.first) <= 90).length;
  if (lngFirst !== latFirst) return lngFirst > latFirst ? 'lngLat' : 'latLng';
  return /(lng|lon|long|经).*(lat|纬)/i.test(header) ? 'lngLat' : 'latLng';
}
