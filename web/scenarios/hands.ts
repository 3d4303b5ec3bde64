import { pushKeys, pushUndo } from '../ui/keys.ts';
import { planScene } from './map/scene.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { moveSelected, selectUnits, toggleUnit } from './select.ts';

/** What clicks, lassos and drops on the map mean here. */
export function listenToMap(): () => void {
  const room = scenarioRoom.use();
  planScene.hands.value = {
    clicked: (unit, territory, isAdding) => {
      if (unit >= 0) toggleUnit(unit, isAdding);
      else if (room.selected.peek().includes(1)) selectUnits([], false);
      else planScene.lit.value = planScene.lit.peek() === territory ? 0 : territory;
    },
    lassoed: (chosen, isAdding) => selectUnits(chosen, isAdding),
    dropped: (territory) => territory > 0 && room.territoryAt.peek()[territory] && moveSelected(territory),
    lineEnded: () => void room.barriers.endLine(words.peek().barriers.newName),
    tipOf: (unit) =>
      [
        room.units.peek()!.name[unit],
        room.nameAt.peek()[room.figures.peek()!.at[unit]!] || words.peek().planning.noTerritory,
      ].join(' · '),
  };
  return () => (planScene.hands.value = null);
}

/** What keys mean here, and on which steps undo and redo walk. */
export function listenToKeys(): () => void {
  const room = scenarioRoom.use();
  const keys = {
    l: () => {
      if (!planScene.line.peek()) planScene.isLasso.value = !planScene.isLasso.peek();
    },
    Escape: () => {
      if (planScene.line.peek()) room.barriers.leaveLine();
      else if (planScene.isLasso.value) planScene.isLasso.value = false;
      else if (room.selected.peek().includes(1)) selectUnits([], false);
      else planScene.lit.value = 0;
    },
  };
  const drawing = {
    ...keys,
    Enter: () => void room.barriers.endLine(words.peek().barriers.newName),
    Backspace: () => room.barriers.takePointBack(),
  };
  const stops = [
    pushKeys(() => (planScene.line.peek() ? drawing : keys)),
    pushUndo({ undo: () => room.walk('undo'), redo: () => room.walk('redo') }),
  ];
  return () => stops.forEach((stop) => stop());
}
