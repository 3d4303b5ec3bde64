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
  const gathering = new Gathering(options);
  return {
    add: (item) => gathering.add(item),
    isFull: () => gathering.isFull(),
    waiting: () => gathering.waitingSize,
  };
}

class Gathering<Item, Answer> {
  waitingSize = 0;
  private waiting: Waiting<Item, Answer>[] = [];
  private waitedMs = 0;
  private free: number;
  private linger: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;
  private readonly busy = new Set<string>();
  private readonly options: GatherOptions<Item, Answer>;

  constructor(options: GatherOptions<Item, Answer>) {
    this.options = options;
    this.free = options.lanes;
  }

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, sinceMs: performance.now(), resolve, reject });
      this.waitingSize += this.options.sizeOf(item);
      this.soon ??= setImmediate(() => {
        // what comes in the same turn goes together
        this.soon = undefined;
        this.start();
      });
    });
  }

  isFull(): boolean {
    const { maxWaiting, maxWaitMs = Infinity, maxSize, lanes } = this.options;
    return this.waitingSize >= maxWaiting || (this.waitedMs > maxWaitMs && this.waitingSize > maxSize * lanes);
  }

  private start(hasLingered = false): void {
    const { lanes, lingerMs, maxSize, keyOf } = this.options;
    while (this.free > 0 && this.waiting.length > 0) {
      if (this.free < lanes && this.waitingSize < maxSize / 4 && !hasLingered) {
        this.linger ??= setTimeout(() => {
          this.linger = undefined;
          this.start(true);
        }, lingerMs);
        return;
      }
      hasLingered = false;
      const taken = this.take();
      if (taken.length === 0) return; // all that wait belong to what is being written
      this.waitedMs = performance.now() - taken[0]!.sinceMs;
      this.free--;
      void this.writeOrHalve(taken).finally(() => {
        this.free++;
        if (keyOf) for (const { item } of taken) this.busy.delete(keyOf(item));
        this.start();
      });
    }
  }

  /** The first in line that fit together; those whose key is being written stay in their place. */
  private take(): Waiting<Item, Answer>[] {
    const { sizeOf, keyOf, maxSize } = this.options;
    const taken: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
    let size = 0;
    for (const [i, one] of this.waiting.entries()) {
      const more = sizeOf(one.item);
      if (taken.length > 0 && size + more > maxSize) {
        for (let j = i; j < this.waiting.length; j++) left.push(this.waiting[j]!);
        break;
      }
      const key = keyOf?.(one.item);
      if (key !== undefined && this.busy.has(key)) {
        left.push(one);
        continue;
      }
      if (key !== undefined) this.busy.add(key);
      taken.push(one);
      size += more;
    }
    this.waiting = left;
    this.waitingSize -= size;
    return taken;
  }

  private async writeOrHalve(items: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.options.write(items.map(({ item }) => item));
      for (const [i, { resolve }] of items.entries()) resolve(answers[i]!);
    } catch (error) {
      if (items.length === 1 || !this.options.isItemsFault?.(error))
        return items.forEach(({ reject }) => reject(error));
      const half = items.length >> 1;
      await this.writeOrHalve(items.slice(0, half));
      await this.writeOrHalve(items.slice(half));
    }
  }
}
