import type { ComponentChildren } from 'preact';
import type { Cut, MetricId } from '../../shared/metrics.ts';
import { Icon } from '../ui/icons.tsx';
import { open } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import type { Period } from './period.ts';
import { words } from './words.ts';
import s from './reports.module.css';

/** The head of every page below the overview: the way back to it, the unit, the ways out, and the sentence. */
export function Head({
  period,
  sentence,
  children,
}: {
  period: Period | null;
  sentence: string;
  children?: ComponentChildren;
}) {
  const w = words.value;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <button
          type="button"
          class="tool no-print"
          aria-label={w.back}
          title={w.back}
          onClick={() => open('/reports', null, { ...period })}
        >
          <Icon name="back" />
        </button>
        <UnitPicker />
        <span class="spread" />
        {children}
      </div>
      <h1 class="sentence">{sentence}</h1>
    </header>
  );
}

/** One of these metrics. */
export function MetricChoice({
  of,
  value,
  onPick,
}: {
  of: readonly MetricId[];
  value: MetricId;
  onPick: (metric: MetricId) => void;
}) {
  const w = words.value;
  return (
    <select
      aria-label={w.report.metric}
      value={value}
      onChange={(event) => onPick(event.currentTarget.value as MetricId)}
    >
      {of.map((id) => (
        <option key={id} value={id}>
          {w.metricName[id]}
        </option>
      ))}
    </select>
  );
}

/** By what a figure is cut; the one that is chosen is pressed. */
export function CutChips<C extends Cut>({
  of,
  value,
  onPick,
}: {
  of: readonly C[];
  value: Cut | null;
  onPick: (cut: C) => void;
}) {
  const w = words.value;
  return (
    <div class="chips" role="group" aria-label={w.report.by}>
      {of.map((cut) => (
        <button
          key={cut}
          type="button"
          class={`chip ${s.reportCut}`}
          aria-pressed={value === cut}
          onClick={() => onPick(cut)}
        >
          {w.report.cut[cut]}
        </button>
      ))}
    </div>
  );
}
