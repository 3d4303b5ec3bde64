import { count } from '../format.ts';
import { planScene } from './map/scene.ts';
import { Icon } from '../ui/icons.tsx';
import { nextPicture } from '../ui/nextPicture.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { lockSelected, moveSelected, selectUnits } from './select.ts';
import s from './scenarios.module.css';

/** The tools of the hand: lasso, and what may be done with what is selected. */
export function SelectionBar() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const n = room.selectedUnits.value.length;
  const isLasso = planScene.isLasso.value;
  return (
    <div class={s.selectionBar}>
      <div class="row">
        <button
          type="button"
          class={isLasso ? 'is-on' : ''}
          aria-pressed={isLasso}
          aria-keyshortcuts="l"
          title={w.lassoHint}
          disabled={planScene.line.value !== null}
          onClick={() => (planScene.isLasso.value = !isLasso)}
        >
          <Icon name="lasso" size={16} />
          {w.lasso}
          <kbd aria-hidden="true">L</kbd>
        </button>
        <label class="check quiet">
          <input
            type="checkbox"
            checked={planScene.showsToday.value}
            onChange={(event) => (planScene.showsToday.value = event.currentTarget.checked)}
          />
          {w.showToday}
        </label>
      </div>
      {n === 0 ? (
        <p class={isLasso ? 'quiet' : 'quiet is-idle'}>{isLasso ? w.lassoHint : w.dragHint}</p>
      ) : (
        <SelectedUnits />
      )}
    </div>
  );
}

/** How many retailers are selected, and what may be done with them. */
function SelectedUnits() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const n = room.selectedUnits.value.length;
  const indexOf = room.model.value!.indexOf;
  return (
    <div class="row">
      <strong role="status">{w.selected(n, count(n, l))}</strong>
      <select
        aria-label={w.moveTo}
        value=""
        onChange={(event) => {
          const list = event.currentTarget;
          const no = Number(list.value);
          list.value = '';
          void nextPicture().then(() => list.blur()); // or Ctrl+Z would be the list's
          moveSelected(indexOf.get(no)!);
        }}
      >
        <option value="" disabled>
          {w.moveTo}
        </option>
        {room.territories.value.map((t) => (
          <option key={t.no} value={t.no} disabled={t.isLocked}>
            {t.name}
          </option>
        ))}
        <option value={0}>{w.noTerritory}</option>
      </select>
      <button type="button" class="link" onClick={() => lockSelected(true)}>
        {w.lock}
      </button>
      <button type="button" class="link" onClick={() => lockSelected(false)}>
        {w.unlock}
      </button>
      <button type="button" class="link" onClick={() => selectUnits([], false)}>
        {w.clear}
      </button>
    </div>
  );
}
