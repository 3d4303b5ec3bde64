import { useSignal, type Signal } from '@preact/signals';
import { clockOf } from '../../shared/clock.ts';
import type { DayPlanStop } from '../../shared/plans.ts';
import { duration } from '../format.ts';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { moved, pinned, without } from './draft.ts';
import { followDrag } from './dragging.ts';
import { planEditing } from './edit.ts';
import { DropReps, GiveChoice, offerOrSay } from './giving.tsx';
import s from './plans.module.css';

/** The stops in order: moved by dragging or by the arrow keys, pinned, taken out, given away. */
export function StopList({ isEditable }: { isEditable: boolean }) {
  const editing = planEditing.use();
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
      {canMove ? (
        <Place stop={stop} number={number} onSaid={onSaid} />
      ) : (
        <span class={numberClass(stop)}>{number}</span>
      )}
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

const numberClass = (stop: DayPlanStop): string =>
  `${s.planNumber} ${s.inList} ${stop.visited ? s.visited : stop.pinned ? s.pinned : 'free'}`;

type Movable = Pick<RowProps, 'stop' | 'number' | 'onSaid'>;

/** Puts a stop at another place of the draft, the first is 0, and says where it came to stand. */
function usePut({ stop: { retailerId: id, name }, onSaid }: Movable): (to: number) => void {
  const editing = planEditing.use();
  return (to) => {
    const next = moved(editing.draft.value!, id, to, editing.visited.value);
    editing.take(next);
    onSaid(words.value.plans.place(name, String(next.order.indexOf(id) + 1), String(next.order.length)));
  };
}

/** A stop's number: pressed, another can be typed, and the stop goes there. */
function Place(props: Movable) {
  const { stop, number } = props;
  const isTyping = useSignal(false);
  const put = usePut(props);
  const label = words.value.plans.toPlace(stop.name);
  if (!isTyping.value)
    return (
      <button
        type="button"
        class={`${numberClass(stop)} ${s.planPlace}`}
        aria-label={`${number}. ${label}`}
        title={label}
        onClick={() => (isTyping.value = true)}
      >
        {number}
      </button>
    );
  const done = (input: HTMLInputElement) => {
    if (!isTyping.peek()) return;
    isTyping.value = false;
    const typed = input.valueAsNumber;
    if (Number.isInteger(typed) && typed !== number) put(Math.max(0, typed - 1));
  };
  return (
    <input
      ref={(input) => input?.select()}
      type="number"
      min={1}
      step={1}
      inputMode="numeric"
      class={s.planPlaceTyped}
      aria-label={label}
      defaultValue={String(number)}
      onBlur={(event) => done(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(event.currentTarget);
        if (event.key === 'Escape') isTyping.value = false;
        event.stopPropagation(); // the desk's own keys
      }}
    />
  );
}

/** What a stop is moved by: dragged, or with the arrow keys. */
function Grip(props: Movable) {
  const { stop, number } = props;
  const editing = planEditing.use();
  const w = words.value;
  const id = stop.retailerId;
  const put = usePut(props);
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

function timeWords({ visited: isVisited, arriveS, departS, lateS }: DayPlanStop): string {
  const w = words.value;
  const times =
    arriveS === null ? '' : departS === null ? clockOf(arriveS) : w.plans.arrive(clockOf(arriveS), clockOf(departS));
  return [times, isVisited ? w.plans.visited : '', lateS > 0 ? w.plans.late(duration(lateS, language.value)) : '']
    .filter((part) => part !== '')
    .join(' · ');
}
