import { createStack } from '../stack.ts';

/**
 * What keys do: letters in lower case, others by their names (`Escape`). `false`: not now, and the key means what it means below.
 */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** What Ctrl+Z and Ctrl+Shift+Z do now; null: nothing. */
export interface WayBack {
  undo: (() => void) | null;
  redo: (() => void) | null;
}

const keys = createStack<() => Keys>();
const ways = createStack<() => WayBack>();

/** Keys for as long as something is open, before those of everything below it. Asked at each press. Returns how to take them away. */
export function pushKeys(own: Keys | (() => Keys)): () => void {
  return keys.push(typeof own === 'function' ? own : () => own);
}

/** The way back of what is open, in place of that of what lies below it. Asked at each press. Returns how to take it away. */
export function pushUndo(own: WayBack | (() => WayBack)): () => void {
  return ways.push(typeof own === 'function' ? own : () => own);
}

/** Does what a key means now: `everywhere` is what it means where nothing that is open says otherwise. Whether it meant anything. */
export function pressKey(event: KeyboardEvent, everywhere: Keys): boolean {
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  for (const now of [...keys.all.peek().map((own) => own()), everywhere]) {
    if (Object.hasOwn(now, name) && now[name]!(event) !== false) return true;
  }
  return false;
}

/** Goes back a step, or forth again. Whether there was one. */
export function stepBack(way: keyof WayBack): boolean {
  const step = ways.top.peek()?.()[way];
  step?.();
  return Boolean(step);
}
