import type { Signal } from '@preact/signals';
import type { DayPlanStop } from '../../shared/plans.ts';
import { initials } from '../format.ts';
import { repPlans } from '../ui/day.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { planEditing } from './edit.ts';
import { give, offer } from './gift.ts';
import { changeWords } from './facts.tsx';
import s from './plans.module.css';

/** To which other rep a stop is given. */
export function GiveChoice({ stop, isOpen }: { stop: DayPlanStop; isOpen: Signal<boolean> }) {
  return (
    <label class={s.planGive}>
      {words.value.plans.give}
      <select
        value=""
        onChange={(event) => {
          isOpen.value = false;
          offerOrSay(stop, event.currentTarget.value);
        }}
      >
        <option value="" disabled>
          …
        </option>
        {otherReps().map((rep) => (
          <option key={rep.repId} value={rep.repId}>
            {rep.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function otherReps() {
  const editing = planEditing.use();
  return (repPlans.value ?? []).map((row) => row.rep).filter((rep) => rep.repId !== editing.edit.value?.repId);
}

/** What is not saved would be lost in the other plan's reckoning. */
export function offerOrSay(stop: DayPlanStop, repId: string): void {
  const editing = planEditing.use();
  if (editing.isDirty.value)
    editing.note.value = { text: words.value.plans.saveFirst, takeBack: null, isRefusal: true };
  else void offer(editing, stop, repId);
}

/** Where a stop can be dropped to be given away: beside the list, which stays free for a place in it. */
export function DropReps() {
  const editing = planEditing.use();
  return (
    <div class={s.planDrops}>
      <p class="quiet">{words.value.plans.dropHere}</p>
      {otherReps().map((rep) => (
        <span
          key={rep.repId}
          data-drop-rep={rep.repId}
          class={editing.drag.value?.repId === rep.repId ? `${s.planDrop} is-over` : s.planDrop}
        >
          <span class="avatar" aria-hidden="true">
            {initials(rep.name)}
          </span>
          {rep.name}
        </span>
      ))}
    </div>
  );
}

/** A stop about to be given away: what it changes on both sides, before anything is saved. */
export function GiftBar() {
  const editing = planEditing.use();
  const w = words.value;
  const l = language.value;
  const now = editing.gift.value;
  if (!now || !editing.edit.value) return null;
  const nameOf = (repId: string) => repPlans.value?.find((row) => row.rep.repId === repId)?.rep.name ?? '';
  const [mine, theirs] = [nameOf(editing.edit.value.repId), nameOf(now.toRepId)];
  return (
    <div class={s.planGift} role="group" aria-label={w.plans.giveSentence(now.stop.name, theirs)}>
      <p>{w.plans.giveSentence(now.stop.name, theirs)}</p>
      <p>{w.plans.mine(mine, changeWords(now.tried.from.change, l))}</p>
      <p>{w.plans.mine(theirs, changeWords(now.tried.to.change, l))}</p>
      <div class={s.planTools}>
        <button
          type="button"
          class="primary"
          disabled={editing.busy.value !== null}
          onClick={() => void give(editing, w.plans.given(now.stop.name, theirs), w.plans.given(now.stop.name, mine))}
        >
          {w.plans.giveNow}
        </button>
        <button type="button" onClick={() => (editing.gift.value = null)}>
          {w.cancel}
        </button>
      </div>
    </div>
  );
}
