import { computed, signal, type ReadonlySignal } from '@preact/signals';

/** What several parts of the page offer and one may have: the last that came has it until it leaves, whatever came or left in between. */
export interface Stack<T> {
  top: ReadonlySignal<T | null>;
  /** The last that came first. */
  all: ReadonlySignal<readonly T[]>;
  /** Returns how to leave. */
  push(value: T): () => void;
}

export function createStack<T>(): Stack<T> {
  const entries = signal<readonly { value: T }[]>([]);
  const all = computed(() => entries.value.map(({ value }) => value));
  return {
    all,
    top: computed(() => all.value[0] ?? null),
    push(value) {
      const entry = { value };
      entries.value = [entry, ...entries.peek()];
      return () => void (entries.value = entries.peek().filter((one) => one !== entry));
    },
  };
}
