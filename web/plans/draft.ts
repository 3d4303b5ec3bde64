// Pure: a plan as somebody is changing it, and the way back.

export interface Draft {
  /** Retailers in order. */
  order: readonly string[];
  pinned: readonly string[];
  locked: boolean;
}

/** Every step from the first on; `at` is the one that is shown. */
export interface Steps {
  all: readonly Draft[];
  at: number;
}

/** More steps back than anybody takes. */
const MOST_STEPS = 200;

export function begin(draft: Draft): Steps {
  return { all: [draft], at: 0 };
}

export function shown({ all, at }: Steps): Draft {
  return all[at]!;
}

/** The steps with a new one behind what is shown; what was undone is gone. A step that changes nothing is none. */
export function step(steps: Steps, draft: Draft): Steps {
  if (isSame(shown(steps), draft)) return steps;
  const all = [...steps.all.slice(0, steps.at + 1), draft].slice(-MOST_STEPS);
  return { all, at: all.length - 1 };
}

export function back(steps: Steps): Steps {
  return { ...steps, at: Math.max(0, steps.at - 1) };
}

export function forth(steps: Steps): Steps {
  return { ...steps, at: Math.min(steps.all.length - 1, steps.at + 1) };
}

export function isSame(a: Draft, b: Draft): boolean {
  const sorted = (ids: readonly string[]) => [...ids].sort().join();
  return a.locked === b.locked && a.order.join() === b.order.join() && sorted(a.pinned) === sorted(b.pinned);
}

/** The stop at another place, never before those that were visited. */
export function moved(draft: Draft, id: string, to: number, visited: number): Draft {
  const rest = draft.order.filter((other) => other !== id);
  const at = Math.max(visited, Math.min(rest.length, to));
  return { ...draft, order: [...rest.slice(0, at), id, ...rest.slice(at)] };
}

/** The stop behind another one, or in front of all that is still to be visited; where that other one is gone, at the end. */
export function inserted(draft: Draft, id: string, behind: string | null, visited: number): Draft {
  const rest = draft.order.filter((other) => other !== id);
  const at = behind === null ? 0 : rest.includes(behind) ? rest.indexOf(behind) + 1 : rest.length;
  return moved({ ...draft, order: [...rest, id] }, id, at, visited);
}

export function without(draft: Draft, id: string): Draft {
  return {
    ...draft,
    order: draft.order.filter((other) => other !== id),
    pinned: draft.pinned.filter((other) => other !== id),
  };
}

export function pinned(draft: Draft, id: string, isPinned: boolean): Draft {
  const rest = draft.pinned.filter((other) => other !== id);
  return { ...draft, pinned: isPinned ? [...rest, id] : rest };
}

/** Where among rows a pointer at height y would put a row: the number of other rows whose middle is above it. */
export function placeAt(y: number, middles: readonly number[]): number {
  return middles.filter((middle) => middle < y).length;
}
