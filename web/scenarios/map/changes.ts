// Pure: which retailers look otherwise on the planner's map than they did.
import type { PlanPicture } from './scene.ts';

/** What the map shows of a scenario: the picture, whose hands (the scenario's or today's), and what is selected. */
export interface PlanLook {
  picture: PlanPicture | null;
  at: Int32Array | null;
  selected: Uint8Array | null;
  /** Whatever else all of it depends on: colours of the page. */
  rest: unknown;
}

/** Numbers of the retailers whose ground is another's, and of those whose dot looks otherwise. */
export interface PlanChanges {
  ground: number[];
  dots: number[];
}

/** What is to be painted again; null where all of the map is another. */
export function changedUnits(before: PlanLook, now: PlanLook): PlanChanges | null {
  const [a, b] = [before.picture, now.picture];
  if (!a || !b || before.rest !== now.rest || a.lng !== b.lng || a.today !== b.today || !isSame(a.looks, b.looks))
    return null;
  const ground = differences(before.at!, now.at!);
  const n = b.lng.length;
  const none = new Uint8Array(n);
  const others = [
    ...(b.at === now.at && a.at === before.at ? [] : [differences(a.at, b.at)]),
    differences(a.locked, b.locked),
    differences(before.selected ?? none, now.selected ?? none),
  ].filter((one) => one.length > 0);
  return {
    ground,
    dots: others.length === 0 ? ground : [...new Set([...ground, ...others.flat()])].sort((x, y) => x - y),
  };
}

/** Where two arrays of one length differ. */
function differences(a: Int32Array | Uint8Array, b: Int32Array | Uint8Array): number[] {
  const found: number[] = [];
  if (a === b) return found;
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) found.push(i);
  return found;
}

export function isSame(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
