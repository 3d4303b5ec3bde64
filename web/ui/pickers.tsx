import type { Unit } from '../../shared/units.ts';
import { dayName, shiftDay } from '../format.ts';
import { language } from './words.ts';
import { words } from './words.ts';
import { Icon } from './icons.tsx';
import { me, unit } from './me.ts';
import { go } from './navigate.ts';

/** The units of the person's scope, each below its parent. */
export function inOrder(units: readonly Unit[]): { unit: Unit; depth: number }[] {
  const below = (parentId: string | null, depth: number): { unit: Unit; depth: number }[] =>
    units
      .filter((one) =>
        parentId === null ? !units.some((other) => other.unitId === one.parentId) : one.parentId === parentId,
      )
      .sort((a, b) => a.name.localeCompare(b.name))
      .flatMap((one) => [{ unit: one, depth }, ...below(one.unitId, depth + 1)]);
  return below(null, 0);
}

export function UnitOptions() {
  return (
    <>
      {inOrder(me.value?.units ?? []).map(({ unit: one, depth }) => (
        <option key={one.unitId} value={one.unitId}>
          {'\u2003'.repeat(depth) + one.name}
        </option>
      ))}
    </>
  );
}

export function UnitPicker() {
  const units = me.value?.units ?? [];
  if (units.length < 2) return <span class="unit-name">{units[0]?.name}</span>;
  return (
    <select
      class="unit-picker"
      aria-label={words.value.live.unit}
      value={unit.value?.unitId}
      onChange={(event) => go({ unitId: event.currentTarget.value, selection: null })}
    >
      <UnitOptions />
    </select>
  );
}

/** @param last the last day that can be looked at; today unless said */
export function DayPicker({ day, today, last = today }: { day: string; today: string; last?: string }) {
  const w = words.value;
  const show = (next: string) => go({ day: next === today ? null : next });
  return (
    <div class="day-picker" role="group" aria-label={w.live.day}>
      <button
        type="button"
        class="tool"
        aria-label={w.live.dayBefore}
        title={`${w.live.dayBefore}  [`}
        onClick={() => show(shiftDay(day, -1))}
      >
        <Icon name="back" size={16} />
      </button>
      <label class="day-shown">
        <span aria-hidden="true">{dayName(day, language.value)}</span>
        <input
          type="date"
          aria-label={w.live.day}
          value={day}
          max={last}
          onChange={(event) => event.currentTarget.value && show(event.currentTarget.value)}
          onClick={(event) => event.currentTarget.showPicker?.()}
        />
      </label>
      <button
        type="button"
        class="tool"
        aria-label={w.live.dayAfter}
        title={`${w.live.dayAfter}  ]`}
        disabled={day >= last}
        onClick={() => show(shiftDay(day, 1))}
      >
        <Icon name="next" size={16} />
      </button>
      {day !== today && (
        <button type="button" class="link" onClick={() => show(today)}>
          {w.live.goToday}
        </button>
      )}
    </div>
  );
}
