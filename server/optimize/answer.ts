// Pure: what the solvers found, in the words of the answer.
import { secondsOf } from '../../shared/clock.ts';
import type { OptimizedRoute, OptimizeRequest } from '../../shared/optimize.ts';
import type { Travel } from '../../shared/travel.ts';
import type { Layout } from './problem.ts';
import { latenessOf } from '../routes/solve/day/lateness.ts';
import type { DayAnswer } from '../routes/solve/day/problem.ts';
import { gapOf } from '../routes/solve/gap.ts';

/** Seconds and metres between two locations. */
export interface Legs {
  s(i: number, j: number): number;
  /** Null: metres are not known. */
  m: ((i: number, j: number) => number) | null;
}

export interface FoundTour {
  /** Locations in order, ends included. */
  order: number[];
  lowerBoundS: number;
  provedOptimal: boolean;
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** A tour without times, driven from the day's start. */
export function tourAnswer(
  asked: OptimizeRequest,
  layout: Layout,
  found: FoundTour,
  legs: Legs,
  travel: Travel,
): OptimizedRoute {
  const n = asked.stops.length;
  const path = asDriven(found.order, layout);
  const startS = secondsOf(asked.dayStart ?? '00:00');
  let atS = startS;
  let travelS = 0;
  let lengthM = 0;
  const stops: OptimizedRoute['stops'] = [];
  path.forEach((at, k) => {
    if (k > 0) {
      const legS = legs.s(path[k - 1]!, at);
      travelS += legS;
      atS += legS;
      lengthM += legs.m?.(path[k - 1]!, at) ?? 0;
    }
    const isReturn = k > 0 && k === path.length - 1 && layout.isClosed;
    if (at >= n || isReturn) return;
    const arriveS = atS;
    atS += asked.stops[at]!.serviceMinutes * 60;
    stops.push({ id: asked.stops[at]!.id, arriveS, startS: arriveS, departS: atS, waitS: 0, lateS: 0 });
  });
  const isWay = Number.isFinite(travelS);
  return {
    order: stops.map(({ id }) => id),
    stops: isWay ? stops : [],
    lengthM: legs.m ? finite(lengthM) : null,
    travelS: finite(travelS),
    durationS: finite(atS - startS),
    finishS: finite(atS),
    lunchAtS: null,
    lowerBound: finite(found.lowerBoundS),
    gapAtMost: gapOf(travelS, finite(found.lowerBoundS)),
    provedOptimal: found.provedOptimal && isWay,
    latenessS: 0,
    late: [],
    unserved: [],
    travel,
  };
}

/** From the start, and back to it where the route is closed. */
function asDriven(order: readonly number[], { isClosed, startAt }: Layout): number[] {
  if (!isClosed || order.length === 0) return [...order];
  const from = startAt === null ? 0 : order.indexOf(startAt);
  const turned = [...order.slice(from), ...order.slice(0, from)];
  return turned.length > 1 ? [...turned, turned[0]!] : turned;
}

/** A day with times. */
export function dayAnswer(asked: OptimizeRequest, found: DayAnswer, travel: Travel): OptimizedRoute {
  const id = (stop: number): string => asked.stops[stop]!.id;
  const startS = secondsOf(asked.dayStart ?? '00:00');
  return {
    order: found.order.map(id),
    stops: found.arrivals.map(({ stop, ...times }) => ({ id: id(stop), ...times })),
    lengthM: found.distanceM === null ? null : finite(found.distanceM),
    travelS: finite(found.travelS),
    durationS: finite(found.finishS - startS),
    finishS: finite(found.finishS),
    lunchAtS: found.lunchAtS,
    lowerBound: found.lowerBound === null ? null : Math.max(0, found.lowerBound),
    gapAtMost: found.provedOptimal && found.lowerBound !== null ? 0 : gapOf(found.travelS, found.lowerBound),
    provedOptimal: found.provedOptimal,
    latenessS: found.latenessS,
    late: found.explanations.map((late) => latenessOf(late, id)),
    unserved: found.skipped.map(({ stop, reason, lateIfServedS }) => ({
      id: id(stop),
      why: reason,
      lateIfServedS: lateIfServedS === null ? null : finite(lateIfServedS),
    })),
    travel,
  };
}
