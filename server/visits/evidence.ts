// Pure: the measured evidence of one visit, as the judge and the flags read it. Times are epoch milliseconds.
import type { MixUp } from '../../shared/flags.ts';
import type { PositionSource } from '../../shared/positions.ts';
import type { CoordinateTrust } from '../../shared/retailers.ts';
import type { NoteReason } from '../../shared/verdicts.ts';

/** A located fix. What was not said is null. */
export interface EvidencePoint {
  lng: number;
  lat: number;
  accuracyM: number | null;
  accuracyLevel: number;
  source: PositionSource | null;
  fixAtMs: number | null;
  mock: boolean;
  deviceId: string | null;
  altitudeM: number | null;
  speedMps: number | null;
}

/** A fix with its distance to the retailer's stored point, metres on the spheroid; null where that point is unknown. */
export interface MeasuredPoint extends EvidencePoint {
  distanceM: number | null;
}

export interface MeasuredPress {
  /** null: no measured position (none, a pin on a map, or null island). */
  fix: MeasuredPoint | null;
  mock: boolean;
  deviceId: string | null;
  fixAtMs: number | null;
  pressedAtMs: number | null;
  receivedAtMs: number | null;
  claimedAtMs: number | null;
  /** Where the rep's carrier had the phone, and how far from the press's fix, metres; null where either is not known. */
  carrier: MeasuredPoint | null;
  carrierApartM: number | null;
  /** Which of several fixes was taken, and why. */
  picked: string | null;
  notes: NoteReason[];
}

/** One step of the rep's way: track and presses in the order of their times. */
export interface PathPoint extends MeasuredPoint {
  kind: 'start' | 'end' | 'track' | 'neighbour';
  atMs: number;
  /** From the point before, metres; 0 for the first. */
  stepM: number;
}

/** A position from the history, with whose it was. */
export interface PastPoint extends EvidencePoint {
  repId: string | null;
  /** From the start press and the end press, metres; null without a fix there. */
  fromStartM: number | null;
  fromEndM: number | null;
}

export interface VisitEvidence {
  id: string | number;
  repId: string | null;
  retailer: {
    /** null: no stored point, or null island. */
    point: { lng: number; lat: number } | null;
    sigmaM: number | null;
    thresholdM: number | null;
    coordinate: CoordinateTrust;
  };
  requiredDwellS: number;
  start: MeasuredPress | null;
  end: MeasuredPress | null;
  /** Between the two presses' fixes, metres. */
  pressesApartM: number | null;
  /** The same where a carrier's position stands for one of them: the start's own to the end's carrier's, the other way, and both carriers'. */
  carriersApart: { ownToEnd: number | null; startToOwn: number | null; startToEnd: number | null };
  path: PathPoint[];
  /** Whether there was a track at all, and how many of its fixes could not be read. */
  hasTrack: boolean;
  unreadFixes: number;
  /** Crossings of the retailer's border as the phone's own geofence noticed them, in the order of their times. */
  notices: { event: 'enter' | 'leave'; atMs: number }[];
  hours: { fromMs: number | null; untilMs: number | null }[];
  history: PastEvidence;
}

export interface PastEvidence {
  deviceSkewMedianS: number | null;
  points: PastPoint[];
  otherVisits: { visitId: string | null; fromMs: number; untilMs: number }[];
  retailersAtCoordinate: number | null;
  coordinateInspected: boolean;
  /** From the present coordinate to an earlier one that was not learned, metres: the furthest. */
  coordinateMovedM: number | null;
  /** For each way of mixing up frames: from where the stored point then really is to this visit, and to earlier ones, metres. */
  frames: { mixUp: MixUp; startM: number | null; endM: number | null; pastM: number[] }[];
}
