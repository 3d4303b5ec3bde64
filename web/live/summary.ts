import { needsLook } from '../../shared/review.ts';
// Pure: what a supervisor wants to know of a day, from its facts: who is how far, what needs a look, what each retailer is.
import type { LngLat } from '../../shared/geo.ts';
import type { Plan } from '../../shared/plans.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { DayMark, RouteLine } from '../map/scene.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { isClockWrong, reportedAt } from '../../shared/positions.ts';
import type { DayView, Rep } from '../ui/day.ts';

/** Phones report every few minutes on a shift; half an hour of silence with stops to go is worth a call. */
export const LATE_AFTER_MIN = 30;

export interface RepRow {
  rep: Rep;
  plan: Plan | null;
  /** Stops of the plan that were visited, whatever the verdict. */
  made: number;
  visits: VisitSummary[];
  /** Those to retailers that the plan does not name. */
  extra: VisitSummary[];
  /** The visit the rep is in now. */
  open: VisitSummary | null;
  /** Minutes since the last own report or press; null: never today, or another day. */
  ageMin: number | null;
  /** The time that the phone's clock says, where it cannot be right. */
  wrongClockAt: string | null;
  /** Stops remain and nothing was heard for long. */
  isLate: boolean;
}

export interface MissedStop {
  retailerId: string;
  name: string;
  repId: string;
}

/** What follows from visits and plans alone, and not from where anybody is. */
export interface DayFacts {
  visitsByRep: ReadonlyMap<string, VisitSummary[]>;
  /** Visits that a person should look at, latest first. */
  doubtful: VisitSummary[];
  latest: VisitSummary[];
  /** Planned stops that nobody made, once the day is over. */
  missed: MissedStop[];
  marks: DayMark[];
  routes: RouteLine[];
  counts: Record<DayState, number>;
  /** Planned stops that were visited, whatever the verdict, and those of them whose visit is valid. */
  made: number;
  valid: number;
  planned: number;
}

/** A day that is over has missed stops and no planned ones. */
export function dayFacts({ visits, plans }: Pick<DayView, 'visits' | 'plans'>, isToday: boolean): DayFacts {
  const latest = [...visits.values()].sort((a, b) =>
    a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : a.visitId < b.visitId ? 1 : -1,
  );
  const visitsByRep = new Map<string, VisitSummary[]>();
  for (const visit of latest) {
    const own = visitsByRep.get(visit.repId);
    if (own) own.push(visit);
    else visitsByRep.set(visit.repId, [visit]);
  }
  const marks = dayMarks(plans, latest, isToday);
  const counts: Record<DayState, number> = {
    planned: 0,
    open: 0,
    waiting: 0,
    valid: 0,
    suspect: 0,
    invalid: 0,
    unverifiable: 0,
    missed: 0,
    other: 0,
  };
  for (const mark of marks) counts[mark.state] += 1;
  const routes = [...plans.values()]
    .filter((plan) => plan.stops.length > 0)
    .map((plan) => routeLine(plan, new Set(visitsByRep.get(plan.repId)?.map((visit) => visit.retailerId))));
  return {
    visitsByRep,
    doubtful: latest.filter((visit) => needsLook(visit.state)),
    latest,
    missed: isToday ? [] : missedStops(plans, marks),
    marks,
    routes,
    counts,
    made: routes.reduce((sum, route) => sum + route.done, 0),
    valid: validStops(plans, marks),
    planned: routes.reduce((sum, route) => sum + route.points.length, 0),
  };
}

function validStops(plans: DayView['plans'], marks: readonly DayMark[]): number {
  const valid = new Set(marks.flatMap(({ retailerId, state }) => (state === 'valid' ? [retailerId] : [])));
  return [...plans.values()].reduce(
    (sum, { stops }) => sum + stops.filter(({ retailerId }) => valid.has(retailerId)).length,
    0,
  );
}

function missedStops(plans: DayView['plans'], marks: readonly DayMark[]): MissedStop[] {
  const missed = new Set(marks.flatMap(({ retailerId, state }) => (state === 'missed' ? [retailerId] : [])));
  return [...plans.values()].flatMap(({ repId, stops }) =>
    stops.flatMap(({ retailerId, name }) => (missed.has(retailerId) ? [{ retailerId, name, repId }] : [])),
  );
}

/** Everybody, by name. `nowMs` decides who is late, and only today: where somebody is now says nothing of another day. */
export function repRows(
  view: Pick<DayView, 'reps' | 'plans'>,
  facts: DayFacts,
  nowMs: number,
  isToday: boolean,
): RepRow[] {
  const rows = [...view.reps.values()].map((rep) =>
    repRow(
      isToday ? rep : { ...rep, last: null },
      view.plans.get(rep.repId) ?? null,
      facts.visitsByRep.get(rep.repId) ?? [],
      nowMs,
      isToday,
    ),
  );
  return rows.sort((a, b) => (a.rep.name < b.rep.name ? -1 : a.rep.name > b.rep.name ? 1 : 0));
}

function repRow(rep: Rep, plan: Plan | null, visits: VisitSummary[], nowMs: number, isToday: boolean): RepRow {
  const visited = new Set(visits.map((visit) => visit.retailerId));
  const made = plan?.stops.filter((stop) => visited.has(stop.retailerId)).length ?? 0;
  const heard = [
    rep.last && reportedAt(rep.last),
    ...visits.flatMap((visit) => [visit.startedAt, visit.endedAt]),
  ].flatMap((at) => (at ? [Date.parse(at)] : []));
  const ageMin = heard.length === 0 || !isToday ? null : Math.max(0, (nowMs - Math.max(...heard)) / 60_000);
  const hasStops = (plan?.stops.length ?? 0) > made;
  const planned = new Set(plan?.stops.map((stop) => stop.retailerId));
  const extra = visits.filter((visit) => !planned.has(visit.retailerId));
  return {
    rep,
    plan,
    made,
    visits,
    extra,
    open: isToday ? (visits.find((visit) => visit.state === 'open') ?? null) : null,
    ageMin,
    wrongClockAt: rep.last && isClockWrong(rep.last) ? rep.last.fixAt : null,
    isLate: isToday && hasStops && (ageMin === null || ageMin > LATE_AFTER_MIN),
  };
}

/** One mark a retailer: its latest visit decides, else that it is planned. */
function dayMarks(plans: DayView['plans'], visitsLatestFirst: readonly VisitSummary[], isToday: boolean): DayMark[] {
  const marks = new Map<string, DayMark>();
  for (const visit of visitsLatestFirst) {
    if (!marks.has(visit.retailerId))
      marks.set(visit.retailerId, {
        retailerId: visit.retailerId,
        position: visit.retailerPosition,
        state: visit.state,
      });
  }
  for (const plan of plans.values()) {
    for (const stop of plan.stops) {
      if (!marks.has(stop.retailerId))
        marks.set(stop.retailerId, {
          retailerId: stop.retailerId,
          position: stop.position,
          state: isToday ? 'planned' : 'missed',
        });
    }
  }
  return [...marks.values()];
}

/** What was visited first, in its order, then what is to come in the plan's order. */
export function routeLine(plan: Plan, visited: ReadonlySet<string>): RouteLine {
  const isDone = (stop: { retailerId: string }) => visited.has(stop.retailerId);
  const done = plan.stops.filter(isDone);
  const points: LngLat[] = [...done, ...plan.stops.filter((stop) => !isDone(stop))].map((stop) => stop.position);
  return { repId: plan.repId, points, done: done.length };
}

/** Search: every word occurs in the name; letters' case and accents do not matter. */
export function matches(text: string, q: string): boolean {
  const plain = (s: string) =>
    s
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase();
  const whole = plain(text);
  return plain(q)
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
