import type { ScenarioRoom } from './room.ts';

/** Selected retailers that may go to a territory, and how many may not because something is locked. */
export function movable(room: ScenarioRoom, to: number): { units: number[]; kept: number } {
  const { at } = room.figures.peek()!;
  const [isHeld, among] = [room.locked.peek(), room.territoryAt.peek()];
  const isShut = (j: number) => among[j]?.isLocked ?? false;
  const all: number[] = [];
  let kept = 0;
  for (const i of room.selectedUnits.peek()) {
    if (at[i] === to) continue;
    if (isHeld[i] === 1 || isShut(at[i]!) || isShut(to)) kept++;
    else all.push(i);
  }
  return { units: all, kept };
}
