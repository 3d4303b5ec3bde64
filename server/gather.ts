export interface GatherOptions<Item, Answer> {
  /** Writes items together, all or nothing, and answers in their order. */
  write(items: readonly Item[]): Promise<Answer[]>;
  /** How much an item adds to a writing. */
  sizeOf(item: Item): number;
  /** Two items of one key are never written together nor at the same time. */
  keyOf?(item: Item): string;
  /** A writing ends before this size, unless its first item alone is larger. */
  maxSize: number;
  /** Writings at a time. The first starts at once; a further one only with a quarter of `maxSize`, or when its first item has waited `lingerMs`. */
  lanes: number;
  lingerMs: number;
  /** No more is taken while items of this size wait. */
  maxWaiting: number;
  /** Nor while more than a round of writings waits and what was written last had waited so long. */
  maxWaitMs?: number;
  /** Whether an error may be the fault of one of the items: then they are tried in halves, so that a bad one keeps nobody waiting. */
  isItemsFault?(error: unknown): boolean;
}

/** Many small writings made one: what comes while the lanes are busy goes together in the next (group commit). */
export interface Gather<Item, Answer> {
  /** Resolves when the item has been written, with its own answer. */
  add(item: Item): Promise<Answer>;
  isFull(): boolean;
  /** The size of what waits. */
  waiting(): number;
}

interface Waiting<Item, Answer> {
  item: Item;
  sinceMs: number;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export function createGather<Item, Answer>(options: GatherOptions<Item, Answer>): Gather<Item, Answer> {
  const {
    sizeOf,
    keyOf = () => '',
    maxSize,
    lanes,
    lingerMs,
    maxWaiting,
    maxWaitMs = Infinity,
    isItemsFault = () => false,
  } = options;
  const isKeyed = options.keyOf !== undefined;
  let waiting: Waiting<Item, Answer>[] = [];
  let waitingSize = 0;
  let waitedMs = 0;
  let free = lanes;
  let linger: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  const busy = new Set<string>();

  /** The first in line that fit together; those whose key is being written stay in their place. */
  function take(): Waiting<Item, Answer>[] {
    const taken: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
    let size = 0;
    for (const [i, one] of waiting.entries()) {
      const more = sizeOf(one.item);
      if (taken.length > 0 && size + more > maxSize) {
        for (let j = i; j < waiting.length; j++) left.push(waiting[j]!);
        break;
      }
      const key = keyOf(one.item);
      if (isKeyed && busy.has(key)) {
        left.push(one);
        continue;
      }
      if (isKeyed) busy.add(key);
      taken.push(one);
      size += more;
    }
    waiting = left;
    waitingSize -= size;
    return taken;
  }

  async function writeOrHalve(items: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await options.write(items.map(({ item }) => item));
      for (const [i, { resolve }] of items.entries()) resolve(answers[i]!);
    } catch (error) {
      if (items.length === 1 || !isItemsFault(error)) return items.forEach(({ reject }) => reject(error));
      const half = items.length >> 1;
      await writeOrHalve(items.slice(0, half));
      await writeOrHalve(items.slice(half));
    }
  }

  function start(hasLingered = false): void {
    while (free > 0 && waiting.length > 0) {
      if (free < lanes && waitingSize < maxSize / 4 && !hasLingered) {
        linger ??= setTimeout(() => {
          linger = undefined;
          start(true);
        }, lingerMs);
        return;
      }
      hasLingered = false;
      const taken = take();
      if (taken.length === 0) return; // all that wait belong to what is being written
      waitedMs = performance.now() - taken[0]!.sinceMs;
      free--;
      void writeOrHalve(taken).finally(() => {
        free++;
        for (const { item } of taken) busy.delete(keyOf(item));
        start();
      });
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, sinceMs: performance.now(), resolve, reject });
        waitingSize += sizeOf(item);
        soon ??= setImmediate(() => {
          // what comes in the same turn goes together
          soon = undefined;
          start();
        });
      }),
    isFull: () => waitingSize >= maxWaiting || (waitedMs > maxWaitMs && waitingSize > maxSize * lanes),
    waiting: () => waitingSize,
  };
}
