import { checkDay } from './check.ts';
import { dayModel } from './model.ts';
import type { DayAnswer, DayProblem } from './problem.ts';
import { answerOf } from './solve.ts';
import { RouteError } from '../problem.ts';
import { judgeOrder } from '../window/late.ts';
import { NO_WAY_S } from '../window/model.ts';

/**
 * What a day comes to in the order given, which holds every stop, the prefix first; pins are not looked at. How far from the
 * best it is, is not asked. Throws a RouteError for a malformed day, and where the order needs a way that does not exist.
 */
export function driveDay(day: DayProblem, order: readonly number[]): DayAnswer {
  checkDay(day);
  const isWhole =
    order.length === day.stops.length &&
    new Set(order).size === order.length &&
    day.prefix.every((stop, k) => order[k] === stop);
  if (!isWhole) throw new RouteError('the order must hold every stop once, what was driven first');
  const reduced = dayModel(day);
  if (reduced.beyondReach.length > 0)
    throw new RouteError(`there is no way to or from stop ${reduced.beyondReach[0]}`, {
      reason: { code: 'STOP_OUT_OF_REACH', stop: reduced.beyondReach[0]! },
    });
  const nodeOf = new Map(reduced.stopOf.map((stop, v) => [stop, v]));
  const judged = judgeOrder(
    reduced.model,
    order.slice(day.prefix.length).map((stop) => nodeOf.get(stop)!),
  );
  if (judged.cost >= NO_WAY_S)
    throw new RouteError('this order needs a way that does not exist', { reason: { code: 'NO_WAY' } });
  return answerOf(day, reduced, { ...judged, provedOptimal: false, lowerBound: 0, iterations: 0 }, []);
}
