// Pure: where somebody was at a moment of a day that is over, from their own reports, and never where nobody knows.
import type { PositionSource } from '../../shared/positions.ts';
import {
  isOneWay,
  sourceLetters,
  STEPS_A_DEGREE,
  type RepTrack,
  type Stay,
  type TrackPoint,
} from '../../shared/tracks.ts';

/** A rep's day in columns, a report each, by time; seconds are since the beginning of the unit's day. */
export interface Track {
  repId: string;
  unitId: string;
  name: string;
  atS: Int32Array;
  lng: Float64Array;
  lat: Float64Array;
  /** Metres; NaN: not said. */
  accuracyM: Float32Array;
  source: string;
  /** 1 where the rep may be drawn on the line to the next report. */
  isWay: Uint8Array;
  stays: readonly Stay[];
  distrusted: number;
}

/** Where a rep was: on the way between two near reports, or where they were last heard of. */
export interface Whereabouts {
  lng: number;
  lat: number;
  /** The number of the last report at or before the moment. */
  report: number;
  /** False: this is the place of the last report, `agoS` seconds old, and nobody knows more. */
  isKnown: boolean;
  agoS: number;
}

export function readTrack(sent: RepTrack): Track {
  const count = sent.atS.length;
  const track: Track = {
    repId: sent.repId,
    unitId: sent.unitId,
    name: sent.name,
    source: sent.source,
    stays: sent.stays,
    distrusted: sent.distrusted,
    atS: new Int32Array(count),
    lng: new Float64Array(count),
    lat: new Float64Array(count),
    accuracyM: new Float32Array(count),
    isWay: new Uint8Array(count),
  };
  let [atS, lng, lat] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    track.atS[i] = atS += sent.atS[i]!;
    track.lng[i] = (lng += sent.lng[i]!) / STEPS_A_DEGREE;
    track.lat[i] = (lat += sent.lat[i]!) / STEPS_A_DEGREE;
    track.accuracyM[i] = sent.accuracyM[i] ?? NaN;
  }
  for (let i = 0; i + 1 < count; i++) track.isWay[i] = isOneWay(pointOf(track, i), pointOf(track, i + 1)) ? 1 : 0;
  return track;
}

const sources = Object.entries(sourceLetters) as [PositionSource, string][];

export function sourceOf(track: Track, i: number): PositionSource | null {
  return sources.find(([, letter]) => letter === track.source[i])?.[0] ?? null;
}

export function pointOf(track: Track, i: number): TrackPoint {
  const accuracyM = track.accuracyM[i]!;
  return {
    atS: track.atS[i]!,
    lng: track.lng[i]!,
    lat: track.lat[i]!,
    accuracyM: Number.isNaN(accuracyM) ? null : accuracyM,
    source: sourceOf(track, i),
  };
}

/** The number of the last of some rising times that is not after a moment; -1 when all are. Binary search. */
export function lastUntil(times: ArrayLike<number>, moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Null before the first report of the day. */
export function whereAt(track: Track, momentS: number): Whereabouts | null {
  const report = lastUntil(track.atS, momentS);
  if (report < 0) return null;
  const agoS = momentS - track.atS[report]!;
  const [lng, lat] = [track.lng[report]!, track.lat[report]!];
  if (!track.isWay[report]) return { lng, lat, report, isKnown: agoS === 0, agoS };
  const share = agoS / (track.atS[report + 1]! - track.atS[report]!);
  return {
    lng: lng + share * (track.lng[report + 1]! - lng),
    lat: lat + share * (track.lat[report + 1]! - lat),
    report,
    isKnown: true,
    agoS,
  };
}

/** The stop that a moment lies in. */
export function stayAt(track: Track, momentS: number): Stay | null {
  return track.stays.find((stay) => stay.fromS <= momentS && momentS <= stay.untilS) ?? null;
}

/** Numbers of the reports, first and last, of each piece of way between two moments: what lies between the pieces nobody knows. */
export function piecesBetween(track: Track, fromS: number, untilS: number): [first: number, last: number][] {
  const pieces: [number, number][] = [];
  const end = lastUntil(track.atS, untilS);
  let first = lastUntil(track.atS, Math.ceil(fromS) - 1) + 1; // reports are at whole seconds
  for (let i = first; i <= end; i++) {
    if (i < end && track.isWay[i]) continue;
    if (i > first || (i === end && track.isWay[i])) pieces.push([first, i]);
    first = i + 1;
  }
  return pieces;
}
