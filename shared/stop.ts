/**
 * When a search ends. Asked every few hundred iterations with the number done so far, so it may be cheap
 * rather than free. Once it has said true it must go on saying true: a search asks it at every level.
 */
export interface Stop {
  done(iterations: number): boolean;
}

/** Ends after a count of iterations: the only rule by which a run can be repeated exactly, so tests use it. */
export function stopAfterIterations(limit: number): Stop {
  return { done: (iterations) => iterations >= limit };
}

/** Ends at an instant of the clock handed in (milliseconds of anything: wall, CPU). */
export function stopAtDeadline(deadlineMs: number, nowMs: () => number): Stop {
  let over = false;
  return { done: () => (over ||= nowMs() >= deadlineMs) };
}

/** Ends when another thread has set the first element: `Atomics.store(new Int32Array(shared), 0, 1)`. */
export function stopWhenCancelled(flag: SharedArrayBuffer): Stop {
  const cells = new Int32Array(flag);
  return { done: () => Atomics.load(cells, 0) !== 0 };
}

/** Ends as soon as one of the rules says so. */
export function stopWhenAny(...rules: Stop[]): Stop {
  return { done: (iterations) => rules.some((rule) => rule.done(iterations)) };
}

/** Never asks to end: the search stops when it has nothing left to try. */
export const neverStop: Stop = { done: () => false };
