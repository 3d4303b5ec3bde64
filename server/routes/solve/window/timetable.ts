import type { WindowModel } from './model.ts';
import { EPSILON_S } from './model.ts';
import type { Step } from './step.ts';
import { finishStep, stepTo } from './step.ts';

/** What an order comes to when it is driven: lateness summed over stops, lunch and the end of the day. */
export interface Outcome {
  lateS: number;
  cost: number;
  finishS: number;
  /** Index of the leg on which lunch is eaten (leg k ends at order[k]; the leg to the end never has it), or −1. */
  lunchLeg: number;
}

/** Ways to have eaten by now of which none is both earlier and less late than another; a day has a few at most. */
const most = 16;
const departs = new Float64Array(most + 1);
const lates = new Float64Array(most + 1);
const legs = new Int32Array(most + 1);

/** Drives the order (stops only) with lunch where it makes the day least late, then earliest over. Exact. */
export function outcomeOf(model: WindowModel, order: ArrayLike<number>, length = order.length): Outcome {
  const { n, size, cost } = model;
  let at = n;
  let travel = 0;
  let hungryAt = model.startS;
  let hungryLate = 0;
  let ways = 0;
  if (!model.lunch) {
    departs[0] = model.startS;
    lates[0] = 0;
    legs[0] = -1;
    ways = 1;
  }
  for (let k = 0; k < length; k++) {
    const v = order[k]!;
    const legS = cost[at * size + v]!;
    travel += legS;
    at = v;
    for (let w = 0; w < ways; w++) {
      const step = stepTo(model, departs[w]!, legS, v, false);
      departs[w] = step.departS;
      lates[w]! += step.lateS;
    }
    if (!model.lunch) continue;
    let step = stepTo(model, hungryAt, legS, v, true);
    ways = keepWay(ways, step.departS, hungryLate + step.lateS, k);
    step = stepTo(model, hungryAt, legS, v, false);
    hungryAt = step.departS;
    hungryLate += step.lateS;
  }
  const homeS = cost[at * size + n + 1]!;
  const outcome: Outcome = { lateS: Infinity, cost: travel + homeS, finishS: Infinity, lunchLeg: -1 };
  for (let w = -1; w < ways; w++) {
    if (w < 0 && !model.lunch) continue;
    const step = finishStep(model, w < 0 ? hungryAt : departs[w]!, homeS, w >= 0);
    const lateS = (w < 0 ? hungryLate : lates[w]!) + step.lateS;
    const isBetter =
      lateS < outcome.lateS - EPSILON_S || (lateS <= outcome.lateS + EPSILON_S && step.departS < outcome.finishS);
    if (isBetter) Object.assign(outcome, { lateS, finishS: step.departS, lunchLeg: w < 0 ? -1 : legs[w]! });
  }
  return outcome;
}

function keepWay(ways: number, departS: number, lateS: number, leg: number): number {
  let kept = 0;
  for (let w = 0; w < ways; w++) {
    if (departs[w]! <= departS && lates[w]! <= lateS) return ways; // nothing was dropped yet: dominance is transitive
    if (departs[w]! >= departS && lates[w]! >= lateS) continue;
    departs[kept] = departs[w]!;
    lates[kept] = lates[w]!;
    legs[kept++] = legs[w]!;
  }
  if (kept === most) kept--;
  departs[kept] = departS;
  lates[kept] = lateS;
  legs[kept] = leg;
  return kept + 1;
}

/** One row for each stop of the order, then one for the end. */
export function timetable(model: WindowModel, order: readonly number[]): { rows: Step[]; outcome: Outcome } {
  const { n, size, cost } = model;
  const outcome = outcomeOf(model, order);
  const rows: Step[] = [];
  let at = n;
  let departS = model.startS;
  let isFed = !model.lunch;
  order.forEach((v, leg) => {
    const row = { ...stepTo(model, departS, cost[at * size + v]!, v, leg === outcome.lunchLeg) };
    if (leg === outcome.lunchLeg) isFed = true;
    rows.push(row);
    at = v;
    departS = row.departS;
  });
  rows.push({ ...finishStep(model, departS, cost[at * size + n + 1]!, isFed) });
  return { rows, outcome };
}
