// Pure: what an answer of a carrier comes to, whichever way it speaks.
import type { CarrierFailure } from '../../shared/carriers.ts';
import { toWgs84, type Frame } from '../../shared/frames.ts';
import { isPlaceholder, LngLat } from '../../shared/geo.ts';
import { readAngle } from '../tables/coordinates.ts';

/** What is asked: about whom, and when they pressed. */
export interface Question {
  /** `+` and digits. */
  number: string;
  /** Without a country's own. */
  national: string;
  askId: string;
  askedAtMs: number;
}

/** A position in WGS-84. What was not said is null. */
export interface CarrierFix {
  position: LngLat;
  /** Radius of the circle that covers what was said. */
  uncertaintyM: number | null;
  /** The share of positions that lie in it. */
  level: number | null;
  at: string | null;
  /** In which frame it was said. */
  frame: Frame;
  address: string | null;
}

export type Reading = CarrierFix | { failure: CarrierFailure; address: string | null };

export function failed(failure: CarrierFailure, address: string | null = null): Reading {
  return { failure, address };
}

/** A position as it was said. */
export interface SaidPosition {
  lng: string | null;
  lat: string | null;
  uncertaintyM: number | null;
  level: number | null;
  atMs: number | null;
  frame: Frame;
  address: string | null;
}

/** Half the way around: no circle is larger. */
const MOST_RADIUS_M = 20_000_000;
/** A carrier's clock may be a little ahead of ours; a time beyond that is none. */
const MOST_AHEAD_MS = 120_000;
const MOST_ADDRESS = 300;

/** The position in WGS-84, or why it is none. @param oldestMs how long before the question it may have been measured */
export function readPosition(said: SaidPosition, { askedAtMs }: Question, oldestMs: number): Reading {
  const address = said.address === null ? null : said.address.slice(0, MOST_ADDRESS);
  if (said.lng === null || said.lat === null) return failed('NO_POSITION', address);
  const [x, y] = [readAngle(said.lng), readAngle(said.lat)];
  if (!x || !y) return failed('UNREADABLE', address);
  // a letter says which is which, whatever the element is called
  const [lng, lat] = x.axis === 'lat' && y.axis !== 'lat' ? [y, x] : [x, y];
  if (lng.axis === 'lat' || lat.axis === 'lng') return failed('UNREADABLE', address);
  const point = LngLat.safeParse({ lng: lng.degrees, lat: lat.degrees });
  if (!point.success) return failed('OUT_OF_RANGE', address);
  if (isPlaceholder(point.data)) return failed('NO_POSITION', address);
  const atMs = said.atMs !== null && said.atMs <= askedAtMs + MOST_AHEAD_MS ? said.atMs : null;
  if (atMs !== null && atMs < askedAtMs - oldestMs) return failed('TOO_OLD', address);
  return {
    position: toWgs84(point.data, said.frame),
    uncertaintyM:
      said.uncertaintyM !== null && said.uncertaintyM > 0 && said.uncertaintyM <= MOST_RADIUS_M
        ? said.uncertaintyM
        : null,
    level: levelOf(said.level),
    at: atMs === null ? null : new Date(atMs).toISOString(),
    frame: said.frame,
    address,
  };
}

/** A circle that holds everything has no standard error: 100 is read as the 99 that can be meant. */
function levelOf(level: number | null): number | null {
  return level === null || !(level > 0) || level > 1 ? null : Math.min(level, 0.99);
}

/** Whether an answer is for the number that was asked about: with or without its country, hidden digits as they are. */
export function isNumber(said: string, asked: string): boolean {
  const shown = said.normalize('NFKC').replace(/[^\d*xX]/g, '');
  const digits = asked.slice(1);
  const length = Math.min(shown.length, digits.length);
  if (length < 7) return false;
  const [a, b] = [shown.slice(-length), digits.slice(-length)];
  return [...a].every((sign, i) => /[*xX]/.test(sign) || sign === b[i]);
}
