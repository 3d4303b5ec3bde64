import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

/** What a screen keeps while it is open: made when it opens, gone when it closes, so that it never outlives a screen or a sign-in. */
export interface Opened<T> {
  /** null: nothing is open. */
  now: ReadonlySignal<T | null>;
  /** For whatever is there only while it is open. */
  use(): T;
  /** Returns how to close it. */
  open(state: T): () => void;
}

export function createOpened<T>(): Opened<T> {
  const now = signal<T | null>(null);
  return {
    now,
    use() {
      const state = now.peek();
      if (state === null) throw new Error('what is used here is not open');
      return state;
    },
    open(state) {
      now.value = state;
      return () => {
        if (now.peek() === state) now.value = null;
      };
    },
  };
}

/** Opens a state before anything of it is drawn, for as long as the component is there. `begin` returns how to end what it began. */
export function useOpened<T>(opened: Opened<T>, make: () => T, begin: (state: T) => () => void): T {
  const { state, close } = useMemo(() => {
    const made = make();
    return { state: made, close: opened.open(made) };
  }, []);
  useEffect(() => {
    const end = begin(state);
    return () => {
      end();
      close();
    };
  }, []);
  return state;
}
