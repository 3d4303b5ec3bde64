import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DueStop } from '../../shared/planDue.ts';
import { count, dayName, type Language } from '../format.ts';
import { scene } from '../map/scene.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { select } from '../ui/navigate.ts';
import { useOpened } from '../ui/opened.ts';
import { SearchField } from '../ui/searchField.tsx';
import { language } from '../ui/words.ts';
import { DueList, dueFilters, dueList, dueSorts, isOverdue, MOST_STOPS } from './due.ts';
import { dueWords } from './dueWords.ts';
import { planEditing } from './edit.ts';
import { changeWords } from './facts.tsx';
import s from './plans.module.css';

/** Who is due and not in the plan, since when, and what adding each would cost; and any other retailer by search. */
export function DueTab() {
  const editing = planEditing.use();
  const w = dueWords.value;
  const said = useSignal('');
  const list = useOpened(
    dueList,
    () => new DueList(editing),
    (made) => made.begin(),
  );
  const add = async (stop: DueStop) => {
    if ((editing.draft.peek()?.order.length ?? 0) >= MOST_STOPS) said.value = w.full;
    else said.value = w.added(stop.name, String(await list.add(stop)));
  };
  useSignalEffect(() => {
    const marks = list.shown.value.map((stop) => ({
      id: stop.retailerId,
      position: stop.position,
      isOverdue: isOverdue(stop),
      add: () => void add(stop),
    }));
    scene.due.value = marks;
  });
  useEffect(() => () => void (scene.due.value = []), []);
  const found = list.found.value;
  return (
    <section class="section">
      <div class={s.dueTools}>
        <SearchField label={w.search} value={list.q.value} onInput={(text) => (list.q.value = text)} />
        <DueChoice />
      </div>
      <p class={said.value === '' ? 'visually-hidden' : s.planNote} role="status">
        {said.value}
      </p>
      {list.error.value !== null && <Failure error={list.error.value} />}
      {!found && list.error.value === null && <Skeleton rows={6} />}
      {found && <DueRows onAdd={add} />}
    </section>
  );
}

/** Which of those that are due are shown, and in which order. */
function DueChoice() {
  const list = dueList.use();
  const w = dueWords.value;
  if (list.q.value !== '') return null;
  return (
    <>
      <div class="chips" role="group" aria-label={w.filter}>
        {dueFilters.map((filter) => (
          <button
            key={filter}
            type="button"
            class={`chip ${s.dueChip}`}
            aria-pressed={list.filter.value === filter}
            onClick={() => (list.filter.value = filter)}
          >
            {w.filters[filter]}
          </button>
        ))}
      </div>
      <label class={s.dueSort}>
        {w.sort}
        <select
          value={list.sort.value}
          onChange={(event) => (list.sort.value = dueSorts[event.currentTarget.selectedIndex]!)}
        >
          {dueSorts.map((sort) => (
            <option key={sort} value={sort}>
              {w.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function DueRows({ onAdd }: { onAdd: (stop: DueStop) => void }) {
  const list = dueList.use();
  const w = dueWords.value;
  const l = language.value;
  const { items, of } = list.found.value!;
  const shown = list.shown.value;
  const isSearch = list.q.value !== '';
  const more = of - items.length;
  if (shown.length === 0)
    return <p class="quiet pad">{isSearch ? w.nobodyFound : items.length > 0 ? w.nobodyLeft : w.nobody}</p>;
  return (
    <>
      <ul class={s.planStops}>
        {shown.map((stop) => (
          <DueRow key={stop.retailerId} stop={stop} onAdd={onAdd} />
        ))}
      </ul>
      {more > 0 && !isSearch && <p class="quiet pad">{w.more(more, count(more, l))}</p>}
      <p class="quiet pad">{w.about}</p>
    </>
  );
}

function DueRow({ stop, onAdd }: { stop: DueStop; onAdd: (stop: DueStop) => void }) {
  const w = dueWords.value;
  const l = language.value;
  const { class: hoverClass, ...hover } = useHover(stop.retailerId);
  return (
    <li
      class={`${s.planStop} ${s.dueStop} ${hoverClass === 'item' ? '' : 'is-hovered'}`}
      data-due={stop.code}
      {...hover}
    >
      <button
        type="button"
        class={s.planStopName}
        data-item
        onClick={() => select({ kind: 'retailer', id: stop.retailerId })}
      >
        <span class="item-title">{stop.name}</span>
        <span class={isOverdue(stop) ? 'item-more warn' : 'item-more'}>{whyWords(stop, l)}</span>
        <span class="item-more">{stop.cost ? changeWords(stop.cost, l) : w.noWay}</span>
      </button>
      <button
        type="button"
        class="tool"
        aria-label={w.add(stop.name)}
        title={w.add(stop.name)}
        onClick={() => onAdd(stop)}
      >
        <Icon name="plus" size={18} />
      </button>
    </li>
  );
}

/** Why a retailer is listed, and since when. */
export function whyWords({ calendar, lastDay, everyDays, overdueDays }: DueStop, l: Language): string {
  const w = dueWords.value;
  const since =
    everyDays === null
      ? w.noneWanted
      : overdueDays === null
        ? w.never
        : overdueDays > 0
          ? w.overdue(overdueDays, count(overdueDays, l))
          : overdueDays === 0
            ? w.dueToday
            : w.dueIn(-overdueDays, count(-overdueDays, l));
  return [
    ...(calendar ? [w.calendar[calendar]] : []),
    since,
    ...(lastDay ? [w.last(dayName(lastDay, l))] : []),
    ...(everyDays ? [w.every(everyDays, count(everyDays, l))] : []),
  ].join(' · ');
}
