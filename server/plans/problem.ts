// Pure: a rep's day as the solver takes it, and what it found as a plan.
import { secondsOf, spansOf } from '../../shared/clock.ts';
import type { Lateness, Unserved } from '../../shared/optimize.ts';
import type { DayFrame, PlanStop } from '../../shared/plans.ts';
import type { Travel } from '../../shared/travel.ts';
import { latenessOf } from '../routes/solve/day/lateness.ts';
import type { DayAnswer, DayProblem } from '../routes/solve/day/problem.ts';
import { gapOf } from '../routes/solve/gap.ts';
import type { Place } from '../../shared/straight.ts';

/** A retailer as a stop of a day. */
export interface DayRetailer extends PlanStop {
  openingHours: string | null;
  keyHours: string | null;
  roadCondition: 'good' | 'fair' | 'poor' | null;
  minutesPerVisit: number | null;
  /** What the rep reads of it, where it was asked for. */
  contact?: string | null;
  phone?: string | null;
  grade?: string | null;
  lastVisitDay?: string | null;
}

/** A visit as it was pressed, seconds since midnight on the unit's clock. */
export interface MadeVisit {
  retailerId: string;
  startS: number;
  /** Null: still open. */
  endS: number | null;
}

export interface DayToPlan {
  retailers: readonly DayRetailer[];
  /** Of these retailers, in their real order, one each. */
  visits: readonly MadeVisit[];
  frame: DayFrame;
  /** Minutes of a visit where the retailer says nothing. */
  visitMinutes: number;
  /** The clock, when the day is today; null otherwise. */
  nowS: number | null;
}

/** Ways between the retailers, then the start and the end where the frame has them. */
export interface Ways {
  n: number;
  travelS: Float64Array;
  travelM: Float64Array;
  said: Travel;
}

/** What a plan comes to. */
export interface Measured {
  order: number[];
  stops: { serviceS: number; arriveS: number | null; departS: number | null; lateS: number }[];
  lengthM: number;
  travelS: number;
  startS: number;
  finishS: number;
  latenessS: number;
  late: Lateness[];
  unserved: Unserved[];
  /** Of the travel still to come, seconds: no order has less. Null: not known, or not everybody can be served in time. */
  boundS: number | null;
  restS: number;
  provedOptimal: boolean;
}

export function placesOf({ retailers, frame }: DayToPlan): Place[] {
  return [
    ...retailers.map(({ position, roadCondition }) => ({ ...position, roadCondition })),
    ...(frame.start ? [frame.start] : []),
    ...(frame.end ? [frame.end] : []),
  ];
}

export interface Wishes {
  /** Position (0-based, visited ones included) by retailer. */
  pins?: ReadonlyMap<string, number>;
  /** Retailers that may be left out, by what they count; without it everybody must be visited. */
  priorities?: ReadonlyMap<string, number>;
}

/** When key service hours are known, service begins within them; else within opening hours; else at any time. */
export function windowsOf({
  keyHours,
  openingHours,
}: Pick<DayRetailer, 'keyHours' | 'openingHours'>): { fromS: number; toS: number }[] {
  const hours = keyHours ?? openingHours;
  return hours === null ? [] : spansOf(hours);
}

export function serviceOf({ minutesPerVisit }: Pick<DayRetailer, 'minutesPerVisit'>, visitMinutes: number): number {
  return 60 * (minutesPerVisit ?? visitMinutes);
}

export function problemOf(day: DayToPlan, ways: Ways, { pins, priorities }: Wishes = {}): DayProblem {
  const { retailers, frame, visits } = day;
  const at = new Map(retailers.map(({ retailerId }, i) => [retailerId, i]));
  const n = retailers.length;
  const freeS = freeFrom(day);
  const hasLunch = frame.lunch !== null && (freeS ?? 0) <= secondsOf(frame.lunch.to); // afterwards it has been taken
  return {
    stops: retailers.map((retailer) => ({
      serviceS: serviceOf(retailer, day.visitMinutes),
      windows: windowsOf(retailer),
      must: !priorities || !priorities.has(retailer.retailerId),
      priority: priorities?.get(retailer.retailerId) ?? 0,
      ...(pins?.has(retailer.retailerId) && { pinnedAt: pins.get(retailer.retailerId)! }),
    })),
    locations: ways.n,
    travelS: ways.travelS,
    travelM: ways.travelM,
    startAt: frame.start ? n : null,
    endAt: frame.end ? n + Number(frame.start !== null) : null,
    shift: { startS: secondsOf(frame.dayStart), endS: secondsOf(frame.dayEnd) },
    ...(hasLunch && {
      lunch: {
        durationS: frame.lunch!.minutes * 60,
        earliestS: secondsOf(frame.lunch!.from),
        latestS: secondsOf(frame.lunch!.to),
      },
    }),
    prefix: visits.map(({ retailerId }) => at.get(retailerId)!),
    ...(freeS !== undefined && { nowS: freeS }),
  };
}

/**
 * When the rep is free to go on: after the last visit, and not before now; never before the day begins, however early somebody pressed.
 * A day not begun starts now if that is within its hours.
 */
function freeFrom({ visits, retailers, visitMinutes, nowS, frame }: DayToPlan): number | undefined {
  const last = visits[visits.length - 1];
  const startS = secondsOf(frame.dayStart);
  if (!last) return nowS !== null && nowS > startS && nowS < secondsOf(frame.dayEnd) ? nowS : undefined;
  const retailer = retailers.find(({ retailerId }) => retailerId === last.retailerId)!;
  return Math.max(startS, last.endS ?? last.startS + serviceOf(retailer, visitMinutes), nowS ?? 0);
}

/** What the solver's answer comes to as a plan of the whole day, what was visited included. */
export function measuredOf(day: DayToPlan, problem: DayProblem, answer: DayAnswer): Measured {
  const rows = new Map(answer.arrivals.map((row) => [row.stop, row]));
  const visited = new Map(day.visits.map((visit) => [visit.retailerId, visit]));
  const id = (stop: number): string => day.retailers[stop]!.retailerId;
  const path = [problem.startAt, ...answer.order, problem.endAt].filter((place) => place !== null);
  const along = (cells: Float64Array): number =>
    path.slice(1).reduce((sum, to, k) => sum + (path[k] === to ? 0 : cells[path[k]! * problem.locations + to]!), 0);
  const startS = day.visits[0]?.startS ?? Math.max(problem.shift.startS, problem.nowS ?? -Infinity);
  return {
    order: answer.order,
    stops: answer.order.map((stop) => {
      const { serviceS } = problem.stops[stop]!;
      const visit = visited.get(id(stop));
      if (visit) return { serviceS, arriveS: visit.startS, departS: visit.endS, lateS: 0 };
      const { arriveS, departS, lateS } = rows.get(stop)!;
      return { serviceS, arriveS, departS, lateS };
    }),
    lengthM: along(problem.travelM!),
    travelS: along(problem.travelS),
    startS,
    finishS: answer.finishS,
    latenessS: answer.latenessS,
    late: answer.explanations.map((late) => latenessOf(late, id)),
    unserved: answer.skipped.map(({ stop, reason, lateIfServedS }) => ({
      id: id(stop),
      why: reason,
      lateIfServedS: Number.isFinite(lateIfServedS ?? NaN) ? lateIfServedS : null,
    })),
    boundS: answer.lowerBound,
    restS: answer.travelS,
    provedOptimal: answer.provedOptimal,
  };
}

/** At most this share above the best order; null: not known. */
export function gapOfPlan({
  restS,
  boundS,
  provedOptimal,
}: Pick<Measured, 'restS' | 'boundS' | 'provedOptimal'>): number | null {
  return provedOptimal ? 0 : gapOf(restS, boundS);
}

/** What was visited first, in its real order, then the rest as given. */
export function visitedFirst(retailerIds: readonly string[], visits: readonly MadeVisit[]): string[] {
  const done = visits.map(({ retailerId }) => retailerId);
  const isDone = new Set(done);
  return [...done, ...retailerIds.filter((id) => !isDone.has(id))];
}
