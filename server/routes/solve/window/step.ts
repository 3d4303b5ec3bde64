import type { WindowModel } from './model.ts';
import { EPSILON_S, serviceStart } from './model.ts';

/**
 * One leg and the service at its end, when lateness is allowed: between two windows the rep waits for the next, after the
 * last closing the service begins at once and is late. A lunch begun after its latest time is late too.
 */
export interface Step {
  arriveS: number;
  startS: number;
  departS: number;
  lateS: number;
  /** When lunch on this leg begins, or −1. */
  lunchAtS: number;
}

const shared: Step = { arriveS: 0, startS: 0, departS: 0, lateS: 0, lunchAtS: -1 };

/** The step from a departure over a leg to stop v. The answer is one object, written anew by each call: read it at once. */
export function stepTo(model: WindowModel, departS: number, legS: number, v: number, withLunch: boolean): Step {
  const step = shared;
  const lunch = withLunch ? model.lunch : null;
  let readyS = departS + legS;
  step.arriveS = readyS;
  step.lateS = 0;
  step.lunchAtS = -1;
  if (lunch) {
    if (readyS <= lunch.latestS + EPSILON_S) {
      step.lunchAtS = Math.max(readyS, lunch.earliestS);
      readyS = step.lunchAtS + lunch.durationS;
    } else {
      step.lunchAtS = Math.max(departS, lunch.earliestS);
      step.lateS = lateness(step.lunchAtS, lunch.latestS);
      readyS = step.arriveS = step.lunchAtS + lunch.durationS + legS;
    }
  }
  const startS = serviceStart(model, v, readyS);
  if (startS === Infinity) {
    step.startS = readyS;
    step.lateS += lateness(readyS, model.toS[model.firstWindow[v + 1]! - 1]!);
  } else step.startS = startS;
  step.departS = step.startS + model.serviceS[v]!;
  return step;
}

/** The leg to the end. A rep who has not eaten may eat there, but is late if that is after the latest time for lunch. */
export function finishStep(model: WindowModel, departS: number, legS: number, isFed: boolean): Step {
  const step = stepTo(model, departS, legS, model.n + 1, false);
  if (!isFed && model.lunch) step.lateS += lateness(step.arriveS, model.lunch.latestS);
  return step;
}

function lateness(atS: number, byS: number): number {
  return atS - byS > EPSILON_S ? atS - byS : 0;
}
