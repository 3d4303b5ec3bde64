// Pure: how numbers, times and places are written; language, zone and "now" are arguments.
import type { LngLat } from '../shared/geo.ts';

export type Language = 'en' | 'zh';
export const localeOf: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

const cache = new Map<string, Intl.DateTimeFormat>();

function timeFormat(
  language: Language,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let format = cache.get(key);
  if (!format) cache.set(key, (format = new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: zone })));
  return format;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Kept, because making a format takes a hundred times as long as using it, and a list has hundreds of numbers. */
function numberFormat(language: Language, style: 'decimal' | 'percent', digits: number): Intl.NumberFormat {
  const key = `${language} ${style} ${digits}`;
  let format = numberFormats.get(key);
  if (!format)
    numberFormats.set(
      key,
      (format = new Intl.NumberFormat(localeOf[language], { style, maximumFractionDigits: digits })),
    );
  return format;
}

/** 14:05 in the unit's zone. */
export function clock(at: string, language: Language, zone?: string): string {
  return timeFormat(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

export function clockSeconds(at: string, language: Language, zone?: string): string {
  return timeFormat(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  );
}

export function dateTime(at: string, language: Language, zone?: string): string {
  return timeFormat(language, zone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
}

/** A calendar day such as 2026-03-02, which has no zone of its own. */
export function dayName(day: string, language: Language): string {
  return timeFormat(language, 'UTC', { weekday: 'short', month: 'short', day: 'numeric' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** A month such as 2026-03. */
export function monthName(month: string, language: Language): string {
  return timeFormat(language, 'UTC', { year: 'numeric', month: 'short' }).format(new Date(`${month}-15T12:00:00Z`));
}

/** The calendar day of an instant in a zone, YYYY-MM-DD. */
export function dayOf(at: Date, zone: string | undefined): string {
  const parts = Object.fromEntries(
    timeFormat('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The day `days` later. */
export function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Metres to 1 m below 1 km, then to 0.1 km. */
export function metres(lengthM: number, language: Language): string {
  const unit = language === 'zh' ? (lengthM < 999.5 ? ' 米' : ' 公里') : lengthM < 999.5 ? ' m' : ' km';
  const value = lengthM < 999.5 ? Math.round(lengthM) : lengthM / 1000;
  return numberFormat(language, 'decimal', lengthM < 999.5 ? 0 : 1).format(value) + unit;
}

/** Seconds below a minute, minutes, then h:mm. */
export function duration(lengthS: number, language: Language): string {
  const minutes = Math.round(lengthS / 60);
  if (lengthS < 60) return `${Math.round(lengthS)}${language === 'zh' ? ' 秒' : ' s'}`;
  if (minutes < 60) return `${minutes}${language === 'zh' ? ' 分钟' : ' min'}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}${language === 'zh' ? ' 小时' : ' h'}`;
}

export function count(value: number, language: Language): string {
  return numberFormat(language, 'decimal', 3).format(value);
}

/** A share of 0..1; one decimal only below 1 % and above 99 %, where it matters. */
export function percent(share: number, language: Language): string {
  const isNearEnd = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
  return numberFormat(language, 'percent', isNearEnd ? 1 : 0).format(share);
}

/** A share of 0..1 as it is compared with others: always to a tenth. */
export function tenths(share: number, language: Language): string {
  return numberFormat(language, 'percent', 1).format(share);
}

/** A share that something is at most above: rounded up to a tenth of a per cent, so that 'at most' stays true. */
export function atMostPercent(share: number, language: Language): string {
  return numberFormat(language, 'percent', 1).format(Math.max(0, Math.ceil(share * 1_000 - 1e-6)) / 1_000);
}

export function degrees(p: LngLat): string {
  return `${p.lat.toFixed(5)}, ${p.lng.toFixed(5)}`;
}

/** Direction from one place to another, degrees clockwise from north. */
export function bearingDeg(from: LngLat, to: LngLat): number {
  const rad = Math.PI / 180;
  const dLng = (to.lng - from.lng) * rad;
  const y = Math.sin(dLng) * Math.cos(to.lat * rad);
  const x =
    Math.cos(from.lat * rad) * Math.sin(to.lat * rad) -
    Math.sin(from.lat * rad) * Math.cos(to.lat * rad) * Math.cos(dLng);
  return (Math.atan2(y, x) / rad + 360) % 360;
}

/** Two letters for a marker: the given name of a Chinese name, the initials of another, a number where people are numbered. */
export function initials(name: string): string {
  const trimmed = name.trim();
  if (/^\p{Script=Han}{2,}$/u.test(trimmed)) return [...trimmed].slice(-2).join('');
  const words = trimmed.split(/\s+/).filter(Boolean);
  if (words.length > 1 && /^\d{1,3}$/.test(words[words.length - 1]!)) return words[words.length - 1]!;
  const letters =
    words.length > 1
      ? [words[0]!, words[words.length - 1]!].map((word) => [...word][0]!)
      : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}
