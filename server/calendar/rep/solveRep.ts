// Pure: one rep's calendar, from the request to what is printed; a heading a stage.
import { own } from '../../../shared/own.ts';
import type { CalendarReply, CalendarRequest } from '../../../shared/calendar.ts';
import type { Stop } from '../../../shared/stop.ts';
import { lowerBound } from '../solve/bound.ts';
import type { CalendarProblem } from '../solve/problem.ts';
import { search } from '../solve/search.ts';
import { sharedWork } from '../solve/sharedWork.ts';
import { drive } from './drive.ts';
import { placeOf } from './horizon.ts';
import { missesOf } from './misses.ts';
import { relieve } from './relieve.ts';
import { type RepProblem, repProblem } from './repProblem.ts';
import { shortestOrder } from './shortestOrder.ts';

export interface RepOptions {
  seed: number;
  /** A stop rule for this share of the budget, counted from when it is asked for. */
  share(of: number): Stop;
}

/** What the bound takes of the budget, at most. */
const BOUND = 0.25;

export function solveRep(request: CalendarRequest, { seed, share }: RepOptions): Omit<CalendarReply, 'cpuMs'> {
  const rep = repProblem(request);
  const { problem, horizon } = rep;

  // Days and orders
  const found = search(problem, { seed, stop: share(1 - BOUND) });
  const orders = found.routes.map(([order]) => order!);

  // What the shifts do not hold
  const dropped = relieve(rep, request, orders);

  // Each day by itself once more
  orders.forEach((order, day) => (orders[day] = shortestOrder(problem, day, order, seed)));

  // What it comes to, and what is missing
  const days = visitsOf(rep, orders);
  const km = orders.reduce((sum, order) => sum + kmOf(rep, order), 0);
  const missed = missesOf(rep, request, orders, found.choice, dropped);
  return {
    n: request.retailers.length,
    days: horizon.days.length,
    km,
    worstDayOverMean: worstDay(problem, orders),
    gapsOut: gapsOut(rep, request, days),
    assignment: assignmentOf(rep, request, days),
    routes: orders.map((order) => order.map((node) => request.retailers[rep.retailerOf[node]!]!.code)),
    missed,
    changed: changedOf(rep, request, days),
    lowerBoundKm: boundOf(rep, orders, km, share(BOUND)),
  };
}

/** The days of each node, rising. */
function visitsOf({ problem }: RepProblem, orders: readonly (readonly number[])[]): number[][] {
  const days = Array.from({ length: problem.n + 1 }, () => [] as number[]);
  orders.forEach((order, day) => order.forEach((node) => days[node]!.push(day)));
  return days;
}

function kmOf({ km, problem }: RepProblem, order: readonly number[]): number {
  if (order.length === 0) return 0;
  return [...order, 0].reduce((sum, i, k) => sum + km[(k === 0 ? 0 : order[k - 1]!) * (problem.n + 1) + i]!, 0);
}

function worstDay(problem: CalendarProblem, orders: readonly (readonly number[])[]): number {
  const { share } = problem.balance!;
  const work = orders.map((order, day) => drive(problem, day, order).work);
  const mean = work.reduce((a, b) => a + b, 0) / share.reduce((a, b) => a + b, 0);
  if (mean === 0) return 0;
  return Math.max(...work.map((minutes, day) => (share[day]! > 0 ? minutes / share[day]! / mean - 1 : 0)));
}

function gapsOut(
  { gapOf, retailerOf, horizon }: RepProblem,
  request: CalendarRequest,
  days: readonly number[][],
): number {
  let out = 0;
  days.forEach((list, node) => {
    if (node === 0) return;
    const { lastVisit } = request.retailers[retailerOf[node]!]!;
    const all = lastVisit === undefined ? list : [placeOf(horizon, lastVisit), ...list];
    const { least, most } = gapOf[node]!;
    for (let k = 1; k < all.length; k++) {
      const gap = all[k]! - all[k - 1]!;
      if (gap < least || gap > most) out++;
    }
  });
  return out;
}

function assignmentOf(
  { retailerOf, horizon }: RepProblem,
  request: CalendarRequest,
  days: readonly number[][],
): CalendarReply['assignment'] {
  const assignment: CalendarReply['assignment'] = Object.fromEntries(request.retailers.map(({ code }) => [code, []]));
  days.forEach((list, node) => {
    if (node > 0) assignment[request.retailers[retailerOf[node]!]!.code] = list.map((day) => horizon.days[day]!);
  });
  return assignment;
}

function changedOf(rep: RepProblem, request: CalendarRequest, days: readonly number[][]): CalendarReply['changed'] {
  const assignment = assignmentOf(rep, request, days);
  return request.retailers.flatMap(({ code }) => {
    const before = own(request.published, code);
    const first = rep.horizon.days[0]!;
    const last = rep.horizon.days[rep.horizon.days.length - 1]!;
    const from = before?.filter((day) => first <= day && day <= last).sort();
    const to = own(assignment, code)!;
    return from && from.join() !== to.join() ? [{ retailer: code, from, to }] : [];
  });
}

/**
 * A day's work is shared out: a retailer has its service and half of its two shortest ways, which no order can make less. So
 * days are routes that hold as much as the longest of these days, and whatever is below the bound has a longer one.
 */
function boundOf(rep: RepProblem, orders: readonly (readonly number[])[], km: number, stop: Stop): number {
  const { problem } = rep;
  const used = orders.filter((order) => order.length > 0).length;
  if (used === 0) return 0;
  const visits = Float64Array.from(visitsOf(rep, orders), (list) => list.length);
  const longest = Math.max(...orders.map((order, day) => drive(problem, day, order).work));
  const bounded = { ...problem, ...sharedWork(problem, longest), travel: rep.km };
  const question = { problem: bounded, visits, routes: used, best: km };
  return Math.min(km, lowerBound({ ...question, areAllUsed: true }, stop));
}
