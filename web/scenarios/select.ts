import { planScene } from './map/scene.ts';
import { selected, units } from './draft.ts';

/** Selects retailers by their numbers: these alone, or these too. */
export function selectUnits(chosen: Iterable<number>, isAdding: boolean): void {
  const next = isAdding ? selected.peek().slice() : new Uint8Array(units.peek()?.retailerId.length ?? 0);
  for (const i of chosen) next[i] = 1;
  selected.value = next;
}

export function toggleUnit(i: number, isAdding: boolean): void {
  const wasOn = selected.peek()[i] === 1;
  const next = isAdding ? selected.peek().slice() : new Uint8Array(selected.peek().length);
  next[i] = wasOn ? 0 : 1;
  selected.value = next;
}

/** Selects retailers and brings them into sight. */
export function find(chosen: number[]): void {
  const columns = units.peek()!;
  selectUnits(chosen, false);
  planScene.inSight.value = chosen.map((i) => ({ lng: columns.lng[i]!, lat: columns.lat[i]! }));
}
