// Pure: which retailers look otherwise on the planner's map than they did.
import type { PlanPicture } from './planScene.ts';

/** What the map shows of a draft: the picture, whose hands (the draft's or today's), and what is selected. */
export interface PlanLook {
  picture: PlanPicture | null;
  at: Int32Array | null;
  selected: Uint8Array | null;
  /** Whatever else all of it depends on: colours of the page, what is lit. */
  rest: string;
}

/** Numbers of the retailers that changed hands, locks or selection; null where all of the map is another. */
export function changedUnits(before: PlanLook, now: PlanLook): number[] | null {
  const [a, b] = [before.picture, now.picture];
  if (!a || !b || before.rest !== now.rest || a.lng !== b.lng || a.today !== b.today || !isSame(a.looks, b.looks)) return null;
  const [atA, atB] = [before.at!, now.at!];
  const isOther = (i: number): boolean =>
    atA[i] !== atB[i] || a.at[i] !== b.at[i] || a.locked[i] !== b.locked[i] || (before.selected?.[i] ?? 0) !== (now.selected?.[i] ?? 0);
  const changed: number[] = [];
  for (let i = 0; i < b.lng.length; i++) if (isOther(i)) changed.push(i);
  return changed;
}

export function isSame(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
