// Pure: the facts of a day, a week or a month that a log is drafted from, and what of them changed since it was sent.
import { z } from 'zod';
import { Day } from './text.ts';
import { VisitState } from './visits.ts';

export const LogVisit = z.object({
  visitId: z.uuid(),
  retailerId: z.uuid(),
  code: z.string(),
  name: z.string(),
  startedAt: z.string(),
  dwellS: z.number().int().nullable(),
  state: VisitState,
  isPlanned: z.boolean(),
  isClaimed: z.boolean(),
});
export type LogVisit = z.infer<typeof LogVisit>;

export const LogStop = z.object({ retailerId: z.uuid(), code: z.string(), name: z.string() });
export type LogStop = z.infer<typeof LogStop>;

/** A day as the server knows it. */
export const DayFacts = z.object({
  day: Day,
  visits: z.array(LogVisit),
  /** Stops of the plan as the day began; null: there was no plan. */
  planned: z.number().int().nullable(),
  /** Planned stops at which nobody pressed. */
  missing: z.array(LogStop),
  plannedM: z.number().int().nullable(),
  /** Along the positions, to 30 m; null: too few are known. */
  drivenM: z.number().int().nullable(),
  /** Working hours: by the shifts, else from the first press to the last; null: not known, or not over. */
  hours: z.object({
    basis: z.enum(['shift', 'visits', 'none']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    workedS: z.number().int().nullable(),
  }),
});
export type DayFacts = z.infer<typeof DayFacts>;

const n = z.number().int();
export const LogSums = z.object({
  valid: n,
  suspect: n,
  invalid: n,
  unverifiable: n,
  /** Not judged yet, or not over. */
  waiting: n,
  planned: n,
  missing: n,
  offPlan: n,
  drivenM: n.nullable(),
  workedS: n.nullable(),
});
export type LogSums = z.infer<typeof LogSums>;

/** The sums of a week or a month, and of each of its days. */
export const SpanFacts = z.object({
  sums: LogSums,
  /** Of the week or the month before. */
  before: LogSums,
  days: z.array(z.object({ day: Day, logId: z.uuid().nullable(), sums: LogSums })),
});
export type SpanFacts = z.infer<typeof SpanFacts>;

export const LogFacts = z.union([DayFacts, SpanFacts]);
export type LogFacts = z.infer<typeof LogFacts>;

export const isOfDay = (facts: LogFacts): facts is DayFacts => 'visits' in facts;

/** How many visits are in each state, as a log says it: what is not judged yet waits. */
export function countStates(visits: readonly { state: VisitState }[]) {
  const count = (...states: VisitState[]) => visits.filter(({ state }) => states.includes(state)).length;
  return {
    valid: count('valid'),
    suspect: count('suspect'),
    invalid: count('invalid'),
    unverifiable: count('unverifiable'),
    waiting: count('open', 'waiting'),
  };
}

export function sumsOf({ visits, planned, missing, drivenM, hours }: DayFacts): LogSums {
  return {
    ...countStates(visits),
    planned: planned ?? 0,
    missing: missing.length,
    offPlan: visits.filter(({ isPlanned }) => !isPlanned).length,
    drivenM,
    workedS: hours.workedS,
  };
}

/** What is not known of some days is not known of all. */
export function addSums(all: readonly LogSums[]): LogSums {
  const known = (key: 'drivenM' | 'workedS') => {
    const values = all.flatMap((one) => one[key] ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  };
  const sum = (key: Exclude<keyof LogSums, 'drivenM' | 'workedS'>) => all.reduce((so, one) => so + one[key], 0);
  return {
    valid: sum('valid'),
    suspect: sum('suspect'),
    invalid: sum('invalid'),
    unverifiable: sum('unverifiable'),
    waiting: sum('waiting'),
    planned: sum('planned'),
    missing: sum('missing'),
    offPlan: sum('offPlan'),
    drivenM: known('drivenM'),
    workedS: known('workedS'),
  };
}

export function sumsOfFacts(facts: LogFacts): LogSums {
  return isOfDay(facts) ? sumsOf(facts) : facts.sums;
}

export const LogChange = z.discriminatedUnion('what', [
  /** A visit that is judged otherwise, was added (`from` null) or is gone (`to` null). */
  z.object({ what: z.literal('visit'), name: z.string(), from: VisitState.nullable(), to: VisitState.nullable() }),
  /** A stop that counts as not made now, or no longer. */
  z.object({ what: z.literal('stop'), name: z.string(), isMissing: z.boolean() }),
  z.object({ what: z.literal('driven'), from: n, to: n }),
  z.object({ what: z.literal('worked'), from: n, to: n }),
  /** A day whose sums are others. */
  z.object({ what: z.literal('day'), day: Day }),
]);
export type LogChange = z.infer<typeof LogChange>;

/** Positions come late and are thinned: less is no change. */
const DRIVEN_M = 1_000;
const WORKED_S = 900;

/** What differs by name. A verdict that was still to come, and came out well, is no change; nor is what has expired. */
export function changesSince(then: LogFacts, now: LogFacts): LogChange[] {
  if (isOfDay(then) && isOfDay(now)) return changesOfDay(then, now);
  if (isOfDay(then) || isOfDay(now)) return [];
  const known = new Map(now.days.map(({ day, sums }) => [day, sums]));
  return then.days.flatMap(({ day, sums }): LogChange[] => {
    const other = known.get(day);
    return other && countsOf(other) !== countsOf(sums) ? [{ what: 'day', day }] : [];
  });
}

const countsOf = ({ valid, suspect, invalid, unverifiable, waiting, planned, missing }: LogSums): string =>
  [valid + waiting, suspect, invalid, unverifiable, planned, missing].join(' ');

function changesOfDay(then: DayFacts, now: DayFacts): LogChange[] {
  const before = new Map(then.visits.map((visit) => [visit.visitId, visit]));
  const after = new Map(now.visits.map((visit) => [visit.visitId, visit]));
  const visits = [...new Map([...before, ...after]).values()].flatMap(({ visitId, name }): LogChange[] => {
    const [from, to] = [before.get(visitId)?.state ?? null, after.get(visitId)?.state ?? null];
    const cameOutWell = (from === 'open' || from === 'waiting') && (to === 'waiting' || to === 'valid');
    return from === to || cameOutWell ? [] : [{ what: 'visit', name, from, to }];
  });
  const named = new Set(visits.map((change) => (change.what === 'visit' ? change.name : '')));
  const missingOnly = (one: DayFacts, other: DayFacts, isMissing: boolean) => {
    const known = new Set(other.missing.map(({ retailerId }) => retailerId));
    return one.missing
      .filter(({ retailerId, name }) => !known.has(retailerId) && !named.has(name))
      .map(({ name }): LogChange => ({ what: 'stop', name, isMissing }));
  };
  const numbers = (what: 'driven' | 'worked', from: number | null, to: number | null, least: number): LogChange[] =>
    from !== null && to !== null && Math.abs(from - to) >= least ? [{ what, from, to }] : [];
  return [
    ...visits,
    ...missingOnly(now, then, true),
    ...missingOnly(then, now, false),
    ...numbers('driven', then.drivenM, now.drivenM, DRIVEN_M),
    ...numbers('worked', then.hours.workedS, now.hours.workedS, WORKED_S),
  ];
}
