import type { LngLat } from './geo.ts';

/** Days gone by as a made-up organisation has them: what its phones would have told, and what was planned. */

interface PastPress {
  /** ISO. */
  pressedAt: string;
  /** When the server would have had it: a phone may have been offline. */
  receivedAt: string;
  position: LngLat;
  accuracyM: number;
  source: 'gnss' | 'wifi' | 'cell';
  mock: boolean;
}

export interface PastVisit {
  visitId: string;
  repId: string;
  unitId: string;
  retailerId: string;
  day: string;
  deviceId: string;
  start: PastPress;
  end: PastPress;
}

export interface PastPlan {
  repId: string;
  unitId: string;
  day: string;
  /** In their order. */
  retailerIds: readonly string[];
  /** Of that order, straight from stop to stop. */
  lengthM: number;
}
