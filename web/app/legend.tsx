import { signal } from '@preact/signals';
import { count } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { go, part } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { layerNames, type LayerName } from './stage.tsx';

const states: readonly DayState[] = [
  'planned',
  'open',
  'waiting',
  'valid',
  'suspect',
  'invalid',
  'unverifiable',
  'missed',
];
const isOpen = signal(matchMedia('(min-width: 1000px)').matches);

/** What the marks mean, how many there are, and the filter: a click puts one aside. */
export function Legend({
  counts,
  children,
}: {
  counts: Record<DayState, number> | null;
  children?: preact.ComponentChildren;
}) {
  const w = words.value;
  const hidden = part.hidden.value.split(',').filter(Boolean);
  const toggle = (word: string) =>
    go({ hidden: hidden.includes(word) ? hidden.filter((one) => one !== word) : [...hidden, word] }, { replace: true });
  if (!isOpen.value) {
    return (
      <button type="button" class="legend-open" aria-label={w.map.legend} onClick={() => (isOpen.value = true)}>
        <Icon name="layers" size={18} />
      </button>
    );
  }
  return (
    <aside class="legend" aria-label={w.map.legend}>
      <div class="legend-head">
        <h2>{w.map.onMap}</h2>
        <button
          type="button"
          class="plain"
          aria-label={w.map.hideLegend}
          title={w.map.hideLegend}
          onClick={() => (isOpen.value = false)}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      {states
        .filter((state) => hidden.includes(state) || !rare.has(state) || (counts?.[state] ?? 0) > 0)
        .map((state) => (
          <Row
            key={state}
            word={w.state[state]}
            isOn={!hidden.includes(state)}
            total={counts?.[state]}
            onClick={() => toggle(state)}
          >
            <StateMark state={state} />
          </Row>
        ))}
      <h2>{w.map.layers}</h2>
      {layerNames.map((layer) => (
        <Row key={layer} word={w.map.layer[layer]} isOn={!hidden.includes(layer)} onClick={() => toggle(layer)}>
          <Swatch layer={layer} />
        </Row>
      ))}
      {children}
    </aside>
  );
}

/** Shown only where there are some. */
const rare = new Set<DayState>(['open', 'waiting', 'missed']);

function Row({
  word,
  isOn,
  total,
  onClick,
  children,
}: {
  word: string;
  isOn: boolean;
  total?: number;
  onClick: () => void;
  children: preact.ComponentChildren;
}) {
  return (
    <button type="button" class="legend-row" aria-pressed={isOn} onClick={onClick}>
      {children}
      <span class="legend-word">{word}</span>
      {total !== undefined && <span class="number">{count(total, language.value)}</span>}
    </button>
  );
}

function Swatch({ layer }: { layer: LayerName }) {
  return (
    <svg class="swatch" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
      {layer === 'retailers' &&
        [
          [3, 4],
          [9, 10],
          [14, 5],
        ].map(([x, y]) => <circle key={x} cx={x} cy={y} r="2" fill="var(--state-other)" />)}
      {layer === 'clusters' && (
        <>
          <circle cx="9" cy="7" r="5" fill="var(--paper)" stroke="var(--state-other)" stroke-width="2.500" />
          <path d="M9 2a5 5 0 0 1 5 5" fill="none" stroke="var(--state-suspect)" stroke-width="2.500" />
        </>
      )}
      {layer === 'territories' && <path d="M1 3l10-2 6 5-4 7H3z" class="area area-2" />}
      {layer === 'plans' && <path d="M1 11L6 4l5 5 6-7" class="route chosen ahead" />}
      {layer === 'reps' && <circle cx="9" cy="7" r="6" fill="var(--rep)" />}
    </svg>
  );
}
