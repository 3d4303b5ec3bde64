import { pushKeys, pushUndo } from '../ui/keys.ts';
import { planScene } from './map/scene.ts';
import { words } from './words.ts';
import { endLine, leaveLine, takePointBack } from './barriers.ts';
import { figures, moveSelected, nameAt, selected, territoryAt, units, walk } from './draft.ts';
import { selectUnits, toggleUnit } from './select.ts';

/** What clicks, lassos and drops on the map mean here. */
export function listenToMap(): () => void {
  planScene.hands.value = {
    clicked: (unit, territory, isAdding) => {
      if (unit >= 0) toggleUnit(unit, isAdding);
      else if (selected.peek().includes(1)) selectUnits([], false);
      else planScene.lit.value = planScene.lit.peek() === territory ? 0 : territory;
    },
    lassoed: (chosen, isAdding) => selectUnits(chosen, isAdding),
    dropped: (territory) => territory > 0 && territoryAt.peek()[territory] && moveSelected(territory),
    lineEnded: () => void endLine(words.peek().barriers.newName),
    tipOf: (unit) =>
      [units.peek()!.name[unit], nameAt.peek()[figures.peek()!.at[unit]!] || words.peek().planning.noTerritory].join(
        ' · ',
      ),
  };
  return () => (planScene.hands.value = null);
}

/** What keys mean here, and on which steps undo and redo walk. */
export function listenToDraftKeys(): () => void {
  const keys = {
    l: () => {
      if (!planScene.line.peek()) planScene.isLasso.value = !planScene.isLasso.peek();
    },
    Escape: () => {
      if (planScene.line.peek()) leaveLine();
      else if (planScene.isLasso.value) planScene.isLasso.value = false;
      else if (selected.peek().includes(1)) selectUnits([], false);
      else planScene.lit.value = 0;
    },
  };
  const drawing = { ...keys, Enter: () => void endLine(words.peek().barriers.newName), Backspace: takePointBack };
  const stops = [
    pushKeys(() => (planScene.line.peek() ? drawing : keys)),
    pushUndo({ undo: () => walk('undo'), redo: () => walk('redo') }),
  ];
  return () => stops.forEach((stop) => stop());
}
