import { createRandom } from '../../../../shared/random.ts';
import { checkDay } from './check.ts';
import { explainLateness, lateIfServed } from './explain.ts';
import type { DayModel } from './model.ts';
import { dayModel } from './model.ts';
import type { DayAnswer, DayArrival, DayProblem } from './problem.ts';
import { RouteError } from '../problem.ts';
import type { Stop } from '../../../../shared/stop.ts';
import { EPSILON_S, NO_WAY_S } from '../window/model.ts';
import type { ModelAnswer } from '../window/solve.ts';
import { solveModel } from '../window/solve.ts';
import { timetable } from '../window/timetable.ts';

export interface DayOptions {
  /** The same seed, problem and number of iterations give the same answer. */
  seed: number;
  stop: Stop;
  /** Called with each better order found: the stops still to come, in order, and what it comes to. */
  onProgress?: (best: { order: number[]; latenessS: number; travelS: number }) => void;
}

/**
 * The best order of a day's stops: least lateness, then least priority left out, then least travel. Never refuses a day
 * because it cannot be done in time: says who is late, by how much, and what would mend it. Throws a RouteError that names
 * what is wrong with a malformed problem.
 */
export function solveDay(day: DayProblem, options: DayOptions): DayAnswer {
  checkDay(day);
  const random = createRandom(options.seed);
  const cutOff = new Set<number>();
  for (;;) {
    const reduced = dayModel(day, [...cutOff]);
    const solved = solveModel(reduced.model, {
      random,
      stop: options.stop,
      onBest: (best) =>
        options.onProgress?.({
          order: best.order.map((v) => reduced.stopOf[v]!),
          latenessS: best.lateS,
          travelS: best.cost,
        }),
    });
    const broken = legWithoutWay(reduced, solved.order);
    if (broken === null) return answerOf(day, reduced, solved, reduced.beyondReach);
    cutOff.add(worstConnected(reduced, broken));
  }
}

/** Of the two stops with no way between them, the one with the fewest ways to the others; of equals the one named last by the day. */
function worstConnected({ model, stopOf }: DayModel, nodes: readonly number[]): number {
  const ways = (v: number): number => {
    let n = 0;
    for (let u = 0; u < model.size; u++) {
      if (model.cost[v * model.size + u]! < NO_WAY_S) n++;
      if (model.cost[u * model.size + v]! < NO_WAY_S) n++;
    }
    return n;
  };
  const location = (v: number): number => stopOf[v]!;
  return location([...nodes].sort((a, b) => ways(a) - ways(b) || location(b) - location(a))[0]!);
}

/** The stops at the ends of the first leg of the order that does not exist; null where all do. */
function legWithoutWay({ model }: DayModel, order: readonly number[]): number[] | null {
  let at = model.n;
  for (const v of order) {
    if (model.cost[at * model.size + v]! >= NO_WAY_S) return [at, v].filter((node) => node < model.n);
    at = v;
  }
  if (model.cost[at * model.size + model.n + 1]! < NO_WAY_S) return null;
  if (order.length === 0)
    throw new RouteError('there is no way from where the day starts to where it ends', { reason: { code: 'NO_WAY' } });
  return [at];
}

export function answerOf(
  day: DayProblem,
  reduced: DayModel,
  solved: ModelAnswer,
  beyondReach: readonly number[],
): DayAnswer {
  const { model, stopOf } = reduced;
  const { rows, outcome } = timetable(model, solved.order);
  const eaten = rows.find((row) => row.lunchAtS >= 0);
  const end = rows[rows.length - 1]!;
  const isEatenAfter = model.lunch !== null && !eaten && end.arriveS > model.lunch.latestS + EPSILON_S;
  const arrivals = solved.order.map((v, k): DayArrival => {
    const { arriveS, startS, departS, lunchAtS } = rows[k]!;
    const isEatenHere = lunchAtS >= arriveS && model.lunch !== null && lunchAtS >= 0;
    return {
      stop: stopOf[v]!,
      arriveS,
      startS,
      departS,
      waitS: startS - arriveS - (isEatenHere ? model.lunch.durationS : 0),
      lateS: over(startS - model.toS[model.firstWindow[v + 1]! - 1]!),
    };
  });
  const left = Array.from({ length: model.n }, (_, v) => v).filter((v) => !solved.order.includes(v));
  const order = [...day.prefix, ...solved.order.map((v) => stopOf[v]!)];
  const isOnTime = solved.lateS <= EPSILON_S;
  return {
    order,
    arrivals,
    lunchAtS: eaten ? eaten.lunchAtS : isEatenAfter ? end.arriveS : null,
    skipped: [
      ...left.map((v) => ({
        stop: stopOf[v]!,
        reason: 'noTime' as const,
        lateIfServedS: lateIfServed(model, solved.order, v),
      })),
      ...beyondReach.map((stop) => ({ stop, reason: 'beyondReach' as const, lateIfServedS: null })),
    ],
    latenessS: outcome.lateS,
    travelS: outcome.cost,
    distanceM: distanceM(day, order),
    finishS: outcome.finishS,
    explanations: isOnTime ? [] : explainLateness(reduced, solved.order, day.prefix.length === 0),
    provedOptimal: solved.provedOptimal,
    lowerBound: isOnTime ? solved.lowerBound : null,
    iterations: solved.iterations,
  };
}

function over(lateS: number): number {
  return lateS > EPSILON_S ? lateS : 0;
}

/** Metres still to come, the leg from the start or from the last stop driven included. */
function distanceM(day: DayProblem, order: readonly number[]): number | null {
  if (!day.travelM) return null;
  const ahead = order.slice(day.prefix.length);
  const places = [day.prefix[day.prefix.length - 1] ?? day.startAt, ...ahead, day.endAt].filter(
    (place) => place !== null,
  );
  let sum = 0;
  for (let k = 1; k < places.length; k++) {
    if (places[k - 1] !== places[k]) sum += day.travelM[places[k - 1]! * day.locations + places[k]!]!;
  }
  return sum;
}
