import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface Asked<T> {
  value: T | undefined;
  error: unknown;
  isAsking: boolean;
  again: () => void;
}

/** Asks when the component appears and whenever the key changes; keeps the last answer while asking again; an answer to an old question is dropped. */
export function useAsked<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const answer = useSignal<{ key: string; value?: T; error?: unknown; isAsking: boolean }>({ key, isAsking: true });
  const round = useSignal(0);
  useEffect(() => {
    const cancel = new AbortController();
    answer.value = { ...answer.peek(), error: undefined, isAsking: true };
    ask(cancel.signal).then(
      (value) => cancel.signal.aborted || (answer.value = { key, value, isAsking: false }),
      (error: unknown) => cancel.signal.aborted || (answer.value = { key, error, isAsking: false }),
    );
    return () => cancel.abort();
    // The question is its key: the function itself is a new one at every drawing.
  }, [key, round.value]);
  const { value, error, isAsking } = answer.value;
  return { value, error, isAsking, again: () => (round.value += 1) };
}
