import type request from 'supertest';
import type { Contract } from '../../shared/contract.ts';
import { todayIn, type Agent } from '../helpers/server.ts';

/** Who calls: a session of each role, nobody, a rep's phone, and the same phone after its token was revoked. */
export const callers = ['anonymous', 'revoked', 'device', 'rep', 'supervisor', 'planner', 'auditor', 'admin'] as const;
export type Caller = (typeof callers)[number];

/** What there is in a unit, and everything of it that nobody of a sister unit or below may read. */
export interface Place {
  unitId: string;
  repId: string;
  retailerId: string;
  deviceId: string;
  /** Somebody who worked there and does no more. */
  formerId: string;
  visitId: string;
  importId: string;
  territoryId: string;
  jobId: string;
  /** A scenario in which every retailer has its territory, at revision 2, and a copy of it; and a published map. */
  scenarioId: string;
  copyId: string;
  mapId: string;
  barrierId: string;
}

export interface Rule {
  may: readonly Caller[];
  /** Sent in the table of roles: only where what may be done depends on more than the role. */
  body?: object;
  /** What those hear who may not, where it is not 401 for strangers and 403 for the signed-in. */
  refusal?: number;
  /** One call about one place: good at home (2xx), refused with 403 or 404 (or `elsewhere`) in a sister unit and above. */
  scope?: { login: string; ask: (agent: Agent, at: Place) => request.Test; elsewhere?: number }[];
}

export const anyone: readonly Caller[] = callers;
export const roles: readonly Caller[] = ['rep', 'supervisor', 'planner', 'auditor', 'admin'];
export const rolesAndPhone: readonly Caller[] = ['device', ...roles];
export const desk: readonly Caller[] = ['supervisor', 'planner', 'auditor', 'admin'];
export const planners: readonly Caller[] = ['planner', 'admin'];
export const auditors: readonly Caller[] = ['auditor', 'admin'];
export const admin: readonly Caller[] = ['admin'];

export const api = (path: string) => `/api/v1${path}`;
export const today = todayIn();
export const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
export const instants = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
export const file = { fileName: 'a.csv', frame: 'wgs84' };
const csv = 'code,name,lng,lat\nNEW,New,120.6,28.1';
export const text = (test: request.Test) => test.set('Content-Type', 'text/csv').send(csv);

/** Route × role × scope: who may do what where, for every contract of a feature; one that is left out does not compile. */
export function accessOf<C extends Record<string, Contract>>(
  contracts: C,
  rules: { [K in keyof C]: Rule },
): Record<string, Rule> {
  return byKey(contracts, rules);
}

/** As `method path`, in the order in which they stand here. */
export function byKey<T>(contracts: Record<string, Contract>, named: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [keyOf(contracts[name]!), value]));
}

export const keyOf = ({ method, path }: Contract): string => `${method} ${path}`;

/** A write that names a place of one's own and, in it, something of another unit: it is refused with 404. */
export interface Mixed {
  what: string;
  login: string;
  ask: (agent: Agent, home: Place, other: Place) => request.Test;
}

/** A list without a filter, or with one that asks for another unit: it holds what is one's own, or nothing. */
export interface List {
  path: string;
  query?: (other: Place) => Record<string, string>;
  logins: string[];
}
