import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { count } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { go, part } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { scene } from '../map/scene.ts';
import { features } from './desk.ts';
import s from './app.module.css';

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

const layerRows = features
  .flatMap((one) => one.layers ?? [])
  .flatMap(({ name, legend }) => (name && legend ? [{ name, ...legend }] : []))
  .sort((a, b) => a.order - b.order);

/** What the marks mean, how many there are, and the filter: a click puts one aside. */
export function Legend({ children }: { children?: ComponentChildren }) {
  const counts = scene.counts.value;
  const w = words.value;
  const hidden = part.hidden.value.split(',').filter(Boolean);
  const toggle = (word: string) =>
    go({ hidden: hidden.includes(word) ? hidden.filter((one) => one !== word) : [...hidden, word] }, { replace: true });
  if (!isOpen.value) {
    return (
      <button type="button" class={s.legendOpen} aria-label={w.map.legend} onClick={() => (isOpen.value = true)}>
        <Icon name="layers" size={18} />
      </button>
    );
  }
  return (
    <aside class="legend" aria-label={w.map.legend}>
      <div class={s.legendHead}>
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
      {layerRows.map(({ name, word, Swatch }) => (
        <Row key={name} word={word()} isOn={!hidden.includes(name)} onClick={() => toggle(name)}>
          <svg class="swatch" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
            <Swatch />
          </svg>
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
  children: ComponentChildren;
}) {
  return (
    <button type="button" class="legend-row" aria-pressed={isOn} onClick={onClick}>
      {children}
      <span class="legend-word">{word}</span>
      {total !== undefined && <span class="number">{count(total, language.value)}</span>}
    </button>
  );
}
