/** Work that is looked for again and again: judging, jobs, maps, the event table, upkeep. */
export interface Loop {
  /** There is something to do: look now. Woken while it looks, it looks once more. */
  wake(): void;
  /** Begins nothing new, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Time as a loop needs it: calls `run` once after so long, unless it is cancelled. */
export type After = (ms: number, run: () => void) => () => void;

export interface LoopOptions {
  /** From the end of one look to the beginning of the next. */
  everyMs: number;
  /** One look; `'again'` when there is more to do at once. `signal` is aborted when the loop is to stop. */
  look(signal: AbortSignal): Promise<'again' | void>;
  /** A look failed; the next comes after `pauseMs` or when woken. */
  onError(error: unknown, pauseMs: number): void;
  after?: After;
}

/** A look that failed is tried again after this, then after twice as long, and so on. */
const FIRST_PAUSE_MS = 1_000;
/** But a database that came back is noticed within this by loops that look more often than that. */
const LONGEST_PAUSE_MS = 5_000;

/** Looks now, and from then on until it is stopped; never twice at a time. */
export function startLoop({ everyMs, look, onError, after = byTimer }: LoopOptions): Loop {
  const ending = new AbortController();
  const longestMs = Math.max(everyMs, LONGEST_PAUSE_MS);
  let cancel = (): void => {};
  let looking: Promise<void> | undefined;
  let isWoken = false;
  let failures = 0;

  async function lookUntilDone(): Promise<void> {
    let pauseMs = everyMs;
    try {
      do {
        isWoken = false;
        if ((await look(ending.signal)) === 'again') isWoken = true;
        failures = 0;
      } while (isWoken && !ending.signal.aborted);
    } catch (error) {
      pauseMs = Math.min(longestMs, FIRST_PAUSE_MS * 2 ** failures++);
      onError(error, pauseMs);
    }
    looking = undefined;
    if (!ending.signal.aborted) cancel = after(pauseMs, wake);
  }

  function wake(): void {
    isWoken = true;
    cancel();
    if (!ending.signal.aborted) looking ??= lookUntilDone();
  }

  wake();
  return {
    wake,
    stop: async () => {
      ending.abort();
      cancel();
      await looking;
    },
  };
}

const byTimer: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
