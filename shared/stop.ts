/** When a search ends. The solver asks; only a stop rule knows of clocks and flags, and they are handed in. */
export interface Stop {
  /** The share of the budget that is used, 0 to 1 and beyond: it cools the acceptance and divides the work. */
  spent(iterations: number): number;
  /** Once it has said true it goes on saying true: a search asks it at every level. */
  done(iterations: number): boolean;
  readonly reason: 'iterations' | 'deadline' | 'cancelled';
}

/** After so many units of work: the only rule that gives the same answer on every machine. */
export function afterIterations(limit: number): Stop {
  return { reason: 'iterations', spent: (i) => i / limit, done: (i) => i >= limit };
}

/** After `limitMs` of a clock in milliseconds, counted from now: CPU time, wall time, whatever is handed in. */
export function deadline(limitMs: number, clockMs: () => number): Stop {
  const from = clockMs();
  const spent = () => (clockMs() - from) / limitMs;
  return { reason: 'deadline', spent, done: () => spent() >= 1 };
}

/** When somebody has asked for it, from then on. */
export function cancelled(isAsked: () => boolean): Stop {
  return { reason: 'cancelled', spent: () => (isAsked() ? 1 : 0), done: isAsked };
}

/** Never: the search ends when it has nothing left to try. */
export const neverStop: Stop = afterIterations(Infinity);

/** The first of several that says so. */
export function firstOf(...stops: [Stop, ...Stop[]]): Stop {
  let last = stops[0];
  const spent = (i: number): number => {
    let most = -1;
    for (const stop of stops) {
      const share = stop.spent(i);
      if (share > most) [most, last] = [share, stop];
    }
    return most;
  };
  return {
    get reason() {
      return last.reason;
    },
    spent,
    done: (i) => spent(i) >= 1,
  };
}
