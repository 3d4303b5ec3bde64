import { lockRetailers, moveRetailers } from '../../shared/scenarioEdits.ts';
import { call } from '../api.ts';
import { afterMove } from './figures.ts';
import { planScene } from './map/scene.ts';
import { movable } from './movable.ts';
import { scenarioRoom } from './room.ts';

/** Selects retailers by their numbers: these alone, or these too. */
export function selectUnits(chosen: Iterable<number>, isAdding: boolean): void {
  const { selected, units } = scenarioRoom.use();
  const next = isAdding ? selected.peek().slice() : new Uint8Array(units.peek()?.retailerId.length ?? 0);
  for (const i of chosen) next[i] = 1;
  selected.value = next;
}

export function toggleUnit(i: number, isAdding: boolean): void {
  const { selected } = scenarioRoom.use();
  const wasOn = selected.peek()[i] === 1;
  const next = isAdding ? selected.peek().slice() : new Uint8Array(selected.peek().length);
  next[i] = wasOn ? 0 : 1;
  selected.value = next;
}

/** Selects retailers and brings them into sight. */
export function find(chosen: number[]): void {
  const columns = scenarioRoom.use().units.peek()!;
  selectUnits(chosen, false);
  planScene.inSight.value = chosen.map((i) => ({ lng: columns.lng[i]!, lat: columns.lat[i]! }));
}

/** Hands what is selected over to a territory by its place: every figure follows at once, the server hears of it next. */
export function moveSelected(to: number): void {
  const room = scenarioRoom.use();
  const [known, now, columns] = [room.model.peek(), room.figures.peek(), room.units.peek()];
  if (!known || !now || !columns) return;
  const { units: moved, kept } = movable(room, to);
  room.stayed.value = kept;
  if (moved.length === 0) return;
  room.figures.value = afterMove(known, now, moved, to);
  room.recolourSoon();
  const moves = [{ to: known.nos[to]!, retailerIds: moved.map((i) => columns.retailerId[i]!) }];
  void room.write(({ scenarioId, revision }) =>
    call(moveRetailers, { params: { scenarioId }, body: { revision, moves } }),
  );
}

export function lockSelected(isLocked: boolean): void {
  const room = scenarioRoom.use();
  const [now, columns, locked] = [room.figures.peek()!, room.units.peek()!, room.locked.peek()];
  const chosen = room.selectedUnits.peek().filter((i) => now.at[i] !== 0 && (locked[i] === 1) !== isLocked);
  if (chosen.length === 0) return;
  const next = locked.slice();
  for (const i of chosen) next[i] = isLocked ? 1 : 0;
  room.locked.value = next;
  const retailerIds = chosen.map((i) => columns.retailerId[i]!);
  void room.write(({ scenarioId, revision }) =>
    call(lockRetailers, { params: { scenarioId }, body: { revision, isLocked, retailerIds } }),
  );
}
