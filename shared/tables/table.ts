import { fromWgs84, type Frame } from '../frames.ts';
import type { LngLat } from '../geo.ts';
import { z } from 'zod';

export const TableFormat = z.enum(['csv', 'xlsx', 'geojson']);
export type TableFormat = z.infer<typeof TableFormat>;
/** null: as programs read it, with field names for headings and codes for words. */
export const TableLanguage = z.enum(['zh', 'en']);
export type TableLanguage = z.infer<typeof TableLanguage>;

/** How a table is said: to whom, in which zone its times are, in which frame its coordinates. */
export interface Saying {
  lang: TableLanguage | null;
  /** IANA; undefined: UTC. */
  zone: string | undefined;
  frame: Frame;
}

export type Cell = string | number | null | { day: string };

export interface Column<Row> {
  /** Its name for programs, in GeoJSON too. */
  key: string;
  zh: string;
  en: string;
  of(row: Row, say: Saying): Cell;
  /** Characters, in a spreadsheet; 12 unless said. */
  width?: number;
  /** A coordinate: the heading says its frame. */
  isInFrame?: boolean;
  /** One of the two of the row's own place, which is the geometry in GeoJSON. */
  isPlace?: boolean;
}

/** A table as it is exported, described once for CSV, XLSX and GeoJSON, for the server and for the browser. */
export interface Table<Row> {
  /** What its files are called. */
  name: string;
  zh: string;
  en: string;
  columns: readonly Column<Row>[];
  /** WGS-84; a table without it cannot be GeoJSON. */
  place?: (row: Row) => LngLat | null;
}

export const frameName: Record<Frame, string> = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' };

/** The heading of a column; a coordinate's says its frame, so that no file leaves without it. */
export function heading<Row>(column: Column<Row>, { lang, frame }: Saying): string {
  if (lang === null) return column.key;
  const bracket = lang === 'zh' ? `（${frameName[frame]}）` : ` (${frameName[frame]})`;
  return column[lang] + (column.isInFrame ? bracket : '');
}

/** 1e-7 degrees are a centimetre: more digits say nothing. */
const DIGITS = 1e7;

/** A WGS-84 point in the frame asked for. */
export function inFrame(point: LngLat, frame: Frame): LngLat {
  const { lng, lat } = fromWgs84(point, frame);
  return { lng: Math.round(lng * DIGITS) / DIGITS, lat: Math.round(lat * DIGITS) / DIGITS };
}

/** The two columns of a coordinate, in the frame asked for. */
export function coordinate<Row>(
  of: (row: Row) => LngLat | null,
  named?: { key: string; zh: string; en: string },
): [Column<Row>, Column<Row>] {
  const axis = (which: 'lng' | 'lat', zh: string, en: string): Column<Row> => ({
    key: named ? `${named.key}${which === 'lng' ? 'Lng' : 'Lat'}` : which,
    zh: (named?.zh ?? '') + zh,
    en: named ? `${named.en} ${en.toLowerCase()}` : en,
    isInFrame: true,
    isPlace: named === undefined,
    of: (row, { frame }) => {
      const point = of(row);
      return point && inFrame(point, frame)[which];
    },
  });
  return [axis('lng', '经度', 'Longitude'), axis('lat', '纬度', 'Latitude')];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-02 16:00:05+08:00`: the unit's clock with its offset, to the second; sorts as text and reads as ISO 8601 (RFC 3339). */
export function instant(at: string | null | undefined, { zone = 'UTC' }: Pick<Saying, 'zone'>): string | null {
  if (at === null || at === undefined) return null;
  const ms = Math.floor(Date.parse(at) / 1_000) * 1_000;
  if (!Number.isFinite(ms)) return at;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const local = format.format(ms);
  const offsetMin = Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - ms) / 60_000);
  if (!Number.isFinite(offsetMin)) return at; // a year that no phone lives in
  const two = (n: number) => String(n).padStart(2, '0');
  return `${local}${offsetMin < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offsetMin) / 60))}:${two(Math.abs(offsetMin) % 60)}`;
}

export function day(value: string | null | undefined): Cell {
  return value === null || value === undefined ? null : { day: value };
}

/** To so many digits after the point, so that no file says 3.0000000000000004. */
export function rounded(value: number | null | undefined, digits: number): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

export function minutes(seconds: number | null | undefined): number | null {
  return rounded(seconds === null || seconds === undefined ? null : seconds / 60, 1);
}

/** A code of a closed list in the language asked for; the code itself for programs. */
export function worded<Code extends string>(
  code: Code | null | undefined,
  lists: Record<TableLanguage, Record<Code, string>>,
  { lang }: Saying,
): string | null {
  if (code === null || code === undefined) return null;
  return lang === null ? code : (lists[lang][code] ?? code);
}

/** Yes or no; 1 or 0 for programs. */
export function yesNo(value: boolean | null | undefined, { lang }: Saying): Cell {
  if (value === null || value === undefined) return null;
  return lang === null ? Number(value) : lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
}

/** What a file is called: the table, which one where it is one of many, the day, and the frame where there are coordinates. */
export function fileName<Row>(
  table: Table<Row>,
  format: TableFormat,
  { lang, frame }: Pick<Saying, 'lang' | 'frame'>,
  parts: readonly (string | null | undefined)[],
): string {
  const frames = table.columns.some((column) => column.isInFrame) ? [frame] : [];
  const words = [lang === 'zh' ? table.zh : table.name, ...parts, ...frames].filter((part): part is string =>
    Boolean(part),
  );
  return `${words.map((part) => part.replace(/[\s\u0000-\u001f\u007f"*/:<>?\\|]+/g, '_').slice(0, 60)).join('-')}.${format}`;
}
