import { today } from '../ui/day.ts';
import { Icon } from '../ui/icons.tsx';
import { language } from '../ui/words.ts';
import { periodText } from './figures.ts';
import { kindOf, monthOf, soFar, step, weekOf, type Period, type PeriodKind } from './period.ts';
import { words } from './words.ts';
import s from './reports.module.css';

interface PickerProps {
  period: Period;
  onPick: (period: Period) => void;
}

/** A week, a month, or from a day to a day; one step back and on. */
export function PeriodPicker({ period, onPick }: PickerProps) {
  const w = words.value.report;
  const kind = kindOf(period);
  const choose = (wanted: PeriodKind) => {
    const last = soFar(period, today.value).to;
    if (wanted === 'week') onPick(weekOf(last));
    else if (wanted === 'month') onPick(monthOf(last));
  };
  return (
    <div class={s.reportPeriod} role="group" aria-label={w.period}>
      <div class="segments">
        {(['week', 'month'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => choose(one)}>
            {w.kind[one]}
          </button>
        ))}
      </div>
      <span class={s.reportSteps}>
        <button
          type="button"
          class="tool"
          aria-label={w.earlier}
          title={w.earlier}
          onClick={() => onPick(step(period, -1))}
        >
          <Icon name="back" size={16} />
        </button>
        <span>{periodText(period, { w: words.value, l: language.value })}</span>
        <button
          type="button"
          class="tool"
          aria-label={w.later}
          title={w.later}
          disabled={period.to >= today.value}
          onClick={() => onPick(step(period, 1))}
        >
          <Icon name="next" size={16} />
        </button>
      </span>
      <Days period={period} onPick={onPick} />
    </div>
  );
}

/** Both ends by hand; an end that would pass the other takes it along. */
function Days({ period: { from, to }, onPick }: PickerProps) {
  const w = words.value.report;
  return (
    <span class={s.reportDays}>
      <input
        type="date"
        aria-label={w.from}
        value={from}
        max={today.value}
        onChange={({ currentTarget: { value } }) => value && onPick({ from: value, to: value > to ? value : to })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        aria-label={w.to}
        value={to}
        onChange={({ currentTarget: { value } }) => value && onPick({ from: value < from ? value : from, to: value })}
      />
    </span>
  );
}
