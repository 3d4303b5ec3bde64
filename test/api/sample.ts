import { todayIn } from '../helpers/server.ts';
import type { Contract } from '../../shared/contract.ts';
import { byKey } from './rules.ts';

/** What a good request needs to name. */
export interface Known {
  unitId: string;
  repId: string;
  personId: string;
  retailerId: string;
  visitId: string;
  setupToken: string;
}

/** A good request of an endpoint: what the tests of bad input spoil in one place at a time. */
export interface Sample {
  /** Whose session it is sent with; `phone` is a rep's device token. */
  as: 'admin' | 'auditor.east' | 'supervisor.east' | 'rep.east' | 'phone' | null;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** JSON, or the text of a file. */
  body?: Record<string, unknown> | string;
}

export const fix = {
  position: { lng: 120.65, lat: 28 },
  accuracyM: 8,
  accuracyLevel: 0.68,
  source: 'gnss',
  fixAt: '2026-01-05T02:00:00Z',
  mock: false,
};
export const press = { pressedAt: '2026-01-05T02:00:00Z', deviceId: 'p1', note: 'x', fix };

export const today = todayIn();

/** A good request of every contract of a feature; one that is left out does not compile. */
export function samplesOf<C extends Record<string, Contract>>(
  contracts: C,
  samples: { [K in keyof C]: Sample },
): Record<string, Sample> {
  return byKey(contracts, samples);
}
