import { signal } from '@preact/signals';
import { words } from './words.ts';
import s from './scenarios.module.css';

const tabs = ['balance', 'solve', 'moves', 'barriers', 'publish', 'settings'] as const;
export const tab = signal<(typeof tabs)[number]>('balance');

/** The parts of a draft's room, and which is open. */
export function Tabs() {
  const w = words.value;
  return (
    <nav class={s.tabs} aria-label={w.planning.title}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={tab.value === one ? 'page' : undefined}
          onClick={() => (tab.value = one)}
        >
          {one === 'barriers' ? w.barriers.tab : w.planning.tabs[one]}
        </button>
      ))}
    </nav>
  );
}
