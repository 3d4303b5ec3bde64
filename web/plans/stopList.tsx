import { useSignal, type Signal } from '@preact/signals';
import { clockOf } from '../../shared/clock.ts';
import type { DayPlanStop } from '../../shared/plans.ts';
import { duration, initials } from '../format.ts';
import { repPlans } from '../ui/day.ts';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { moved, pinned, without } from './draft.ts';
import { followDrag } from './dragging.ts';
import { planEditing } from './edit.ts';
import { give, offer } from './gift.ts';
import { changeWords } from './facts.tsx';
import s from './plans.module.css';

/** The stops in order: moved by dragging or by the arrow keys, pinned, taken out, given away. */
export function StopList({ isEditable }: { isEditable: boolean }) {
  const editing = planEditing.use();
  const w = words.value;
  const said = useSignal('');
  const under = editing.drag.value;
  const others = editing.stops.value.filter((stop) => stop.retailerId !== under?.id);
  const before =
    under && under.repId === null ? others[Math.max(editing.visited.value, under.to)]?.retailerId : undefined;
  return (
    <section class="section">
      <ol class={under ? `${s.planStops} is-dragging` : s.planStops}>
        {editing.stops.value.map((stop, k) => (
          <StopRow
            key={stop.retailerId}
            stop={stop}
            number={k + 1}
            isEditable={isEditable}
            isBefore={stop.retailerId === before}
            isUnder={stop.retailerId === under?.id}
            onSaid={(text) => (said.value = text)}
          />
        ))}
        {under && under.repId === null && before === undefined && <li class={s.planHere} />}
      </ol>
      <p class="visually-hidden" role="status">
        {said.value}
      </p>
      {isEditable && under && <DropReps />}
      {isEditable && under && <p class="quiet pad">{w.plans.dropHere}</p>}
    </section>
  );
}

interface RowProps {
  stop: DayPlanStop;
  number: number;
  isEditable: boolean;
  isBefore: boolean;
  isUnder: boolean;
  onSaid: (text: string) => void;
}

function StopRow({ stop, number, isEditable, isBefore, isUnder, onSaid }: RowProps) {
  const w = words.value;
  const { class: hoverClass, ...hover } = useHover(stop.retailerId);
  const id = stop.retailerId;
  const canMove = isEditable && !stop.visited;
  const isOpen = useSignal(false);
  return (
    <li
      data-stop={id}
      class={`${s.planStop} ${hoverClass === 'item' ? '' : 'is-hovered'} ${isBefore ? 'is-before' : ''} ${isUnder ? 'is-under' : ''}`}
      {...hover}
    >
      {canMove ? <Grip stop={stop} number={number} onSaid={onSaid} /> : <span class={s.planGrip} />}
      <span class={`${s.planNumber} ${s.inList} ${stop.visited ? s.visited : stop.pinned ? s.pinned : 'free'}`}>
        {number}
      </span>
      <button type="button" class={s.planStopName} data-item onClick={() => select({ kind: 'retailer', id })}>
        <span class="item-title">{stop.name}</span>
        <span class={stop.lateS > 0 || stop.state !== 'open' ? 'item-more warn' : 'item-more'}>
          {stop.state === 'open' ? timeWords(stop) : `${w.plans.notOpen[stop.state]} · ${timeWords(stop)}`}
        </span>
      </button>
      {canMove && <StopTools stop={stop} isOpen={isOpen} />}
      {isOpen.value && canMove && <GiveChoice stop={stop} isOpen={isOpen} />}
    </li>
  );
}

/** What a stop is moved by: dragged, or with the arrow keys. */
function Grip({ stop, number, onSaid }: Pick<RowProps, 'stop' | 'number' | 'onSaid'>) {
  const editing = planEditing.use();
  const w = words.value;
  const id = stop.retailerId;
  const put = (to: number) => {
    const next = moved(editing.draft.value!, id, to, editing.visited.value);
    editing.take(next);
    onSaid(w.plans.place(stop.name, String(next.order.indexOf(id) + 1), String(next.order.length)));
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    put(number - 1 + by);
    setTimeout(() => handle.focus(), 0); // a row that is moved in the page loses its focus
  };
  const dropped = ({ to, repId }: { to: number; repId: string | null }) => {
    if (repId === null) put(to);
    else offerOrSay(stop, repId);
  };
  return (
    <button
      type="button"
      class={`tool ${s.planGrip}`}
      aria-label={w.plans.drag(stop.name)}
      title={w.plans.drag(stop.name)}
      onPointerDown={(event) => followDrag(event, id, editing.drag, dropped)}
      onKeyDown={onKey}
    >
      <Icon name="grip" size={18} />
    </button>
  );
}

/** What can be done with a stop that is still to be visited. */
function StopTools({ stop, isOpen }: { stop: DayPlanStop; isOpen: Signal<boolean> }) {
  const editing = planEditing.use();
  const w = words.value;
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-pressed={stop.pinned}
        aria-label={stop.pinned ? w.plans.unpin(stop.name) : w.plans.pin(stop.name)}
        title={stop.pinned ? w.plans.unpin(stop.name) : w.plans.pin(stop.name)}
        onClick={() => editing.take(pinned(editing.draft.value!, stop.retailerId, !stop.pinned))}
      >
        <Icon name="pin" size={16} />
      </button>
      <button
        type="button"
        class="tool"
        aria-expanded={isOpen.value}
        aria-label={w.plans.giveTo(stop.name)}
        title={w.plans.giveTo(stop.name)}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon name="give" size={16} />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={w.plans.remove(stop.name)}
        title={w.plans.remove(stop.name)}
        onClick={() => editing.take(without(editing.draft.value!, stop.retailerId))}
      >
        <Icon name="close" size={16} />
      </button>
    </>
  );
}

/** To which other rep a stop is given. */
function GiveChoice({ stop, isOpen }: { stop: DayPlanStop; isOpen: Signal<boolean> }) {
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

function timeWords({ visited: isVisited, arriveS, departS, lateS }: DayPlanStop): string {
  const w = words.value;
  const times =
    arriveS === null ? '' : departS === null ? clockOf(arriveS) : w.plans.arrive(clockOf(arriveS), clockOf(departS));
  return [times, isVisited ? w.plans.visited : '', lateS > 0 ? w.plans.late(duration(lateS, language.value)) : '']
    .filter((part) => part !== '')
    .join(' · ');
}

function otherReps() {
  const editing = planEditing.use();
  return (repPlans.value ?? []).map((row) => row.rep).filter((rep) => rep.repId !== editing.edit.value?.repId);
}

/** What is not saved would be lost in the other plan's reckoning. */
function offerOrSay(stop: DayPlanStop, repId: string): void {
  const editing = planEditing.use();
  if (editing.isDirty.value) editing.note.value = { text: words.value.plans.saveFirst, takeBack: null };
  else void offer(editing, stop, repId);
}

/** Where a stop can be dropped to be given away. */
function DropReps() {
  const editing = planEditing.use();
  return (
    <div class={s.planDrops}>
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
