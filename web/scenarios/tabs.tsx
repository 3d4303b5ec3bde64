import { scenarioRoom, tabs } from './room.ts';
import { words } from './words.ts';
import s from './scenarios.module.css';

/** The parts of a scenario's room, and which is open. */
export function Tabs() {
  const room = scenarioRoom.use();
  const w = words.value;
  return (
    <nav class={s.tabs} aria-label={w.planning.title}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={room.tab.value === one ? 'page' : undefined}
          onClick={() => (room.tab.value = one)}
        >
          {one === 'barriers' ? w.barriers.tab : w.planning.tabs[one]}
        </button>
      ))}
    </nav>
  );
}
