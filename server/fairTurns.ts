/** Somebody's wish to use one of a few places. */
export interface Wish {
  /** Who wishes: those of one person keep nobody else waiting. */
  whose: string;
  /** Takes none of the places that are kept for what ends soon. */
  isLong: boolean;
}

/** So many places at a time, taken in turn. */
export interface FairTurns {
  /**
   * Waits for a place; the answer gives it back. Next is whoever holds fewest, and of these who came first.
   * @throws the signal's reason when that comes before a place
   */
  take(wish: Wish, signal: AbortSignal): Promise<() => void>;
}

interface Waiting extends Wish {
  begin(): void;
}

/** @param places how many for what takes long, and how many more for what ends soon */
export function createFairTurns(places: { long: number; short: number }): FairTurns {
  const held = new Map<string, number>();
  const waiting: Waiting[] = [];
  let [all, long] = [0, 0];
  const count = ({ whose, isLong }: Wish, by: 1 | -1): void => {
    all += by;
    if (isLong) long += by;
    const left = (held.get(whose) ?? 0) + by;
    if (left === 0) held.delete(whose);
    else held.set(whose, left);
  };
  const serve = (): void => {
    while (all < places.long + places.short) {
      const next = waiting
        .filter(({ isLong }) => !isLong || long < places.long)
        .reduce<Waiting | null>(
          (best, one) => (best && (held.get(best.whose) ?? 0) <= (held.get(one.whose) ?? 0) ? best : one),
          null,
        );
      if (!next) return;
      waiting.splice(waiting.indexOf(next), 1);
      count(next, 1);
      next.begin();
    }
  };
  return {
    take: (wish, signal) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(one), 1);
          reject(signal.reason as Error);
        };
        const one: Waiting = {
          ...wish,
          begin: () => {
            signal.removeEventListener('abort', giveUp);
            resolve(() => {
              count(wish, -1);
              serve();
            });
          },
        };
        if (signal.aborted) return reject(signal.reason as Error);
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.push(one);
        serve();
      }),
  };
}
